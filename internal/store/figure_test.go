package store_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/store"
)

// rowsOf returns the rows that a statement finds in a file of reports, cells divided
// by |.
func rowsOf(t *testing.T, reports []finding.Checked, statement string) (rows []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	if err := store.Write(ctx, path, reports); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	found, err := db.Query(statement)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	defer found.Close()
	columns, err := found.Columns()
	if err != nil {
		t.Fatal(err)
	}
	cells, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	for found.Next() {
		if err := found.Scan(into...); err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, c := range cells {
			texts = append(texts, c.String)
		}
		rows = append(rows, strings.Join(texts, "|"))
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

// One statement compares a headline figure of all bodies by year, whatever table and
// unit of money each states it in.
func TestHeadlinesOfAllBodies(t *testing.T) {
	reports := checkedReports(t)
	for i, amount := range []string{"41,200.00", "0.5"} {
		r := another(fmt.Sprintf("unit-%d", i))
		r.Year = 2030 + i
		r.Tables[0].MoneyUnit = []report.MoneyUnit{"元", "百万元"}[i]
		r.Tables[0].Rows[2].Cells[1] = figure(amount)
		r.Headlines = []report.Headline{{Label: "“三公” 经费", Text: amount, Unit: r.Tables[0].MoneyUnit, From: report.TableRef(1).Cell(3, 2)}}
		reports = append(reports, finding.Checked{Report: sealed(r)})
	}
	got := rowsOf(t, reports, `SELECT unit, about_year, fen, text, money_unit FROM figure WHERE headline = 'three-public' ORDER BY unit, about_year`)
	want := []string{
		"futian-zwfwj|2021|3670000|3.67|万元",
		"shili-yunshan-wlj|2024|4200000|4.20|万元",
		"shili-yunshan-wlj|2025|6000000|6.00|万元",
		"shili-yunshan-wlj|2025|6000000|6.00|万元",
		"unit-0|2030|4120000|41,200.00|元",
		"unit-1|2031|50000000|0.5|百万元",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The rows of a table that no row stands under add up to its total, in each column
// that states 2,708.03 as one.
func TestLeafRowsAddUp(t *testing.T) {
	reports := checkedReports(t)[:1]
	got := rowsOf(t, reports, `SELECT DISTINCT number, column_id FROM figure
		WHERE unit = 'futian-zwfwj' AND part = 'tables' AND (NOT is_leaf OR is_total) AND fen = 270803 * 10000
		AND (number, column_id) NOT IN (SELECT number, column_id FROM figure
			WHERE part = 'tables' AND is_leaf AND NOT is_total GROUP BY number, column_id HAVING sum(fen) = 270803 * 10000)
		ORDER BY number, column_id`)
	if len(got) > 0 {
		t.Errorf("got other sums in the tables and columns %q", got)
	}
	sums := rowsOf(t, reports, `SELECT number, column_id FROM figure WHERE part = 'tables' AND is_leaf AND NOT is_total
		GROUP BY number, column_id HAVING sum(fen) = 270803 * 10000 ORDER BY number`)
	for _, want := range []string{"1|收入/预算数", "1|支出/预算数", "2|收入总计", "3|支出总计", "7|支出总计"} {
		if !slices.Contains(sums, want) {
			t.Errorf("got the sum 2,708.03 in %q, want it in %s too", sums, want)
		}
	}
}
