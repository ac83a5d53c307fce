package reconcile

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// prose finds the relations that follow from the wording of paragraphs, which is that of
// many reports, in any province: they need no word of an editor. A wording that can be
// read in two ways binds nothing.
func prose(r *reading, names *names) []relation {
	var found []relation
	var follows [][2]int
	resolve := &resolver{r: r.Report, reading: r}
	tables := newNamed(r, names)
	for n := range r.Sections {
		w := wordings{r: r, names: names, tables: tables, file: fmt.Sprintf("sections/%d.txt", n+1)}
		for _, b := range r.Sections[n].Blocks {
			switch b.Kind {
			case report.HeadingBlock:
				w.texts = append(w.texts, said{heading: true})
			case report.ParagraphBlock:
				p, err := resolve.section(n+1, b.Number)
				if err == nil {
					w.texts = append(w.texts, told(p, names))
				}
			}
		}
		for k := range w.texts {
			w.read(k)
		}
		for _, pair := range w.follows {
			follows = append(follows, [2]int{len(found) + pair[0], len(found) + pair[1]})
		}
		found = append(found, w.found...)
	}
	apart(found)
	for _, pair := range follows {
		found[pair[0]].with = found[pair[1]].key
	}
	return found
}

// unsaid leaves out what is said only of figures that other relations bind already.
func unsaid(found, others []relation) []relation {
	type place struct {
		ref              report.Ref
		paragraph, start int
	}
	bound := map[place]bool{}
	for _, other := range others {
		other.rule.figures(func(f *figure) {
			if f.table == 0 {
				bound[place{f.ref, f.paragraph, f.start}] = true
			}
		})
	}
	return slices.DeleteFunc(found, func(r relation) bool {
		all := true
		r.rule.figures(func(f *figure) {
			all = all && (f.table > 0 || bound[place{f.ref, f.paragraph, f.start}])
		})
		return all
	})
}

// said is what a paragraph states.
type said struct {
	heading bool // it is none
	text    string
	items   []item
	all     []statement
}

func told(p passage, names *names) said {
	s := said{text: p.paragraphs[0].text}
	if strings.ContainsAny(s.text, "0123456789") {
		s.items = itemsIn(s.text)
		s.all = statements(p, names, s.items)
		inherit(s.text, s.all, names)
	}
	return s
}

// subject is a sentence of its own that names what the next ones are about:
// （一）因公出国（境）费用。2021年预算数0万元。
var subject = regexp.MustCompile(`^([^。，；：0-9]{2,30})。`)

// inherit gives statements without a name that of the one before them, which is of the
// same thing: 三公经费支出年初预算为2万元，支出决算为1万元.
func inherit(text string, all []statement, names *names) {
	for i := range all {
		s := &all[i]
		if s.label != "" || !s.isLevel() {
			continue
		}
		switch {
		case i > 0 && all[i-1].isLevel() && all[i-1].role != s.role && all[i-1].sentence == s.sentence && all[i-1].depth == s.depth:
			s.label, s.said = all[i-1].label, all[i-1].said
		case i == 0 && s.sentence == 1:
			if m := subject.FindStringSubmatch(text); m != nil {
				s.label, s.said = bareName(report.BareTitle(m[1]), names), printedName(m[1], names)
			}
		}
	}
}

// wordings are the relations of one section.
type wordings struct {
	r       *reading
	names   *names
	tables  *named
	file    string
	texts   []said
	earlier []statement // of the paragraphs before, since the section began
	found   []relation
	follows [][2]int // of found, those that fail for the reason for which others fail
}

// read finds the relations of one paragraph.
func (w *wordings) read(k int) {
	t := &w.texts[k]
	w.ofRows(t)
	w.listed(k)
	for i, s := range t.all {
		switch s.role {
		case change:
			w.risen(t, i)
		case rate:
			w.changed(t, i)
		case share:
			w.shared(t.all, i)
		case done:
			w.done(t, i)
		case level, final:
			w.even(t, i)
		}
	}
	w.earlier = append(w.earlier, t.all...)
}

func (w *wordings) add(pattern finding.Pattern, about string, says finding.Statement, q equation) {
	if q.cannotFail(w.r) {
		return
	}
	if about == "" {
		about = w.clause(q)
	}
	says.Pattern = pattern
	w.found = append(w.found, relation{
		key: "said." + string(pattern) + "." + about, family: finding.Prose, says: says, file: w.file, line: 1, rule: q,
	})
}

// clause are the words before the first figure of a relation that has no other name.
func (w *wordings) clause(q equation) string {
	var first *figure
	q.figures(func(f *figure) {
		if f.table == 0 && (first == nil || f.start < first.start) {
			first = f
		}
	})
	const most = 24
	for _, t := range w.texts {
		for _, s := range t.all {
			if s.figure != first {
				continue
			}
			before := t.text[:first.start]
			if at := strings.LastIndexAny(before, "。；;"); at >= 0 {
				_, size := utf8.DecodeRuneInString(before[at:])
				before = before[at+size:]
			}
			words := []rune(noFigures.ReplaceAllString(w.names.words(before), ""))
			return string(words[max(0, len(words)-most):])
		}
	}
	return ""
}

// noFigures are what differs from year to year in words before a figure.
var noFigures = regexp.MustCompile(`[0-9][0-9,.]*[%％]?|[，,：:、“”"]`)

// called is the name of a statement in keys: that of the item of its paragraph, else its
// own.
func (t *said) called(s statement) string {
	if len(t.items) == 1 && len(t.items[0].names) == 3 && t.items[0].start < s.from {
		return report.Fold(strings.Join(t.items[0].names, "›"))
	}
	return s.label
}

// printed is the name of a statement as it is printed.
func (t *said) printed(s statement) string {
	if name := t.called(s); name != s.label {
		names := t.items[0].names
		return names[len(names)-1]
	}
	return s.said
}

func binary(op calc.Op, left, right *expression) *expression {
	return &expression{Op: op, Left: left, Right: right}
}

// in is a figure in a unit of money.
func in(f *figure, unit string) *expression {
	if f.unit == unit || !report.IsMoney(f.unit) || !report.IsMoney(unit) {
		return of(f)
	}
	return &expression{Op: calc.Convert, Left: of(f), Name: unit}
}

// restated says that a text states the amount of a cell, in its own unit of money.
func restated(cell, said *figure) equation {
	return equation{left: in(cell, said.unit), right: of(said), sign: "="}
}
