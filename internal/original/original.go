// Package original reads the file in which a body published its report, as PDF,
// Word, Excel, web page or plain text, into one small model: paragraphs and
// grids in reading order, each with the place at which it stands in the file.
//
// It knows files and print, and nothing of budgets. Each format has a file of
// its own (pdf.go, word.go, excel.go, html.go, text.go); a reader takes what the
// file says of its structure where it does (merged cells, tags, styles) and what
// is drawn where it does not (ruling lines, places of characters). Every
// character of the file arrives in a block, or is named among what was set
// aside with its reason; nothing is guessed and nothing is dropped unsaid.
//
// Files come from strangers: Limits bound what a reader takes of memory and
// time, and what it refuses has a place and a remedy.
package original

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// Document is what a file holds.
type Document struct {
	Format   string // the file's ending: pdf, docx, xlsx, html or txt
	Pages    int    // pages of a PDF, sheets of a workbook, else 0
	Blocks   []Block
	Asides   []Aside   // in the file and in no block
	Warnings []Warning // what a person should look at
}

// Block is a paragraph or a grid: exactly one of both is set.
type Block struct {
	Place     Place
	Paragraph *Paragraph
	Grid      *Grid
}

// Texts are what a block says: its paragraph, or its cells in their order.
func (b Block) Texts() (all []string) {
	if b.Paragraph != nil {
		return []string{b.Paragraph.Text}
	}
	for _, c := range b.Grid.Cells {
		all = append(all, c.Text)
	}
	return all
}

// Paragraph is a text that is set as one. A line break that the author made
// inside it is "\n"; those that the setting of the page made are not there.
type Paragraph struct {
	Text    string
	Style   string  // the name the file gives: "heading 1", "H2", "footnote"; "" where it gives none
	Indent  float64 // of the first line from the edge of the text, in points
	Size    float64 // of its letters, in points; 0 where the file does not say
	Bold    bool
	Centred bool
}

// Aside is text of the file that belongs to no block, and why.
type Aside struct {
	Place  Place
	Text   string
	Reason Reason
}

// Reason says why a text was set aside.
type Reason string

// The reasons.
const (
	PageNumber    Reason = "page number"
	RunningHead   Reason = "running head or foot"
	Leader        Reason = "leader"           // the dots between an entry of the contents and its page
	FieldCode     Reason = "field code"       // what Word has for the page of an entry of the contents
	PrintedTwice  Reason = "printed twice"    // at the end of a page and again at the start of the next
	HeaderAgain   Reason = "header again"     // the header of a table, repeated on its next page
	AroundArticle Reason = "around article"   // words of the website around the report
	Outside       Reason = "outside the page" // drawn where no paper is
	Hidden        Reason = "hidden"           // in the file, and not shown by the program that made it
	Markup        Reason = "markup"           // <p> and </p>, by which a cell of plain text is divided
	BlankColumn   Reason = "blank column"     // tabs at the end of a row of plain text behind the last column
	Deleted       Reason = "deleted"          // by a tracked change
)

// Warning is what a reader did or saw that a person should look at.
type Warning struct {
	Place   Place
	Message string
}

// Limits bound what a reader takes. A zero field means the default.
type Limits struct {
	Bytes    int64 // of the file, 64 MB
	Expanded int64 // of what is packed in it, 256 MB
	Pages    int   // 500
	Glyphs   int   // characters on one page, 50,000
	Elements int   // of one document's markup, or cells of a workbook, 1,000,000
}

func (l Limits) orDefault() Limits {
	or := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	or(&l.Pages, 500)
	or(&l.Glyphs, 50_000)
	or(&l.Elements, 1_000_000)
	if l.Bytes == 0 {
		l.Bytes = 64 << 20
	}
	if l.Expanded == 0 {
		l.Expanded = 256 << 20
	}
	return l
}

// Error says what of a file cannot be read, where, and what to do about it.
type Error struct {
	File    string
	Place   Place
	Message string
}

func (e *Error) Error() string {
	if at := e.Place.String(); at != "" {
		return fmt.Sprintf("%s: %s: %s", e.File, at, e.Message)
	}
	return e.File + ": " + e.Message
}

// refuse makes the error of a reader; Read adds the file's name.
func refuse(at Place, format string, args ...any) *Error {
	return &Error{Place: at, Message: fmt.Sprintf(format, args...)}
}

// reader turns a file into a document.
type reader func(ctx context.Context, r io.ReaderAt, size int64, limits Limits) (*Document, error)

// formats are the endings that are read. What a file says it is and what its
// first bytes say must agree.
var formats = map[string]struct {
	read  reader
	magic string
}{
	"pdf":  {readPDF, "%PDF-"},
	"docx": {readWord, "PK"},
	"xlsx": {readExcel, "PK"},
	"html": {readHTML, ""},
	"htm":  {readHTML, ""},
	"txt":  {readText, ""},
}

// Read reads the file name, whose ending says what it is. An error is an *Error,
// or that of ctx, which bounds the time.
func Read(ctx context.Context, name string, r io.ReaderAt, size int64, limits Limits) (*Document, error) {
	limits = limits.orDefault()
	doc, err := read(ctx, name, r, size, limits)
	var refused *Error
	if errors.As(err, &refused) {
		refused.File = name
	}
	if err != nil {
		return nil, err
	}
	return doc, nil
}

func read(ctx context.Context, name string, r io.ReaderAt, size int64, limits Limits) (*Document, error) {
	ending := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	format, ok := formats[ending]
	switch {
	case ending == "doc" || ending == "wps":
		return nil, refuse(Place{}, "is in the old format of Word: open it and save it as .docx")
	case ending == "xls" || ending == "et":
		return nil, refuse(Place{}, "is in the old format of Excel: open it and save it as .xlsx")
	case !ok:
		return nil, refuse(Place{}, "has an ending that is not read: give a .pdf, .docx, .xlsx, .html or .txt")
	case size == 0:
		return nil, refuse(Place{}, "is empty: send the file again")
	case size > limits.Bytes:
		return nil, refuse(Place{}, "has %d MB, more than %d: save it without its pictures, or in parts", size>>20, limits.Bytes>>20)
	}
	head := make([]byte, min(size, 1024))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	switch start := string(head); {
	case strings.HasPrefix(start, "\xd0\xcf\x11\xe0") && (ending == "docx" || ending == "xlsx"):
		return nil, refuse(Place{}, "is locked with a password, or in an old format under a new ending: open it and save it as .%s without a password", ending)
	case !strings.Contains(start, format.magic):
		return nil, refuse(Place{}, "is not what its ending says: open it and save it as .%s", ending)
	}
	doc, err := format.read(ctx, r, size, limits)
	if err != nil {
		return nil, err
	}
	if doc.Format = ending; ending == "htm" {
		doc.Format = "html"
	}
	if ending != "txt" { // a text as received has its leaders
		doc.entriesAside()
	}
	return doc, nil
}
