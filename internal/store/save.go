package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"disclosure/internal/answer"
	"disclosure/internal/figures"
	"disclosure/internal/finding"
	"disclosure/internal/picture"
	"disclosure/internal/report"
	"disclosure/internal/search"
)

// lay makes an empty database a store of these reports, or on any error leaves it as
// it was. The last report of a key is its newest version. A version that comes twice
// is refused, as is a report that would not come back as it is.
func lay(ctx context.Context, db *pool, reports []finding.Checked) error {
	if err := storable(ctx, reports); err != nil {
		return err
	}
	return inTransaction(ctx, db, func(ctx context.Context, tx *sql.Tx) error {
		mark := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, SchemaVersion)
		if _, err := tx.ExecContext(ctx, schema+mark); err != nil {
			return fmt.Errorf("schema: %w", err)
		}
		return saveAll(ctx, tx, reports, func(shown []finding.Checked) error { return search.Index(ctx, tx, shown) })
	})
}

// inTransaction changes a database by do, all or nothing.
func inTransaction(ctx context.Context, db *pool, do func(context.Context, *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit; closes the statements
	// The end of ctx ends the transaction. Statements need not watch it too,
	// which takes the driver a goroutine for each.
	err = do(context.WithoutCancel(ctx), tx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	return tx.Commit()
}

// saveAll inserts reports that are storable, with their earlier versions. While the
// first of them is encoded, those are indexed that the search is to find.
func saveAll(ctx context.Context, tx *sql.Tx, reports []finding.Checked, index func(shown []finding.Checked) error) error {
	w := &writer{ctx: ctx, tx: tx, prepared: map[string]*sql.Stmt{}}
	encoding, stop := context.WithCancel(ctx)
	defer stop()
	reports = withEarlier(reports)
	shown, isShown := newest(reports), map[*report.Report]bool{}
	for _, r := range shown {
		isShown[r.Report] = true
	}
	encodings := encodeAll(encoding, reports)
	if err := index(shown); err != nil {
		return err
	}
	for _, r := range reports {
		e := <-encodings
		if !isShown[r.Report] {
			e.figures = nil // SQL counts each report once
		}
		if err := w.save(r, e); err != nil {
			return fmt.Errorf("report %s: %w", r.Key.Base(), err)
		}
	}
	return nil
}

// withEarlier puts the earlier versions of each report before it.
func withEarlier(reports []finding.Checked) (all []finding.Checked) {
	for _, r := range reports {
		all = append(append(all, r.Earlier...), r)
	}
	return all
}

// newest are the reports that no later one of the same key follows, and that were not
// withdrawn.
func newest(reports []finding.Checked) (newest []finding.Checked) {
	for i, r := range reports {
		later := func(other finding.Checked) bool { return other.Key == r.Key }
		if r.Withdrawn == nil && !slices.ContainsFunc(reports[i+1:], later) {
			newest = append(newest, r)
		}
	}
	return newest
}

// encoded is a report as it is stored.
type encoded struct {
	parts   []report.WrittenPart // deflated
	outline []byte
	figures []report.Figure
	lines   figures.Lines
	listing report.Listing
	found   storedChecks
	digest  string
	err     error
}

// encodeAll encodes reports one after the other while those before are saved, until
// ctx ends.
func encodeAll(ctx context.Context, reports []finding.Checked) <-chan encoded {
	done := make(chan encoded, 1)
	go func() {
		before := map[report.Key]*report.Report{}
		for _, r := range reports {
			was := before[r.Key]
			before[r.Key] = r.Report
			select {
			case done <- encode(r, was):
			case <-ctx.Done():
				return
			}
		}
	}()
	return done
}

// encode encodes a report, of which was is the version before, nil for the first.
func encode(r finding.Checked, was *report.Report) (e encoded) {
	checks := make(chan storedChecks, 1) // takes as long as all the rest
	go func() { checks <- encodeChecks(r.Result) }()
	parts := r.WrittenParts()
	e.figures = r.Figures()
	e.listing = report.Listing{Heading: r.Heading, UnitName: r.UnitName, UnitShort: r.UnitShort, Invented: r.Invented,
		Publications: r.Publications, Withdrawn: r.Withdrawn, Source: report.SumOf([]byte(r.Source))}
	e.listing.Published, e.listing.Received = r.FirstDays()
	if was != nil {
		e.listing.Different, e.listing.Changes = listedChanges(was, r.Report)
	}
	for _, g := range r.Given {
		e.listing.Originals = append(e.listing.Originals, report.ListedOriginal{File: g.File, Name: r.Original(g.File).Name, FileSum: report.SumOf([]byte(g.Content))})
	}
	if e.lines, e.listing.Figures, e.err = figures.Of(r.Front, e.figures); e.err != nil {
		return e
	}
	for _, p := range parts {
		p.Content, p.Editorial = deflate(p.Content), deflate(p.Editorial)
		e.parts = append(e.parts, p)
	}
	outline := r.Outline()
	outline.Checks = finding.Tally(r.Result)
	outline.Change = answer.OfExpenditure(r.Report)
	outline.Pictures = picture.Of(r.Report, e.figures).Slugs()
	e.outline = pack(outline)
	e.found = <-checks
	e.digest = digest(parts, e.found)
	return e
}

// storable says which reports would not come back as they are, and why.
func storable(ctx context.Context, reports []finding.Checked) error {
	reports = withEarlier(reports)
	wrong := make([]error, len(reports))
	var all sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, r := range reports {
		if ctx.Err() != nil {
			break
		}
		free <- struct{}{}
		all.Go(func() {
			if err := errors.Join(comesBack(r.Report), storableFindings(r.Findings)); err != nil {
				wrong[i] = fmt.Errorf("report %s: %w", r.Key.Base(), err)
			}
			<-free
		})
	}
	all.Wait()
	return errors.Join(append(wrong, ctx.Err())...)
}

// comesBack says why a report would not come back from its documents.
func comesBack(r *report.Report) error {
	parts := r.WrittenParts()
	back, err := report.Assemble(r.Key, r.Version, parts)
	if err != nil {
		return err
	}
	if at := difference(r, back); at != "" {
		return fmt.Errorf("its documents do not say what it says at %s", at)
	}
	if r.Version != report.VersionOf(r.Key, parts) {
		return fmt.Errorf("its version is %q and not the SHA-256 of its manifest; set it to its content hash", r.Version)
	}
	return nil
}

// digest is a hash over everything that is saved, also over what the report's
// version leaves out because the editors may change it: their remarks on
// findings too.
func digest(parts []report.WrittenPart, found storedChecks) string {
	hash := sha256.New()
	add := func(content []byte) { fmt.Fprintf(hash, "%d %s\n", len(content), content) }
	for _, p := range parts {
		add([]byte(p.Ref.Path() + " " + p.Heading))
		add(p.Content)
		add(p.Editorial)
	}
	add(found.coverage)
	for _, f := range found.findings {
		add(f)
	}
	for _, b := range found.bindings {
		add(b.list)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// writer inserts one report after the other. After an error it does nothing
// more, so that err need only be looked at in the end.
type writer struct {
	ctx      context.Context
	tx       *sql.Tx
	prepared map[string]*sql.Stmt
	report   int64 // id of the report at hand
	err      error
}

// insert adds one row. into names the table and its columns: "finding (report, key)".
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
		w.err = err
		return 0
	}
	id, w.err = result.LastInsertId()
	return id
}

func (w *writer) save(r finding.Checked, e encoded) error {
	if e.err != nil {
		return e.err
	}
	var known bool
	w.err = w.tx.QueryRowContext(w.ctx,
		`SELECT EXISTS (SELECT 1 FROM report WHERE unit = ? AND year = ? AND kind = ? AND version = ?)`,
		r.Unit, r.Year, r.Kind, r.Version).Scan(&known)
	if w.err == nil && known {
		w.err = fmt.Errorf("version %s was given twice; leave one out", r.Version)
	}
	w.report = w.insert("report (unit, year, kind, version, digest, outline, name, short, invented, withdrawn)", r.Unit, r.Year, r.Kind, r.Version,
		e.digest, e.outline, r.UnitName, r.UnitShort, r.Invented, r.Withdrawn != nil)
	for i, p := range e.parts {
		w.insert("part (report, n, part, number, heading, content, editorial)",
			w.report, i+1, string(p.Ref.Part), p.Ref.Number, p.Heading, p.Content, p.Editorial)
	}
	w.insert("listed (report, listing, lines, length, crc32)", w.report, asJSON(e.listing), e.lines.Deflated, e.lines.Length, e.lines.CRC32)
	if r.Image != nil {
		w.insert("image (report, png)", w.report, r.Image)
	}
	for _, f := range e.figures {
		w.figure(r.Report, f)
	}
	w.checks(r.Findings, e.found)
	return w.err
}

// figure adds a row of the table figure.
func (w *writer) figure(r *report.Report, f report.Figure) {
	minor, scale, _ := f.Minor() // it was written as a line before
	var fen, row, depth, total, leaf any
	if whole, ok := f.Fen(); ok {
		fen = whole
	}
	if f.Row > 0 {
		row, depth, total, leaf = f.Row, f.Depth, f.IsTotal, f.IsLeaf
	}
	w.insert(`figure (unit, year, kind, version, part, number, anchor, nth, row, row_parent, depth, side, code,
		label_path, table_id, column_id, column_path, about_year, money_unit, minor, scale, fen, text, is_total, is_leaf, headline)`,
		r.Unit, r.Year, r.Kind, r.ShortVersion(), string(f.Ref.Part), f.Ref.Number, f.Ref.Anchor, f.Nth,
		row, orNull(f.RowParent), depth, orNull(f.Side), orNull(f.Code),
		orNull(f.LabelPath), orNull(f.TableID), orNull(f.ColumnID), orNull(f.ColumnPath), f.AboutYear, orNull(string(f.MoneyUnit)),
		minor, scale, fen, f.Text, total, leaf, orNull(f.Headline))
}

// orNull is v, and NULL where there is no such thing.
func orNull[T comparable](v T) any {
	var none T
	if v == none {
		return nil
	}
	return v
}

// asJSON writes what is made of texts and whole numbers.
func asJSON(v any) string { return string(jsonOf(v)) }

func jsonOf(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic("store: what is stored cannot be written as JSON: " + err.Error())
	}
	return text
}
