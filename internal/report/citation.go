package report

import "strings"

// Citation is how to cite one place of a report. Every form names the report,
// the place in it, the version and the permanent address, and nothing that
// nobody published, such as a date.
//
// The format stands here and nowhere else: pages and files read it. A page shows the citation of itself;
// where a reader cites a smaller place of the page, a script puts words into the
// slots of its forms, as Within does. It finds them on the page: the labels of a
// row and of those it stands under, the header, the published text of a cell,
// and what the control of the place says.
type Citation struct {
	Address string // permanent and absolute
	Styles  []CitationStyle

	report Front
	words  []string // name the place, from the largest part to the smallest
}

// CitationStyle is a citation in one style: its runs, joined.
type CitationStyle struct {
	Name string
	Runs []CitationRun
}

// CitationRun is a stretch of text, or a slot. What is put into a slot stands
// between Before and After.
type CitationRun struct {
	Slot          Slot
	Text          string // as it is without a script
	Before, After string
	Step          string // stands between the steps of a path, which is one word
}

// Slot says what a script puts into a run.
type Slot string

// The slots of a form.
const (
	WordSlot     Slot = "words"    // more words for a smaller place, each with its own Before
	AddressSlot  Slot = "address"  // gets the fragment of a smaller place
	AccessedSlot Slot = "accessed" // the day on which the reader copies; empty on the page
)

// Step stands between the steps of a path, from the top to the leaf.
const Step = " › "

// String is the form as it is without a script.
func (f CitationStyle) String() string {
	var s string
	for _, r := range f.Runs {
		s += r.Text
	}
	return s
}

// Cite cites a place of the report f that words name, from the largest part to the
// smallest; none for the whole report. Origin is the scheme and host of the site.
func Cite(f Front, origin string, ref Ref, words ...string) Citation {
	return newCitation(f, origin+f.PermanentBase()+ref.String(), words)
}

// Standard is the citation in the form of the standard, as text.
func (c Citation) Standard() string { return c.Styles[len(c.Styles)-1].String() }

// Within narrows the citation of a page to a place on it: its row, its column
// and what stands there.
func (c Citation) Within(anchor string, words ...string) Citation {
	return newCitation(c.report, c.Address+"#"+anchor, append(c.words[:len(c.words):len(c.words)], words...))
}

func newCitation(f Front, address string, words []string) Citation {
	text := func(s string) CitationRun { return CitationRun{Text: s} }
	place := func(first, next string) []CitationRun {
		if len(words) == 0 {
			return nil // of the report itself there is no smaller place to cite
		}
		return []CitationRun{
			text(first + strings.Join(words, next)),
			{Slot: WordSlot, Before: next, Step: Step},
		}
	}
	at := CitationRun{Slot: AddressSlot, Text: address}

	plain := []CitationRun{text("《" + f.Heading + "》")}
	plain = append(plain, place("，", "，")...)
	// Programs that make links of addresses in texts take signs of Chinese for a part
	// of them, so that a space ends it.
	plain = append(plain, text("。版本 "+f.ShortVersion()+"，"), at, text(" "),
		CitationRun{Slot: AccessedSlot, Before: "（", After: " 查阅）"}, text("。"))

	// GB/T 7714—2015, 4.6 and 8: responsible body. title: other title
	// information[type/medium]. edition[day of access]. address.
	standard := []CitationRun{text(f.UnitName + ". " + f.Heading)}
	standard = append(standard, place(": ", ", ")...)
	standard = append(standard, text("[EB/OL]. 版本 "+f.ShortVersion()),
		CitationRun{Slot: AccessedSlot, Before: "[", After: "]"}, text(". "), at, text("."))

	return Citation{
		Address: address,
		Styles:  []CitationStyle{{"文字说明", plain}, {"GB/T 7714", standard}},
		report:  f, words: words,
	}
}
