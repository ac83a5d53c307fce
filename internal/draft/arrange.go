package draft

import (
	"maps"
	"slices"
)

// settled is what repairs have settled: which of them need not be offered again, and what
// was asked for them.
type settled struct {
	offers    map[string]bool
	questions []Question
	answered  []Answered
	touched   map[int]bool // the blocks that a repair has just changed
}

// arrange divides the blocks into parts and asks about what looks damaged, anew after each
// repair that a person confirmed, because a repaired block may be of another part.
func (d *Draft) arrange() {
	d.settled.offers = map[string]bool{}
	questions, answered, known := d.Questions, d.Answered, d.known
	for {
		d.settled.touched = map[int]bool{}
		d.Questions, d.Answered = slices.Clone(questions), slices.Clone(answered)
		d.known = maps.Clone(known)
		for _, q := range d.settled.questions {
			d.known[q.Key] = true
		}
		for _, a := range d.settled.answered {
			d.known[a.Key] = true
		}
		d.parts, d.forms, d.count, d.said = nil, nil, 0, nil
		d.annexes, d.annexesTitle = nil, ""
		for _, b := range d.all {
			d.said = append(d.said, b.text())
		}
		d.divide(d.all)
		d.lacking()
		d.damage()
		d.unexplained()
		if len(d.settled.touched) == 0 {
			break
		}
		d.all = slices.DeleteFunc(d.all, func(b block) bool { return b.gone })
	}
	d.Questions = append(d.Questions, d.settled.questions...)
	d.Answered = append(d.Answered, d.settled.answered...)
}

// repair puts a repaired block in the place of one, which is kept as it was received.
func (d *Draft) repair(i int, repaired block) {
	repaired.was = d.all[i].received()
	d.all[i] = repaired
}

// received is a block as it was received, before any repair.
func (b block) received() []block {
	if b.was != nil {
		return b.was
	}
	return []block{b}
}

// offer is a repair that a person may confirm.
type offer struct {
	kind    string // with which its key begins
	at      int    // the block
	onto    int    // the block that it is joined to, at where it is none
	text    string // of the question
	yes, no string // the choices
	changes []Change
	apply   func(chosen []bool) // repairs the places chosen
}

// Change is a place that may be damaged: what was received there, and what its repair
// shows.
type Change struct{ Received, Shown string }

// EachOne is the choice to be asked about each place of a repair.
const EachOne = "一处一处地定"

// propose asks whether what looks damaged is, and repairs what a person confirms. It tells
// whether a person has yet to say, or a repair comes first that was just confirmed.
func (d *Draft) propose(o offer) (open bool) {
	b := d.all[o.at]
	name := o.kind + " " + b.mark
	if d.settled.offers[name] {
		return false
	}
	if d.settled.touched[o.at] || d.settled.touched[o.onto] {
		return true // it is offered when that repair is done
	}
	asked, answered := len(d.Questions), len(d.Answered)
	q := Question{Key: key(o.kind, b.mark), Place: b.where(), File: b.file, At: b.Place, Text: o.text,
		Changes: o.changes, Choices: []string{o.yes, o.no}, Assumed: asReceived}
	if len(o.changes) > 1 {
		q.Choices = append(q.Choices, EachOne)
	}
	chosen := make([]bool, len(o.changes))
	answer, known := d.ask(q)
	open = !known
	switch answer {
	case o.yes:
		for k := range chosen {
			chosen[k] = true
		}
	case EachOne:
		for k, c := range o.changes {
			one := q
			one.Key = key(o.kind, b.mark, shortened(c.Received), "one")
			one.Text = "第 " + itoa(k+1) + " 处，共 " + itoa(len(o.changes)) + " 处。" + o.text
			one.Changes, one.Choices = []Change{c}, []string{o.yes, o.no}
			answer, known := d.ask(one)
			open = open || !known
			chosen[k] = answer == o.yes
		}
	}
	if !slices.Contains(chosen, true) {
		return open
	}
	d.settled.offers[name] = true
	d.settled.questions = append(d.settled.questions, d.Questions[asked:]...)
	d.settled.answered = append(d.settled.answered, d.Answered[answered:]...)
	o.apply(chosen)
	d.settled.touched[o.at], d.settled.touched[o.onto] = true, true
	return open
}

// asReceived is what is done with what nobody decided.
const asReceived = "照读出来的写"

// shortened is the beginning of a text, long enough to know it by.
func shortened(text string) string {
	runes := []rune(bare(text))
	return string(runes[:min(len(runes), 16)])
}
