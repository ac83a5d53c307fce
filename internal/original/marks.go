package original

import (
	"regexp"
	"strings"
)

var pageNumbers = regexp.MustCompile(`^[-–—－·•~\s]*(第\s*)?([0-9０-９]{1,4}|[ivxlIVXL]{1,7})(\s*页)?(\s*[/／，,]?\s*共?\s*[0-9０-９]{1,4}\s*页?)?[-–—－·•~\s]*$`)

// pageNumber tells whether a text at the edge of a page can be its number: 3,
// - 3 -, 第 3 页, 3/30.
func pageNumber(text string) bool { return pageNumbers.MatchString(text) }

// leaders are the dots that lead from an entry of the contents to its page,
// with the page's number, or the first and the last, where it stands there.
var leaders = regexp.MustCompile(`\s*(?:…{2,}\s*[0-9]{1,4}\s*$|(…{4,}|[.．。·•‧┈]{4,}|_{4,})[….．。·•‧┈_\s]*([(（]?\s*[0-9]{1,4}(\s*[-–—~]\s*[0-9]{1,4})?\s*[)）]?)?\s*$)`)

// Codes of fields are what Word has for an entry of the contents in place of its page.
// Programs that make web pages of its files leave them among the words, some without the
// backslashes.
var (
	codesBefore = regexp.MustCompile(`^\s*(TOC(\s+\\?[a-z](\s*"[^"]*")?)+\s*)?(HYPERLINK\s+\\?l\s+"?_Toc[0-9]+"?\s*)?`)
	codesBehind = regexp.MustCompile(`[\s.．…]*(HYPERLINK\s+\\?l\s+"?_Toc[0-9]+"?\s*)?PAGEREF\s+_Toc[0-9]+(\s*\\?h)?[\s.．…]*([0-9]{1,4})?\s*$`)
)

// entriesAside takes out of paragraphs what is no word of an entry of the contents: codes
// of fields, and leaders with their pages.
func (doc *Document) entriesAside() {
	kept := doc.Blocks[:0]
	for _, b := range doc.Blocks {
		if b.Paragraph != nil {
			doc.aside(b, codesBefore, FieldCode)
			doc.aside(b, codesBehind, FieldCode)
			doc.aside(b, leaders, Leader)
			if b.Paragraph.Text == "" {
				continue
			}
		}
		kept = append(kept, b)
	}
	doc.Blocks = kept
}

// aside sets aside what a pattern finds at an end of a paragraph.
func (doc *Document) aside(b Block, at *regexp.Regexp, reason Reason) {
	text := b.Paragraph.Text
	found := at.FindStringIndex(text)
	if found == nil {
		return
	}
	said := strings.TrimSpace(text[found[0]:found[1]])
	if said == "" {
		return
	}
	doc.Asides = append(doc.Asides, Aside{b.Place, said, reason})
	b.Paragraph.Text = strings.TrimSpace(text[:found[0]] + text[found[1]:])
}
