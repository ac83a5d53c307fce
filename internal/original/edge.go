package original

import (
	"math"
	"regexp"
	"slices"
	"strconv"
)

// edges sets aside what stands at the upper and lower edge of pages beside their
// text: their numbers, and what is the same on page after page.
func edges(pages []*leaf, doc *Document) {
	for _, top := range []bool{true, false} {
		for edges := 0; edges < 3; edges++ {
			if !edge(pages, top, doc) {
				break
			}
		}
	}
	for _, p := range pages {
		p.measure()
	}
}

var figures = regexp.MustCompile(`[0-9０-９]+`)

// edge sets aside one line of each page at that edge, if these lines are numbers
// that count on with the pages, or the same text at the same height on most pages of that
// paper, upright or on its side. What is said so on one paper is known at the edge of
// the few pages of another.
func edge(pages []*leaf, top bool, doc *Document) bool {
	at := func(p *leaf) (int, *line) {
		if len(p.items) == 0 {
			return 0, nil
		}
		i := 0
		if !top {
			i = len(p.items) - 1
		}
		return i, p.items[i].line
	}
	type paper struct{ width, height int }
	of := func(p *leaf) paper { return paper{int(math.Round(p.sheet.width)), int(math.Round(p.height))} }
	type head struct {
		text string
		y    int
		paper
	}
	headOf := func(p *leaf, l *line) head {
		return head{figures.ReplaceAllString(l.text(), "#"), int(math.Round(l.box.Top / 4)), of(p)}
	}
	counts := map[int]int{} // of pages, by the number that they lead ahead of their place in the file
	heads := map[head]int{} // of pages
	texts := map[paper]int{}
	for _, p := range pages {
		_, l := at(p)
		if len(p.items) > 0 {
			texts[of(p)]++
		}
		if l == nil {
			continue
		}
		if n, ok := numberOf(l.text()); ok {
			counts[n-p.number]++
		}
		heads[headOf(p, l)]++
	}
	running := map[string]paper{}
	for h, same := range heads {
		if same >= 3 && 2*same > texts[h.paper] {
			running[h.text] = h.paper
		}
	}
	found := false
	for _, p := range pages {
		i, l := at(p)
		if l == nil {
			continue
		}
		h := headOf(p, l)
		if labelOfTable.MatchString(l.text()) {
			continue
		}
		other, known := running[h.text]
		reason := Reason("")
		if n, ok := numberOf(l.text()); ok && counts[n-p.number] >= 3 {
			reason = PageNumber
		} else if same := heads[h]; same >= 3 && 2*same > texts[h.paper] || known && other != h.paper && p.atEdge(l, top) {
			reason = RunningHead
		}
		if reason == "" {
			continue
		}
		doc.Asides = append(doc.Asides, Aside{Place{Page: p.number, Box: l.box}, l.text(), reason})
		p.items = slices.Delete(p.items, i, i+1)
		found = true
	}
	return found
}

// labelOfTable is the number of a table that stands alone at the edge of its page: it counts
// tables and not pages.
var labelOfTable = regexp.MustCompile(`^[（(]?\s*(附?表|附件|\p{Han}{0,6}(公开|预算|决算)表?)\s*[0-9０-９]+([-—.][0-9０-９]+)*\s*表?\s*[)）]?$`)

// atEdge tells whether a line stands in the upper or the lower tenth of its page.
func (l *leaf) atEdge(one *line, top bool) bool {
	if top {
		return one.box.Bottom < l.height/10
	}
	return one.box.Top > l.height*9/10
}

// numberOf is the page number that a text states.
func numberOf(text string) (int, bool) {
	if !pageNumber(text) {
		return 0, false
	}
	n, err := strconv.Atoi(figures.FindString(text))
	return n, err == nil
}
