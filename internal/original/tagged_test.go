package original_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/original"
)

// taggedPDF makes a PDF whose pages hold a table each that only tags make known.
func taggedPDF(tables ...[][]string) []byte {
	var b bytes.Buffer
	offsets := map[int]int{}
	object := func(n int, format string, args ...any) {
		offsets[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, fmt.Sprintf(format, args...))
	}
	next := 6
	fresh := func() int { next++; return next - 1 }
	b.WriteString("%PDF-1.7\n")
	var pages, tags, parents strings.Builder
	for i, rows := range tables {
		page, content, table := fresh(), fresh(), fresh()
		var drawn, trs, owners strings.Builder
		mark := 0
		for r, row := range rows {
			tr := fresh()
			var tds strings.Builder
			for c, text := range row {
				td := fresh()
				fmt.Fprintf(&drawn, "/TD << /MCID %d >> BDC %sEMC\n", mark, at(100+150*c, 700-20*r, text))
				object(td, "<< /Type /StructElem /S /TD /P %d 0 R /Pg %d 0 R /K %d >>", tr, page, mark)
				fmt.Fprintf(&tds, "%d 0 R ", td)
				fmt.Fprintf(&owners, "%d 0 R ", td)
				mark++
			}
			object(tr, "<< /Type /StructElem /S /TR /P %d 0 R /K [%s] >>", table, tds.String())
			fmt.Fprintf(&trs, "%d 0 R ", tr)
		}
		object(table, "<< /Type /StructElem /S /Table /P 4 0 R /K [%s] >>", trs.String())
		object(content, "<< /Length %d >>\nstream\n%s\nendstream", drawn.Len(), drawn.String())
		object(page, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /StructParents %d /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", i, content)
		fmt.Fprintf(&pages, "%d 0 R ", page)
		fmt.Fprintf(&tags, "%d 0 R ", table)
		fmt.Fprintf(&parents, "%d [%s] ", i, owners.String())
	}
	object(1, "<< /Type /Catalog /Pages 2 0 R /MarkInfo << /Marked true >> /StructTreeRoot 4 0 R >>")
	object(2, "<< /Type /Pages /Count %d /Kids [%s] >>", len(tables), pages.String())
	object(3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	object(4, "<< /Type /StructTreeRoot /K [%s] /ParentTree 5 0 R >>", tags.String())
	object(5, "<< /Nums [%s] >>", parents.String())
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", next)
	for n := 1; n < next; n++ {
		fmt.Fprintf(&b, "%010d 00000 n \n", offsets[n])
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", next, start)
	return b.Bytes()
}

// TestTablesByTags wants a table that only tags make known, and goes on over pages.
func TestTablesByTags(t *testing.T) {
	doc, err := open("a.pdf", taggedPDF(
		[][]string{{"Name", "Sum"}, {"a", "1"}},
		[][]string{{"b", "2"}, {"c", "3"}},
		[][]string{{"Name", "Sum"}, {"d", "4"}}), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := said(doc), "Name|Sum\na|1\nb|2\nc|3\nd|4\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
