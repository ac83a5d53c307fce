package page_test

import (
	"testing"

	"disclosure/internal/report"
	"disclosure/internal/search"
)

// What is found in a report that is made up is never taken for what was published.
func TestSearchSaysWhatIsMadeUp(t *testing.T) {
	key := sample().Key
	hit := search.Hit{Report: key, UnitShort: "甲局", Invented: true, Ref: report.TableRef(1), Kind: search.TableKind, Text: search.Highlighted{Text: "收支总表"}}
	p := site.Search(search.Query{Text: "收支", Page: 1}, search.Results{Read: make([]search.Read, 1), Count: 1, Kinds: []search.KindResults{{Kind: search.TableKind, Count: 1, Page: 1, Hits: []search.Hit{hit}}}}, nil)
	where := p.Groups[0].Hits[0].Where
	if got, want := where[len(where)-1][0].Text, "甲局 2030 年部门预算（虚构示例）"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
