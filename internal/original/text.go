package original

import (
	"context"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"disclosure/internal/report"
)

// readText reads plain text in the notation of a report's source.txt: a line is
// a paragraph, or, where it holds tabs, a row of a grid. Rows with nothing but
// blank lines between them are of one grid. Lines that say where a text stood in an
// earlier original are none of it.
func readText(ctx context.Context, r io.ReaderAt, size int64, limits Limits) (*Document, error) {
	content := make([]byte, size)
	if n, err := r.ReadAt(content, 0); err != nil && (err != io.EOF || int64(n) < size) {
		return nil, err
	}
	text := strings.TrimPrefix(string(content), "\ufeff")
	if !utf8.ValidString(text) {
		text, _ = decode(content, "text/plain")
		if !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) {
			return nil, refuse(Place{}, "is neither UTF-8 nor GB 18030: save it as UTF-8")
		}
	}
	doc := new(Document)
	rows := new(rows)
	for i, line := range strings.Split(text, "\n") {
		at := Place{Line: i + 1}
		if i >= limits.Elements || ctx.Err() != nil {
			return nil, refuse(at, "is longer than what is read: save the report in parts")
		}
		line = strings.TrimSuffix(line, "\r")
		switch {
		case strings.TrimSpace(line) == "", report.IsPlace(line):
		case strings.Contains(line, "\t"):
			rows.add(strings.Split(line, "\t"), at)
		default:
			if err := rows.end(doc); err != nil {
				return nil, err
			}
			doc.Blocks = append(doc.Blocks, Block{Place: at, Paragraph: &Paragraph{Text: strings.TrimSpace(line)}})
		}
	}
	if err := rows.end(doc); err != nil {
		return nil, err
	}
	if len(doc.Blocks) == 0 {
		return nil, refuse(Place{}, "holds no text: send the file again")
	}
	return doc, nil
}

// rows gathers the rows of a grid of tabs.
type rows struct {
	b      builder
	at     Place
	widths []int // of the rows, in cells
	asides []Aside
}

func (r *rows) add(cells []string, at Place) {
	if r.b.row == 0 {
		r.at = at
	}
	col := 0
	for _, c := range cells {
		text := paragraphs(c)
		if strings.Contains(c, "<p>") && !strings.Contains(text, "<p>") {
			r.asides = append(r.asides, Aside{r.at, "<p>", Markup})
		}
		col = r.b.add(Cell{Text: text, Place: at}, col)
	}
	r.widths = append(r.widths, len(cells))
	r.b.endRow()
}

// end ends the grid. Columns at its right in which nothing stands are those of
// rows with a tab too many.
func (r *rows) end(doc *Document) error {
	g, err := r.b.grid(r.at)
	if g != nil {
		g.trim()
		for _, width := range r.widths {
			if width > g.Cols {
				r.asides = append(r.asides, Aside{r.at, "\t", BlankColumn})
			}
		}
		doc.Asides = append(doc.Asides, r.asides...)
		doc.Blocks = append(doc.Blocks, Block{Place: r.at, Grid: g})
	}
	*r = rows{}
	return err
}

var divided = regexp.MustCompile(`\s*</p>\s*<p>\s*`)

// paragraphs is the text of a cell, whose paragraphs the notation may set
// between <p> and </p>.
func paragraphs(cell string) string {
	cell = strings.TrimSpace(cell)
	if strings.HasPrefix(cell, "<p>") && strings.HasSuffix(cell, "</p>") {
		cell = divided.ReplaceAllString(cell, "\n")
		cell = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(cell, "<p>"), "</p>"))
	}
	return cell
}
