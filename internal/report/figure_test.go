package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/report"
	"disclosure/internal/source"
)

// published is a report that the rooms share, by its folder.
func published(t *testing.T, folder string) *report.Report {
	t.Helper()
	for _, fsys := range sources() {
		reports, err := source.LoadAll(fsys)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range reports {
			if r.Folder() == folder {
				return r
			}
		}
	}
	t.Fatalf("there is no report %s", folder)
	return nil
}

// said is all that a figure says, in the order of the table figure.
func said(f report.Figure) string {
	fen, money := f.Fen()
	minor, scale, _ := f.Minor()
	if !money {
		fen = -1
	}
	return fmt.Sprintf("%d ↑%d depth %d %s %s %s | %s | %s | %s | %d %s %d/%d %d total=%t leaf=%t %s",
		f.Row, f.RowParent, f.Depth, f.Side, f.Code, f.LabelPath, f.TableID, f.ColumnID, f.ColumnPath,
		f.AboutYear, f.MoneyUnit, minor, scale, fen, f.IsTotal, f.IsLeaf, f.Headline)
}

func TestFigures(t *testing.T) {
	const bureau = "深圳市福田区政务服务数据管理局"
	for folder, want := range map[string]map[string]string{
		"futian-zwfwj/2021-budget": {
			"/sections/2#p1 289.11 2":    "0 ↑0 depth 0   第二部分 部门预算收支总体情况 |  |  |  | 2021 万元 28911/2 289110000 total=false leaf=false ",
			"/tables/1#r22c2 2,708.03 1": "22 ↑0 depth 0 收入  收入总计 | 收支总表 | 收入/预算数 | 收入/2021 年预算数 | 2021 万元 270803/2 2708030000 total=true leaf=true income",
			"/tables/11#r4c4 3.96 1":     "4 ↑3 depth 3  A02 " + bureau + "/" + bureau + " (本级)/货物/通用设备 | 政府采购项目支出表 | 金额 | 金额 | 2021 万元 396/2 3960000 total=false leaf=true ",
			// The row above a year's is that of the same year.
			"/tables/12#r3c3 3.67 1":  "3 ↑1 depth 1   " + bureau + "/" + bureau + "（本级） | 一般公共预算“三公”经费支出表 | 总计 | 总计 | 2020 万元 367/2 3670000 total=false leaf=true ",
			"/tables/12#r4c3 3.67 1":  "4 ↑2 depth 1   " + bureau + "/" + bureau + "（本级） | 一般公共预算“三公”经费支出表 | 总计 | 总计 | 2021 万元 367/2 3670000 total=false leaf=true three-public",
			"/projects/1#f7 476.00 1": "0 ↑0 depth 0   网格信息服务 | 预算项目支出绩效目标申报表 | 本年预算金额（万元） | 本年预算金额（万元） | 2021 万元 47600/2 476000000 total=false leaf=false ",
		},
		"shili-qinghe-nyncj/2023-budget": {
			"/tables/1#r1c2 5,948,000.50 1": "1 ↑0 depth 0   示例市青禾区农业农村局 | 部门收支预算总表 | 收入/合计 | 收入/合计 | 2023 元 594800050/2 594800050 total=true leaf=false income",
			// The code stands under the body above it, though another body has its code too.
			"/tables/2#r14c4 96,000.00 1": "14 ↑13 depth 3  20805 示例市青禾区农业农村局/示例市青禾区农技推广中心/社会保障和就业支出/行政事业单位养老支出 | 一般公共预算支出表 | 支出总计 | 支出总计 | 2023 元 9600000/2 9600000 total=false leaf=false ",
		},
	} {
		found := map[string]string{}
		for _, f := range published(t, folder).Figures() {
			found[fmt.Sprintf("%s %s %d", f.Ref, f.Text, f.Nth)] = said(f)
		}
		for at, want := range want {
			if got, ok := found[at]; got != want {
				t.Errorf("%s, %s (%t): got\n%s\nwant\n%s", folder, at, ok, got, want)
			}
		}
	}
}

// Each figure of a report has a place of its own, and states what is printed there.
func TestFiguresHavePlaces(t *testing.T) {
	for _, folder := range []string{"futian-zwfwj/2021-budget", "shili-qinghe-nyncj/2023-budget"} {
		r := published(t, folder)
		known := map[string]bool{}
		cells := 0
		for _, f := range r.Figures() {
			at := fmt.Sprintf("%s %d", f.Ref, f.Nth)
			if known[at] {
				t.Errorf("%s: two figures stand at %s", folder, at)
			}
			known[at] = true
			if value, err := report.ParseAmount(f.Text); err != nil || !value.Equal(f.Value) {
				t.Errorf("%s, %s: got the value %s of the text %q", folder, at, f.Value, f.Text)
			}
			if f.Row > 0 {
				cells++
			}
			if strings.ContainsAny(f.TableID+f.ColumnID, " 　") || strings.Contains(f.ColumnID, "2021") {
				t.Errorf("%s, %s: got the names %q, %q, want them without spaces and years", folder, at, f.TableID, f.ColumnID)
			}
		}
		want := 0
		for _, table := range r.Tables {
			for _, row := range table.Rows {
				for _, cell := range row.Cells {
					if cell.Value.Valid {
						want++
					}
				}
			}
		}
		if cells < want {
			t.Errorf("%s: got %d figures of cells, want %d", folder, cells, want)
		}
	}
}

// The list of headlines is closed, and each label means one of them.
func TestHeadlineNames(t *testing.T) {
	want := []string{"income", "expenditure", "basic", "project", "three-public", "operating", "procurement"}
	if got := report.HeadlineNames(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for label, want := range map[string]string{"“三公”经费": "three-public", "收入": "income", "机关运行经费": "operating", "比上年": "", "农技推广中心养老支出": ""} {
		if got := (report.Headline{Label: label}).CommonName(); got != want {
			t.Errorf("%s: got %q, want %q", label, got, want)
		}
	}
}
