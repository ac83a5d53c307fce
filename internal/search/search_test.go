package search_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"reflect"
	"strings"
	"sync"
	"testing"

	"disclosure/data"
	"disclosure/internal/finding"
	"disclosure/internal/publish"
	"disclosure/internal/search"

	_ "modernc.org/sqlite"
)

var ctx = context.Background()

// library is an index of the published reports and of the deliberately
// different one.
var library = sync.OnceValues(func() (*sql.DB, error) {
	reports, err := publish.LoadAll(data.Files, data.Files)
	if err != nil {
		return nil, err
	}
	others, err := publish.LoadAll(data.Files, os.DirFS("../source/testdata/reports"))
	if err != nil {
		return nil, err
	}
	return indexOf(append(reports, others...)...)
})

// published is an index of the published report alone.
var published = sync.OnceValues(func() (*sql.DB, error) {
	reports, err := publish.LoadAll(data.Files, data.Files)
	if err != nil {
		return nil, err
	}
	return indexOf(reports[0])
})

// first is the address of the first hit under its report's, "-" for none.
func first(t testing.TB, db *sql.DB, query string) string {
	t.Helper()
	found, err := search.Find(ctx, db, search.Query{Text: query, Page: 1})
	if err != nil {
		t.Fatalf("%q: %v", query, err)
	}
	for _, k := range found.Kinds {
		for _, h := range k.Hits {
			return "." + h.Ref.String()
		}
	}
	return "-"
}

// indexOf is a database in memory with an index of reports.
func indexOf(reports ...finding.Checked) (*sql.DB, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // each connection would have a database of its own
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() // does nothing after Commit
	if err := search.Index(ctx, tx, reports); err != nil {
		return nil, err
	}
	return db, tx.Commit()
}

func searched(t testing.TB, query string, page int) search.Results {
	t.Helper()
	s, err := library()
	if err != nil {
		t.Fatal(err)
	}
	found, err := search.Find(ctx, s, search.Query{Text: query, Page: page})
	if err != nil {
		t.Fatalf("%q: %v", query, err)
	}
	return found
}

// addresses are the places of hits, in order.
func addresses(found search.Results) (all []string) {
	for _, k := range found.Kinds {
		for _, h := range k.Hits {
			all = append(all, h.Report.Unit+h.Ref.String())
		}
	}
	return all
}

// everything are the addresses of all pages.
func everything(t testing.TB, query string) (all []string) {
	t.Helper()
	found := searched(t, query, 1)
	for n := 1; n <= max(found.Pages, 1); n++ {
		all = append(all, addresses(searched(t, query, n))...)
	}
	return all
}

const (
	futian  = "futian-zwfwj"
	qinghe  = "shili-qinghe-nyncj"
	nothing = ""
)

func TestFirstHit(t *testing.T) {
	for _, test := range []struct{ query, want string }{
		{"三公", futian + "/sections/8#t9"},
		{"2010301", futian + "/tables/7#r5"},
		{"２０１０３０１", futian + "/tables/7#r5"},
		{"c02", futian + "/tables/11#r6"},
		{"网格员培训", futian + "/sections/3#p10"},
		{"教育服务", futian + "/tables/11#r8"},
		{"27080300元", futian + "/sections/2#p1"},
		{"基本支出", futian + "/sections/8#t5"},          // the entry, before all the rows and columns of that name
		{"一般公共预算拨款", futian + "/sections/8#t1"},      // another spelling of a term
		{"表 12", futian + "/tables/12"},              // two words, both in a name
		{"公务接待费", futian + "/tables/12#c5"},          // a column
		{"农技推广中心", qinghe + "/tables/1#r3"},          // a name before a text
		{"青禾区 2023", qinghe},                         // a report
		{"2023 养老", qinghe + "/tables/2#r4"},         // of one year
		{"青禾 养老", qinghe + "/tables/2#r4"},           // of one unit
		{"福田 养老", futian + "/tables/1#r6c3"},         // of another
		{"网格队伍建设", futian + "/tables/14#r4"},         // a row of just this name
		{"财政专户管理资金", futian + "/tables/1#r5c1"},      // 二、财政专户管理资金: a row of two sides, at its label
		{"行政运行 340.70", futian + "/tables/1#r3c4"},   // the cell
		{"政府采购项目支出表 教育服务", futian + "/tables/11#r8"}, // a row and its table
		{"养", qinghe + "/tables/2#r4"},               // one character; the latest year first
		{"<b>", qinghe + "/tables/2#r11"},            // what HTML would take for its own
		{"没有这样的词", nothing},
		{"公三", nothing},   // not a word of the report, though both characters stand side by side
		{"培员格网", nothing}, // nor is a word backwards
		{"", nothing},
		{"。，、 “”（） *?!", nothing},
	} {
		got := nothing
		if all := addresses(searched(t, test.query, 1)); len(all) > 0 {
			got = all[0]
		}
		if got != test.want {
			t.Errorf("%q: got first hit %q, want %q", test.query, got, test.want)
		}
	}
}

// Queries that mean the same find the same.
func TestSameHits(t *testing.T) {
	for _, same := range [][]string{
		{"2708.03", "2,708.03", "２７０８．０３", "２，７０８．０３", " 2708.03 ", "2708.030"},
		{"2708.03万元", "2,708.03万元", "2708.03 万元", "27080300元", "27,080,300.00 元", "0.270803亿元", "２７０８．０３万元", "2708.03万", "¥27080300", "2708.03万元。"},
		{"5948000.50", "5,948,000.5"},
		{"5948000.50元", "594.80005万元"},
		{"智慧福田APP", "智慧福田app", "智慧福田ＡＰＰ", "智慧福田　APP", "智慧福田 App", "APP 智慧福田"},
		{"三公经费", "“三公”经费", "三公」经费"},
		{"因公出国（境）费", "因公出国(境)费", "因公出国境费"},
		{"2021年部门预算", "2021 年部门预算"},
		{"C18", "c18", "Ｃ１８"},
		{"三公 接待", "接待  三公", "三公、接待", "三公，接待。", "三公\t接待\n三公"},
	} {
		want := everything(t, same[0])
		if len(want) == 0 {
			t.Errorf("%q: got nothing", same[0])
		}
		for _, query := range same[1:] {
			if got := everything(t, query); !sameSet(got, want) {
				t.Errorf("%q: got %v, want as for %q %v", query, got, same[0], want)
			}
		}
	}
}

func sameSet(a, b []string) bool {
	in := func(list []string) map[string]bool {
		set := map[string]bool{}
		for _, s := range list {
			set[s] = true
		}
		return set
	}
	return reflect.DeepEqual(in(a), in(b))
}

func TestHitIsUnderstoodByItself(t *testing.T) {
	hit := searched(t, "2010301", 1).Kinds[0].Hits[0]
	got := fmt.Sprint(hit.Report.Base(), hit.Where[0].Text, hit.Code[0], hit.Text.Text, hit.Facts[0].Name, hit.Facts[0].Text.Text, hit.Facts[0].Unit, hit.Facts[0].Ref)
	want := "/futian-zwfwj/2021/budget 表 7 一般公共预算支出表 {2010301 [{0 7}]} 行政运行 [支出总计] 340.70 万元 /tables/7#r5c4"
	if squeezed(got) != squeezed(want) {
		t.Errorf("got %s, want %s", got, want)
	}
	var path []string
	for _, step := range hit.Path {
		path = append(path, step.Text)
	}
	if got, want := strings.Join(path[2:], " › "), "一般公共服务支出 › 政府办公厅（室）及相关机构事务"; got != want {
		t.Errorf("got path %s, want %s", got, want)
	}
}

// A hit in a report that is made up says so, also in the list of reports.
func TestHitsInWhatIsMadeUp(t *testing.T) {
	db, err := library()
	if err != nil {
		t.Fatal(err)
	}
	found, err := search.Find(ctx, db, search.Query{Text: "一般公共预算", Page: 1})
	if err != nil {
		t.Fatal(err)
	}
	said := map[bool]bool{}
	for _, r := range found.Reports {
		said[r.Invented] = true
		if r.Invented != strings.HasPrefix(r.Report.Unit, "shili") {
			t.Errorf("%s in the list of reports: got made up %v", r.Report.Base(), r.Invented)
		}
	}
	for _, k := range found.Kinds {
		for _, h := range k.Hits {
			if h.Invented != strings.HasPrefix(h.Report.Unit, "shili") {
				t.Errorf("hit in %s: got made up %v", h.Report.Base(), h.Invented)
			}
		}
	}
	for i, f := range searched(t, "收入", 1).Figures {
		if f.Invented != strings.HasPrefix(f.Report.Unit, "shili") || i == 0 && f.Invented {
			t.Errorf("figure %d of %s: got made up %v, want those of real reports first", i+1, f.Report.Base(), f.Invented)
		}
	}
	if len(said) != 2 {
		t.Errorf("got reports %+v, want one that is made up and one that is not", found.Reports)
	}
}

func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }

func TestHighlights(t *testing.T) {
	for _, test := range []struct{ query, at, want string }{
		{"三公", futian + "/sections/5#h1", "一、“[三公]”经费的单位范围"},
		{"三公经费", futian + "/sections/5#h1", "一、“[三公”经费]的单位范围"},
		{"单位 三公经费 经费", futian + "/sections/5#h1", "一、“[三公”经费]的[单位]范围"},
		{"围", futian + "/sections/5#h1", "一、“三公”经费的单位范[围]"},
		{"智慧福田app", futian + "/tables/14#i18", "[智慧福田 APP] 运维工作验收合格率"},
		{"3.67万元 2021年三公", futian + "/sections/5#p2", "[2021年“三公]”经费预算[3.67]万元，比2020年“三公”经费预算增加0.00万元。"},
		{"0元", futian + "/sections/5#p2", "2021年“三公”经费预算3.67万元，比2020年“三公”经费预算增加[0.00]万元。"},
		{"171.6", futian + "/projects/5#f6", "[171.60]"},
		{"&", qinghe + "/sections/2#h1", ""},
		{"三公", futian + "/sections/5#p5", ""}, // （三）公务用车购置
	} {
		for n := 1; ; n++ {
			found := searched(t, test.query, n)
			if h := hitAt(found, test.at); h != nil {
				if got := bracketed(h.Text); got != test.want {
					t.Errorf("%q at %s: got %s, want %s", test.query, test.at, got, test.want)
				}
				break
			}
			if n >= found.Pages {
				if test.want != "" {
					t.Errorf("%q: got no hit at %s", test.query, test.at)
				}
				break
			}
		}
	}
}

func hitAt(found search.Results, address string) *search.Hit {
	for _, k := range found.Kinds {
		for _, h := range k.Hits {
			if h.Report.Unit+h.Ref.String() == address {
				return &h
			}
		}
	}
	return nil
}

func bracketed(m search.Highlighted) string {
	var out strings.Builder
	at := 0
	for _, k := range m.Stretches {
		out.WriteString(m.Text[at:k.Start] + "[" + m.Text[k.Start:k.End] + "]")
		at = k.End
	}
	return out.String() + m.Text[at:]
}
