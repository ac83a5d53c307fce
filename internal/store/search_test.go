package store_test

import (
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"disclosure/internal/report"
	"disclosure/internal/search"
	"disclosure/internal/store"
)

// The same reports answer in the same order, in memory and in a file, however
// often they are asked.
func TestOrderIsStable(t *testing.T) {
	reports := []*report.Report{another("b"), another("a"), sample(), another("c")}
	reports[3].Year = 2030
	sealed(reports[3])
	inMemory := memory(t, reports...)
	inFile := held(t, written(t, filepath.Join(t.TempDir(), "x.db"), reports...))
	for _, query := range []string{"普查", "预算", "统计 普查", "12", "合计"} {
		want, err := inMemory.Search(ctx, search.Query{Text: query, Page: 1})
		if err != nil || want.Count == 0 {
			t.Fatalf("%q: got %d hits, error %v", query, want.Count, err)
		}
		for _, s := range []*store.Snapshot{inMemory, inFile, inFile} {
			if got, err := s.Search(ctx, search.Query{Text: query, Page: 1}); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%q: got %v (error %v), want %v", query, got, err, want)
			}
		}
	}
	// Where all answer equally well, the latest year comes first, then what was
	// saved first.
	found, err := inMemory.Search(ctx, search.Query{Text: "合计", Page: 1})
	if err != nil {
		t.Fatal(err)
	}
	var units []string
	for _, h := range found.Kinds[0].Hits {
		units = append(units, h.Report.Unit)
	}
	if got, want := slices.Compact(units), []string{"b", "a", key.Unit, "c"}; !slices.Equal(got, want) {
		t.Errorf("got units in the order %v, want %v", got, want)
	}
}

func TestOnlyTheNewestVersionIsFound(t *testing.T) {
	old, changed := sample(), sample()
	old.Sections[0].Blocks[1].Text = "(一) 旧话。"
	changed.Sections[0].Blocks[1].Text = "(一) 新话。"
	sealed(old)
	sealed(changed)
	other := another("other")
	s := memory(t, old, other, changed)
	for query, want := range map[string]int{"旧话": 0, "新话": 1, "合计": 2 * 3} {
		if found, err := s.Search(ctx, search.Query{Text: query, Page: 1}); err != nil || found.Count != want {
			t.Errorf("%s: got %d hits (error %v), want %d", query, found.Count, err, want)
		}
	}
	if places, err := of(t, s, key).SameFigure(ctx, figure("1,000.5").Value.Decimal, "万元"); err != nil || len(places) != 1 {
		t.Errorf("got %d places of a figure (error %v), want 1", len(places), err)
	}
}

func TestSearchOfHostileReport(t *testing.T) {
	s := memory(t, hostile())
	for query, text := range map[string]string{
		"DROP": `'; DROP TABLE report; --`, "onload": `<p onload="x">&amp;</p>`, "右到左": "💰 \u202e右到左 e\u0301", "é": "💰 \u202e右到左 e\u0301", "1e400": "1e400",
	} {
		found, err := s.Search(ctx, search.Query{Text: query, Page: 1})
		if err != nil || found.Count == 0 {
			t.Errorf("%s: got %d hits, error %v", query, found.Count, err)
			continue
		}
		marked := false
		for _, k := range found.Kinds {
			for _, h := range k.Hits {
				marked = marked || h.Text.Text == text && len(h.Text.Stretches) > 0
			}
		}
		if !marked {
			t.Errorf("%s: got no hit with the text %q, unchanged and marked", query, text)
		}
	}
}
