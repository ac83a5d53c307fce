package export

import (
	"slices"
	"strings"

	"disclosure/internal/figures"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// lists makes the grids of all that a report says outside of its annex tables'
// rows, and of its findings. A report that lacks one has a grid without rows
// for it.
func (s Site) lists(r *report.Report, findings []finding.Finding) []grid {
	return []grid{s.tables(r), s.columns(r), s.sections(r), s.paragraphs(r), s.fields(r), s.indicators(r), s.glossary(r), s.notes(r), s.figures(r),
		s.checks(r.Front, findings), s.checkedFigures(r.Front, findings)}
}

// head makes the columns of a list; names ending in # hold numbers.
func head(names ...string) []column {
	columns := make([]column, len(names))
	for i, name := range names {
		columns[i] = column{path: []string{strings.TrimSuffix(name, "#")}, kind: text}
		if strings.HasSuffix(name, "#") {
			columns[i].kind = count
		}
	}
	return columns
}

func (s Site) tables(r *report.Report) grid {
	g := grid{name: "tables", title: "附表目录", description: "各张附表的标题、单位名称和金额单位",
		columns: head("附表#", "编号", "标题", "单位名称", "金额单位", "行数#", "列数#", "空表说明", "table_id", "地址")}
	for _, t := range r.Tables {
		why := ""
		if t.Empty != nil {
			why = t.Empty.Quote
		}
		g.rows = append(g.rows, []cell{number(t.Number), words(t.Label), words(t.Title), words(t.UnitName), words(string(t.MoneyUnit)),
			number(len(t.Rows)), number(len(t.Columns)), words(why), words(t.ID(&r.Front)), words(s.address(r.Front, report.TableRef(t.Number)))})
	}
	return g
}

// roles are the roles of a column in the words of the public.
var roles = map[report.Role]string{report.Label: "名称", report.Code: "编码", report.Amount: "金额", report.Number: "数量", report.Text: "文字"}

func (s Site) columns(r *report.Report) grid {
	g := grid{name: "columns", title: "附表各列", description: "附表每一列的表头、种类和金额单位",
		columns: head("附表#", "列#", "表头", "种类", "金额单位", "其中数", "一侧", "table_id", "column_id", "地址")}
	for _, t := range r.Tables {
		ids := t.ColumnIDs(&r.Front)
		for j, c := range t.Columns {
			ofWhich, side := "否", ""
			if c.OfWhich {
				ofWhich = "是"
			}
			if len(t.Sides) > 0 {
				side = t.Sides[c.Side]
			}
			g.rows = append(g.rows, []cell{number(t.Number), number(j + 1), words(c.HeaderPath()), words(roles[c.Role]),
				words(string(t.UnitOf(j + 1))), words(ofWhich), words(side), words(t.ID(&r.Front)), words(ids[j]), words(s.address(r.Front, report.TableRef(t.Number).Column(j+1)))})
		}
	}
	return g
}

func (s Site) sections(r *report.Report) grid {
	g := grid{name: "sections", title: "各部分", description: "报告正文各部分的标题", columns: head("部分#", "标题", "地址")}
	for _, section := range r.Sections {
		g.rows = append(g.rows, []cell{number(section.Number), words(section.Title), words(s.address(r.Front, report.SectionRef(section.Number)))})
	}
	return g
}

func (s Site) paragraphs(r *report.Report) grid {
	g := grid{name: "paragraphs", title: report.SectionPart.Name(), description: "报告正文的小标题和段落，按原有次序",
		columns: head("部分#", "次序#", "种类", "序号#", "文字", "地址")}
	for _, section := range r.Sections {
		for i, b := range section.Blocks {
			text := b.Text
			for _, row := range b.Grid {
				text = strings.TrimPrefix(text+"\n"+strings.Join(row, "\t"), "\n")
			}
			g.rows = append(g.rows, []cell{number(section.Number), number(i + 1), words(blockKinds[b.Kind].name), number(b.Number),
				words(text), words(s.address(r.Front, b.Ref(section.Number)))})
		}
	}
	return g
}

// forPrograms are the columns of figures that say of each row the same, or what programs
// alone read.
var forPrograms = []string{"unit", "year", "kind", "version", "anchor", "nth", "row_parent", "depth", "side", "table_id", "column_id", "minor", "scale", "fen", "headline", "address"}

// figures makes a grid with a row for each amount, in the columns of figures.csv, with
// its value beside them: what a pivot table is made of.
func (s Site) figures(r *report.Report) grid {
	g := grid{name: "figures", title: "全部数字", description: "每一个金额一行，附表、正文和表单里的都有；只加 is_leaf 为 true、is_total 为 false 的行，合计不会重复；给程序用的列折叠起来了，点表头上方的加号展开；各列见 /schema/disclosure-site/1/figures.json"}
	for _, c := range figures.Columns() {
		name := c.Name
		if c.Whole {
			name += "#"
		}
		g.columns = append(g.columns, head(name)...)
		g.columns[len(g.columns)-1].folded = slices.Contains(forPrograms, c.Name)
	}
	g.columns = append(g.columns, column{path: []string{"value"}, kind: amount})
	for _, f := range r.Figures() {
		fields := figures.Fields(r.Front, f)
		row := make([]cell, len(fields), len(fields)+1)
		for j, field := range fields {
			row[j] = words(field)
			if g.columns[j].kind == count {
				row[j].exact = field
			}
		}
		row[len(row)-1].text = s.Origin + row[len(row)-1].text
		g.rows = append(g.rows, append(row, cell{text: report.Exact(f.Value), exact: report.Exact(f.Value)}))
	}
	return g
}

// form is a form of the report with where it stands.
type form struct {
	*report.Form
	ref            report.Ref
	table, project cell // its number, the other one blank
	name           cell
}

// forms returns the forms around annex tables, then those of the projects.
func forms(r *report.Report) []form {
	var list []form
	for i := range r.Tables {
		if t := &r.Tables[i]; t.Form != nil {
			list = append(list, form{Form: t.Form, ref: report.TableRef(t.Number), table: number(t.Number), name: words(t.Title)})
		}
	}
	for i := range r.Projects {
		p := &r.Projects[i]
		list = append(list, form{Form: &p.Form, ref: report.ProjectRef(p.Number), project: number(p.Number), name: words(p.Name)})
	}
	return list
}

func (s Site) fields(r *report.Report) grid {
	g := grid{name: "fields", title: "表单字段", description: "带表单的附表和各项目申报表的字段，一行一个；一个字段有几段文字的，段与段之间换行",
		columns: head("附表#", "项目#", "表单", "序号#", "字段", "所在栏目", "内容", "金额", "金额单位", "地址")}
	g.columns[7].kind = amount
	for _, f := range forms(r) {
		for k, field := range f.Fields {
			content := strings.Join(field.Paragraphs, "\n")
			value := cell{}
			if field.Amount {
				value = figure(content)
			}
			g.rows = append(g.rows, []cell{f.table, f.project, f.name, number(k + 1), words(field.Name), words(strings.Join(f.Path(field.Under), " / ")),
				words(content), value, words(string(f.FieldUnit(k + 1))), words(s.address(r.Front, f.ref.Field(k+1)))})
		}
	}
	return g
}

func (s Site) indicators(r *report.Report) grid {
	g := grid{name: "indicators", title: "绩效指标", description: "带表单的附表和各项目申报表的绩效指标，一行一个",
		columns: head("附表#", "项目#", "表单", "序号#", "一级指标", "二级指标", "指标内容", "有目标值一栏", "目标值", "地址")}
	for _, f := range forms(r) {
		for k, d := range f.Indicators {
			has := "是"
			if d.NoTarget {
				has = "否"
			}
			g.rows = append(g.rows, []cell{f.table, f.project, f.name, number(k + 1), words(d.Level1), words(d.Level2),
				words(strings.Join(d.Content, "\n")), words(has), words(d.Target), words(s.address(r.Front, f.ref.Indicator(k+1)))})
		}
	}
	return g
}

func (s Site) glossary(r *report.Report) grid {
	g := grid{name: "glossary", title: "名词解释", description: "报告自己的名词解释", columns: head("序号#", "名词", "解释", "地址")}
	for _, t := range r.Terms {
		g.rows = append(g.rows, []cell{number(t.Number), words(t.Name), words(t.Definition),
			words(s.address(r.Front, report.SectionRef(r.GlossarySection).Term(t.Number)))})
	}
	return g
}

func (s Site) notes(r *report.Report) grid {
	g := grid{name: "notes", title: report.NotesPart.Name(), description: "文本在提取时受损而经修补之处，一行一处改动；制表符分隔单元格，¶ 分隔一格内的段落",
		columns: head("序号#", "起始行#", "结束行#", "位置", "理由", "收到的文字", "显示的文字")}
	for _, n := range r.Notes {
		edits := n.Edits
		if len(edits) == 0 {
			edits = make([]report.Edit, 1)
		}
		for _, e := range edits {
			g.rows = append(g.rows, []cell{number(n.Number), number(n.From), number(n.To),
				words(s.address(r.Front, n.At)), words(n.Why), words(e.Received), words(e.Shown)})
		}
	}
	return g
}
