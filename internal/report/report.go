// Package report is the domain: a published budget report as it stands on
// paper, with nothing added. It holds no I/O, no HTML and no SQL.
//
// A Report is a Front (what every page needs to know about it) and four bodies:
// Sections, Tables, Projects and Notes. A Ref names one place in it. Text is
// always the published text; where a figure has a value for programs, the value
// stands beside the text and never replaces it.
package report

import (
	"fmt"
	"strconv"
	"strings"
)

// Key names a report among all reports of a site. Several versions of one
// report share a Key.
type Key struct {
	Unit string // slug of the budget unit, such as "futian-zwfwj"
	Year int    // budget year
	Kind string // slug of the kind of report; see Kinds
}

// Base is the address under which all pages of the report stand, without a
// trailing slash: /futian-zwfwj/2021/budget.
func (k Key) Base() string {
	return "/" + k.Unit + "/" + strconv.Itoa(k.Year) + "/" + k.Kind
}

// Folder is the name of the report among others, and of its folder in data:
// futian-zwfwj/2021-budget.
func (k Key) Folder() string {
	return k.Unit + "/" + strconv.Itoa(k.Year) + "-" + k.Kind
}

// Front is everything about a report except its bodies.
type Front struct {
	Key
	Version string // content hash, 64 hexadecimal digits; see Report.ContentHash
	Pinned  bool   `json:"-"` // its pages are shown under the address of the version

	Heading     string // the report's own heading, as published
	UnitName    string // full name of the budget unit 预算单位
	UnitShort   string // short name for navigation
	UnitContact string // how the report says the body is reached, as printed; "" where it does not
	MoneyUnit   MoneyUnit
	Origin      string // where the text came from, in a sentence for the public
	Invented    bool   // an example: the body, the people and the figures are made up

	Cover         []string // lines of the cover beside the heading, as published; see LinesAbove
	ContentsTitle string   // 目 录
	Contents      []string // the lines of the table of contents, as published
	AnnexesTitle  string   // 附表：
	Annexes       []string // the lines of the list of annex tables, as published

	Headlines       []Headline
	GlossarySection int // number of the section that holds the glossary, 0 for none
	Terms           []Term

	Publications []Publication // of the report's versions, oldest first, this one last; nil where nobody states them
	Withdrawn    *Withdrawal   // nil for a report that stands

	// The files in which it was published. The document of the front has them.
	Originals []Original `json:"-"`
}

// Headline is a figure shown on the overview with the place it comes from.
type Headline struct {
	Label string    // 收入
	Text  string    // published text: 2,708.03, or words: 增加289.11万元，增长11.95%
	Unit  MoneyUnit // where Text is a bare figure, else ""
	From  Ref       // the cell or paragraph that states it
}

// Report is one published report, whole.
type Report struct {
	Front
	Sections []Section
	Tables   []Table
	Projects []Project
	Notes    []Note
	Source   string  // the text as received, byte for byte
	Given    []Given // the originals that may be given away
}

// Table returns annex table n, nil where there is none.
func (r *Report) Table(n int) *Table {
	for i := range r.Tables {
		if r.Tables[i].Number == n {
			return &r.Tables[i]
		}
	}
	return nil
}

// Section is one narrative part 部分 of the report.
type Section struct {
	Number int
	Title  string  // 第一部分 部门概况
	Blocks []Block // in published order
	Tables []int   // numbers of the annex tables that it speaks of
}

// Project is one project performance form 预算项目支出绩效目标申报表.
type Project struct {
	Number int
	Name   string // 项目名称, the text of its first field
	Title  string // heading of the form, the same for all
	Form
}

// Form is a paper form read in its order: fields, then indicators. A project
// is a form; an annex table may have one around its rows (table 14).
type Form struct {
	Caption         string // 2021 年度
	Fields          []Field
	IndicatorsTitle string   // 年度绩效指标
	IndicatorHeader []string // four words: 一级指标, 二级指标, 三级指标 or 指标内容, 目标值
	Indicators      []Indicator
}

// Field is a named entry of a form.
type Field struct {
	Name       string
	Paragraphs []string // one or more; one empty string for a field left blank
	Amount     bool     // the field states an amount; its value is ParseAmount of the text
	Under      int      // number of the earlier field that it stands under in print, 0 for none
}

// Indicator is one row under 年度绩效指标. Neighbouring rows that share level 1,
// or levels 1 and 2, share a cell in print.
type Indicator struct {
	Level1, Level2 string
	Content        []string // paragraphs of the third cell
	Target         string   // 目标值, "" where left blank
	NoTarget       bool     // the row has no target cell at all (投入指标)
}

// Term is one entry of the glossary 名词解释.
type Term struct {
	Number     int
	Name       string // the entry's own term
	Definition string // the entry's whole paragraph, as published
	Paragraph  int    // its paragraph in the glossary section
	Spellings  []string
	Never      []string // contexts inside which no spelling is a mention of the term
}

// Note is one repair 整理说明 of damage that extraction did to the text.
type Note struct {
	Number   int
	From, To int    // lines of the text as received, from 1, both included
	At       Ref    // where the repaired text is shown
	Why      string // for the public
	Edits    []Edit // applied in this order to the lines
}

// Lines says which lines of the text as received the note is about.
func (n Note) Lines() string {
	if n.From == n.To {
		return fmt.Sprintf("第 %d 行", n.From)
	}
	return fmt.Sprintf("第 %d–%d 行", n.From, n.To)
}

// Edit replaces every occurrence of Received in a note's lines by Shown. In
// both a tab divides cells, a newline divides lines and ¶ divides paragraphs of
// one cell.
type Edit struct {
	Received, Shown string
}

// Entry is a line of the contents of a report.
type Entry struct {
	Number int
	Label  string // published label such as 表 1; "" where there is none
	Title  string
}

// Name is how the part is called in a sentence: 表 7 一般公共预算支出表. A label that
// the title holds is not said twice.
func (e Entry) Name() string {
	if strings.Contains(e.Title, e.Label) {
		return e.Title
	}
	return e.Label + " " + e.Title
}

// SectionEntry is an Entry of a section with the tables that it speaks of, those that
// stand in it, and its headings.
type SectionEntry struct {
	Entry
	Tables   []int
	Holds    []int
	Headings []HeadingEntry `json:",omitempty"` // without its title
}

// ProjectEntry is an Entry of a project form with the amounts that it states.
type ProjectEntry struct {
	Entry
	Amounts []FormAmount // in published order
}

// FormAmount is a field of a form that states an amount.
type FormAmount struct {
	Path []string // see Form.Path
	Text string   // as published
	Unit MoneyUnit
}

// Outline is a report without its bodies: what navigation needs.
type Outline struct {
	Front
	Sections []SectionEntry
	Tables   []Entry
	Projects []ProjectEntry
	HasNotes bool
	Checks   Tally       // what is known of its reconciliation beside the report itself
	Change   *Comparison `json:",omitempty"` // of the expenditure with that of a year before, nil where the report makes none
	Pictures []string    // slugs of what can be drawn of it

	// The versions around it, which are known to who asks for one among them.
	Newest *Outline `json:"-"` // nil where this is the newest
	Before *Outline `json:"-"` // nil where this is the first
}

// Comparison is how much more or less an amount is than that of a year before, in the
// words of a report.
type Comparison struct {
	Base string    // what it is compared with: 2020年
	More bool      // else it is less
	By   string    // the difference, as published
	Unit MoneyUnit // of the difference
	Rate string    // 增长11.95%, "" where none is stated
	From Ref       // the paragraph
}

// Entry returns the line of the contents for a numbered part.
func (o Outline) Entry(ref Ref) (Entry, bool) {
	switch ref.Part {
	case SectionPart:
		for _, e := range o.Sections {
			if e.Number == ref.Number {
				return e.Entry, true
			}
		}
	case TablePart:
		for _, e := range o.Tables {
			if e.Number == ref.Number {
				return e, true
			}
		}
	case ProjectPart:
		for _, e := range o.Projects {
			if e.Number == ref.Number {
				return e.Entry, true
			}
		}
	}
	return Entry{}, false
}

// Tally counts what came of checking a report: the relations between its figures by
// their outcomes, and beside them the titles and contents that were looked for. The
// zero Tally is that of a report that was not checked.
type Tally struct {
	Agree, Rounded, Disagree, Unchecked int
	Present, Wanting                    int // titles and contents that are there, and that differ or lack

	Figures, Unbound int    // figures of tables and amounts of texts, and those that nothing was held against
	Prose, Untold    int    // those of them that stand in the sections, and of these those that nothing was held against
	Version          string // of what was found, 12 digits
	Date             string // on which this version was found first, as 2026-11-29; "" where nobody recorded it
}

// Total is the number of all relations between figures.
func (t Tally) Total() int { return t.Agree + t.Rounded + t.Disagree + t.Unchecked }

// Any tells whether anything was checked.
func (t Tally) Any() bool { return t != Tally{} }

// Outline returns the outline of r.
func (r *Report) Outline() Outline {
	o := Outline{Front: r.Front, HasNotes: len(r.Notes) > 0}
	for _, s := range r.Sections {
		entry := SectionEntry{Entry: Entry{Number: s.Number, Title: s.Title}, Tables: s.Tables, Holds: s.Holds()}
		for _, b := range s.Blocks {
			if b.Kind == HeadingBlock {
				entry.Headings = append(entry.Headings, HeadingEntry{b.Level, b.Text})
			}
		}
		o.Sections = append(o.Sections, entry)
	}
	for _, t := range r.Tables {
		o.Tables = append(o.Tables, Entry{t.Number, t.Label, t.Title})
	}
	for _, p := range r.Projects {
		entry := ProjectEntry{Entry: Entry{Number: p.Number, Title: p.Name}}
		for k, f := range p.Fields {
			if f.Amount {
				entry.Amounts = append(entry.Amounts, FormAmount{p.Path(k + 1), f.Paragraphs[0], p.FieldUnit(k + 1)})
			}
		}
		o.Projects = append(o.Projects, entry)
	}
	return o
}

// KeyOf reads what Folder has written.
func KeyOf(folder string) (k Key, err error) {
	unit, rest, _ := strings.Cut(folder, "/")
	year, kind, _ := strings.Cut(rest, "-")
	n, _ := strconv.Atoi(year)
	if k = (Key{Unit: unit, Year: n, Kind: kind}); n < 1 || unit == "" || kind == "" || k.Folder() != folder {
		return Key{}, fmt.Errorf("%q names no report: write it as %s", folder, Key{Unit: "futian-zwfwj", Year: 2021, Kind: "budget"}.Folder())
	}
	return k, nil
}
