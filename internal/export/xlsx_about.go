package export

import (
	"fmt"
	"strings"

	"disclosure/internal/report"
)

// about is what the sheet 说明 says: pairs of a name and a text.
type about [][2]string

// reading explains how a workbook writes what was published.
const reading = "金额是数值，按公布的样式显示；公布为空白的格留空，公布为 0 的格为 0。编码是文本。名称的级别用缩进表示。" +
	"超过 15 位有效数字的金额写成文本，以免表格软件舍入。本工作簿不改动、不补充公布的数字。"

func (s Site) aboutTable(f report.Front, t *report.Table, notes []report.Note) about {
	address := s.address(f, report.TableRef(t.Number))
	var a about
	if t.Label != "" {
		a = about{{"表", t.Label}}
	}
	a = append(a, about{
		{"标题", t.Title},
		{"报告", f.Heading + f.InventedMark()},
		{"预算单位", f.UnitName},
		{"年度", fmt.Sprint(f.Year)},
		{"单位名称", orNone(t.UnitName)},
		{"金额单位", orNone(string(t.MoneyUnit))},
		{"来源地址", address},
		{"版本", f.ShortVersion()},
		{"引用方式", s.citation(f, report.TableRef(t.Number), t.Name())},
		{"读法", reading},
	}...)
	for _, line := range t.Notes {
		a = append(a, [2]string{"表下", line})
	}
	for j, c := range t.Columns {
		if unit := t.UnitOf(j + 1); unit != t.MoneyUnit && c.Role == report.Amount {
			a = append(a, [2]string{"金额单位：" + c.HeaderPath(), string(unit)})
		}
	}
	if t.Empty != nil {
		a = append(a, [2]string{"本表为空", fmt.Sprintf("报告写明：%s（%s）", t.Empty.Quote, s.address(f, t.Empty.From))})
	}
	return append(a, s.aboutNotes(f, notesOf(notes, t.Number))...)
}

func (s Site) aboutReport(r *report.Report, lists []grid) about {
	address := s.address(r.Front, report.Ref{})
	a := about{
		{"报告", r.Heading + r.InventedMark()},
		{"预算单位", r.UnitName},
		{"年度", fmt.Sprint(r.Year)},
		{"金额单位", orNone(string(r.MoneyUnit)) + "；附表另有写明的，以“附表目录”“附表各列”为准"},
		{"来源", r.Origin},
		{"来源地址", address},
		{"版本", r.ShortVersion()},
		{"引用方式", s.citation(r.Front, report.Ref{})},
		{"读法", reading},
	}
	a = append(a, s.aboutOriginals(r.Front)...)
	for i := range r.Tables {
		a = append(a, [2]string{"工作表 " + tableName(&r.Tables[i]), r.Tables[i].Name()})
	}
	for _, g := range lists {
		if len(g.rows) > 0 {
			a = append(a, [2]string{"工作表 " + g.title, g.description})
		}
	}
	return a
}

// aboutOriginals tells the files in which the report was published.
func (s Site) aboutOriginals(f report.Front) (a about) {
	for _, o := range s.originals(f) {
		a = append(a, [2]string{"公布的原件", o.says()})
	}
	return a
}

// aboutNotes tells the repairs, one pair each.
func (s Site) aboutNotes(f report.Front, notes []report.Note) about {
	if len(notes) == 0 {
		return about{{report.NotesPart.Name(), "本表没有经过修补的文字。"}}
	}
	var a about
	for _, n := range notes {
		var said strings.Builder
		fmt.Fprintf(&said, "收到的文本%s：%s", n.Lines(), n.Why)
		for _, e := range n.Edits {
			fmt.Fprintf(&said, "\n收到“%s”，显示“%s”。", e.Received, e.Shown)
		}
		fmt.Fprintf(&said, "\n%s", s.address(f, report.Ref{Part: report.NotesPart}.Note(n.Number)))
		a = append(a, [2]string{fmt.Sprintf("整理说明 %d", n.Number), said.String()})
	}
	return a
}

func orNone(s string) string {
	if s == "" {
		return "（未写明）"
	}
	return s
}

// aboutSheet is the name of the sheet that tells what a workbook is.
const aboutSheet = "说明"

func (b *book) about(a about) {
	const narrow, wide = 40, 90
	b.sheet(aboutSheet)
	for i, pair := range a {
		b.text(aboutSheet, 1, i+1, pair[0], style{bold: true, wrap: true})
		b.text(aboutSheet, 2, i+1, pair[1], style{wrap: true})
		lines := min(max(linesIn(pair[0], narrow), linesIn(pair[1], wide)), maxLines)
		b.do(b.file.SetRowHeight(aboutSheet, i+1, lineHeight*float64(lines)+2))
	}
	b.do(b.file.SetColWidth(aboutSheet, "A", "A", narrow))
	b.do(b.file.SetColWidth(aboutSheet, "B", "B", wide))
	b.do(b.file.SetSheetDimension(aboutSheet, at(1, 1)+":"+at(2, len(a))))
	b.paper(grid{title: aboutSheet, description: aboutSheet}, false)
}
