package draft

import (
	"bytes"
	"slices"
	"strings"

	"disclosure/internal/report"
)

// address is where in the report a line is shown, as notes say it.
type address struct {
	part   string // section, table or project; "" for the front
	number int
	within string // paragraph, row, field or indicator; "" for the part itself
	nth    int
}

func (a address) toml() string {
	switch {
	case a.part == "":
		return "{}"
	case a.within == "":
		return "{ " + a.part + " = " + itoa(a.number) + " }"
	}
	return "{ " + a.part + " = " + itoa(a.number) + ", " + a.within + " = " + itoa(a.nth) + " }"
}

func (a address) at(within string, nth int) address {
	a.within, a.nth = within, nth
	return a
}

// unit is lines of the text as received, and the lines that the report shows of them: the
// same ones, unless a person confirmed a repair.
type unit struct {
	mark     string
	received []string
	shown    []string
	at       []address // of the lines shown
	part     address
	rows     bool // they are rows of one grid
	form     bool // of a form, where blank cells at the end of a row say nothing
}

// writeSource writes the text as received: every block in the order of the original, with
// a line before it that says where it stands there; and the notes of what is shown of it
// in another way.
func (d *Draft) writeSource() {
	var b bytes.Buffer
	var notes []note
	line := 1
	for _, u := range d.units() {
		if u.mark != "" {
			b.WriteString("@ " + u.mark + "\n")
			line++
		}
		notes = append(notes, u.notes(line)...)
		for _, l := range u.received {
			b.WriteString(l + "\n")
		}
		b.WriteByte('\n')
		line += len(u.received) + 1
	}
	d.Files["source.txt"] = append(bytes.TrimRight(b.Bytes(), "\n"), '\n')
	if len(notes) > 0 {
		d.Files["notes.toml"] = notesFile(notes)
	}
}

// units are the lines of all that is published, in its order.
func (d *Draft) units() (all []unit) {
	say := func(mark, text string, at address) {
		if text != "" {
			all = append(all, unit{mark: mark, received: []string{text}, shown: []string{text}, at: []address{at}, part: at})
		}
	}
	front := address{}
	above := report.LinesAbove(d.cover)
	for i, l := range d.cover[:above] {
		say(d.marks.cover[i], l, front)
	}
	say(d.marks.heading, d.heading, front)
	for i, l := range d.cover[above:] {
		say(d.marks.cover[above+i], l, front)
	}
	if len(d.contents) > 0 {
		say(d.marks.title, d.contentsTitle, front)
	}
	for i, l := range d.contents {
		say(d.marks.contents[i], l, front)
	}
	tables, number := d.tables(), 0
	table := func() {
		t := tables[number]
		number++
		at := address{part: "table", number: number}
		if t.marks.label != "" {
			say(t.marks.label, t.label, at)
		}
		say(t.marks.title, t.title, at)
		for i, l := range t.captions {
			say(t.marks.captions[i], l, at)
		}
		if t.form != nil && t.form.caption != "" {
			say(t.marks.captions[0], t.form.caption, at)
		}
		all = append(all, d.tableUnit(t, at))
		for i, l := range t.notes {
			say(t.marks.notes[i], l, at)
		}
	}
	for n, s := range d.sections() {
		at := address{part: "section", number: n + 1}
		say(s.mark, s.title, at)
		paragraph := 0
		for _, it := range s.items {
			here := at
			if it.paragraph() {
				paragraph++
				here = at.at("paragraph", paragraph)
			}
			if it.table > 0 {
				table()
			} else {
				all = append(all, d.itemUnit(it, here))
			}
		}
	}
	if len(d.annexes) > 0 {
		say("", d.annexesTitle, front)
	}
	for _, l := range d.annexes {
		say("", l, front)
	}
	for _, p := range d.parts {
		if p.table != nil && !p.placed {
			table()
		}
	}
	for n, f := range d.forms {
		at := address{part: "project", number: n + 1}
		say(f.mark, f.title, at)
		say("", f.caption, at)
		all = append(all, d.formUnit(f, at))
	}
	return all
}

// paragraph tells whether an item is one, of those that its section counts.
func (it item) paragraph() bool {
	return it.text != "" && it.level == 0 && it.grid == nil && it.table == 0
}

// nothing tells whether an item shows nothing: a person took it for damage.
func (it item) nothing() bool { return it.text == "" && it.grid == nil && it.table == 0 }

func (d *Draft) itemUnit(it item, at address) unit {
	u := unit{mark: it.mark, part: at, rows: it.grid != nil}
	switch {
	case it.grid != nil:
		u.show(at, joined(it.grid)...)
	case it.text != "":
		u.show(at, it.text)
	}
	u.received = u.shown
	if was := d.all[it.from].was; was != nil {
		u.received = nil
		for _, b := range was {
			if b.Grid != nil {
				u.received = append(u.received, joined(rowsOf(b.Grid))...)
			} else {
				u.received = append(u.received, b.text())
			}
		}
	}
	return u
}

func (d *Draft) tableUnit(t *table, at address) unit {
	if t.form != nil {
		return d.wholeUnit(t, at)
	}
	u := unit{mark: t.mark, part: at, rows: true}
	u.show(at, joined(t.printed)...)
	for i, row := range joined(t.rows) {
		u.show(at.at("row", i+1), row)
	}
	u.received = u.shown
	if was := d.all[t.from].was; was != nil {
		first := &table{}
		first.read(was[0].Grid)
		u.received = joined(slices.Concat(first.printed, first.rows))
		for _, b := range was[1:] {
			u.received = append(u.received, joined(rowsOf(b.Grid))...)
		}
	}
	return u
}

// wholeUnit is the form of a whole body.
func (d *Draft) wholeUnit(t *table, at address) unit {
	u := unit{mark: t.mark, part: at, rows: true, form: true}
	u.showFields(t.form, at)
	for i, line := range t.taskLines(make([]string, len(t.rows))) {
		if row := i - len(t.printed); row < 0 {
			u.show(at, line)
		} else {
			u.show(at.at("row", row+1), line)
		}
	}
	u.showIndicators(t.form, at)
	u.received = u.shown
	if was := d.all[t.from].was; was != nil {
		u.received = wholeLines(was[0].Grid)
	}
	return u
}

func (u *unit) showFields(f *form, at address) {
	for k, line := range f.fieldLines() {
		u.show(at.at("field", k+1), line)
	}
}

func (u *unit) showIndicators(f *form, at address) {
	for k, line := range f.indicatorLines() {
		if k == 0 {
			u.show(at, line) // the header
		} else {
			u.show(at.at("indicator", k), line)
		}
	}
}

func (d *Draft) formUnit(f *form, at address) unit {
	u := unit{part: at, rows: true, form: true}
	u.showFields(f, at)
	u.showIndicators(f, at)
	u.received = u.shown
	if was := d.all[f.from].was; was != nil {
		u.received = f.linesOf(was[0].Grid)
	}
	return u
}

func (u *unit) show(at address, lines ...string) {
	u.shown = append(u.shown, lines...)
	for range lines {
		u.at = append(u.at, at)
	}
}

// joined is rows as lines of cells.
func joined(rows [][]string) (lines []string) {
	for _, row := range rows {
		lines = append(lines, strings.Join(row, "\t"))
	}
	return lines
}
