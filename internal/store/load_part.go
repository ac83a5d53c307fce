package store

import (
	"database/sql"

	"disclosure/internal/report"
)

func (r reader) section(id int64, n int) (*report.Section, error) {
	s := &report.Section{Number: n}
	args := []any{id, n}
	if err := r.one(`SELECT title FROM section WHERE report = ? AND number = ?`, args, into{&s.Title}); err != nil {
		return nil, err
	}
	var b report.Block
	err := r.each(`SELECT heading, number, text FROM block WHERE report = ? AND section = ? ORDER BY n`,
		args, into{&b.Heading, &b.Number, &b.Text}, func() { s.Blocks = append(s.Blocks, b) })
	if err != nil {
		return nil, err
	}
	var annex int
	err = r.each(`SELECT annex FROM section_annex WHERE report = ? AND section = ? ORDER BY n`,
		args, into{&annex}, func() { s.Tables = append(s.Tables, annex) })
	return s, err
}

func (r reader) project(id int64, n int) (*report.Project, error) {
	p := &report.Project{Number: n}
	var form int64
	err := r.one(`SELECT p.name, p.title, f.id, f.caption, f.indicators_title
		FROM project p JOIN form f ON f.report = p.report AND f.project = p.number
		WHERE p.report = ? AND p.number = ?`,
		[]any{id, n}, into{&p.Name, &p.Title, &form, &p.Caption, &p.IndicatorsTitle})
	if err != nil {
		return nil, err
	}
	return p, r.form(form, &p.Form)
}

// form fills f with the lists of a form.
func (r reader) form(form int64, f *report.Form) (err error) {
	f.IndicatorHeader, err = r.texts(`SELECT text FROM indicator_header WHERE form = ? ORDER BY n`, form)
	if err != nil {
		return err
	}
	var number int
	var field report.Field
	var paragraph sql.NullString
	err = r.each(`SELECT f.number, f.name, f.amount, p.text
		FROM field f LEFT JOIN field_paragraph p ON p.form = f.form AND p.field = f.number
		WHERE f.form = ? ORDER BY f.number, p.n`,
		[]any{form}, into{&number, &field.Name, &field.Amount, &paragraph},
		func() {
			if number > len(f.Fields) {
				f.Fields = append(f.Fields, field)
			}
			if last := &f.Fields[number-1]; paragraph.Valid {
				last.Paragraphs = append(last.Paragraphs, paragraph.String)
			}
		})
	if err != nil {
		return err
	}
	var indicator report.Indicator
	var target sql.NullString
	return r.each(`SELECT i.number, i.level1, i.level2, i.target, p.text
		FROM indicator i LEFT JOIN indicator_paragraph p ON p.form = i.form AND p.indicator = i.number
		WHERE i.form = ? ORDER BY i.number, p.n`,
		[]any{form}, into{&number, &indicator.Level1, &indicator.Level2, &target, &paragraph},
		func() {
			if number > len(f.Indicators) {
				indicator.Target, indicator.NoTarget = target.String, !target.Valid
				f.Indicators = append(f.Indicators, indicator)
			}
			if last := &f.Indicators[number-1]; paragraph.Valid {
				last.Content = append(last.Content, paragraph.String)
			}
		})
}

func (r reader) notes(id int64) (notes []report.Note, err error) {
	var n report.Note
	var received, shown sql.NullString
	err = r.each(`SELECT n.number, n.from_line, n.to_line, n.at_part, n.at_number, n.at_anchor, n.why, e.received, e.shown
		FROM note n LEFT JOIN note_edit e ON e.report = n.report AND e.note = n.number
		WHERE n.report = ? ORDER BY n.number, e.n`,
		[]any{id},
		into{&n.Number, &n.From, &n.To, &n.At.Part, &n.At.Number, &n.At.Anchor, &n.Why, &received, &shown},
		func() {
			if len(notes) == 0 || notes[len(notes)-1].Number != n.Number {
				notes = append(notes, n)
			}
			if last := &notes[len(notes)-1]; received.Valid {
				last.Edits = append(last.Edits, report.Edit{Received: received.String, Shown: shown.String})
			}
		})
	return notes, err
}
