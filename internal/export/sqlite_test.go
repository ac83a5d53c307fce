package export_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"github.com/shopspring/decimal"
	_ "modernc.org/sqlite"
)

// databaseOf writes a report's database to a file and returns its path.
func databaseOf(t *testing.T, r finding.Checked) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.sqlite")
	content := write(t, func(w *bytes.Buffer) error { return site.SQLite(context.Background(), w, r.Report, r.Findings) })
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func openDatabase(t *testing.T, r finding.Checked) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+databaseOf(t, r)+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// list returns what a question answers, one text a row, cells divided by |.
func list(t *testing.T, db *sql.DB, question string, args ...any) (names, answers []string) {
	t.Helper()
	rows, err := db.Query(question, args...)
	if err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	defer rows.Close()
	if names, err = rows.Columns(); err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		cells, into := make([]sql.NullString, len(names)), make([]any, len(names))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, c := range cells {
			texts = append(texts, c.String)
		}
		answers = append(answers, strings.Join(texts, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return names, answers
}

// viewOf returns the name of the view of a table.
func viewOf(t *testing.T, db *sql.DB, table *report.Table) string {
	t.Helper()
	_, names := list(t, db, `SELECT name FROM sqlite_schema WHERE type = 'view' AND (name = ?1 OR name GLOB ?1 || '_*')`, fmt.Sprintf("表%02d", table.Number))
	if len(names) != 1 {
		t.Fatalf("table %d has the views %q, want one", table.Number, names)
	}
	return `"` + names[0] + `"`
}

func TestSQLiteViews(t *testing.T) {
	for _, r := range reports(t) {
		db := openDatabase(t, r)
		for i := range r.Tables {
			table := &r.Tables[i]
			what := fmt.Sprintf("%s/tables/%d", r.PermanentBase(), table.Number)
			rows, err := db.Query("SELECT * FROM " + viewOf(t, db, table))
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for ; rows.Next(); n++ {
				names, err := rows.Columns()
				if err != nil {
					t.Fatal(err)
				}
				cells, into := make([]any, len(names)), make([]any, len(names))
				for i := range cells {
					into[i] = &cells[i]
				}
				if err := rows.Scan(into...); err != nil {
					t.Fatal(err)
				}
				if cells[0] != int64(n+1) {
					t.Errorf("%s: got row %v, want %d", what, cells[0], n+1)
				}
				for j, c := range table.Rows[n].Cells {
					if got := cells[j+1]; !holds(got, c) {
						t.Errorf("%s, row %d, %s: got %v, want %q", what, n+1, names[j+1], got, c.Text)
					}
				}
			}
			if err := rows.Err(); err != nil || n != len(table.Rows) {
				t.Errorf("%s: got %d rows, error %v, want %d", what, n, err, len(table.Rows))
			}
		}
	}
}

// holds tells whether a database value is that of a cell. A number has 15
// digits.
func holds(got any, c report.Cell) bool {
	switch got := got.(type) {
	case nil:
		return c.Text == ""
	case string:
		return !c.Value.Valid && got == c.Text && c.Text != ""
	case int64:
		return c.Value.Valid && c.Value.Decimal.Equal(decimal.NewFromInt(got))
	case float64:
		return c.Value.Valid && decimal.NewFromFloat(got).Equal(c.Value.Decimal)
	}
	return false
}

// Every figure can be summed exactly, whatever its size.
func TestSQLiteExact(t *testing.T) {
	for _, r := range reports(t) {
		db := openDatabase(t, r)
		for i := range r.Tables {
			table := &r.Tables[i]
			for j := range table.Columns {
				want, got := decimal.Zero, decimal.Zero
				for _, row := range table.Rows {
					want = want.Add(row.Cells[j].Value.Decimal)
				}
				_, sums := list(t, db, `SELECT 小数位数, sum(整数) FROM cells WHERE 附表 = ? AND 列 = ? AND 数 IS NOT NULL GROUP BY 小数位数`, table.Number, j+1)
				for _, sum := range sums {
					var places int32
					var whole int64
					if _, err := fmt.Sscanf(sum, "%d|%d", &places, &whole); err != nil {
						t.Fatal(err)
					}
					got = got.Add(decimal.New(whole, -places))
				}
				if !got.Equal(want) {
					t.Errorf("%s/tables/%d, column %d: the exact sum is %s, want %s", r.Base(), table.Number, j+1, got, want)
				}
			}
		}
	}
}

func TestSQLiteNamesColumns(t *testing.T) {
	column := func(path ...string) report.Column { return report.Column{Path: path, Role: report.Text} }
	r := hostile()
	r.Tables = []report.Table{{Number: 9, Title: "甲（一）", Columns: []report.Column{
		column("单位"), column("收入", "小计"), column("支出", "基本", "小计"), column("支出", "项目", "小计"),
		column("支出", "其他"), column("行"), column("A"), column("a"),
	}, Rows: []report.Row{{Cells: make([]report.Cell, 8)}}}}
	db := openDatabase(t, r)
	names, _ := list(t, db, "SELECT * FROM 表09_甲（一）") // a name that needs no quotes
	want := "行|单位|收入 / 小计|基本 / 小计|项目 / 小计|其他|行 6|A|a 8"
	if got := strings.Join(names, "|"); got != want {
		t.Errorf("columns of the view: got %s, want %s", got, want)
	}
}

func TestSQLiteTables(t *testing.T) {
	r := reports(t)[0]
	db := openDatabase(t, r)
	for question, want := range map[string]string{
		"PRAGMA integrity_check":                "ok",
		"PRAGMA journal_mode":                   "delete",
		"SELECT count(*) FROM sections":         fmt.Sprint(len(r.Sections)),
		"SELECT count(*) FROM glossary":         fmt.Sprint(len(r.Terms)),
		"SELECT count(DISTINCT 序号) FROM notes":  fmt.Sprint(len(r.Notes)),
		"SELECT count(DISTINCT 项目) FROM fields": fmt.Sprint(len(r.Projects)),
		"SELECT 内容 FROM 说明 WHERE 名称 = '版本'":     r.ShortVersion(),
		"SELECT 内容 FROM 说明 WHERE 名称 = '来源地址'":   site.Origin + r.PermanentBase(),
		"SELECT 支出总计 FROM 表07_一般公共预算支出表 WHERE 科目编码 = 2010399":                        "2139",
		"SELECT 支出总计 FROM 表07_一般公共预算支出表 WHERE 科目编码 = '2010399'":                      "2139",
		"SELECT 科目名称 FROM 表07_一般公共预算支出表 WHERE 科目编码 <> '' ORDER BY 支出总计 DESC LIMIT 1": "一般公共服务支出",
	} {
		if _, got := list(t, db, question); strings.Join(got, "") != want {
			t.Errorf("%s: got %q, want %q", question, got, want)
		}
	}
}
