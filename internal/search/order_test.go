package search_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/search"
)

// All pages together hold each hit once, as many as are counted, each kind in
// one piece that begins where it is said to.
func TestPaging(t *testing.T) {
	for _, query := range []string{"预算", "2021", "0.00", "网格", "三公"} {
		first := searched(t, query, 1)
		seen := map[string]bool{}
		counts := map[search.Kind]int{}
		for n := 1; n <= first.Pages; n++ {
			found := searched(t, query, n)
			size := 0
			for _, k := range found.Kinds {
				if len(k.Hits) > 0 && (k.Page > n || counts[k.Kind] == 0 && k.Page != n) {
					t.Errorf("%q: kind %d begins on page %d, said to be on %d", query, k.Kind, n, k.Page)
				}
				counts[k.Kind] += len(k.Hits)
				size += len(k.Hits)
			}
			for _, address := range addresses(found) {
				if seen[address] {
					t.Errorf("%q: %s stands twice", query, address)
				}
				seen[address] = true
			}
			if want := min(search.PageSize, first.Count-(n-1)*search.PageSize); size != want {
				t.Errorf("%q: page %d: got %d hits, want %d", query, n, size, want)
			}
		}
		for _, k := range first.Kinds {
			if counts[k.Kind] != k.Count {
				t.Errorf("%q: kind %d: got %d hits, want %d", query, k.Kind, counts[k.Kind], k.Count)
			}
		}
		for _, beyond := range []int{0, -1, first.Pages + 1, 1 << 40} {
			if got := addresses(searched(t, query, beyond)); len(got) > 0 {
				t.Errorf("%q: page %d: got %v, want nothing", query, beyond, got)
			}
		}
	}
}

func TestMoreThanIsListed(t *testing.T) {
	r := &report.Report{Sections: []report.Section{{Number: 1}}}
	for k := 1; k < 700; k++ {
		r.Sections[0].Blocks = append(r.Sections[0].Blocks, report.Block{Number: k, Text: fmt.Sprint("普查之", k)})
	}
	db, err := indexOf(finding.Checked{Report: r})
	if err != nil {
		t.Fatal(err)
	}
	found, err := search.Find(ctx, db, search.Query{Text: "普查", Page: 1})
	if err != nil || !found.More {
		t.Fatalf("got more %v, error %v", found.More, err)
	}
	for _, k := range found.Kinds {
		if more := k.Kind == search.ProseKind; k.More != more || more && k.Count != 500 {
			t.Errorf("kind %d: got %d hits, more %v", k.Kind, k.Count, k.More)
		}
	}
}

// What has a meaning to the search engine has none in a query.
func TestNoSyntax(t *testing.T) {
	want := everything(t, "三公")
	for _, query := range []string{
		`"三公"`, `三公*`, `*三公`, `^三公`, `-三公`, `+三公`, `(三公)`, `((三公`, `三公"`, `'三公'`, `三公;`, `:三公`, `{三公}`, `三公 *`, `三公 "`,
		`三公 ""`, `~三公`, `三公\`, `%三公%`, `_三公_`, `三公--`, `三公/**/`, "三公\u200b", "\ufeff三公",
	} {
		if got := everything(t, query); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want as for 三公 %v", query, got, want)
		}
	}
	for _, query := range []string{`figure:p2708.03`, `p2708.03`, `y27080300`, `r1`, `of2021`} {
		if got := searched(t, query, 1); got.Count != 0 {
			t.Errorf("%s: got %v, want nothing: its words are not in the reports", query, addresses(got))
		}
	}
	for query, want := range map[string]string{
		`三公 AND 接待`: "and", `三公 NOT 接待`: "not", `text:三公`: "text", `三公 OR 接待`: "or", `三公 r1`: "r1",
	} {
		if got := searched(t, query, 1); len(got.Left) != 1 || got.Left[0] != want {
			t.Errorf("%s: got %q left out, want %q, a word like others", query, got.Left, want)
		}
	}
	for _, query := range []string{"", " ", "*", "**", "%", "_", `"`, `""`, `"""`, "'", "-", "()", "^", "?", "…", "\t\n", "💰", "\u3000", "\u0301", ".", "..", ","} {
		if got := searched(t, query, 1); got.Count != 0 || len(got.Also) > 0 || len(got.Read) > 0 {
			t.Errorf("%q: got %+v, want nothing", query, got)
		}
	}
}

func TestRefusedQueries(t *testing.T) {
	s, err := library()
	if err != nil {
		t.Fatal(err)
	}
	for query, refused := range map[string]bool{
		strings.Repeat("三", search.MaxQuery):   false,
		strings.Repeat("三", search.MaxQuery+1): true,
		strings.Repeat("* ", 5000):             true,
		strings.Repeat("务服", 100):              false,
		strings.Repeat("三 公 服 务 ", 25):         false,
		"三\x00公":                               true,
		"三\xff公":                               true,
		"\xe4\xb8":                             true,
	} {
		_, err := search.Find(ctx, s, search.Query{Text: query, Page: 1})
		if got := errors.As(err, new(search.QueryError)); got != refused || err != nil && !refused {
			t.Errorf("%.20q: got error %v, want a refusal %v", query, err, refused)
		}
	}
}

// asked is what readers type: words, codes, figures, single characters, several
// words, nothing found.
var asked = []string{
	"三公", "网", "2010301", "C02", "27080300元", "2,708.03", "0", "网格员培训", "智慧福田 app", "2021年", "行政运行 340.70",
	"收入、支出", "政府办公厅（室）及相关机构事务支出", "没有的东西", "预算收入 没有的词", "27080300", "网格员培训班",
}

// FuzzSearch asks anything: the answer is hits with highlights inside their texts,
// or a refusal of what is too long or no text.
func FuzzSearch(f *testing.F) {
	for _, seed := range append(asked, `"`, "三公 OR *", "NEAR(三 公,2)", "２，７０８．０３ 万元", "e\u0301 \u202e", "\x00", "\xff", "-5元", "¥", "1.2.3", "1,2,3", "ﷺ", "㎡ ① Ⅻ") {
		f.Add(seed, 1)
	}
	s, err := library()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, query string, page int) {
		found, err := search.Find(ctx, s, search.Query{Text: query, Page: page})
		if err != nil {
			bad := !utf8.ValidString(query) || strings.ContainsRune(query, 0) || utf8.RuneCountInString(query) > search.MaxQuery
			if !errors.As(err, new(search.QueryError)) || !bad {
				t.Fatalf("%q: %v", query, err)
			}
			return
		}
		hits := 0
		for _, k := range found.Kinds {
			hits += len(k.Hits)
			for _, h := range k.Hits {
				checkHighlights(t, query, append(append([]search.Highlighted{h.Text}, h.Where...), append(h.Path, h.Code...)...))
			}
		}
		if hits > search.PageSize || found.Count > 6*500 || len(found.Also) > 4 {
			t.Errorf("%q: got %d hits of %d and %d other readings on one page", query, hits, found.Count, len(found.Also))
		}
	})
}

func checkHighlights(t *testing.T, query string, texts []search.Highlighted) {
	t.Helper()
	for _, m := range texts {
		at := 0
		for _, k := range m.Stretches {
			if k.Start < at || k.End <= k.Start || k.End > len(m.Text) || !utf8.ValidString(m.Text[k.Start:k.End]) {
				t.Errorf("%q: got highlights %v in %q", query, m.Stretches, m.Text)
			}
			at = k.End + 1
		}
	}
}

// A code in its printed parts is found as one word.
func TestCodeInParts(t *testing.T) {
	for _, query := range []string{"201 03 01", "201 3 1"} {
		if got := everything(t, query); len(got) == 0 || got[0] != futian+"/tables/7#r5" {
			t.Errorf("%s: got %s, want the row of 2010301 first", query, got)
		}
	}
	if got := everything(t, "201 030 1"); len(got) > 0 {
		t.Errorf("got %s for what is no code", got)
	}
}
