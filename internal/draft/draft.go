// Package draft turns the blocks of an original into a data folder, and lists
// what a person must decide.
//
// It goes by what reports of this genre print: a cover, 目录, 第一部分, 一、,
// （一）, 单位：元, 注：, 名词解释. What cannot be told is a Question with the choice that
// was made for now, and never invented. New (draft.go) does these things in turn:
//
//   - The words of the genre are data: words.go.
//   - The front is read: front.go, contentslines.go. Titles that the setting divided are
//     joined (joined.go), and what is printed inside a grid and is none of the table is
//     lifted out of it (lift.go, twotables.go).
//   - The blocks are divided into sections, tables and forms of projects: outline.go,
//     heading.go, counted.go, layout.go, projects.go. A table is read by table.go with
//     spans.go, the levels of its names by levels.go and sums.go; a form by form.go with
//     group.go, the form of a whole body by wholeform.go.
//   - What looks damaged is offered for repair: damage.go, halves.go, rests.go and
//     misplaced.go. The blocks are divided anew after each repair that a person
//     confirmed: arrange.go.
//   - The folder is written: write.go, relations.go, provenance.go. Its source.txt is the
//     text as received in the order of the original (received.go, formlines.go); notes.toml
//     says where the report shows it otherwise (hunks.go, notes.go).
//   - What is asked is kept apart from how it is answered: questions.go. The review lists
//     it, with every number and word that is on one side only: review.go.
package draft

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"disclosure/internal/original"
	"disclosure/internal/report"
)

// File is an original with its name.
type File struct {
	Name    string
	Content []byte
	*original.Document
}

// Draft is a data folder that was made of originals.
type Draft struct {
	Dir       string            // <unit>/<year>-<kind>
	Files     map[string][]byte // by name inside the folder
	Questions []Question        // those that are open
	Answered  []Answered

	front
	known    map[string]bool // the keys of the questions as they stand
	ever     map[string]bool // and of those that a repair has settled
	refused  *DecisionError
	settled  settled
	received []block // after the contents, as received
	parts    []part
	count    int // of tables
	forms    []*form
	rows     int      // that were lifted out of grids
	all      []block  // after the contents, as repaired
	said     []string // what each of them says, "" for a grid
	folded   map[string]string
}

// New makes a data folder of originals, which together are one report. The slug is
// the name of the folder that holds it, "" where there is none yet; forms holds the
// forms of reports that are known, forms/*.toml.
func New(slug string, files []File, decided Decisions, forms fs.FS) (*Draft, error) {
	d := &Draft{Files: map[string][]byte{}, known: map[string]bool{}, ever: map[string]bool{}, folded: map[string]string{}}
	d.decided, d.slug = decided, slug
	if err := agree(files); err != nil {
		return nil, err
	}
	var blocks []block
	for _, f := range files {
		for _, whole := range f.Blocks {
			for _, b := range captionsApart(whole) {
				mark := b.Place.Notation()
				if len(files) > 1 {
					mark = f.Name + ", " + mark
				}
				blocks = append(blocks, block{Block: b, file: f.Name, mark: mark})
			}
		}
		for _, w := range f.Warnings {
			d.look("look", block{Block: original.Block{Place: w.Place}, file: f.Name}, w.Message)
		}
	}
	if len(blocks) == 0 {
		return nil, fmt.Errorf("%s: holds no text: give the files of the report", files[0].Name)
	}
	if blocks[0].Grid != nil && ofFigures(blocks[0].Grid) {
		return nil, fmt.Errorf("%s: begins with a table: give the file with the cover first", blocks[0].at())
	}
	rest := d.readFront(d.joinedParts(blocks))
	if len(rest) == 0 {
		return nil, fmt.Errorf("%s: holds no text after its cover and contents: give all files of the report", files[0].Name)
	}
	for i, b := range rest {
		if len(d.contents) > 0 && contentsWords.MatchString(bare(b.text())) && slices.ContainsFunc(rest[i+1:min(i+4, len(rest))], func(next block) bool {
			return d.fold(next.text()) == d.fold(d.contents[0]) || partNumber.MatchString(next.text())
		}) {
			d.look("second", b, "这里又有一个目录，这个文件像是有两份报告：是的话，把后一份另存成一个文件，各做各的文件夹。")
		}
	}
	d.all = d.lifted(d.titlesApart(rest))
	d.received = slices.Clone(d.all)
	d.arrange()
	d.identify(files)
	d.write(files)
	if err := d.writeRelations(forms); err != nil {
		return nil, err
	}
	d.compare(files)
	d.lost(files)
	if err := d.misspelled(); err != nil {
		return nil, err
	}
	d.Files["review.md"] = d.review(files)
	return d, nil
}

// kept is the name under which an original is kept in the folder.
func kept(i, n int, format string) string {
	if n == 1 {
		return "original." + format
	}
	return fmt.Sprintf("original-%d.%s", i+1, format)
}

// block is a block with the file that it stands in.
type block struct {
	original.Block
	file string
	mark string  // its place as source.txt says it
	was  []block // as received, where a repair changed it
	gone bool    // a repair joined it to the one before
	row  int     // counts the rows that were lifted out of grids; 0 for what stands in none
}

// at is a place in one of several files.
func at(file string, p original.Place) string {
	if s := p.String(); s != "" {
		return file + ", " + s
	}
	return file
}

func (b block) at() string { return at(b.file, b.Place) }

// where is the place for a person.
func (b block) where() string { return placeName(b.file, b.Place) }

// text is what a paragraph says, in one line; "" for a grid.
func (b block) text() string {
	if b.Paragraph == nil {
		return ""
	}
	return oneLine(b.Paragraph.Text)
}

// oneLine joins the lines that setting or an author divided.
func oneLine(text string) string {
	lines := strings.Split(text, "\n")
	joined := strings.TrimSpace(lines[0])
	for _, l := range lines[1:] {
		l = strings.TrimSpace(l)
		if joined != "" && l != "" && joined[len(joined)-1] < 0x80 && l[0] < 0x80 {
			joined += " "
		}
		joined += l
	}
	return strings.Join(strings.FieldsFunc(joined, func(r rune) bool { return r == '\t' }), " ")
}

// money is the unit of money of most tables.
func (d *Draft) money() report.MoneyUnit {
	counts := map[report.MoneyUnit]int{}
	best := report.MoneyUnit("")
	for _, t := range d.tables() {
		for _, line := range t.captions {
			_, unit := report.CaptionFacts([]string{line})
			if unit == "" {
				continue
			}
			if counts[unit]++; counts[unit] > counts[best] {
				best = unit
			}
		}
	}
	return best
}
