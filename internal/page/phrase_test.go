package page

import (
	"slices"
	"strings"
	"testing"
)

func TestPhrases(t *testing.T) {
	for title, want := range map[string]string{
		"":     "",
		"收支总表": "收支|总表",
		"第二部分 部门预算收支总体情况":                 "第二部分 部门预算|收支|总体情况",
		"第三部分 部门预算支出具体情况":                 "第三部分 部门预算|支出|具体情况",
		"一般公共预算“三公”经费支出表":                 "一般公共|预算|“三公”经费|支出表",
		"一、“三公”经费的单位范围":                   "一、“三公”经费的|单位|范围",
		"项目总金额（万元）":                       "项目|总金额（万元）",
		"转移支付资金":                          "转移支付|资金",
		"公务用车购置及运行维护费":                    "公务|用车|购置|及运行|维护费",
		"公务接待费":                           "公务|接待费",
		"三、2021年主要工作目标":                   "三、2021年|主要|工作目标",
		"2021 年深圳市福田区政务服务数据管理局(本级)部门预算报告": "2021 年深圳市|福田区|政务服务|数据管理局(本级)部门预算|报告",
		"江东市普安区规划和自然资源局2024年度部门决算":        "江东市|普安区|规划|和自然资源局|2024年度|部门决算",
		"中共江东市普安区委社会工作部2024年度部门决算":        "中共江东市|普安区委|社会|工作部|2024年度|部门决算",
		"江东市普安区委员会2025年预算":                "江东市|普安区|委员会|2025年|预算",
		"上年结余、结转":                         "上年|结余、结转",
		"市场主体":                            "市场主体",
		"社区公园":                            "社区公园",
		"支出：":                             "支出：",
		"PDA采购":                           "PDA|采购",
		"某":                               "某",
		"表 7 一般公共预算支出表":                   "表 7 一般公共|预算|支出表",
	} {
		if got := strings.Join(Phrases(title), "|"); got != want {
			t.Errorf("Phrases(%q): got %q, want %q", title, got, want)
		}
	}
}

func TestNumbered(t *testing.T) {
	for title, want := range map[string][2]string{
		"第三部分 部门预算支出具体情况": {"第三部分 ", "部门预算支出具体情况"},
		"收支总表": {"", "收支总表"},
		"第三部分": {"", "第三部分"},
	} {
		if number, name := Numbered(title); number != want[0] || name != want[1] {
			t.Errorf("Numbered(%q): got %q and %q, want %q", title, number, name, want)
		}
	}
}

// Where a line may end, in the runs of a text: a run that begins there has an
// empty phrase first, and no run loses a character.
func TestPhrased(t *testing.T) {
	term := &Mention{}
	text := Text{{Text: "一般公共预算拨款收入", Term: term}, {Text: "合计"}, {Text: "："}}
	want := [][]string{{"一般公共", "预算", "拨款", "收入"}, {"", "合计"}, nil}
	got := text.phrased()
	for i, r := range got {
		if !slices.Equal(r.Phrases, want[i]) || r.Text != text[i].Text || r.Term != text[i].Term {
			t.Errorf("run %d: got %q of %q, want %q", i, r.Phrases, r.Text, want[i])
		}
	}
	if text[0].Phrases != nil {
		t.Error("got the text itself changed, want a copy")
	}
}

// The head of a column may have its lines end inside a word that is made of two.
func TestNarrow(t *testing.T) {
	for head, want := range map[string]string{
		"基本支出":         "基本|支出",
		"项目支出表":        "项目|支出表",
		"一般公共预算":       "一般公共|预算",
		"“三公”经费":       "“三公”经费",
		"政府采购项目支出（万元）": "政府|采购|项目|支出（万元）",
	} {
		got := Text{{Text: head}}.narrow()[0]
		if parts := strings.Join(got.Phrases, "|"); parts != want && (got.Phrases != nil || head != want) {
			t.Errorf("%s: got %q, want %q", head, parts, want)
		}
	}
}

func FuzzPhrases(f *testing.F) {
	f.Add("部门预算收支总体情况")
	f.Add("一\xff“三公”")
	f.Fuzz(func(t *testing.T, title string) {
		phrases := Phrases(title)
		if got := strings.Join(phrases, ""); got != title {
			t.Errorf("Phrases(%q): got %q, want every character and no more", title, got)
		}
		if title != "" && slices.Contains(phrases, "") {
			t.Errorf("Phrases(%q): got an empty phrase", title)
		}
	})
}
