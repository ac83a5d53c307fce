package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"disclosure/internal/report"
)

// Outline returns the outline of the newest version of key. It is shared and
// must not be changed.
func (s *Snapshot) Outline(ctx context.Context, key report.Key) (report.Outline, error) {
	if outline, known := s.outlines.Get(key); known {
		return outline, nil
	}
	var outline report.Outline
	err := s.read(ctx, func(r reader) error {
		id, err := r.newest(key)
		if err != nil {
			return err
		}
		outlines, err := r.outlines([]int64{id})
		if err == nil {
			outline = outlines[0]
		}
		return err
	})
	if err == nil {
		s.outlines.Add(key, outline)
	}
	return outline, err
}

// Keys returns the key of every report: by unit, the latest year first, then by
// kind.
func (s *Snapshot) Keys(ctx context.Context) (keys []report.Key, err error) {
	err = s.read(ctx, func(r reader) error {
		var k report.Key
		return r.each(`SELECT DISTINCT unit, year, kind FROM report ORDER BY unit, year DESC, kind`,
			nil, into{&k.Unit, &k.Year, &k.Kind}, func() { keys = append(keys, k) })
	})
	return keys, err
}

// Outlines returns the outline of the newest version of every key, in the order
// of Keys.
func (s *Snapshot) Outlines(ctx context.Context) (outlines []report.Outline, err error) {
	err = s.read(ctx, func(r reader) error {
		var ids []int64
		var id int64
		err := r.each(`SELECT max(id) FROM report GROUP BY unit, year, kind ORDER BY unit, year DESC, kind`,
			nil, into{&id}, func() { ids = append(ids, id) })
		if err != nil || len(ids) == 0 {
			return err
		}
		outlines, err = r.outlines(ids)
		return err
	})
	return outlines, err
}

// outlines loads the outlines of these reports, in this order, with a number
// of statements that does not depend on theirs.
func (r reader) outlines(ids []int64) ([]report.Outline, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	l := outlineLoader{reader: r, ids: string(list), of: map[int64]*report.Outline{}}
	outlines := make([]report.Outline, len(ids))
	for i, id := range ids {
		l.of[id] = &outlines[i]
	}
	l.front()
	l.lines()
	l.headlines()
	l.terms()
	l.sections()
	l.tables()
	l.projects()
	l.checks()
	return outlines, l.err
}

// outlineLoader fills outlines of several reports at once. After an error it
// does nothing more.
type outlineLoader struct {
	reader
	ids string // JSON list of the reports' ids
	of  map[int64]*report.Outline
	id  int64 // report of the row at hand
	err error
}

// query runs a statement whose first column is the report and whose only parameter
// is the list of reports.
func (l *outlineLoader) query(statement string, places into, row func(o *report.Outline)) {
	if l.err != nil {
		return
	}
	l.err = l.each(statement, []any{l.ids}, append(into{&l.id}, places...), func() { row(l.of[l.id]) })
}

func (l *outlineLoader) front() {
	var f report.Front
	var notes bool
	l.query(`SELECT id, unit, year, kind, version, heading, unit_name, unit_short, money_unit, origin,
			contents_title, annexes_title, glossary_section,
			EXISTS (SELECT 1 FROM note WHERE note.report = report.id)
		FROM report WHERE id IN (SELECT value FROM json_each(?))`,
		into{&f.Unit, &f.Year, &f.Kind, &f.Version, &f.Heading, &f.UnitName, &f.UnitShort, &f.MoneyUnit, &f.Origin,
			&f.ContentsTitle, &f.AnnexesTitle, &f.GlossarySection, &notes},
		func(o *report.Outline) { o.Front, o.HasNotes = f, notes })
}

func (l *outlineLoader) lines() {
	var list, text string
	l.query(`SELECT report, list, text FROM contents_line
		WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report, list, n`,
		into{&list, &text},
		func(o *report.Outline) {
			if list == "contents" {
				o.Contents = append(o.Contents, text)
			} else {
				o.Annexes = append(o.Annexes, text)
			}
		})
}

func (l *outlineLoader) headlines() {
	var h report.Headline
	l.query(`SELECT report, label, text, unit, from_part, from_number, from_anchor FROM headline
		WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report, n`,
		into{&h.Label, &h.Text, &h.Unit, &h.From.Part, &h.From.Number, &h.From.Anchor},
		func(o *report.Outline) { o.Headlines = append(o.Headlines, h) })
}

func (l *outlineLoader) terms() {
	var t report.Term
	l.query(`SELECT report, number, name, definition, paragraph FROM term
		WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report, number`,
		into{&t.Number, &t.Name, &t.Definition, &t.Paragraph},
		func(o *report.Outline) { o.Terms = append(o.Terms, t) })

	var number int
	var list, text string
	l.query(`SELECT report, term, list, text FROM term_word
		WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report, term, list, n`,
		into{&number, &list, &text},
		func(o *report.Outline) {
			for i := range o.Terms {
				switch t := &o.Terms[i]; {
				case t.Number != number:
				case list == "spelling":
					t.Spellings = append(t.Spellings, text)
				default:
					t.Never = append(t.Never, text)
				}
			}
		})
}

func (l *outlineLoader) sections() {
	var e report.SectionEntry
	l.query(`SELECT report, number, title FROM section
		WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report, number`,
		into{&e.Number, &e.Title},
		func(o *report.Outline) { o.Sections = append(o.Sections, e) })

	var section, annex int
	l.query(`SELECT report, section, annex FROM section_annex
		WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report, section, n`,
		into{&section, &annex},
		func(o *report.Outline) {
			for i := range o.Sections {
				if s := &o.Sections[i]; s.Number == section {
					s.Tables = append(s.Tables, annex)
				}
			}
		})
}

func (l *outlineLoader) tables() {
	var e report.Entry
	l.query(`SELECT report, number, label, title FROM annex
		WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report, number`,
		into{&e.Number, &e.Label, &e.Title},
		func(o *report.Outline) { o.Tables = append(o.Tables, e) })
}

func (l *outlineLoader) projects() {
	var e report.ProjectEntry
	l.query(`SELECT report, number, name FROM project
		WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report, number`,
		into{&e.Number, &e.Title},
		func(o *report.Outline) { o.Projects = append(o.Projects, e) })

	var project int
	var amount report.Field
	var n sql.NullInt64
	var paragraph sql.NullString
	l.query(`SELECT f.report, f.project, d.name, p.n, p.text
		FROM form f JOIN field d ON d.form = f.id AND d.amount
			LEFT JOIN field_paragraph p ON p.form = d.form AND p.field = d.number
		WHERE f.report IN (SELECT value FROM json_each(?)) AND f.project IS NOT NULL
		ORDER BY f.report, f.project, d.number, p.n`,
		into{&project, &amount.Name, &n, &paragraph},
		func(o *report.Outline) {
			i := slices.IndexFunc(o.Projects, func(e report.ProjectEntry) bool { return e.Number == project })
			amounts := &o.Projects[i].Amounts
			if n.Int64 <= 1 { // its first paragraph, or none
				amount.Amount = true
				*amounts = append(*amounts, amount)
			}
			if last := &(*amounts)[len(*amounts)-1]; paragraph.Valid {
				last.Paragraphs = append(last.Paragraphs, paragraph.String)
			}
		})
}
