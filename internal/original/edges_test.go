package original_test

import (
	"testing"

	"disclosure/internal/original"
)

// TestTitleAtTheEndOfAPage wants a title in the middle of the last line of a page to be a
// paragraph of its own, and not to go on with the item that begins the next page.
func TestTitleAtTheEndOfAPage(t *testing.T) {
	doc, err := open("a.pdf", pdf(
		at(100, 700, words(16))+at(100, 680, words(16)+".")+at(270, 60, "Part one of it"),
		at(100, 700, "1. Duties of the office")+at(100, 680, words(16)+".")), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := words(16) + " " + words(16) + ".\nPart one of it\n1. Duties of the office\n" + words(16) + ".\n"
	if got := said(doc); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestLabelAtTheEndOfAPage wants a label at the right edge of the last line of a page to be
// a paragraph of its own, and not to go on with the body that the next page names.
func TestLabelAtTheEndOfAPage(t *testing.T) {
	doc, err := open("a.pdf", pdf(
		at(100, 700, words(16))+at(100, 680, words(16)+".")+right(500, 60, "09"),
		at(100, 700, "Body")+at(100, 680, words(16)+".")), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	want := words(16) + " " + words(16) + ".\n09\nBody\n" + words(16) + ".\n"
	if got := said(doc); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
