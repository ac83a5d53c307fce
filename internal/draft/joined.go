package draft

import "regexp"

// lonePart is the number of a part on a line of its own, above its title.
var lonePart = regexp.MustCompile(`^第[一二三四五六七八九十]+(部分|章)[:：]?$`)

// joinedParts makes one title of the number of a part and the lines below it that are its
// title: as many as make what the contents, or any other line, say in one, else the next.
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
		if b.Paragraph == nil || !lonePart.MatchString(b.text()) {
			continue
		}
		take, title := 0, ""
		for n := 1; n <= most && i+n < len(blocks) && ofTitle(blocks[i+n]); n++ {
			title += blocks[i+n].text()
			if n == 1 || lines[fold(title)] {
				take = n
			}
		}
		if take == 0 {
			continue
		}
		joined := *b.Paragraph
		joined.Text = b.text() + " "
		for _, part := range blocks[i+1 : i+1+take] {
			joined.Text += part.text()
		}
		all[len(all)-1].Paragraph = &joined
		i += take
	}
	return all
}

// ofTitle tells whether a block may be a line of the title of a part.
func ofTitle(b block) bool {
	text := b.text()
	return b.Paragraph != nil && short(text) && !sentence(text) && numberOf(text) < 0 && !captionWords.MatchString(text)
}
