package original_test

import (
	"testing"

	"disclosure/internal/original"
)

// TestPDFSumIsNoRest wants a row that has only the name of a sum, as empty tables have one,
// to be a row of its own where it begins a page.
func TestPDFSumIsNoRest(t *testing.T) {
	doc, err := open("a.pdf", pdf(
		ruled([]int{100, 200, 300}, []int{60, 80, 100})+at(105, 85, "Name")+at(205, 85, "Sum")+at(105, 65, "Column")+at(205, 65, "1"),
		ruled([]int{100, 200, 300}, []int{700, 720, 740})+at(105, 725, "\x01\x02")+at(105, 705, "b")+at(205, 705, "2")), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if g := doc.Blocks[0].Grid; len(doc.Blocks) != 1 || len(g.Rests) > 0 || g.At(2, 0).Text != "合计" {
		t.Errorf("got %q, want 合计 as a row and no rest", said(doc))
	}
}
