package main

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/draft"
	"disclosure/internal/finding"
	"disclosure/internal/original"
	"disclosure/internal/report"
	"disclosure/internal/source"
	"disclosure/internal/wording"
)

// part is a part of the report beside its original.
type part struct {
	Ref   report.Ref // the zero Ref is the front
	Name  string
	Sum   string // of what it says, by which a mark is known to be of that
	Read  bool   // a person has held it against the original as it stands
	Items []item // what is open about it, or answered
	file  int    // the original that holds it, among files; -1 where that is not known
	at    report.OriginalPlace
}

// item is a question or a complaint about a part.
type item struct {
	ID       string
	Text     string
	Where    string // in the original, or in the folder
	Question *draft.Question
	Changes  []changeView
	Answer   string
	Answered bool
}

// changeView sets what was received against what a repair shows: lines of cells.
type changeView struct{ Received, Shown [][]string }

// Rows tells whether changes are of rows, which stand one above the other in columns;
// words stand side by side.
func (it item) Rows() bool {
	return slices.ContainsFunc(it.Changes, func(c changeView) bool { return len(c.Received) > 0 && len(c.Received[0]) > 1 })
}

func changesOf(q *draft.Question) (views []changeView) {
	for _, c := range q.Changes {
		views = append(views, changeView{linesOf(c.Received), linesOf(c.Shown)})
	}
	return views
}

func linesOf(text string) (lines [][]string) {
	if text == "" {
		return nil
	}
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, strings.Split(line, "\t"))
	}
	return lines
}

// Path is the address of the part on the desk.
func (p part) Path() string {
	if p.Ref == (report.Ref{}) {
		return "/~/front"
	}
	return "/~" + p.Ref.Path()
}

// Key is the key under which a mark stands in decisions.toml.
func (p part) Key() string {
	return "read-" + strings.ReplaceAll(strings.TrimPrefix(p.Path(), "/~/"), "/", "-")
}

// Open counts what is open about the part.
func (p part) Open() (n int) {
	for _, it := range p.Items {
		if !it.Answered {
			n++
		}
	}
	return n
}

// parts lists the parts in published order with what is open about each. What is about
// no part stands with the front, which is the first.
func (d *desk) parts() []part {
	all := []part{{Name: "封面和目录", file: 0, at: report.OriginalPlace{Page: 1}}}
	if r := d.checked.Report; r != nil {
		for _, doc := range r.Documents() {
			if doc.Ref == (report.Ref{}) {
				all[0].Sum = sum(doc.Content)
				continue
			}
			p := part{Ref: doc.Ref, Name: doc.Heading, Sum: sum(doc.Content), file: -1}
			if e, ok := r.Outline().Entry(doc.Ref); ok {
				p.Name = e.Name()
			}
			if o, at, ok := r.PlaceOf(doc.Ref); ok {
				p.at = at
				p.file = slices.IndexFunc(d.files, func(f draft.File) bool { return f.Name == o.Name })
			}
			all = append(all, p)
		}
	}
	if d.draft != nil {
		for i := range d.draft.Questions {
			q := &d.draft.Questions[i]
			d.put(all, d.partAt(all, q), item{Text: q.Text, Where: q.Place, Question: q, Changes: changesOf(q)})
		}
		for i := range d.draft.Answered {
			a := &d.draft.Answered[i]
			d.put(all, d.partAt(all, &a.Question), item{Text: a.Text, Where: a.Place, Question: &a.Question, Changes: changesOf(&a.Question), Answer: a.Answer, Answered: true})
		}
	}
	for _, c := range d.wrong {
		where := c.File
		if c.Line > 0 {
			where += " 第 " + strconv.Itoa(c.Line) + " 行"
		}
		d.put(all, d.partOf(all, c), item{Text: c.Text, Where: where})
	}
	for i := range all {
		p := &all[i]
		p.Read = p.Sum != "" && d.decided[p.Key()] == p.Sum
		for j := range p.Items {
			p.Items[j].ID = "i" + strconv.Itoa(j+1)
		}
	}
	return all
}

// sum is short: it tells only whether a part has changed.
func sum(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content))[:12] }

func (d *desk) put(all []part, at int, it item) { all[at].Items = append(all[at].Items, it) }

// partAt is the part in which a question stands: the last that begins before it.
func (d *desk) partAt(all []part, q *draft.Question) (at int) {
	if q.At == (original.Place{}) {
		return 0
	}
	file := slices.IndexFunc(d.files, func(f draft.File) bool { return f.Name == q.File })
	where := d.position(file, report.OriginalPlace{Page: q.At.Page, Sheet: q.At.Sheet, Cell: q.At.Cell, Paragraph: q.At.Paragraph, Line: q.At.Line})
	for i, p := range all {
		if i > 0 && p.file >= 0 && d.position(p.file, p.at) <= where {
			at = i
		}
	}
	return at
}

// position orders places: by page, else by the block that stands there.
func (d *desk) position(file int, p report.OriginalPlace) int {
	if file < 0 {
		return -1
	}
	n := p.Page
	if n == 0 {
		n = d.block(file, p)
	}
	return file*1_000_000 + n
}

// block is the number of the block at a place, from 0; of a sheet alone the first.
func (d *desk) block(file int, p report.OriginalPlace) int {
	return slices.IndexFunc(d.files[file].Blocks, func(b original.Block) bool {
		return b.Place.Sheet == p.Sheet && (p.Cell == "" || b.Place.Cell == p.Cell) && b.Place.Paragraph == p.Paragraph && b.Place.Line == p.Line
	})
}

var (
	partFile  = regexp.MustCompile(`^(tables|sections|projects)/([0-9]+)\.`)
	partPath  = regexp.MustCompile(`/(tables|sections|projects)/([0-9]+)`)
	tableLine = regexp.MustCompile(`^\s*number\s*=\s*([0-9]+)`)
)

// partOf is the part that a complaint is about.
func (d *desk) partOf(all []part, c complaint) int {
	ref := c.Part
	m := partFile.FindStringSubmatch(c.File)
	if m == nil {
		m = partPath.FindStringSubmatch(c.Text)
	}
	switch {
	case ref != (report.Ref{}):
	case m != nil:
		n, _ := strconv.Atoi(m[2])
		ref = report.Ref{Part: report.Part(m[1]), Number: n}
	case c.File == "tables.toml":
		ref = report.TableRef(d.tableAt(c.Line))
	}
	return max(0, slices.IndexFunc(all, func(p part) bool { return p.Ref == ref }))
}

// tableAt is the number of the table that stands at a line of tables.toml.
func (d *desk) tableAt(line int) (number int) {
	content, _ := readPlain(filepath.Join(d.dir, "tables.toml"))
	for i, text := range strings.Split(string(content), "\n") {
		if m := tableLine.FindStringSubmatch(text); m != nil && i < max(line, 1)+1 {
			number, _ = strconv.Atoi(m[1])
		}
	}
	return number
}

// complainOf notes what is not wrong with the folder, and must be looked at before it is
// published: figures that disagree without a remark, and figures that cannot be read.
func (d *desk) complainOf(checked finding.Checked) {
	if checked.Report == nil {
		return
	}
	for i := range checked.Findings {
		f := &checked.Findings[i]
		if f.Outcome == finding.Disagrees && f.Remark == "" {
			d.wrong = append(d.wrong, complaint{Part: f.At().Page(), File: "relations.toml",
				Text: "不一致：" + wording.Title(f) + "。" + wording.Formula(f) + "。" + wording.Why(f) + "对着原件看：原文如此的，写 [[remark]]，key = \"" + f.Key + "\"。"})
		}
	}
	for _, c := range source.UnreadCells(checked.Report) {
		d.wrong = append(d.wrong, complaint{File: c.File(), Line: c.Line(),
			Text: fmt.Sprintf("第 %d 格“%s”不是认得出的数字，照这样发布，没有值，也不参加核对。对着原件看：原件上是另一个样子的，改这一格。", c.Column, c.Text)})
	}
}

// complainOfNew notes the files that draft wrote beside those that a person corrected.
func (d *desk) complainOfNew() {
	_ = filepath.WalkDir(d.dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil // what cannot be read is said elsewhere
		}
		if file, ok := strings.CutSuffix(name, ".new"); ok && !e.IsDir() {
			inside, _ := filepath.Rel(d.dir, file)
			inside = filepath.ToSlash(inside)
			d.wrong = append(d.wrong, complaint{File: inside, Text: "您改过这个文件，draft 没有动它，新写的放在旁边，叫 " + inside + ".new：比较之后，把它删掉。"})
		}
		return nil
	})
}
