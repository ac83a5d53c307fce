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
func joinedParts(blocks []block) []block {
	lines := map[string]bool{}
	for _, b := range blocks {
		if b.Paragraph != nil {
			lines[fold(b.text())] = true
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
			if lone && n == 1 || lines[fold(title)] {
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
	height := (b.Place.Box.Bottom - b.Place.Box.Top) / float64(len(lines))
	add := func(from, to int) {
		if from < to {
			one, p := b, *b.Paragraph
			p.Text, one.Paragraph = strings.Join(lines[from:to], "\n"), &p
			one.Place.Box.Top, one.Place.Box.Bottom = b.Place.Box.Top+float64(from)*height, b.Place.Box.Top+float64(to)*height
			all = append(all, one)
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

// ofTitle tells whether a block may be a line of the title of a part.
func ofTitle(b block) bool {
	text := b.text()
	return b.Paragraph != nil && short(text) && !sentence(text) && numberOf(text) < 0 && !captionWords.MatchString(text)
}
