package draft_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"disclosure/data"
	"disclosure/internal/draft"
	"disclosure/internal/finding"
	"disclosure/internal/original"
	"disclosure/internal/publish"
	"disclosure/internal/report"
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
	d, err := draft.New("mouju", []draft.File{{Name: "report.txt", Document: doc, Content: []byte(content)}}, decided, data.Files)
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
	checked, err := publish.Load(data.Files, files, d.Dir)
	if err != nil {
		t.Fatalf("the folder is refused: %v", err)
	}
	return checked
}

// characters counts those of a text that leave ink, but for the mark between the
// paragraphs of a cell.
func characters(text string) map[rune]int {
	counts := map[rune]int{}
	for _, r := range text {
		if !unicode.IsSpace(r) && r != '¶' {
			counts[r]++
		}
	}
	return counts
}

// received is the text as received without the places.
func received(d *draft.Draft) string {
	var b strings.Builder
	for l := range strings.Lines(string(d.Files["source.txt"])) {
		if !report.IsPlace(strings.TrimSuffix(l, "\n")) {
			b.WriteString(l)
		}
	}
	return b.String()
}

// shown counts the characters of all blocks of a file.
func shown(doc *original.Document) map[rune]int {
	var b strings.Builder
	for _, block := range doc.Blocks {
		if block.Paragraph != nil {
			b.WriteString(block.Paragraph.Text)
			continue
		}
		for _, c := range block.Grid.Cells {
			b.WriteString(c.Text)
		}
	}
	return characters(b.String())
}

// TestOriginals drafts each real report, and wants a folder that is accepted as
// it is, with the parts that the report has and figures that add up as the report
// itself does.
func TestOriginals(t *testing.T) {
	for _, c := range []struct {
		file                    string
		dir                     string
		sections, tables, forms int
		terms                   int
		disagree                int // of the report's own figures
	}{
		// The items of the text add up to more than the expenditure that they are said to be of.
		{"flfy-2024-unit-budget.pdf", "flfy/2024-unit-budget", 5, 9, 0, 4, 1},
		// The text says 5377.64 of what the table says is 5,364.75.
		{"ghzyj-2024-final.pdf", "ghzyj/2024-final-accounts", 4, 9, 0, 11, 1},
		{"shgzb-2024-final.pdf", "shgzb/2024-final-accounts", 4, 9, 0, 11, 0},
		{"sww-2025-budget.pdf", "sww/2025-budget", 9, 9, 0, 8, 0},
		{"sww-2025-unit-budget.pdf", "sww/2025-unit-budget", 5, 9, 0, 8, 0},
		// Percentages of change are not those of the amounts beside them, an amount is said
		// twice with other figures, an area is smaller than its parts, and a rise is larger than
		// what it rose to.
		{"wanli-2023-budget.pdf", "wanli/2023-budget", 6, 9, 5, 4, 5},
		{"wanli-2024-budget.pdf", "wanli/2024-budget", 6, 9, 0, 8, 3},
	} {
		t.Run(c.file, func(t *testing.T) {
			file := open(t, filepath.Join(originals, c.file))
			d, err := draft.New("", []draft.File{file}, nil, data.Files)
			if err != nil {
				t.Fatal(err)
			}
			if d.Dir != c.dir {
				t.Errorf("got folder %s, want %s", d.Dir, c.dir)
			}
			checked := check(t, d)
			r := checked.Report
			if len(r.Sections) != c.sections || len(r.Tables) != c.tables || len(r.Projects) != c.forms || len(r.Terms) != c.terms {
				t.Errorf("got %d sections, %d tables, %d forms and %d terms, want %d, %d, %d and %d",
					len(r.Sections), len(r.Tables), len(r.Projects), len(r.Terms), c.sections, c.tables, c.forms, c.terms)
			}
			if got := finding.Count(checked.Findings)[finding.Disagrees]; got != c.disagree {
				t.Errorf("got %d findings of 不一致, want %d", got, c.disagree)
			}
			if got, want := characters(received(d)), shown(file.Document); !maps.Equal(got, want) {
				t.Errorf("got other characters in source.txt than in the blocks: %v, want %v", got, want)
			}
			for _, q := range d.Questions {
				if strings.HasPrefix(q.Key, "number") {
					t.Errorf("got %s", q.Text)
				}
			}
			if len(d.Questions) > 7 {
				t.Errorf("got %d questions, want at most 7: name, short name, slug, and four of where the file came from", len(d.Questions))
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
`, draft.Decisions{"short": "某局"})
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

const formText = `
预算项目支出绩效目标申报表

2024 年度

项目名称	网格	项目类型	延续项目
项目总金额（万元）	476.00	本年金额（万元）
项目概况	目标如下： 1. 甲。 2. 乙。
年度绩效指标	一级指标	二级指标	指标内容	目标值
	投入指标	测算明细	每月 3 万元。
	产出指标	数量指标	场次	≥3
			人数	≥8
		质量指标	合格率	100%
`

// TestForm wants the forms of projects at the end of a report read as forms, and a
// damaged one asked about.
func TestForm(t *testing.T) {
	r := check(t, text(t, prose+formText+formText, nil)).Report
	if len(r.Projects) != 2 || len(r.Tables) != 0 {
		t.Fatalf("got %d forms and %d tables, want 2 forms", len(r.Projects), len(r.Tables))
	}
	p := r.Projects[1]
	if p.Name != "网格" || p.Caption != "2024 年度" || len(p.Fields) != 5 || len(p.Indicators) != 4 {
		t.Errorf("got %+v", p)
	}
	if f := p.Fields[2]; !f.Amount || f.Paragraphs[0] != "476.00" {
		t.Errorf("got field %+v, want the amount 476.00", f)
	}
	if f := p.Fields[4]; len(f.Paragraphs) != 3 || f.Paragraphs[2] != "2. 乙。" {
		t.Errorf("got field %+v, want three paragraphs", f)
	}
	if in := p.Indicators[2]; in.Level1 != "产出指标" || in.Level2 != "数量指标" || in.Content[0] != "人数" || in.Target != "≥8" {
		t.Errorf("got indicator %+v, want that of the row, below the levels above it", in)
	}
	damaged := strings.Replace(formText, "			人数	≥8", "		人数	≥8	多	余", 1)
	d := text(t, prose+damaged, nil)
	if !slices.ContainsFunc(d.Questions, func(q draft.Question) bool { return strings.Contains(q.Text, "项目申报表") }) {
		t.Errorf("got questions %v, want one of the damaged form", d.Questions)
	}
}

// TestHeader wants the words of a header found by the cells that span it, and a row
// of sums that shares the last row of the header told from it.
func TestHeader(t *testing.T) {
	page := `<p>某局2024年部门决算</p><p>第一部分 表</p><p align=center>收支决算表</p><p>单位：万元</p><table>
		<tr><td colspan=2>项目<td rowspan=2>年初<td colspan=2 rowspan=2>支出
		<tr><td>编码<td>名称
		<tr><td colspan=2>合计<td>5.00<td>基本<td>项目
		<tr><td>201<td>公共服务<td>5.00<td>2.00<td>3.00
		</table><p>注：略。</p>`
	doc, err := original.Read(context.Background(), "a.html", strings.NewReader(page), int64(len(page)), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := draft.New("mouju", []draft.File{{Name: "a.html", Document: doc}}, nil, data.Files)
	if err != nil {
		t.Fatal(err)
	}
	want := "项目/编码,项目/名称,年初,支出/基本,支出/项目\n合计,,5.00,,\n201,公共服务,5.00,2.00,3.00\n"
	if got := string(d.Files["tables/01.csv"]); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	check(t, d)
}
