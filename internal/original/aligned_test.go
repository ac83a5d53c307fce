package original_test

import (
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/original"
)

// right writes a text, its end so far from the left. A digit of Helvetica at 10 points is
// 5.56 wide, a point or a comma 2.78.
func right(x, y int, text string) string {
	width := 0.0
	for _, r := range text {
		if width += 5.56; r == '.' || r == ',' {
			width -= 2.78
		}
	}
	return fmt.Sprintf("BT /F1 10 Tf %.2f %d Td (%s) Tj ET\n", float64(x)-width, y, text)
}

// TestAligned wants the columns of tables that draw no upright lines found by the places
// of their words where all rows agree, and else text and a warning.
func TestAligned(t *testing.T) {
	title := at(270, 760, "Title of it")
	header := at(100, 700, "Name") + at(270, 700, "Basic") + at(355, 700, "Project") + at(450, 700, "Other")
	over := at(300, 715, "Expenditure")
	row := func(y int, name string, sums ...string) string {
		s := at(100, y, name)
		for i, sum := range sums {
			if sum != "" {
				s += right(300+90*i, y, sum)
			}
		}
		return s
	}
	for _, c := range []struct {
		name  string
		pages []string
		want  string
		warns int
	}{
		{"rows and a column that is blank", []string{title + header + row(685, "First", "1,234.50", "2.00") + row(670, "Second thing of them", "", "3.00") + row(655, "Total", "1,234.50", "5.00")},
			"Title of it\nName|Basic|Project|Other\nFirst|1,234.50|2.00|\nSecond thing of them||3.00|\nTotal|1,234.50|5.00|\n", 0},
		{"a word over two columns", []string{title + over + header + row(685, "First", "1.00", "2.00", "7.00") + row(670, "Total", "1.00", "2.00", "7.00")},
			"Title of it\nName|Expenditure|←|Other\n↑|Basic|Project|↑\nFirst|1.00|2.00|7.00\nTotal|1.00|2.00|7.00\n", 0},
		{"a label of two lines", []string{title + header + row(685, "First", "1.00", "2.00", "7.00") + row(665, "Second that", "3.00", "4.00", "5.00") + at(100, 653, "goes on") + row(633, "Total", "4.00", "6.00", "12.00")},
			"Title of it\nName|Basic|Project|Other\nFirst|1.00|2.00|7.00\nSecond that goes on|3.00|4.00|5.00\nTotal|4.00|6.00|12.00\n", 0},
		{"two pages", []string{title + header + row(685, "First", "1.00", "2.00", "7.00") + row(670, "Next", "1.00", "2.00", "7.00"), row(700, "Second", "3.00", "10.00", "7.00") + row(685, "Total", "4.00", "12.00", "7.00")},
			"Title of it\nName|Basic|Project|Other\nFirst|1.00|2.00|7.00\nNext|1.00|2.00|7.00\nSecond|3.00|10.00|7.00\nTotal|4.00|12.00|7.00\n", 0},
		{"two pages with the header again", []string{title + header + row(685, "First", "1.00", "2.00", "7.00") + row(670, "Next", "1.00", "2.00", "7.00"), header + row(685, "Second", "3.00", "10.00", "7.00") + row(670, "Total", "4.00", "12.00", "7.00")},
			"Title of it\nName|Basic|Project|Other\nFirst|1.00|2.00|7.00\nNext|1.00|2.00|7.00\nSecond|3.00|10.00|7.00\nTotal|4.00|12.00|7.00\n", 0},
		{"a frame around it", []string{title + ruled([]int{90, 500}, []int{650, 680, 711}) + header + row(685, "First", "1.00", "2.00", "7.00") + row(670, "Second", "3.00", "4.00", "5.00") + row(655, "Total", "4.00", "6.00", "12.00")},
			"Title of it\nName|Basic|Project|Other\nFirst|1.00|2.00|7.00\nSecond|3.00|4.00|5.00\nTotal|4.00|6.00|12.00\n", 0},
		{"rows that disagree", []string{title + header + row(685, "First", "1.00", "2.00", "7.00") + row(670, "Second", "3.00", "4.00", "5.00") + at(100, 655, "Third") + right(345, 655, "123456789012345.00") + right(480, 655, "8.00")},
			"Title of it\nName\nBasic\nProject\nOther\nFirst\n1.00\n2.00\n7.00\nSecond\n3.00\n4.00\n5.00\nThird\n123456789012345.00\n8.00\n", 1},
		{"no header", []string{at(100, 760, "Words of a paragraph that ends here, and goes on no more than so.") + row(685, "First", "1.00", "2.00", "7.00") + row(670, "Total", "1.00", "2.00", "7.00")},
			"Words of a paragraph that ends here, and goes on no more than so.\nFirst\n1.00\n2.00\n7.00\nTotal\n1.00\n2.00\n7.00\n", 1},
		{"contents without leaders", []string{at(270, 760, "Contents") + at(100, 700, "Part one") + right(480, 700, "3") + at(100, 680, "Part two") + right(480, 680, "5") + at(100, 660, "Part three") + right(480, 660, "12")},
			"Contents\nPart one\nPart two\nPart three\n", 0},
		{"names with counts", []string{title + at(100, 700, "Part one") + right(480, 700, "3") + at(100, 680, "Part two") + right(480, 680, "5") + at(100, 660, "Part three") + right(480, 660, "12")},
			"Title of it\nPart one\n3\nPart two\n5\nPart three\n12\n", 0},
		{"words that are as high as two lines of the header", []string{title +
			at(95, 738, "Items") + at(345, 738, "Expenditure") + at(260, 724, "Received") + at(440, 730, "Left over") + at(440, 718, "of them") +
			at(58, 710, "Code") + at(125, 710, "Name of it") + at(330, 710, "Basic") + at(385, 710, "Project") +
			at(60, 690, "201") + at(110, 690, "First") + right(300, 690, "3.00") + right(352, 690, "1.00") + right(415, 690, "2.00") + right(480, 690, "0.50") +
			at(110, 676, "Second thing that") + at(60, 670, "20103") + right(300, 670, "7.00") + right(352, 670, "3.00") + right(415, 670, "4.00") + right(480, 670, "0.60") + at(110, 664, "goes on") +
			at(60, 645, "204") + at(110, 645, "Third") + right(300, 645, "3.00") + right(352, 645, "1.00") + right(415, 645, "2.00") + right(480, 645, "0.50") +
			at(60, 630, "205") + at(110, 630, "Fourth") + right(300, 630, "3.00") + right(352, 630, "1.00") + right(415, 630, "2.00") + right(480, 630, "0.50")},
			"Title of it\nItems|←|Received|Expenditure|←|Left over of them\nCode|Name of it|↑|Basic|Project|↑\n201|First|3.00|1.00|2.00|0.50\n20103|Second thing that goes on|7.00|3.00|4.00|0.60\n204|Third|3.00|1.00|2.00|0.50\n205|Fourth|3.00|1.00|2.00|0.50\n", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := open("a.pdf", pdf(c.pages...), original.Limits{})
			if err != nil {
				t.Fatal(err)
			}
			if got := said(doc); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if len(doc.Warnings) != c.warns {
				t.Errorf("got warnings %v, want %d", doc.Warnings, c.warns)
			}
			for _, b := range doc.Blocks {
				if b.Grid != nil && !b.Grid.Aligned {
					t.Error("got a table of which nothing says that it was found by its words")
				}
			}
		})
	}
	if doc, err := open("a.pdf", pdf(strings.Repeat(at(100, 700, "12.50 and 13.50 of 14.50"), 1)), original.Limits{}); err != nil || len(doc.Blocks) != 1 || doc.Blocks[0].Grid != nil {
		t.Errorf("got %v, %v, want one line of text", doc, err)
	}
}
