package original_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"disclosure/internal/original"
)

// pdf makes a PDF by hand, a page for each stream of drawing. Its letters are
// Helvetica, /F1; a picture is /P. One that begins with wide is on its side.
func pdf(pages ...string) []byte { return pdfWith("", pages...) }

// pdfWith makes a PDF with something more in its trailer.
func pdfWith(trailer string, pages ...string) []byte {
	var b bytes.Buffer
	var offsets []int
	object := func(format string, args ...any) {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), fmt.Sprintf(format, args...))
	}
	b.WriteString("%PDF-1.7\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 6+2*i)
	}
	object("<< /Type /Pages /Count %d /Kids [%s] >>", len(pages), kids.String())
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /uni5408 /uni8BA1] >> >>")
	object("<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream")
	object("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65 /Widths [1] /Encoding << /Type /Encoding /Differences [65 /glyph] >> /CharProcs << /glyph 4 0 R >> >>")
	for i, page := range pages {
		paper := "600 800"
		if strings.HasPrefix(page, wide) {
			paper = "800 600"
		}
		object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s] /Contents %d 0 R /Resources << /Font << /F1 3 0 R /F3 5 0 R >> /XObject << /P 4 0 R >> >> >>", paper, 7+2*i)
		object("<< /Length %d >>\nstream\n%s\nendstream", len(page), page)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, trailer, start)
	return b.Bytes()
}

// wide is the remark before the drawing of a page that is on its side.
const wide = "% wide\n"

// at writes a text, its start so far from the left and from the bottom.
func at(x, y int, text string) string {
	return fmt.Sprintf("BT /F1 10 Tf %d %d Td (%s) Tj ET\n", x, y, text)
}

// words is a text of so many words, each 24 points wide.
func words(n int) string { return strings.TrimSpace(strings.Repeat("word ", n)) }

// ruled draws a table: lines at these distances from the left and the bottom.
func ruled(xs, ys []int) string {
	var b strings.Builder
	for _, x := range xs {
		fmt.Fprintf(&b, "%d %d m %d %d l S\n", x, ys[0], x, ys[len(ys)-1])
	}
	for _, y := range ys {
		fmt.Fprintf(&b, "%d %d m %d %d l S\n", xs[0], y, xs[len(xs)-1], y)
	}
	return b.String()
}

func TestPDF(t *testing.T) {
	table := ruled([]int{100, 200, 300}, []int{600, 620, 640})
	for _, c := range []struct {
		name  string
		pages []string
		want  string
	}{
		{"a table between lines", []string{at(100, 700, "Above") + table + at(105, 625, "Name") + at(205, 625, "Sum") + at(105, 605, "First one") + at(255, 605, "1,234.50") + at(100, 500, "Below")},
			"Above\nName|Sum\nFirst one|1,234.50\nBelow\n"},
		{"a merged cell", []string{ruled([]int{100, 300}, []int{600, 620, 640}) + "200 600 m 200 620 l S\n" + at(180, 625, "Both") + at(105, 605, "a") + at(205, 605, "b")},
			"Both|←\na|b\n"},
		{"lines as thin boxes", []string{"100 600 .5 40 re f 200 600 .5 40 re f 300 600 .5 40 re f 100 600 200 .5 re f 100 620 200 .5 re f 100 640 200 .5 re f\n" + at(105, 625, "a") + at(205, 605, "d")},
			"a|\n|d\n"},
		{"a label of two lines", []string{ruled([]int{100, 150, 250}, []int{600, 640}) + at(106, 625, "Name over") + at(106, 610, "lines") + at(205, 617, "7")},
			"Name over lines|7\n"},
		{"a table over two pages", []string{
			ruled([]int{100, 200, 300}, []int{60, 80, 100}) + at(105, 85, "Name") + at(205, 85, "Sum") + at(105, 65, "a") + at(205, 65, "1"),
			ruled([]int{110, 210, 310}, []int{700, 720}) + at(115, 705, "b") + at(215, 705, "2")},
			"Name|Sum\na|1\nb|2\n"},
		{"a table over two pages with its header again", []string{
			ruled([]int{100, 200, 300}, []int{60, 80, 100}) + at(105, 85, "Name") + at(205, 85, "Sum") + at(105, 65, "a") + at(205, 65, "1"),
			ruled([]int{100, 200, 300}, []int{700, 720, 740}) + at(105, 725, "Name") + at(205, 725, "Sum") + at(105, 705, "b") + at(205, 705, "2")},
			"Name|Sum\na|1\nb|2\n"},
		{"a table over two pages with its title and its header again", []string{
			at(100, 150, "Table") + ruled([]int{100, 200, 300}, []int{60, 80, 100}) + at(105, 85, "Name") + at(205, 85, "Sum") + at(105, 65, "a") + at(205, 65, "1"),
			at(100, 750, "Table") + ruled([]int{100, 200, 300}, []int{700, 720, 740}) + at(105, 725, "Name") + at(205, 725, "Sum") + at(105, 705, "b") + at(205, 705, "2")},
			"Table\nName|Sum\na|1\nb|2\n"},
		{"a table over two pages with the first of the lines above it again", []string{
			at(100, 190, "Table") + at(400, 150, "Unit: yuan") + ruled([]int{100, 200, 300}, []int{60, 80, 100}) + at(105, 85, "Name") + at(205, 85, "Sum") + at(105, 65, "a") + at(205, 65, "1"),
			at(100, 750, "Table") + ruled([]int{100, 200, 300}, []int{700, 720, 740}) + at(105, 725, "Name") + at(205, 725, "Sum") + at(105, 705, "b") + at(205, 705, "2")},
			"Table\nUnit: yuan\nName|Sum\na|1\nb|2\n"},
		{"a table over two pages with its title and without its header", []string{
			at(100, 150, "Table") + ruled([]int{100, 200, 300}, []int{60, 80, 100}) + at(105, 85, "Name") + at(205, 85, "Sum") + at(105, 65, "a") + at(205, 65, "1"),
			at(100, 750, "Table") + ruled([]int{100, 200, 300}, []int{700, 720, 740}) + at(105, 725, "b") + at(205, 725, "2") + at(105, 705, "c") + at(205, 705, "3")},
			"Table\nName|Sum\na|1\nb|2\nc|3\n"},
		{"forms of one title", []string{
			at(100, 150, "Form") + ruled([]int{100, 200, 300}, []int{60, 80, 100}) + at(105, 85, "Name") + at(205, 85, "Sum") + at(105, 65, "a") + at(205, 65, "1"),
			at(100, 750, "Form") + ruled([]int{100, 200, 300}, []int{700, 720, 740}) + at(105, 725, "Name") + at(205, 725, "Sum") + at(105, 705, "a") + at(205, 705, "2")},
			"Form\nName|Sum\na|1\nForm\nName|Sum\na|2\n"},
		{"two tables with a title between", []string{
			ruled([]int{100, 200, 300}, []int{60, 80}) + at(105, 65, "a") + at(205, 65, "1"),
			at(100, 750, "Title") + ruled([]int{100, 200, 300}, []int{700, 720}) + at(105, 705, "b") + at(205, 705, "2")},
			"a|1\nTitle\nb|2\n"},
		{"numbers of pages", []string{at(100, 700, "one") + at(300, 20, "1"), at(100, 700, "two") + at(300, 20, "2"), at(100, 700, "three") + at(300, 20, "3")},
			"one\ntwo\nthree\n"},
		{"the head of pages", []string{at(100, 780, "Budget 2024") + at(100, 700, "one."), at(100, 780, "Budget 2024") + at(100, 700, "two."), at(100, 780, "Budget 2024") + at(100, 700, "three.")},
			"one.\ntwo.\nthree.\n"},
		{"the head of pages, some of them on their side", []string{at(100, 780, "Head") + at(100, 700, "one."), at(100, 780, "Head") + at(100, 700, "two."), at(100, 780, "Head") + at(100, 700, "three."), at(100, 780, "Head") + at(100, 700, "four."),
			wide + at(150, 560, "Head") + at(100, 500, "five."), wide + at(150, 560, "Head") + at(100, 500, "six."), wide + at(150, 560, "Head") + at(100, 500, "seven.")},
			"one.\ntwo.\nthree.\nfour.\nfive.\nsix.\nseven.\n"},
		{"the head of pages, one of them on its side, below a cover that says the same", []string{at(100, 400, "Head"), at(100, 780, "Head") + at(100, 700, "two."), at(100, 780, "Head") + at(100, 700, "three."), at(100, 780, "Head") + at(100, 700, "four."),
			wide + at(150, 560, "Head") + at(100, 500, "five.")},
			"Head\ntwo.\nthree.\nfour.\nfive.\n"},
		{"a page printed twice at its end", []string{at(100, 700, "First line of the page.") + at(100, 600, "Last line of the page, said again."), at(100, 750, "Last line of the page, said again.") + at(100, 600, "More.")},
			"First line of the page.\nLast line of the page, said again.\nMore.\n"},
		{"a line with room at its end", []string{at(143, 700, words(15)) + at(100, 688, "edge of it.") + at(120, 676, words(17)) + at(100, 664, words(18)+".")},
			words(15) + " edge of it.\n" + words(17) + " " + words(18) + ".\n"},
		{"a line with punctuation over the edge", []string{at(120, 700, words(17)) + at(100, 688, words(18)+";;;;;;;;;;;;;") + at(100, 676, words(18)) + at(100, 664, "rest.")},
			words(35) + ";;;;;;;;;;;;;" + words(18) + " rest.\n"},
		{"a line of its own beside an indented one", []string{at(155, 700, words(15)) + at(100, 688, "2. edge of it.") + at(120, 676, words(17)) + at(100, 664, words(18)+".")},
			words(15) + "\n2. edge of it.\n" + words(17) + " " + words(18) + ".\n"},
		{"captions at both ends of a line", []string{at(100, 700, "Body: us") + at(400, 700, "Unit: yuan")}, "Body: us\nUnit: yuan\n"},
		{"what is cut off", []string{"q 0 600 600 200 re W n\n" + at(100, 700, "seen") + at(100, 500, "unseen 9") + "Q\n"}, "seen\n"},
		{"bold by drawing twice", []string{at(100, 700, "12.50") + at(100, 700, "12.50")}, "12.50\n"},
		{"letters with their outlines", []string{at(100, 700, "12.50") + "101 700 4 6 re 102 701 2 4 re S 106.5 700 4 6 re 107.5 701 2 4 re S\n"}, "12.50\n"},
		{"a drawing with round corners", []string{"100 600 m 200 600 l 200 640 l 150 650 110 650 100 640 c h S 200 600 m 300 600 l 300 640 l 250 650 210 650 200 640 c h S\n" + at(120, 620, "left") + at(180, 620, "and right")},
			"left\nand right\n"},
		{"an empty page", []string{at(100, 700, "one"), ""}, "one\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := open("a.pdf", pdf(c.pages...), original.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := said(doc); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestPDFTurned wants a page that is turned, or cut to a part of the sheet, read as
// it is seen.
func TestPDFTurned(t *testing.T) {
	upright := ruled([]int{100, 200, 300}, []int{600, 620, 640}) + at(105, 625, "Name") + at(205, 605, "7") + at(100, 700, "Title") + at(20, 20, "cut")
	// The same drawing on its side, so that a turn by 90 degrees sets it upright.
	side := "0 1 -1 0 800 0 cm\n" + upright
	for _, c := range []struct{ name, page, key string }{
		{"cut to a part", upright, "/MediaBox [0 0 600 800] /CropBox [50 50 600 800]"},
		{"turned once", strings.Replace(side, at(20, 20, "cut"), "", 1), "/MediaBox [0 0 800 600] /Rotate 90"},
		{"drawn on its side", strings.Replace(side, at(20, 20, "cut"), "", 1), "/MediaBox [0 0 800 600]"},
		{"drawn on its other side", "0 -1 1 0 0 600 cm\n" + strings.Replace(upright, at(20, 20, "cut"), "", 1), "/MediaBox [0 0 800 600]"},
		{"turned about", "-1 0 0 -1 600 800 cm\n" + strings.Replace(upright, at(20, 20, "cut"), "", 1), "/MediaBox [0 0 600 800] /Rotate 180"},
	} {
		t.Run(c.name, func(t *testing.T) {
			content := bytes.Replace(pdf(c.page), []byte("/MediaBox [0 0 600 800]"), []byte(c.key), 1)
			doc, err := open("a.pdf", content, original.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := said(doc), "Title\nName|\n|7\n"; got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// TestPDFLevelLines wants a table without upright lines, whose columns nothing says,
// named to be looked at.
func TestPDFLevelLines(t *testing.T) {
	page := "100 600 m 300 600 l S 100 620 m 300 620 l S 100 640 m 300 640 l S\n" + at(105, 625, "Name") + at(250, 625, "Sum") + at(105, 605, "a") + at(250, 605, "1")
	doc, err := open("a.pdf", pdf(page), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Warnings) != 1 || doc.Warnings[0].Place.Page != 1 || !strings.Contains(doc.Warnings[0].Message, "竖线") {
		t.Errorf("got warnings %v, want one of the table", doc.Warnings)
	}
	if got := original.Numbers(doc); got["1"] != 1 {
		t.Errorf("got numbers %v, want 1 in the text", got)
	}
}

// TestPDFCutRow wants a row that the end of a page cuts in two to be known.
func TestPDFCutRow(t *testing.T) {
	doc, err := open("a.pdf", pdf(
		ruled([]int{100, 200, 300}, []int{60, 80, 100})+at(105, 85, "Name")+at(205, 85, "Sum")+at(105, 65, "first half")+at(205, 65, "1"),
		ruled([]int{100, 200, 300}, []int{700, 720, 740})+at(105, 725, "second half")+at(105, 705, "b")+at(205, 705, "2")), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if g := doc.Blocks[0].Grid; len(doc.Blocks) != 1 || !slices.Equal(g.Rests, []int{2}) || g.At(2, 0).Text != "second half" {
		t.Errorf("got %+v, want the third row known as a rest", doc.Blocks)
	}
}

// TestPDFCutHeader wants a header that the end of a page cuts in two to be known, and not a
// header of two rows.
func TestPDFCutHeader(t *testing.T) {
	for name, c := range map[string]struct {
		xs   []int // of the columns on the second page
		last string
		want int
	}{
		"one row":        {[]int{100, 200, 300}, "item", 1},
		"a row of sums":  {[]int{100, 200, 300}, "3", 0},
		"a divided cell": {[]int{100, 200, 250, 300}, "item", 0},
	} {
		doc, err := open("a.pdf", pdf(
			ruled([]int{100, 200, 300}, []int{60, 80})+at(105, 65, "Name of the")+at(205, 65, "Sum of"),
			ruled(c.xs, []int{700, 720, 740})+at(105, 725, c.last)+at(205, 725, "all")+at(105, 705, "b")+at(205, 705, "2.00")), original.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Blocks) != 1 || len(doc.Blocks[0].Grid.Rests) != c.want {
			t.Errorf("%s: got %+v, want %d rests", name, doc.Blocks, c.want)
		}
	}
}

// TestPDFWide wants a table that is printed in two strips on pages of their own joined,
// a column that both print once, and a person asked to look.
func TestPDFWide(t *testing.T) {
	ys := []int{600, 620, 640}
	left := ruled([]int{100, 200, 300}, ys) + at(105, 625, "Name") + at(205, 625, "A") + at(105, 605, "x") + at(205, 605, "1")
	for name, right := range map[string]string{
		"two strips":         ruled([]int{100, 180, 300}, ys) + at(105, 625, "B") + at(205, 625, "C") + at(105, 605, "2") + at(205, 605, "3"),
		"of the same widths": ruled([]int{100, 200, 300}, ys) + at(105, 625, "B") + at(205, 625, "C") + at(105, 605, "2") + at(205, 605, "3"),
		"names on both":      ruled([]int{100, 200, 260, 320}, ys) + at(105, 625, "Name") + at(205, 625, "B") + at(265, 625, "C") + at(105, 605, "x") + at(205, 605, "2") + at(265, 605, "3"),
		"of other heights":   ruled([]int{100, 180, 300}, []int{600, 630, 640}) + at(105, 632, "B") + at(205, 632, "C") + at(105, 605, "2") + at(205, 605, "3"),
	} {
		doc, err := open("a.pdf", pdf(left, right), original.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		want, warnings := "Name|A|B|C\nx|1|2|3\n", 1
		if name == "of other heights" {
			want, warnings = "Name|A\nx|1\nB|C\n2|3\n", 0
		}
		if got := said(doc); got != want || len(doc.Warnings) != warnings {
			t.Errorf("%s: got %q and %d warnings, want %q and %d", name, got, len(doc.Warnings), want, warnings)
		}
	}
}

// TestPDFPlaces wants blocks and what was set aside to say where they stand.
func TestPDFPlaces(t *testing.T) {
	doc, err := open("a.pdf", pdf(at(100, 700, "one"), "q 0 600 600 200 re W n\n"+at(100, 500, "9")+"Q\n"+at(100, 650, "two")), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	place := doc.Blocks[1].Place
	if place.Page != 2 || place.Box.Left < 95 || place.Box.Left > 105 || place.Box.Top < 130 || place.Box.Bottom > 160 {
		t.Errorf("got the second paragraph at %+v, want page 2, 100 from the left, 150 from the top", place)
	}
	if len(doc.Asides) != 1 || doc.Asides[0].Reason != original.Outside || doc.Asides[0].Place.Page != 2 || original.Numbers(doc)["9"] != 1 {
		t.Errorf("got asides %+v, want the figure that is cut off", doc.Asides)
	}
}

func TestPDFRefused(t *testing.T) {
	good := pdf(at(100, 700, "one"), at(100, 700, "two"))
	many := make([]string, 2000)
	full := ""
	for i := range 100 {
		full += fmt.Sprintf("BT /F1 1 Tf 10 %d Td (%s) Tj ET\n", 10+7*i, strings.Repeat("x", 1000))
	}
	lines := strings.Repeat("10 10 m 20 10 l 20 20 l S\n", 5000)
	for i := range many {
		many[i] = at(100, 700, "x")
	}
	refused(t, "a.pdf", []byte("%PDF-1.7 and nothing more"), original.Limits{}, "cut or damaged")
	refused(t, "a.pdf", pdfWith("/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <"+strings.Repeat("41", 32)+"> /U <"+strings.Repeat("42", 32)+"> >> /ID [<41><41>]", at(1, 1, "x")), original.Limits{}, "password")
	refused(t, "a.pdf", pdf(many...), original.Limits{}, "2000 pages")
	refused(t, "a.pdf", pdf(at(1, 1, "x"), full), original.Limits{}, "page 2", "characters, more than 50000")
	refused(t, "a.pdf", pdf(at(1, 1, "x"), lines), original.Limits{Elements: 1000}, "page 2", "more drawings")
	refused(t, "a.pdf", pdf(at(1, 1, "x"), "q 500 0 0 700 50 50 cm /P Do Q"), original.Limits{}, "page 2", "only a picture", "Word")
	refused(t, "a.pdf", pdf("BT /F3 10 Tf 100 100 Td (AAAAAAAA) Tj ET"), original.Limits{}, "page 1", "no letter")
	refused(t, "a.pdf", pdf(""), original.Limits{}, "no text")
	refused(t, "a.pdf", pdf(at(100, 900, "beyond the paper")), original.Limits{}, "no text on its pages")
	refused(t, "a.pdf", good, original.Limits{Bytes: 100}, "more than")
	if _, err := open("a.pdf", good[:len(good)-200], original.Limits{}); err != nil && !strings.Contains(err.Error(), "a.pdf: ") {
		t.Errorf("got %v of a cut file, want a message or what can be read", err)
	}
}

// TestPDFTime wants a reader that is told to stop to do so, and the next one to
// work as if nothing had been.
func TestPDFTime(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	page := ""
	for i := range 40 {
		page += fmt.Sprintf("BT /F1 .5 Tf 10 %d Td (%s) Tj ET\n", 10+15*i, strings.Repeat("x", 1000))
	}
	content := pdf(page, page, page)
	began := time.Now()
	if _, err := original.Read(ctx, "a.pdf", bytes.NewReader(content), int64(len(content)), original.Limits{}); err != context.DeadlineExceeded {
		t.Errorf("got %v, want %v", err, context.DeadlineExceeded)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
	if _, err := open("a.pdf", pdf(at(100, 700, "one")), original.Limits{}); err != nil {
		t.Errorf("got %v of the next file", err)
	}
}

// BenchmarkPDF reads thirty pages of a table each, about as much as a department's budget.
func BenchmarkPDF(b *testing.B) {
	var ys []int
	page := ""
	for i := range 26 {
		ys = append(ys, 100+20*i)
	}
	for _, y := range ys[:25] {
		page += at(105, y+5, "Name of it") + at(205, y+5, "1,234,567.00") + at(305, y+5, "1,234,567.00")
	}
	page = ruled([]int{100, 200, 300, 400}, ys) + page
	pages := make([]string, 30)
	for i := range pages {
		pages[i] = at(100, 700, fmt.Sprintf("Table %d", i)) + page
	}
	content := pdf(pages...)
	for b.Loop() {
		if _, err := open("a.pdf", content, original.Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
