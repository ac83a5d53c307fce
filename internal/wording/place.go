package wording

import (
	"fmt"
	"slices"
	"strings"

	"disclosure/internal/finding"
)

// Place says where a figure stands: 表 7“行政运行”的“支出总计”. A figure in words is told
// from the others of its text by those before it: 第二部分第1段“收入”.
func Place(p finding.Place) string {
	if p.Before != "" {
		return place(p) + quoted(p.Before)
	}
	return place(p)
}

// Around names what is around a place: its table, its form or its section.
func Around(p finding.Place) string {
	if p.What == finding.Paragraph {
		return p.Name
	}
	return part(p)
}

// Inside is Place without what is around it.
func Inside(p finding.Place) string {
	within := Within(p)
	if p.What == finding.Paragraph {
		within = strings.TrimPrefix(within, p.Name)
	}
	if p.Before != "" {
		within += quoted(p.Before)
	}
	return within
}

// place is Place without the words before the figure.
func place(p finding.Place) string {
	around, within := part(p), Within(p)
	if around != "" && within != "" && (p.What == finding.Field || p.What == finding.Indicator) {
		return around + "的" + within
	}
	return around + within
}

// part names the table or the form that a place is in.
func part(p finding.Place) string {
	if p.Project != "" {
		return Project(p.Project)
	}
	return p.Table
}

// Project names a project's form.
func Project(name string) string { return "项目" + quoted(name) }

// Within says where a figure stands on a page that names the table or form
// around it: “行政运行”的“支出总计”.
func Within(p finding.Place) string {
	switch p.What {
	case finding.Cell:
		return quoted(strings.TrimSpace(row(p)+" "+p.Keys)) + "的" + quoted(strings.Join(p.Column, "/"))
	case finding.RowCount:
		return quoted(p.Name) + "的行数"
	case finding.FormCount:
		return "项目申报表的张数"
	case finding.Field:
		return quoted(p.Name)
	case finding.Indicator:
		return "指标" + quoted(p.Name)
	case finding.Paragraph:
		return fmt.Sprintf("%s第%d段", p.Name, p.Number)
	case finding.SectionTitle:
		return "正文标题"
	case finding.TableTitle:
		return "附表标题"
	case finding.Explanation:
		return "说明"
	case finding.Constant:
		return "常数"
	case finding.RightSide:
		return "等号右边"
	}
	return p.Name
}

// row names the row of a cell.
func row(p finding.Place) string {
	switch {
	case p.Own:
		return "本单位"
	case p.Number > 0:
		return fmt.Sprintf("第%d行", p.Number)
	}
	return p.Name
}

// Path says where a cell stands, from its table down to its column:
// 表 7 · 一般公共服务支出 · 行政运行 · 支出总计.
func Path(p finding.Place) string {
	labels := p.Above
	if len(labels) == 0 {
		labels = []string{row(p)}
	}
	words := slices.Concat([]string{p.Table}, labels, strings.Fields(p.Keys), p.Column)
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return word == "" }), " · ")
}
