package export_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// The tests of this file open what was written in the programs that people
// have. .ci/setup test installs them.

// run runs a program that setup installs. Where the program is missing the test
// is not run and says so; in CI that is a failure.
func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		lacking(t, name+" is not installed")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	command := exec.CommandContext(ctx, path, args...)
	var errors bytes.Buffer
	command.Stderr = &errors
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out, errors.Bytes())
	}
	return string(out)
}

func lacking(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s; run .ci/setup test", why)
	}
	t.Skipf("NOT RUN: %s; run .ci/setup test", why)
}

// saveFile writes a file and returns its path.
func saveFile(t *testing.T, folder, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSQLiteShell(t *testing.T) {
	all := reports(t)
	for _, c := range []struct {
		report    finding.Checked
		ask, want string
	}{
		{all[0], ".tables", "表07_一般公共预算支出表"},
		{all[0], "SELECT 支出总计 FROM 表07_一般公共预算支出表 WHERE 行 = 6", "2139"},
		{all[0], "SELECT 科目名称, 基本支出 FROM 表07_一般公共预算支出表 WHERE 科目编码 = '2010301'", "行政运行|340.7"},
		{all[0], "SELECT 原文, 数 FROM cells WHERE 附表 = 7 AND 行 = 6 AND 列 = 4", "2,139.00|2139.00"},
		{all[0], "SELECT typeof(一般公共预算拨款), 项目金额 IS NULL FROM 表13_部门预算绩效管理项目情况表, 表10_上级专项转移支付支出表 LIMIT 1", "real|0"},
		{all[0], "SELECT count(*) FROM 说明 WHERE 名称 = '金额'", "1"},
		{all[1], "SELECT 项目支出 FROM 表02_一般公共预算支出表 WHERE 科目名称 = '病虫害控制' ORDER BY 项目支出", "-20000\n480000"},
		{all[1], "SELECT 科目名称 FROM 表02_一般公共预算支出表 WHERE 科目编码 = 2130199", `<b>其他</b>农业农村支出 & "杂项"`},
		{all[len(all)-1], "SELECT count(*) FROM paragraphs", fmt.Sprint(len(hostileTexts))},
	} {
		got := run(t, "sqlite3", "-init", "/dev/null", "-batch", "-readonly", databaseOf(t, c.report), c.ask)
		if !strings.Contains(got, c.want) || c.ask != ".tables" && strings.TrimSpace(got) != c.want {
			t.Errorf("%s:\ngot  %q\nwant %q", c.ask, got, c.want)
		}
	}
}

// LibreOffice, asked to save each sheet as it is shown, must show every cell as
// it was published. One run converts all files: starting it takes seconds.
func TestLibreOffice(t *testing.T) {
	folder := t.TempDir()
	out := filepath.Join(folder, "out")
	// Comma, quotes, UTF-8, from line 1; as shown on the sheet; every sheet.
	const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
	args := []string{"-env:UserInstallation=file://" + filepath.Join(folder, "profile"), "--headless", "--convert-to", filter, "--outdir", out}
	all := reports(t)
	for i, r := range all {
		args = append(args, saveFile(t, folder, fmt.Sprintf("%d.xlsx", i), write(t, func(w *bytes.Buffer) error { return site.ReportXLSX(w, r.Report, r.Findings) })))
		for k := range r.Tables {
			table := &r.Tables[k]
			args = append(args, saveFile(t, folder, fmt.Sprintf("%d-%d.xlsx", i, table.Number), tableBook(t, r.Report, table)))
		}
	}
	run(t, "soffice", args...)
	for i, r := range all {
		for k := range r.Tables {
			table := &r.Tables[k]
			for _, book := range []string{fmt.Sprint(i), fmt.Sprintf("%d-%d", i, table.Number)} {
				sheets, err := filepath.Glob(filepath.Join(out, fmt.Sprintf("%s-表%02d*.csv", book, table.Number)))
				if err != nil || len(sheets) != 1 {
					t.Errorf("%s.xlsx: LibreOffice made the files %q of table %d, want one", book, sheets, table.Number)
					continue
				}
				checkShown(t, sheets[0], table)
			}
		}
	}
}

// checkShown holds a sheet as LibreOffice shows it to the published table.
func checkShown(t *testing.T, path string, table *report.Table) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	reader := csv.NewReader(file)
	reader.FieldsPerRecord = -1
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	top := len(table.Header())
	shown := func(i, j int) string {
		if top+i < len(records) && j < len(records[top+i]) {
			return records[top+i][j]
		}
		return ""
	}
	if len(table.Columns) == 1 {
		return // a blank cell alone is an empty line, which the reader of CSV drops
	}
	for i, row := range table.Rows {
		for j, c := range row.Cells {
			if strings.ContainsAny(c.Text, "\r\n\v\x01") {
				continue // line ends are LibreOffice's own in a CSV of its making
			}
			if got := shown(i, j); got != c.Text {
				t.Errorf("%s, row %d, column %d: LibreOffice shows %q, want %q", filepath.Base(path), i+1, j+1, got, c.Text)
			}
		}
	}
	if len(records) > top+len(table.Rows) {
		t.Errorf("%s: %d lines, want at most %d", filepath.Base(path), len(records), top+len(table.Rows))
	}
}

func TestDataPackageValidator(t *testing.T) {
	if _, err := os.Stat("node_modules/datapackage"); err != nil {
		lacking(t, "the npm package datapackage is not installed")
	}
	args := []string{"validate.js"}
	var want []string
	for _, r := range reports(t) {
		folder := t.TempDir()
		args = append(args, folder)
		for name, text := range unpacked(t, r) {
			saveFile(t, folder, name, []byte(text))
		}
		for i := range r.Tables {
			want = append(want, fmt.Sprintf("%s/tables/table-%02d.csv %d", folder, r.Tables[i].Number, len(r.Tables[i].Rows)))
		}
	}
	got := strings.Split(run(t, "node", args...), "\n")
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("the validator did not read %s; it read\n%s", line, strings.Join(got, "\n"))
		}
	}
}
