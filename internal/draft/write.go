package draft

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Quote writes a text as a basic string of TOML.
func Quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// list writes texts as an array of TOML, one a line.
func list(b *bytes.Buffer, name string, texts []string) {
	if len(texts) == 0 {
		return
	}
	fmt.Fprintf(b, "%s = [\n", name)
	for _, t := range texts {
		fmt.Fprintf(b, "  %s,\n", Quote(t))
	}
	b.WriteString("]\n")
}

func (d *Draft) write(files []File) {
	d.writeSections()
	d.writeTables()
	d.writeGlossary()
	d.writeReport(files)
	for i, f := range d.forms {
		d.Files[fmt.Sprintf("projects/%02d.toml", i+1)] = f.toml()
	}
	d.writeSource()
}

// sections lists the sections in published order.
func (d *Draft) sections() []*part {
	var all []*part
	for i := range d.parts {
		if d.parts[i].table == nil {
			all = append(all, &d.parts[i])
		}
	}
	return all
}

// glossary is the number of the section that explains words, or that has a heading under
// which it does, 0 for none, and what it explains. What names no word as its own is asked
// about.
func (d *Draft) glossary() (number int, terms []term) {
	sections := d.sections()
	for _, whole := range []bool{true, false} {
		for i, s := range sections {
			if glossaryWords.MatchString(s.title) == whole {
				if terms := d.terms(s, whole); len(terms) > 0 {
					return i + 1, terms
				}
			}
		}
	}
	return 0, nil
}

// terms are what the paragraphs of a section explain: all of them, or those under the
// heading that says so.
func (d *Draft) terms(s *part, whole bool) (terms []term) {
	paragraph := 0
	under := 0 // the level of the heading that says so
	var unknown []numbered
	for _, it := range s.items {
		switch {
		case it.text == "":
			continue
		case it.level > 0 && glossaryWords.MatchString(it.text):
			under = it.level
			continue
		case it.level > 0:
			if it.level <= under {
				under = 0
			}
			continue
		}
		if paragraph++; !whole && under == 0 {
			continue
		}
		if m := termLine.FindStringSubmatch(it.text); m != nil && !noteWords.MatchString(it.text) && !annexLine.MatchString(it.text) {
			terms = append(terms, term{paragraph, strings.TrimSpace(m[1])})
		} else if strings.ContainsAny(it.text, "。，：:；") && !noteWords.MatchString(it.text) && !annexLine.MatchString(it.text) { // else it explains nothing
			unknown = append(unknown, numbered{it, paragraph})
		}
	}
	if len(terms) == 0 {
		return nil
	}
	for _, it := range unknown {
		word := d.decide(Question{Key: "term-" + itoa(it.number), Place: it.place, Assumed: noTerm,
			Text: "这一段解释的是哪个名词？照原文写那个词；不是解释名词的，写“" + noTerm + "”。原文：" + it.text,
			wrong: func(answer string) string {
				if answer != noTerm && (answer == "" || !strings.Contains(it.text, answer)) {
					return "write a word of the paragraph, or " + strconv.Quote(noTerm)
				}
				return ""
			}})
		if word != noTerm {
			terms = append(terms, term{it.number, word})
		}
	}
	slices.SortFunc(terms, func(a, b term) int { return a.paragraph - b.paragraph })
	return terms
}

// noTerm is the answer for a paragraph that explains no word.
const noTerm = "无"

// numbered is a paragraph with its number in its section.
type numbered struct {
	item
	number int
}

type term struct {
	paragraph int
	name      string
}

var termLine = regexp.MustCompile(`^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]、?|[0-9]{1,2}\s*[.．、])?\s*([^：:，。]{2,40})[：:]`)

func (d *Draft) writeReport(files []File) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "heading = %s\n", Quote(d.heading))
	list(&b, "cover", d.cover)
	money := string(d.money())
	if money == "" {
		money = d.decide(Question{Key: "money-unit", Place: "各表", Text: "各表都没有印金额单位。数字以什么为单位？", Choices: []string{"元", "万元"}, Assumed: "万元"})
	}
	p := d.provenance(files)
	fmt.Fprintf(&b, "kind = %s\nyear = %d\nmoney_unit = %s\norigin = %s\n", Quote(d.kind), d.year, Quote(money), Quote(p.origin))
	if n, _ := d.glossary(); n > 0 {
		fmt.Fprintf(&b, "glossary_section = %d\n", n)
	}
	if len(d.contents) > 0 {
		fmt.Fprintf(&b, "contents_title = %s\n", Quote(d.contentsTitle))
		list(&b, "contents", d.contents)
	}
	if len(d.annexes) > 0 {
		fmt.Fprintf(&b, "annexes_title = %s\n", Quote(d.annexesTitle))
		list(&b, "annexes", d.annexes)
	}
	fmt.Fprintf(&b, "\n[unit]\nslug = %s\nname = %s\nshort = %s\n", Quote(d.slug), Quote(d.name), Quote(d.nick))
	for i := range d.sections() {
		fmt.Fprintf(&b, "\n[[section]]\nnumber = %d\n", i+1)
	}
	b.Write(p.entries)
	d.Files["report.toml"] = b.Bytes()
}

func (d *Draft) writeSections() {
	for i, s := range d.sections() {
		var b bytes.Buffer
		fmt.Fprintf(&b, "# %s\n", s.title)
		for _, it := range s.items {
			if it.nothing() {
				continue
			}
			b.WriteByte('\n')
			switch {
			case it.table > 0:
				fmt.Fprintf(&b, "[table %d]\n", it.table)
			case it.grid != nil:
				for _, row := range it.grid {
					b.WriteString(strings.Join(row, "\t") + "\n")
				}
			case it.level > 0:
				b.WriteString(strings.Repeat("#", it.level) + " " + it.text + "\n")
			default:
				b.WriteString(it.text + "\n")
			}
		}
		d.Files[fmt.Sprintf("sections/%d.txt", i+1)] = b.Bytes()
	}
}

func (d *Draft) writeTables() {
	var b bytes.Buffer
	for i, t := range d.tables() {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "[[table]]\nnumber = %d\n", i+1)
		if t.label != "" {
			fmt.Fprintf(&b, "label = %s\n", Quote(t.label))
		}
		fmt.Fprintf(&b, "title = %s\n", Quote(t.title))
		if t.form != nil {
			fmt.Fprintf(&b, "rows_title = %s\n", Quote(t.rowsTitle))
			d.Files[fmt.Sprintf("tables/%02d.toml", i+1)] = t.form.toml()
		}
		list(&b, "captions", t.captions)
		list(&b, "notes", t.notes)
		header := make([]string, len(t.columns))
		for j, c := range t.columns {
			header[j] = c.FolderPath()
		}
		var rows bytes.Buffer
		record(&rows, header)
		for _, row := range d.levels(t) {
			record(&rows, row)
		}
		d.Files[fmt.Sprintf("tables/%02d.csv", i+1)] = rows.Bytes()
	}
	d.Files["tables.toml"] = b.Bytes()
}

// record writes a line of CSV. A label that is indented needs no quotes.
func record(b *bytes.Buffer, cells []string) {
	for j, cell := range cells {
		if j > 0 {
			b.WriteByte(',')
		}
		if strings.ContainsAny(cell, "\",\r\n") {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		b.WriteString(cell)
	}
	b.WriteByte('\n')
}

func (d *Draft) writeGlossary() {
	n, terms := d.glossary()
	if n == 0 {
		return
	}
	var b bytes.Buffer
	for i, t := range terms {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "[[term]]\nparagraph = %d\nname = %s\n", t.paragraph, Quote(t.name))
	}
	d.Files["glossary.toml"] = b.Bytes()
}
