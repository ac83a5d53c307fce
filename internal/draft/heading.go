package draft

import "strings"

// sectionTitle tells whether block i begins a section: it is numbered as a part,
// the contents name it, or it stands in the middle and is no item.
func (d *Draft) sectionTitle(blocks []block, claims []claimed, i int, size float64) bool {
	b := blocks[i]
	text := b.text()
	if text == "" || !short(text) || sentence(text) {
		return false
	}
	if partNumber.MatchString(text) || d.topEntry(text) {
		return true
	}
	if numberOf(text) >= 0 || captionWords.MatchString(text) || tableLabel.MatchString(text) || d.lowEntry(text) {
		return false
	}
	p := b.Paragraph
	if p.Size >= size+2 && size > 0 {
		return true
	}
	if p.Style == "H1" || strings.HasPrefix(strings.ToLower(p.Style), "heading 1") {
		return true
	}
	// A line in the middle right above the title of a table.
	next := i + 1
	return p.Centred && (titleEnd.MatchString(text) || next < len(blocks) && claims[next].of >= 0)
}

// headingLevel is the level of a heading inside a section by its number, 0 for a
// text that is none.
func headingLevel(text string) int {
	if len([]rune(text)) > 45 || sentence(text) && !stoppedHeading.MatchString(text) {
		return 0
	}
	switch {
	case firstNumber.MatchString(text):
		return 1
	case secondNumber.MatchString(text):
		return 2
	}
	return 0
}

// levelOf is the level of block i as a heading inside a section with a title, 0 for none.
// A line that ends as a sentence is one where the contents name it, or it looks like one: it
// is bold above what is not. Where words are explained such a line is a word.
func (d *Draft) levelOf(title string, blocks []block, i int) int {
	p := blocks[i].Paragraph
	if p.Bold && !glossaryWords.MatchString(title) && i+1 < len(blocks) && blocks[i+1].Paragraph != nil && !blocks[i+1].Paragraph.Bold {
		text := strings.TrimRight(blocks[i].text(), "。：:")
		if !strings.ContainsAny(text, sentenceEnd) {
			return headingLevel(text)
		}
	}
	text := blocks[i].text()
	if named := unstopped(text); d.inContents(named) || d.inContents(text) {
		text = named
	}
	level := headingLevel(text)
	if level == 0 && numberOf(text) < 0 && short(text) && d.lowEntry(text) {
		level = 1 // the contents number it, its place does not
	}
	return level
}

// bodySize is the size of most letters of sentences.
func bodySize(blocks []block) float64 {
	counts := map[float64]int{}
	best := 0.0
	for _, b := range blocks {
		if b.Paragraph == nil || !sentence(b.text()) {
			continue
		}
		size := b.Paragraph.Size
		if counts[size] += len(b.Paragraph.Text); counts[size] > counts[best] {
			best = size
		}
	}
	return best
}
