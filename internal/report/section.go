package report

import "slices"

// BlockKind says what a block of a section is.
type BlockKind int

// The kinds of blocks. A numbered item is a paragraph.
const (
	ParagraphBlock BlockKind = iota
	HeadingBlock
	GridBlock  // a small table without title and caption
	TableBlock // the place of an annex table that stands in the section
)

// Block is a piece of a section's text.
type Block struct {
	Kind   BlockKind
	Number int        // counts the blocks of a kind, from 1; of a TableBlock, that of its table
	Level  int        // of a heading, from 1
	Text   string     // of a heading or a paragraph
	Grid   [][]string // rows of the cells of a small table, all of one width
}

// Add adds a block at the end and numbers it; a table has its number.
func (s *Section) Add(b Block) {
	if b.Kind != TableBlock {
		b.Number = 1
		for _, before := range s.Blocks {
			if before.Kind == b.Kind {
				b.Number++
			}
		}
	}
	s.Blocks = append(s.Blocks, b)
}

// block returns the k-th block of a kind.
func (s *Section) block(kind BlockKind, k int) (Block, bool) {
	at := slices.IndexFunc(s.Blocks, func(b Block) bool { return b.Kind == kind && b.Number == k })
	if at < 0 {
		return Block{}, false
	}
	return s.Blocks[at], true
}

// Paragraph returns the text of the k-th paragraph, counted from 1.
func (s *Section) Paragraph(k int) (text string, ok bool) {
	b, ok := s.block(ParagraphBlock, k)
	return b.Text, ok
}

// Holds are the numbers of the annex tables that stand in the section, in
// published order.
func (s *Section) Holds() []int {
	var tables []int
	for _, b := range s.Blocks {
		if b.Kind == TableBlock {
			tables = append(tables, b.Number)
		}
	}
	return tables
}

// Ref is the place of a block of section n.
func (b Block) Ref(n int) Ref {
	switch b.Kind {
	case HeadingBlock:
		return SectionRef(n).Heading(b.Number)
	case GridBlock:
		return SectionRef(n).Grid(b.Number)
	case TableBlock:
		return TableRef(b.Number)
	}
	return SectionRef(n).Paragraph(b.Number)
}
