package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// save puts reports into an empty database, all of them or, on any error, none.
// The last one of a key is its newest version. A version that comes twice is
// refused, as is a report that would not come back as it is.
func save(ctx context.Context, db *pool, reports []finding.Checked) error {
	return transact(ctx, db, func(w *writer) error {
		for _, r := range reports {
			if err := w.save(r); err != nil {
				return fmt.Errorf("report %s: %w", r.Key.Base(), err)
			}
		}
		return nil
	})
}

// transact lets do write to db, all or, on an error, nothing.
func transact(ctx context.Context, db *pool, do func(w *writer) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit; closes the statements
	// The end of ctx ends the transaction. Statements need not watch it too,
	// which takes the driver a goroutine for each.
	err = do(&writer{ctx: context.WithoutCancel(ctx), tx: tx, prepared: map[string]*sql.Stmt{}})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	return tx.Commit()
}

// writer inserts one report after the other. After an error it does nothing
// more, so that err need only be looked at in the end.
type writer struct {
	ctx      context.Context
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
	report   int64  // id of the report at hand
	place    string // part of the report at hand, for messages
	err      error
}

// insert adds one row. into names the table and its columns: "side (report, n)".
func (w *writer) insert(into string, values ...any) (id int64) {
	if w.err != nil {
		return 0
	}
	statement := w.prepared[into]
	if statement == nil {
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", ")
		statement, w.err = w.tx.PrepareContext(w.ctx, "INSERT INTO "+into+" VALUES ("+marks+")")
		if w.err != nil {
			return 0
		}
		w.prepared[into] = statement
	}
	result, err := statement.ExecContext(w.ctx, values...)
	if err != nil {
		w.err = fmt.Errorf("%s: %w", w.place, err)
		return 0
	}
	id, w.err = result.LastInsertId()
	return id
}

// list adds the texts of a list. into ends in the columns n and text; keys are
// the columns before them.
func (w *writer) list(into string, texts []string, keys ...any) {
	values := append(keys[:len(keys):len(keys)], 0, "")
	for i, text := range texts {
		values[len(keys)], values[len(keys)+1] = i+1, text
		w.insert(into, values...)
	}
}

func (w *writer) save(r finding.Checked) error {
	if err := errors.Join(storable(r.Report), storableFindings(r.Findings)); err != nil {
		return err
	}
	encoding := make(chan encoded, 1) // takes as long as to insert all the rest
	go func() { encoding <- encode(r) }()
	w.head(r.Report)
	w.front(r.Report)
	for _, t := range r.Tables {
		w.table(t)
	}
	for _, s := range r.Sections {
		w.section(s)
	}
	for _, p := range r.Projects {
		w.place = fmt.Sprintf("project %d", p.Number)
		w.insert("project (report, number, name, title)", w.report, p.Number, p.Name, p.Title)
		w.form(p.Form, nil, p.Number)
	}
	for _, n := range r.Notes {
		w.note(n)
	}
	done := <-encoding
	w.checks(r.Findings, done.found)
	if w.err == nil {
		_, w.err = w.tx.ExecContext(w.ctx, `UPDATE report SET digest = ? WHERE id = ?`, done.digest, w.report)
	}
	return w.err
}

// encoded is what a report is stored with besides its rows.
type encoded struct {
	found  storedChecks
	digest string
}

func encode(r finding.Checked) encoded {
	found := encodeChecks(r.Result)
	return encoded{found, digest(r.Report, found)}
}

// head adds the report itself, the one at hand from now on, without a digest.
func (w *writer) head(r *report.Report) {
	w.place = "front"
	var known bool
	w.err = w.tx.QueryRowContext(w.ctx,
		`SELECT EXISTS (SELECT 1 FROM report WHERE unit = ? AND year = ? AND kind = ? AND version = ?)`,
		r.Unit, r.Year, r.Kind, r.Version).Scan(&known)
	if w.err == nil && known {
		w.err = fmt.Errorf("version %s was given twice; leave one out", r.Version)
	}
	w.report = w.insert(`report (unit, year, kind, version, digest, heading, unit_name, unit_short,
		money_unit, origin, contents_title, annexes_title, glossary_section)`,
		r.Unit, r.Year, r.Kind, r.Version, "", r.Heading, r.UnitName, r.UnitShort,
		r.MoneyUnit, r.Origin, r.ContentsTitle, r.AnnexesTitle, r.GlossarySection)
}

// front adds all of the report's Front that head leaves out, and its source.
func (w *writer) front(r *report.Report) {
	w.insert("received (report, text)", w.report, r.Source)
	w.list("contents_line (report, list, n, text)", r.Contents, w.report, "contents")
	w.list("contents_line (report, list, n, text)", r.Annexes, w.report, "annexes")
	for i, h := range r.Headlines {
		w.insert("headline (report, n, label, text, unit, from_part, from_number, from_anchor)",
			w.report, i+1, h.Label, h.Text, h.Unit, string(h.From.Part), h.From.Number, h.From.Anchor)
	}
	for _, t := range r.Terms {
		w.insert("term (report, number, name, definition, paragraph)",
			w.report, t.Number, t.Name, t.Definition, t.Paragraph)
		w.list("term_word (report, term, list, n, text)", t.Spellings, w.report, t.Number, "spelling")
		w.list("term_word (report, term, list, n, text)", t.Never, w.report, t.Number, "never")
	}
}

// digest is a hash over everything that is saved, also over what the report's
// version leaves out because the editors may change it: their remarks on
// findings too.
func digest(r *report.Report, found storedChecks) string {
	text, err := json.Marshal(r)
	if err != nil {
		panic("store: report cannot be written as JSON: " + err.Error()) // plain strings and decimals always can
	}
	text = bytes.ReplaceAll(text, []byte("[]"), []byte("null")) // an empty list comes back as none
	hash := sha256.New()
	parts := append([]string{string(text), found.coverage}, found.findings...)
	for _, b := range found.bindings {
		parts = append(parts, b.text)
	}
	for _, part := range parts {
		fmt.Fprintf(hash, "%d %s\n", len(part), part)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

func (w *writer) section(s report.Section) {
	w.place = fmt.Sprintf("section %d", s.Number)
	w.insert("section (report, number, title)", w.report, s.Number, s.Title)
	for i, b := range s.Blocks {
		w.insert("block (report, section, n, heading, number, text)",
			w.report, s.Number, i+1, b.Heading, b.Number, b.Text)
	}
	for i, annex := range s.Tables {
		w.insert("section_annex (report, section, n, annex)", w.report, s.Number, i+1, annex)
	}
}

// form adds a form of an annex table or a project; the other one is nil.
func (w *writer) form(f report.Form, annex, project any) {
	form := w.insert("form (report, annex, project, caption, indicators_title)",
		w.report, annex, project, f.Caption, f.IndicatorsTitle)
	w.list("indicator_header (form, n, text)", f.IndicatorHeader, form)
	for i, field := range f.Fields {
		w.insert("field (form, number, name, amount)", form, i+1, field.Name, field.Amount)
		w.list("field_paragraph (form, field, n, text)", field.Paragraphs, form, i+1)
	}
	for i, d := range f.Indicators {
		target := sql.NullString{String: d.Target, Valid: !d.NoTarget}
		w.insert("indicator (form, number, level1, level2, target)", form, i+1, d.Level1, d.Level2, target)
		w.list("indicator_paragraph (form, indicator, n, text)", d.Content, form, i+1)
	}
}

func (w *writer) note(n report.Note) {
	w.place = fmt.Sprintf("note %d", n.Number)
	w.insert("note (report, number, from_line, to_line, at_part, at_number, at_anchor, why)",
		w.report, n.Number, n.From, n.To, string(n.At.Part), n.At.Number, n.At.Anchor, n.Why)
	for i, e := range n.Edits {
		w.insert("note_edit (report, note, n, received, shown)", w.report, n.Number, i+1, e.Received, e.Shown)
	}
}

// storable says why a report would not come back as it is.
func storable(r *report.Report) error {
	if r.Version == "" {
		return errors.New("it has no version; set it to its content hash")
	}
	known := map[int]bool{}
	for _, t := range r.Tables {
		known[t.Number] = true
		if err := storableTable(t); err != nil {
			return fmt.Errorf("table %d: %w", t.Number, err)
		}
	}
	for _, s := range r.Sections {
		for _, n := range s.Tables {
			if !known[n] {
				return fmt.Errorf("section %d speaks of table %d, which the report does not have", s.Number, n)
			}
		}
	}
	for _, p := range r.Projects {
		if err := storableForm(p.Form); err != nil {
			return fmt.Errorf("project %d: %w", p.Number, err)
		}
	}
	return errors.Join(
		rising("section", r.Sections, func(s report.Section) int { return s.Number }),
		rising("table", r.Tables, func(t report.Table) int { return t.Number }),
		rising("project", r.Projects, func(p report.Project) int { return p.Number }),
		rising("term", r.Terms, func(t report.Term) int { return t.Number }),
		rising("note", r.Notes, func(n report.Note) int { return n.Number }))
}

// rising holds parts to the order of their numbers, in which they come back.
func rising[T any](what string, parts []T, number func(T) int) error {
	for i := 1; i < len(parts); i++ {
		if before, after := number(parts[i-1]), number(parts[i]); after <= before {
			return fmt.Errorf("%s %d follows %s %d; number them in published order", what, after, what, before)
		}
	}
	return nil
}

func storableForm(f report.Form) error {
	for i, d := range f.Indicators {
		if d.NoTarget && d.Target != "" {
			return fmt.Errorf("indicator %d has the target %q and no target cell", i+1, d.Target)
		}
	}
	return nil
}
