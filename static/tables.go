package static

import (
	"bytes"
	"fmt"
)

// What the classes of page.fit can say. A report with more columns of figures
// than these still has all of them: the last ones are as wide as their text.
const (
	mostFigures = 40 // columns of figures of one table
	widestHalf  = 40 // half ems of one column
	headRows    = 6
	mostRoomEms = 44
)

// tableRules are the rules that a style sheet cannot count out: how many columns
// of figures a table has, how wide one is, and on which screens they have room.
// A viewport is measured in ems of 16 px at normal type; the type of a table is
// 0.9 × 1.0625 of that, and the page has a margin of 1.0625 on both sides.
func tableRules() []byte {
	var css bytes.Buffer
	for n := 1; n <= mostFigures; n++ {
		fmt.Fprintf(&css, ".n-%[1]d{--n:%[1]d}", n)
	}
	for half := 8; half <= widestHalf; half++ {
		// Digits are 0.55 em wide, which ch measures as they are drawn: larger where
		// a browser has a smallest size of letters.
		fmt.Fprintf(&css, ".w-%d{--w:max(%.1fem,%.2fch)}", half, float64(half)/2, float64(half)/2*1.75)
	}
	css.WriteString("\n@media screen and (max-width:43.74em){")
	for row := 1; row <= headRows; row++ {
		fmt.Fprintf(&css, ".flow>thead>tr:nth-child(%[1]d)>th{grid-row:%[1]d}", row)
	}
	for rows := 2; rows <= headRows; rows++ {
		fmt.Fprintf(&css, ".flow>thead>tr>th[rowspan=\"%[1]d\"]{grid-row-end:span %[1]d}", rows)
	}
	for columns := 2; columns <= mostFigures; columns++ {
		fmt.Fprintf(&css, ".flow>thead>tr>th[colspan=\"%[1]d\"]{grid-column-end:span %[1]d}", columns)
	}
	css.WriteString(".flow>thead>tr>th[class*=\" n-\"]{grid-column-end:span var(--n)}}\n") // of columns of words and figures
	for ems := 2; ems < mostRoomEms; ems += 2 {
		viewport := ems*957 + 2200 // thousandths of an em
		fmt.Fprintf(&css, "@media screen and (min-width:%[2]d.%03[3]dem) and (max-width:43.74em){.beside-%[1]d{"+
			"--row:grid;--beside:1;--columns:minmax(8ch,1fr) repeat(var(--n),max(var(--w),5em));--name-row:1;--name-rows:7;--name-column:1;--name-height:auto;--least:calc(8ch + var(--n)*max(var(--w),5em))}}\n", ems, viewport/1000, viewport%1000)
		fmt.Fprintf(&css, "@media screen and (max-width:%[2]d.%03[3]dem){.alone-%[1]d>.beyond{display:block}}\n", ems, (viewport-1)/1000, (viewport-1)%1000)
	}
	fmt.Fprintf(&css, "@media screen and (max-width:43.74em){.alone-%d>.beyond{display:block}}\n", mostRoomEms)
	return css.Bytes()
}
