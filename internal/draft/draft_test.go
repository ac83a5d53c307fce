package draft_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/internal/draft"
	"disclosure/internal/finding"
	"disclosure/internal/original"
	"disclosure/internal/publish"
)

// originals is the folder of real reports beside a checkout.
const originals = "../../../shared/originals"

// open reads an original; the test is skipped where there is none.
func open(t *testing.T, name string) draft.File {
	t.Helper()
	file, err := os.Open(name)
	if os.IsNotExist(err) {
		t.Skip("NOT RUN: no " + name)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	doc, err := original.Read(context.Background(), name, file, info.Size(), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return draft.File{Name: filepath.Base(name), Document: doc}
}

// text drafts a report in the notation of source.txt.
func text(t *testing.T, content string, decided draft.Decisions) *draft.Draft {
	t.Helper()
	doc, err := original.Read(context.Background(), "report.txt", strings.NewReader(content), int64(len(content)), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := draft.New([]draft.File{{Name: "report.txt", Document: doc}}, decided)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// check publishes a draft as it is.
func check(t *testing.T, d *draft.Draft) finding.Checked {
	t.Helper()
	files := fstest.MapFS{}
	for name, content := range d.Files {
		files[d.Dir+"/"+name] = &fstest.MapFile{Data: content}
	}
	checked, err := publish.Load(fstest.MapFS{}, files, d.Dir)
	if err != nil {
		t.Fatalf("the folder is refused: %v", err)
	}
	return checked
}

// TestOriginals drafts each real report, and wants a folder that is accepted as
// it is, with the parts that the report has and figures that add up as the report
// itself does.
func TestOriginals(t *testing.T) {
	for _, c := range []struct {
		file                    string
		dir                     string
		sections, tables, terms int
		disagree                int // of the report's own figures
	}{
		// A code is misprinted as 7 11 02 in two tables, so that its amount is added twice.
		{"flfy-2024-unit-budget.pdf", "flfy/2024-unit-budget", 5, 9, 4, 4},
		{"ghzyj-2024-final.pdf", "ghzyj/2024-final-accounts", 4, 9, 11, 0},
		{"shgzb-2024-final.pdf", "shgzb/2024-final-accounts", 4, 9, 11, 0},
		{"sww-2025-budget.pdf", "sww/2025-budget", 9, 9, 8, 0},
		{"sww-2025-unit-budget.pdf", "sww/2025-unit-budget", 5, 9, 8, 0},
		{"wanli-2023-budget.pdf", "wanli/2023-budget", 6, 9, 4, 0},
		{"wanli-2024-budget.pdf", "wanli/2024-budget", 6, 9, 8, 0},
	} {
		t.Run(c.file, func(t *testing.T) {
			d, err := draft.New([]draft.File{open(t, filepath.Join(originals, c.file))}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if d.Dir != c.dir {
				t.Errorf("got folder %s, want %s", d.Dir, c.dir)
			}
			checked := check(t, d)
			r := checked.Report
			if len(r.Sections) != c.sections || len(r.Tables) != c.tables || len(r.Terms) != c.terms {
				t.Errorf("got %d sections, %d tables and %d terms, want %d, %d and %d", len(r.Sections), len(r.Tables), len(r.Terms), c.sections, c.tables, c.terms)
			}
			if got := finding.Count(checked.Findings)[finding.Disagrees]; got != c.disagree {
				t.Errorf("got %d sums that do not come to what is printed, want %d", got, c.disagree)
			}
			for _, q := range d.Questions {
				if strings.HasPrefix(q.Key, "number") {
					t.Errorf("got %s", q.Text)
				}
			}
			if len(d.Questions) > 4 {
				t.Errorf("got %d questions, want at most 4: name, short name, address, origin", len(d.Questions))
			}
		})
	}
}

const prose = `某局2024年部门预算

预算部门：某局

目 录

一、部门主要职能

二、名词解释

第一部分 部门主要职能

一、职能

某局负责 3 件事。

（一）第一件事

做好第一件事。

第二部分 名词解释

一、基本支出：指为保障机构运转的支出。

二、项目支出：指为完成任务的支出。
`

// TestText wants a folder of a report in the notation of source.txt, which says
// what the text says and no more.
func TestText(t *testing.T) {
	d := text(t, prose+`
收支总表

编制部门：某局

单位：元

收入	收入数	支出	支出数
一、财政拨款	3.40	一、公共服务	3.40
1. 一般预算	3.40
收入总计	3.40	支出总计	3.40

注：本表列示收支。
`, draft.Decisions{"slug": "mouju", "short": "某局"})
	r := check(t, d).Report
	if r.Folder() != "mouju/2024-budget" || r.Heading != "某局2024年部门预算" || r.UnitName != "某局" || r.MoneyUnit != "元" {
		t.Errorf("got %s, heading %q, body %q, unit %s", r.Folder(), r.Heading, r.UnitName, r.MoneyUnit)
	}
	if len(r.Contents) != 2 || len(r.Cover) != 1 || len(r.Sections) != 2 || len(r.Terms) != 2 || r.Terms[0].Name != "基本支出" {
		t.Errorf("got contents %q, cover %q, %d sections, terms %v", r.Contents, r.Cover, len(r.Sections), r.Terms)
	}
	var levels []int
	for _, b := range r.Sections[0].Blocks {
		levels = append(levels, b.Level)
	}
	if want := []int{1, 0, 2, 0}; !slices.Equal(levels, want) {
		t.Errorf("got levels %v of headings and paragraphs, want %v", levels, want)
	}
	table := r.Tables[0]
	if table.Title != "收支总表" || len(table.Captions) != 2 || len(table.Notes) != 1 || table.MoneyUnit != "元" || len(table.Rows) != 3 {
		t.Errorf("got table %+v", table)
	}
	if got := table.Rows[1].Cells[0]; got.Text != "1. 一般预算" || got.Level != 1 {
		t.Errorf("got label %+v, want 1. 一般预算 one level down", got)
	}
}
