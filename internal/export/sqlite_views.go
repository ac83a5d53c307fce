package export

import (
	"fmt"
	"strings"

	"disclosure/internal/report"
)

// cells makes the grid of every cell of every annex table, blank ones too.
func cells(r *report.Report) grid {
	g := grid{name: "cells", columns: head("附表#", "行#", "列#", "原文", "级#", "数", "整数#", "小数位数#")}
	for i := range r.Tables {
		t := &r.Tables[i]
		for row, cells := range annex(r.Front, t).rows {
			for j, c := range cells {
				level, integer, places := cell{}, cell{}, cell{}
				if t.Columns[j].Role == report.Label && c.text != "" {
					level = number(c.level)
				}
				if c.exact != "" {
					whole, decimals, _ := strings.Cut(c.exact, ".")
					integer, places = words(whole+decimals), number(len(decimals))
				}
				g.rows = append(g.rows, []cell{number(t.Number), number(row + 1), number(j + 1),
					words(c.text), level, words(c.exact), integer, places})
			}
		}
	}
	return g
}

// view is the statement that makes the view of an annex table: the number of
// the row, then each leaf column, then the level of each label.
func view(t *report.Table) string {
	names := columnNames(t)
	columns := []string{quote(rowName) + " AS " + quote(rowName)}
	var levels []string
	for j, c := range t.Columns {
		// The cast gives the column a type, without which 科目编码 = 201 would
		// compare a text with a number and find nothing. A figure is a number; what
		// stands in its place, such as a dash, is a text.
		value := "CAST(max(CASE 列 WHEN %d THEN 原文 END) AS TEXT) AS %s"
		if c.Role.States() {
			value = "coalesce(CAST(max(CASE 列 WHEN %[1]d THEN 数 END) AS NUMERIC), max(CASE 列 WHEN %[1]d THEN 原文 END)) AS %[2]s"
		}
		columns = append(columns, fmt.Sprintf(value, j+1, quote(names[j])))
		if c.Role == report.Label {
			levels = append(levels, fmt.Sprintf("max(CASE 列 WHEN %d THEN 级 END) AS %s", j+1, quote(names[j]+levelName)))
		}
	}
	return fmt.Sprintf("CREATE VIEW %s AS SELECT\n  %s\nFROM cells WHERE 附表 = %d GROUP BY 行 ORDER BY 行",
		quote(tableName(t)), strings.Join(append(columns, levels...), ",\n  "), t.Number)
}

const (
	rowName   = "行"
	levelName = "_级"
)

// columnNames names the leaf columns of a table in its view: each by as many of
// the last words of its path as tell it from the others.
func columnNames(t *report.Table) []string {
	names := make([]string, len(t.Columns))
	for j, c := range t.Columns {
		for from := len(c.Path) - 1; ; from-- {
			names[j] = strings.Join(c.Path[max(from, 0):], " / ")
			if from <= 0 || !endsAlike(t, j, c.Path[from:]) {
				break
			}
		}
	}
	taken := map[string]bool{strings.ToLower(rowName): true}
	for j := range names { // what paths cannot tell apart, numbers do
		if name := names[j]; taken[strings.ToLower(name)] {
			names[j] = fmt.Sprintf("%s %d", name, j+1)
		}
		taken[strings.ToLower(names[j])] = true
	}
	return names
}

// endsAlike tells whether another path than that of column j ends in the same
// words. SQLite takes names that differ in case alone for the same.
func endsAlike(t *report.Table, j int, words []string) bool {
	end := strings.ToLower(strings.Join(words, "/"))
	for k, c := range t.Columns {
		if from := len(c.Path) - len(words); k != j && from >= 0 && strings.ToLower(strings.Join(c.Path[from:], "/")) == end {
			return true
		}
	}
	return false
}

// aboutDatabase is what the view 说明 says.
func (s Site) aboutDatabase(r *report.Report, lists []grid) about {
	address := s.address(r.Front, report.Ref{})
	a := about{
		{"报告", r.Heading + r.InventedMark()},
		{"预算单位", r.UnitName},
		{"年度", fmt.Sprint(r.Year)},
		{"金额单位", orNone(string(r.MoneyUnit)) + "；附表另有写明的，以 tables、columns 两表为准"},
		{"来源", r.Origin},
		{"来源地址", address},
		{"版本", r.ShortVersion()},
		{"引用方式", s.citation(r.Front, report.Ref{})},
		{"金额", "各附表的视图里，金额是数值，可以直接排序、比较、求和；SQLite 的数值精确到 15 位有效数字，末尾的 0 不显示。"},
		{"精确求和", "表 cells 里，“原文”是公布的文字，“数”是去掉千位分隔符的数字，“整数”是去掉小数点的整数，“小数位数”是它的小数位数；" +
			"例如 SELECT 小数位数, sum(整数) FROM cells WHERE 附表 = 1 AND 列 = 2 GROUP BY 小数位数。"},
		{"空白", "公布为空白的格是 NULL，公布为 0 的格是 0。"},
		{"级别", "名称不带缩进；它的级别在同名加“" + levelName + "”的一列，从 0 起。"},
		{"行和列", "“" + rowName + "”是附表正文的行号，从 1 起，与网页地址 #r 后的数相同；表 columns 写明各列的完整表头。"},
	}
	a = append(a, s.aboutOriginals(r.Front)...)
	for i := range r.Tables {
		a = append(a, [2]string{tableName(&r.Tables[i]), r.Tables[i].Name()})
	}
	for _, g := range lists {
		a = append(a, [2]string{g.name, g.description})
	}
	return append(a, [2]string{"cells", "附表的每一格"})
}
