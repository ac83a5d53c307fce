package draft

import (
	"regexp"
	"strings"

	"disclosure/internal/original"
)

// lonePart is the number of a part on a line of its own, above its title.
var lonePart = regexp.MustCompile(`^第[一二三四五六七八九十]+(部分|章)[:：]?$`)

// joinedParts makes one title of the number of a part and the lines below it that are its
// title: as many as make what the contents, or any other line, say in one, else the next.
// A numbered title that goes on in the lines below it, as another line says in one, is one.
func (d *Draft) joinedParts(blocks []block) []block {
	lines := map[string]bool{}
	for _, b := range blocks {
		if b.Paragraph != nil {
			lines[d.fold(b.text())] = true
		}
	}
	const most = 3
	all := make([]block, 0, len(blocks))
	for i := 0; i < len(blocks); i++ {
		b := blocks[i]
		all = append(all, b)
		lone := b.Paragraph != nil && lonePart.MatchString(b.text())
		if b.Paragraph == nil || !lone && (headingLevel(b.text()) == 0 && !partNumber.MatchString(b.text()) || !short(b.text()) || sentence(b.text())) {
			continue
		}
		take, title := 0, b.text()
		if lone {
			title += " "
		}
		joined := *b.Paragraph
		for n := 1; n <= most && i+n < len(blocks) && ofTitle(blocks[i+n]); n++ {
			title += blocks[i+n].text()
			if lone && n == 1 || lines[d.fold(title)] {
				take, joined.Text = n, title
			}
		}
		if take == 0 {
			continue
		}
		all[len(all)-1].Paragraph = &joined
		i += take
	}
	return all
}

// captionsApart takes out of a title of several lines those that are captions of a table:
// in the middle of the page as they are, they look like more of it.
func captionsApart(b original.Block) (all []original.Block) {
	if b.Paragraph == nil {
		return []original.Block{b}
	}
	lines := strings.Split(b.Paragraph.Text, "\n")
	add := func(from, to int) {
		if from < to {
			all = append(all, ofLines(b, lines, from, to))
		}
	}
	from := 0
	for i, line := range lines {
		if captionWords.MatchString(oneLine(line)) {
			add(from, i)
			add(i, i+1)
			from = i + 1
		}
	}
	add(from, len(lines))
	return all
}

// ofLines is a paragraph of some of the lines of another, at the place where they stand.
func ofLines(b original.Block, lines []string, from, to int) original.Block {
	p := *b.Paragraph
	height := (b.Place.Box.Bottom - b.Place.Box.Top) / float64(len(lines))
	p.Text, b.Paragraph = strings.Join(lines[from:to], "\n"), &p
	b.Place.Box.Top, b.Place.Box.Bottom = b.Place.Box.Top+float64(from)*height, b.Place.Box.Top+float64(to)*height
	return b
}

// titlesApart makes several titles of lines in the middle of the page that follow one
// another and are each a line of the contents: the title of the part of all tables, and
// that of the first table below it.
func (d *Draft) titlesApart(blocks []block) []block {
	all := make([]block, 0, len(blocks))
	for _, b := range blocks {
		if b.Paragraph == nil || d.inContents(b.text()) {
			all = append(all, b)
			continue
		}
		lines := strings.Split(b.Paragraph.Text, "\n")
		for cut := 1; cut < len(lines); cut++ {
			if above, below := oneLine(strings.Join(lines[:cut], "\n")), oneLine(strings.Join(lines[cut:], "\n")); d.inContents(above) && d.inContents(below) {
				first := b
				first.Block = ofLines(b.Block, lines, 0, cut)
				first.mark = markOf(b, first.Place)
				all = append(all, first)
				second := ofLines(b.Block, lines, cut, len(lines))
				b.mark, b.Block = markOf(b, second.Place), second
				break
			}
		}
		all = append(all, b)
	}
	return all
}

// ofTitle tells whether a block may be a line of the title of a part.
func ofTitle(b block) bool {
	text := b.text()
	return b.Paragraph != nil && short(text) && !sentence(text) && numberOf(text) < 0 && !captionWords.MatchString(text)
}
