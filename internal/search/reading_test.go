package search_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/report"
	"disclosure/internal/search"
)

// What people type is read as it is meant, and the answer says how.
func TestReadings(t *testing.T) {
	db, err := published()
	if err != nil {
		t.Fatal(err)
	}
	how := []string{"", "everyday ", "money ", "rounded ", "range ", "piece "}
	for _, test := range []struct{ query, read, left string }{
		{"三公", "三公", ""},
		{"网格员多少钱", "网格员", ""},
		{"多少钱 网格员", "网格员", ""},
		{"网格员 工资", "网格员", "工资"},
		{"花了多少钱", "everyday 花了|支出总计|本年支出合计", ""},
		{"2021年花了多少钱", "2021年, everyday 花了|支出总计|本年支出合计", ""},
		{"福田区花了多少钱", "福田区, everyday 花了|支出总计|本年支出合计", ""},
		{"三公经费是多少", "三公经费", ""},
		{"总支出", "everyday 总支出|支出总计|本年支出合计", ""},
		{"福田总支出", "everyday 总支出|支出总计|本年支出合计, 福田", ""},
		{"电脑", "everyday 电脑|计算机", ""},
		{"公车", "everyday 公车|公务用车", ""},
		{"预算总额", "everyday 预算总额|收入总计|支出总计", ""},
		{"去年", "everyday 去年|上年", ""},
		{"网格培训", "piece 网格, piece 培训", ""},
		{"网格员培训班", "piece 网格员培训", ""},
		{"没有网格员", "网格员", ""},
		{"機關運行費", "everyday 机关运行费|机关运行经费", ""},
		{"網格員", "网格员", ""},
		{"2708", "rounded 2708万元", ""},
		{"2,708", "rounded 2,708万元", ""},
		{"2708万", "rounded 2708万元", ""},
		{"2708万元", "rounded 2708万元", ""},
		{"0.27亿", "rounded 0.27亿元", ""},
		{"2.7亿", "2.7亿", ""},
		{"640", "rounded 640万元", ""},
		{"2700万", "rounded 2700万元", ""},
		{"1000000", "money 1000000|1000000元", ""},
		{"27,080,300", "money 27,080,300|27080300元", ""},
		{"2708.03元", "2708.03元", ""},
		{"100万到200万", "range 100万到200万", ""},
		{"100~200万元", "range 100~200万元", ""},
		{"10-20万", "range 10-20万", ""},
		{">1000万", "range >1000万", ""},
		{"超过1000万元", "range 超过1000万元", ""},
		{"100万元以上", "100万元以上", ""},
		{"培训 100万到200万", "培训, range 100万到200万", ""},
		{"网格员培训 161万", "网格员培训", "161万"},
		{"记者从福田区看到，该局今年将花费476万元用于社区综合信息采集4G项目通信服务费", "piece 福田区, 476万元, piece 用于, piece 社区综合信息采集, piece 项目通信服务费", ""},
		{"据悉，福田区网格员培训费高达160万元", "160万元, piece 福田区, piece 网格员培训费", "据悉"},
		{"三公 没有这样的词", "三公", "没有这样的词"},
		{"没有这样的词", "没有这样的词", ""},
		{"投诉", "投诉", ""},
		{"地址", "地址", ""},
		{"联系", "联系", ""},
		{"5万", "rounded 5万元", ""},
		{"（三）公务用车", "公务用车", ""},
		{"宝马奔驰", "宝马奔驰", ""},
		{"宝马奔驰培训发动机变速箱", "宝马奔驰培训发动机变速箱", ""}, // 培训 alone would be a guess
	} {
		found, err := search.Find(ctx, db, search.Query{Text: test.query, Page: 1})
		if err != nil {
			t.Fatalf("%s: %v", test.query, err)
		}
		var read []string
		for _, r := range found.Read {
			read = append(read, fmt.Sprint(how[r.How], r.Text, strings.Join(append([]string{""}, r.Or...), "|")))
		}
		if got, left := strings.Join(read, ", "), strings.Join(found.Left, ", "); got != test.read || left != test.left {
			t.Errorf("%s: got read as %s, left out %s, want %s, left out %s", test.query, got, left, test.read, test.left)
		}
	}
}

// In one report, of one year, of one kind: only places of it, and all of them.
func TestNarrowed(t *testing.T) {
	db, err := library()
	if err != nil {
		t.Fatal(err)
	}
	key := report.Key{Unit: qinghe, Year: 2023, Kind: "budget"}
	for _, query := range []string{"预算", "10万到600万", "支出 10万到600万", "多少钱 支出", "养老"} {
		all, err := search.Find(ctx, db, search.Query{Text: query, Page: 1})
		if err != nil || all.Count == 0 {
			t.Fatalf("%s: got %d hits, error %v", query, all.Count, err)
		}
		want := 0
		for _, r := range all.Reports {
			if r.Report == key {
				want = r.Count
			}
		}
		for _, asked := range []search.Query{{In: key}, {Year: 2023}, {In: key, Year: 2023}} {
			asked.Text, asked.Page = query, 1
			found, err := search.Find(ctx, db, asked)
			if err != nil || found.Count != want || want == 0 {
				t.Errorf("%s in %v %d: got %d hits (error %v), want %d", query, asked.In, asked.Year, found.Count, err, want)
			}
			for _, k := range found.Kinds {
				for _, h := range k.Hits {
					if h.Report != key {
						t.Errorf("%s in %v %d: got a hit of %v", query, asked.In, asked.Year, h.Report)
					}
				}
				only := asked
				only.Kind = k.Kind
				of, err := search.Find(ctx, db, only)
				if err != nil || of.Count != k.Count {
					t.Errorf("%s, kind %d: got %d hits (error %v), want %d", query, k.Kind, of.Count, err, k.Count)
				}
			}
		}
	}
	for _, asked := range []search.Query{{Text: "预算", In: report.Key{Unit: "x", Year: 2023}}, {Text: "预算", Year: 1900}, {Text: "预算", In: key, Year: 2021}} {
		if found, err := search.Find(ctx, db, asked); err != nil || found.Count != 0 {
			t.Errorf("%+v: got %d hits, error %v, want none", asked, found.Count, err)
		}
	}
}

// What a headline figure is called is answered with it, in the report that the
// other words name.
func TestHeadlineFigures(t *testing.T) {
	db, err := published()
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]string{
		"三公": "3.67万元 /tables/12#r4c3", "三公经费": "3.67万元 /tables/12#r4c3", "三公经费是多少": "3.67万元 /tables/12#r4c3",
		"2021 三公": "3.67万元 /tables/12#r4c3", "福田区 三公": "3.67万元 /tables/12#r4c3", "总支出": "2,708.03万元 /tables/1#r22c4",
		"今年花了多少钱": "2,708.03万元 /tables/1#r22c4", "基本支出": "644.80万元 /tables/3#r2c3", "2020 三公": "", "接待 三公": "", "公务接待费": "",
	} {
		found, err := search.Find(ctx, db, search.Query{Text: query, Page: 1})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range found.Figures {
			got += f.Text.Text + f.Unit + " " + f.Ref.String()
		}
		if got != want {
			t.Errorf("%s: got the figure %q, want %q", query, got, want)
		}
	}
}

// counted counts the questions to a database.
type counted struct {
	*sql.DB
	questions int
}

func (c *counted) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	c.questions++
	return c.DB.QueryContext(ctx, query, args...)
}

// Whatever is typed, a search does not ask more than before it read what people
// type: 16 near queries with a dozen questions each, and the query itself.
func TestSearchAsksNoMoreThanItMay(t *testing.T) {
	db, err := library()
	if err != nil {
		t.Fatal(err)
	}
	most := 0
	for _, query := range []string{
		strings.Repeat("网格培训", 50), strings.Repeat("预 算 支 出 ", 25), strings.Repeat("公车 电脑 工资 ", 20), strings.Repeat("没有 ", 50) + "鑫",
		"鑫鑫 淼淼 森森 焱焱 垚垚 犇犇 骉骉 猋猋 羴羴 鱻鱻 麤麤 龘龘", strings.Repeat("1万到2万 ", 20), strings.Repeat("123456 654321 ", 14),
		"甲福田乙 丙网格丁 戊培训己 庚预算辛 壬支出癸 子收入丑 寅项目卯 辰管理巳 午服务未 申数据酉 戌政务亥 天机关地",
	} {
		query = string([]rune(query)[:min(len([]rune(query)), search.MaxQuery)])
		c := &counted{DB: db}
		if _, err := search.Find(ctx, c, search.Query{Text: query, Page: 1, In: report.Key{Unit: futian, Year: 2021, Kind: "budget"}}); err != nil {
			t.Fatalf("%.30s: %v", query, err)
		}
		most = max(most, c.questions)
	}
	if most > 330 {
		t.Errorf("got %d questions for one search", most)
	}
	t.Logf("%d questions at most", most)
}
