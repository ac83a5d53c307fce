package compare_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"disclosure/internal/compare"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

// reports are those of a folder of testdata, by year and kind.
func reports(t *testing.T, folder string) map[string]*report.Report {
	t.Helper()
	all, err := source.LoadAll(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]*report.Report{}
	for _, r := range all {
		byName[fmt.Sprintf("%d-%s", r.Year, r.Kind)] = r
	}
	return byName
}

const years, shapes = "../source/testdata/years", "../source/testdata/shapes"

func TestTables(t *testing.T) {
	all, others := reports(t, years), reports(t, shapes)
	for _, test := range []struct {
		a, b *report.Report
		want string
	}{
		{all["2022-budget"], all["2023-budget"], "[{1 1} {2 2} {3 3}]"},
		{all["2022-budget"], all["2022-final-accounts"], "[{1 1} {2 2} {3 3}]"},
		{others["2025-budget"], others["2025-unit-budget"], "[{1 1} {2 2} {3 3} {4 4} {5 5} {6 6}]"},
		{others["2024-final-accounts"], others["2025-budget"], "[{1 1} {2 0} {3 2} {4 4} {5 5} {0 3} {0 6}]"},
	} {
		if got := fmt.Sprint(compare.Tables(test.a.Outline(), test.b.Outline())); got != test.want {
			t.Errorf("%s and %s: got %s, want %s", test.a.Folder(), test.b.Folder(), got, test.want)
		}
	}
}

// written is tables beside each other, one line for a row of the first column of
// figures.
func written(a, b *report.Report, n, m int) string {
	x, y := a.Table(n), b.Table(m)
	var lines []string
	for _, s := range compare.Table(a.Front, b.Front, x, y) {
		for _, c := range s.Columns {
			lines = append(lines, "columns "+header(x, c.A)+" | "+header(y, c.B))
		}
		var placesA, placesB = x.Places(), y.Places()
		for _, r := range s.Rows {
			line := named(placesA, r.A, r.SideA) + " | " + named(placesB, r.B, r.SideB)
			if r.Renamed {
				line += " renamed"
			}
			if r.Recoded {
				line += " recoded"
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func header(t *report.Table, column int) string {
	if column == 0 {
		return "–"
	}
	return t.Columns[column-1].HeaderPath()
}

func named(places [][]report.RowPlace, row, side int) string {
	if row == 0 {
		return "–"
	}
	p := places[row-1][side]
	return strings.TrimSpace(strings.Join(p.Codes, " ") + " " + p.Path[len(p.Path)-1])
}

func TestRows(t *testing.T) {
	all := reports(t, years)
	for _, test := range []struct {
		name string
		a, b *report.Report
		n, m int
		want string
	}{
		{"two budgets", all["2023-budget"], all["2024-budget"], 2, 2, `columns 合计 | 合计
columns 基本支出 | 基本支出
columns 项目支出 | 项目支出
合计 | 合计
201 一般公共服务支出 | –
20103 政府办公厅（室）及相关机构事务 | –
2010302 一般行政管理事务 | –
205 教育支出 | 205 教育支出
20501 教育管理事务 | 20501 教育管理事务
2050101 行政运行 | 2050101 行政运行
2050102 一般行政管理事务 | 2050102 一般行政管理事务
20502 普通教育 | 20502 普通教育
2050203 初中教育 | 2050203 初级中学教育 renamed
20509 教育费附加安排的支出 | 20509 教育费附加安排的支出
2050903 城市中小学校舍建设 | 2050903 城市中小学校舍建设
– | 2050904 校园安全专项
208 社会保障和就业支出 | 208 社会保障和就业支出
20805 行政事业单位养老支出 | 20805 行政事业单位养老支出
2080505 机关事业单位基本养老保险缴费支出 | 2080508 机关事业单位基本养老保险缴费支出 recoded`},
		{"a budget and its final accounts", all["2022-budget"], all["2022-final-accounts"], 2, 2, `columns 合计 | 本年支出合计
columns 基本支出 | 基本支出
columns 项目支出 | 项目支出
合计 | 合计
201 一般公共服务支出 | 201 一般公共服务支出
20103 政府办公厅（室）及相关机构事务 | 20103 政府办公厅（室）及相关机构事务
2010302 一般行政管理事务 | 2010302 一般行政管理事务
205 教育支出 | 205 教育支出
20501 教育管理事务 | 20501 教育管理事务
2050101 行政运行 | 2050101 行政运行
2050102 一般行政管理事务 | 2050102 一般行政管理事务
20502 普通教育 | 20502 普通教育
2050203 初中教育 | 2050203 初中教育
2050299 其他普通教育支出 | –
– | 20509 教育费附加安排的支出
– | 2050903 城市中小学校舍建设
208 社会保障和就业支出 | 208 社会保障和就业支出
20805 行政事业单位养老支出 | 20805 行政事业单位养老支出
2080505 机关事业单位基本养老保险缴费支出 | 2080505 机关事业单位基本养老保险缴费支出`},
		{"two sides, whose numbers differ", all["2023-budget"], all["2024-budget"], 1, 1, `columns 收入/预算数 | 收入/预算数
一、财政拨款收入 | 一、财政拨款收入
二、事业收入 | 二、事业收入
收入总计 | 收入总计
columns 支出/预算数 | 支出/预算数
一、一般公共服务支出 | –
二、教育支出 | 一、教育支出
三、社会保障和就业支出 | 二、社会保障和就业支出
支出总计 | 支出总计`},
		{"what was budgeted and what became of it", all["2022-budget"], all["2022-final-accounts"], 3, 3, `columns 2022年预算数 | 决算数
columns – | 预算数
因公出国（境）费 | 因公出国（境）费
公务用车运行维护费 | 公务用车运行维护费
公务接待费 | 公务接待费
合计 | 合计`},
		{"columns of years", all["2023-budget"], all["2024-budget"], 3, 3, `columns 2022年预算数 | 2023年预算数
columns 2023年预算数 | 2024年预算数
因公出国（境）费 | 因公出国（境）费
公务用车运行维护费 | 公务用车运行维护费
公务接待费 | 公务接待费
合计 | 合计`},
	} {
		if got := written(test.a, test.b, test.n, test.m); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// Rows that are the same word for word are matched however often the words occur,
// because their parents tell them apart; where nothing does, none is matched.
func TestWhatCannotBeToldApartIsNotMatched(t *testing.T) {
	table := func(rows ...[2]string) *report.Table {
		t := &report.Table{Columns: []report.Column{{Path: []string{"项目"}, Role: report.Label}, {Path: []string{"金额"}, Role: report.Amount}}}
		for _, r := range rows {
			level := 0
			if strings.HasPrefix(r[0], " ") {
				level = 1
			}
			t.Rows = append(t.Rows, report.Row{Cells: []report.Cell{{Text: strings.TrimSpace(r[0]), Level: level}, {Text: r[1]}}})
		}
		return t
	}
	front := report.Front{Key: report.Key{Unit: "x", Year: 2024, Kind: "budget"}}
	rows := func(a, b *report.Table) (got []compare.Pair) {
		for _, r := range compare.Table(front, front, a, b)[0].Rows {
			got = append(got, r.Pair)
		}
		return got
	}
	twice := table([2]string{"甲", "1"}, [2]string{" 其他", "1"}, [2]string{"乙", "2"}, [2]string{" 其他", "2"})
	turned := table([2]string{"乙", "2"}, [2]string{" 其他", "2"}, [2]string{"甲", "1"}, [2]string{" 其他", "1"})
	if got := fmt.Sprint(rows(twice, turned)); got != "[{3 1} {4 2} {1 3} {2 4}]" {
		t.Errorf("rows under other parents: got %s", got)
	}
	alike := table([2]string{"甲", "1"}, [2]string{"甲", "2"})
	if got := fmt.Sprint(rows(alike, table([2]string{"甲", "2"}))); got != "[{1 0} {2 0} {0 1}]" {
		t.Errorf("two rows and one of the same words: got %s, want none matched", got)
	}
}
