package export

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	_ "modernc.org/sqlite" // the driver named sqlite
)

// SQLite writes a report as a database for the sqlite3 shell and other tools:
// one view for each annex table, such as 表07_一般公共预算支出表, with one column
// for each leaf column; a view 说明 that tells how to read it; and tables of all
// else that comes in rows.
//
// In a view an amount is a number, so that it sorts, compares and sums as one;
// SQLite keeps such a number to 15 digits. The table cells holds the published
// text, the exact digits, and the amount as an integer of its last decimal
// place, whose sums are exact at any size.
func (s Site) SQLite(ctx context.Context, w io.Writer, r *report.Report, findings []finding.Finding) (err error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	conn, err := db.Conn(ctx) // the database lives as long as its one connection
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	if err := s.fill(ctx, tx, r, findings); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	var content []byte
	if err := conn.Raw(func(driver any) (err error) {
		content, err = driver.(interface{ Serialize() ([]byte, error) }).Serialize()
		return err
	}); err != nil {
		return err
	}
	_, err = w.Write(content)
	return err
}

func (s Site) fill(ctx context.Context, tx *sql.Tx, r *report.Report, findings []finding.Finding) error {
	lists := s.lists(r, findings)
	for _, g := range append(lists, cells(r)) {
		if err := table(ctx, tx, g); err != nil {
			return fmt.Errorf("table %s: %w", g.name, err)
		}
	}
	for i := range r.Tables {
		if _, err := tx.ExecContext(ctx, view(&r.Tables[i])); err != nil {
			return fmt.Errorf("view %s: %w", tableName(&r.Tables[i]), err)
		}
	}
	guide := grid{name: "guide", columns: head("名称", "内容")}
	for _, pair := range s.aboutDatabase(r, lists) {
		guide.rows = append(guide.rows, []cell{words(pair[0]), words(pair[1])})
	}
	if err := table(ctx, tx, guide); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `CREATE VIEW `+quote(aboutSheet)+` AS SELECT * FROM guide ORDER BY rowid`)
	return err
}

// types of a table's columns. An amount of a list is a number, as in a view.
var types = map[kind]string{text: "TEXT", label: "TEXT", code: "TEXT", amount: "NUMERIC", count: "INTEGER"}

// table makes a table of a grid and fills it. A blank is NULL.
func table(ctx context.Context, tx *sql.Tx, g grid) error {
	var columns []string
	for _, c := range g.columns {
		columns = append(columns, quote(c.name())+" "+types[c.kind])
	}
	if _, err := tx.ExecContext(ctx, "CREATE TABLE "+quote(g.name)+" (\n  "+strings.Join(columns, ",\n  ")+"\n)"); err != nil {
		return err
	}
	insert, err := tx.PrepareContext(ctx, "INSERT INTO "+quote(g.name)+" VALUES (?"+strings.Repeat(", ?", len(columns)-1)+")")
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, row := range g.rows {
		values := make([]any, len(row))
		for j, c := range row {
			switch {
			case c.exact != "":
				values[j] = c.exact // the column makes a number of it
			case c.text != "":
				values[j] = c.text
			}
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return err
		}
	}
	return nil
}

// quote makes an SQL name of any text.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }
