package picture_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/picture"
	"disclosure/internal/publish"
	"disclosure/internal/report"
)

// reports are those of the project and the invented ones, by their folders.
func reports(t *testing.T) map[string]*report.Report {
	t.Helper()
	all := map[string]*report.Report{}
	for _, files := range []string{"../../data", "../source/testdata/shapes", "../source/testdata/reports"} {
		checked, err := publish.LoadAll(data.Files, os.DirFS(files))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range checked {
			all[r.Folder()] = r.Report
		}
	}
	return all
}

func of(r *report.Report) picture.All { return picture.Of(r, r.Figures()) }

// A report has the pictures whose figures it states, and no others.
func TestPicturesOfReports(t *testing.T) {
	all := reports(t)
	for folder, want := range map[string]string{
		"futian-zwfwj/2021-budget":              "flow functions quarters three-public",
		"shili-yunshan-wlj/2024-final-accounts": "flow functions three-public",
		"shili-yunshan-wlj/2025-budget":         "flow functions",
		"shili-yunshan-wlj/2025-unit-budget":    "flow functions",
		"shili-qinghe-nyncj/2023-budget":        "", // its table names neither 基本支出 nor 项目支出 as a headline
	} {
		if got := strings.Join(of(all[folder]).Slugs(), " "); got != want {
			t.Errorf("%s: got pictures %q, want %q", folder, got, want)
		}
	}
	r := *all["futian-zwfwj/2021-budget"]
	r.Headlines, r.Projects = nil, nil
	r.Tables = slices.DeleteFunc(slices.Clone(r.Tables), func(t report.Table) bool { return strings.Contains(t.Title, "支出") })
	if got := of(&r).Slugs(); len(got) != 0 {
		t.Errorf("without figures: got pictures %q, want none", got)
	}
}

// flowText writes a flow in lines: label, published figure, place.
func flowText(f *picture.Flow) string {
	var s strings.Builder
	line := func(indent string, i picture.Item) {
		fmt.Fprintf(&s, "%s%s %s %s\n", indent, i.Label, i.Text, i.Ref)
	}
	for _, i := range f.Sources {
		line("< ", i)
	}
	line("", f.Whole)
	for _, k := range f.Kinds {
		line("> ", k.Item)
		for _, p := range k.Parts {
			line("> > ", p.Item)
		}
	}
	return s.String()
}

func TestFlow(t *testing.T) {
	all := reports(t)
	for folder, want := range map[string]string{
		"futian-zwfwj/2021-budget": `
< 1.一般公共预算拨款 2,708.03 /tables/1#r2c2
收入总计 2,708.03 /tables/1#r22c2
> 基本支出 644.80 /tables/3#r2c3
> > 工资福利支出 552.50 /tables/4#r3c2
> > 商品和服务支出 75.77 /tables/4#r11c2
> > 对个人和家庭的补助 16.53 /tables/4#r23c2
> 项目支出 2,063.23 /tables/3#r2c4
> > 购置费 3.96 /tables/5#r4c2
> > 一般管理事务 486.67 /tables/5#r5c2
> > 数据规划管理 764.20 /tables/5#r6c2
> > 政务事项管理 150.80 /tables/5#r7c2
> > 网格信息管理 647.60 /tables/5#r8c2
> > 预算准备金 10.00 /tables/5#r9c2
`,
		// Income and expenditure of the year differ: what is carried over stands beside them.
		"shili-yunshan-wlj/2024-final-accounts": `
< 一、一般公共预算财政拨款收入 860.50 /tables/1#r1c2
< 三、事业收入 12.00 /tables/1#r3c2
< 年初结转和结余 5.00 /tables/1#r6c2
总计 877.50 /tables/1#r7c2
> 基本支出 590.40 /tables/3#r1c4
> > 文化旅游体育与传媒支出 422.00 /tables/3#r2c4
> > 社会保障和就业支出 98.40 /tables/3#r7c4
> > 住房保障支出 70.00 /tables/3#r10c4
> 项目支出 280.10 /tables/3#r1c5
> > 文化旅游体育与传媒支出 280.10 /tables/3#r2c5
> 年末结转和结余 7.00 /tables/1#r6c4
`,
	} {
		got := flowText(of(all[folder]).Flow)
		if want = strings.TrimPrefix(want, "\n"); got != want {
			t.Errorf("%s: got\n%swant\n%s", folder, got, want)
		}
	}
}

// The classes of the functional classification add up to a printed whole, and each row
// stands below the one whose code its own begins with.
func TestFunctions(t *testing.T) {
	f := of(reports(t)["futian-zwfwj/2021-budget"]).Functions
	if f.Whole.Text != "2,708.03" || len(f.Rows) != 16 {
		t.Fatalf("got %d rows of %s", len(f.Rows), f.Whole.Text)
	}
	for _, i := range f.Rows {
		if want := len(i.Code)/2 - 1; i.Level != want {
			t.Errorf("%s %s: got level %d, want %d", i.Code, i.Label, i.Level, want)
		}
	}
	// A figure of less than nothing stays among the others.
	f = of(reports(t)["shili-yunshan-wlj/2024-final-accounts"]).Functions
	if !slices.ContainsFunc(f.Rows, func(i picture.Item) bool { return i.Text == "-3.40" && i.Yuan().IsNegative() }) {
		t.Errorf("got rows %v, want one of -3.40", f.Rows)
	}
}

// form is a report of one form that states a progress.
func form(progress string) *report.Report {
	return &report.Report{Projects: []report.Project{{Number: 1, Name: "某项目", Form: report.Form{
		Fields:     []report.Field{{Name: "本年预算金额（万元）", Paragraphs: []string{"100.00"}, Amount: true}},
		Indicators: []report.Indicator{{Level1: "投入指标", Level2: "资金支出进度", Content: []string{progress}, NoTarget: true}},
	}}}}
}

func TestQuarters(t *testing.T) {
	for _, test := range []struct{ progress, want string }{
		{"1-3月累计支付119万元，4-6月累计支付238万元，7-9月份累计支付357万元，10-12月累计支付476万元。", "1:119万元=119 2:238万元=238 3:357万元=357 4:476万元=476"},
		{"一季度和二季度支出为 0；三季度末支出达到总额的 40%；四季度末支出达到总额的 100%。", "1-2:0=0 3:40%=40 4:100%=100"},
		{"第一季度、第二季度累计支付 62.3 万元；第三季度累计支付 115.7 万元；第四季度累计支付 178 万元。", "1-2:62.3 万元=62.3 3:115.7 万元=115.7 4:178 万元=178"},
		{"第一季度累计支付 0 元；第二季度累计支付 0 元；第三季度累计支付 43 万元；第四季度累计支付 12.8 万元。", "1:0 元=0 2:0 元=0 3:43 万元=43 4:12.8 万元=12.8!"},
		{"第一季度累计支付 1,000 元；第二季度 20%；第三季度 50%；第四季度 90 万元", "1:1,000 元=0.1 2:20%=20 3:50%=50 4:90 万元=90"},
		// What is no statement of every quarter in its turn is left alone.
		{"第一季度累计支付 10 万元；第三季度累计支付 20 万元；第四季度累计支付 30 万元", ""},
		{"第二季度累计支付 10 万元；第一季度累计支付 20 万元；第三季度 1 万元；第四季度累计支付 30 万元", ""},
		{"第一季度累计支付 -10 万元；第二季度 20 万元；第三季度 30 万元；第四季度 40 万元", ""}, // less than nothing is no step
		{"第一季度支付 10 万元和 12 万元；第二季度 20 万元；第三季度 30 万元；第四季度 40 万元", ""},
		{"第一季度 10 万元；第二季度 20 万元；第三季度 30 万元；第四季度付清", ""},
		{"按季度支付", ""},
		{"第一季度累计支付 10；第二季度 20 万元；第三季度 30 万元；第四季度 40 万元", ""}, // ten of what
	} {
		got := ""
		if q := of(form(test.progress)).Quarters; q != nil {
			var steps []string
			for _, s := range q.Forms[0].Steps {
				quarters := fmt.Sprint(s.From)
				if s.To > s.From {
					quarters += fmt.Sprint("-", s.To)
				}
				falls := ""
				if s.Falls {
					falls = "!"
				}
				steps = append(steps, fmt.Sprintf("%s:%s=%s%s", quarters, s.Text, s.Share.Decimal, falls))
			}
			got = strings.Join(steps, " ")
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.progress, got, test.want)
		}
	}
}

func TestThreePublic(t *testing.T) {
	all := reports(t)
	for folder, want := range map[string]string{
		"futian-zwfwj/2021-budget": "2020 年 2021 年: 总计 3.67 3.67, 因公出国(境)费  , 公务接待费  , 公务用车购置及运行维护费 3.67 3.67, - 公务用车购置费  , - 公务用车运行维护费 3.67 3.67",
		// A dash stays a dash.
		"shili-yunshan-wlj/2024-final-accounts": "预算数 决算数: 合计 6.00 4.20, 因公出国（境）费 — —, 公务用车购置及运行维护费 5.00 3.90, - 公务用车购置费 — —, - 公务用车运行维护费 5.00 3.90, 公务接待费 1.00 0.30",
	} {
		p := of(all[folder]).ThreePublic
		var rows []string
		for _, r := range p.Rows {
			rows = append(rows, strings.Repeat("- ", r.Level)+r.Label+" "+r.Items[0].Text+" "+r.Items[1].Text)
		}
		if got := strings.Join(p.Series, " ") + ": " + strings.Join(rows, ", "); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", folder, got, want)
		}
	}
}
