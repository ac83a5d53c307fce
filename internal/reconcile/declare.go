package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
)

// relationEntry is what ought to hold at a place: one rule, or several of one place
// in Of, or figures that stand nowhere else in Alone. With at = "项目 *" a rule holds
// for every form, and its key goes on with the form's name; with several = it makes
// several relations, whose keys go on with the place of the second figure.
type relationEntry struct {
	Key, Family, Title, At, Rule string
	Basis, Remark                string
	With                         string // key of a relation: where both fail, they fail for one reason
	Doubt                        string // what the report leaves open, so that nothing is concluded from a difference

	Of []struct {
		Key, Title, Rule, Remark, With, Doubt string
	}
	Alone []string // words at the place whose figures stand only there; Remark says why
}

// lone is a figure that its editor declares to stand nowhere else.
type lone struct {
	figure *figure
	why    string
}

func (l *loading) relation(where []any, e relationEntry) {
	if len(e.Alone) > 0 {
		l.leaveAlone(where, e)
		return
	}
	if !l.present(where, "key", e.Key) {
		return
	}
	resolve := l.resolve
	if e.At != "" {
		resolve.at = resolve.parts(e.At)
	}
	made := relation{key: e.Key, basis: e.Basis, remark: e.Remark, with: e.With, doubt: e.Doubt, family: l.family(where, e.Family, usualFamily(resolve.at))}
	if len(e.Of) == 0 {
		l.rules(where, made, resolve, e.Title, e.Rule)
		return
	}
	for k, one := range e.Of {
		here := append(slices.Clone(where), "of", k)
		if l.present(here, "key", one.Key) {
			each := made
			each.key += "." + one.Key
			each.remark, each.with, each.doubt = cmp.Or(one.Remark, e.Remark), cmp.Or(one.With, e.With), cmp.Or(one.Doubt, e.Doubt)
			l.rules(here, each, resolve, cmp.Or(one.Title, e.Title), one.Rule)
		}
	}
}

// usualFamily is the family of a relation that names none: that of its place.
func usualFamily(at []string) finding.Family {
	switch {
	case len(at) == 0:
		return finding.Across
	case strings.HasPrefix(at[0], "部分 "):
		return finding.Prose
	case strings.HasPrefix(at[0], "项目 "):
		return finding.Forms
	}
	return finding.Across
}

// rules compiles one rule, for every form where its place is 项目 *.
func (l *loading) rules(where []any, made relation, resolve resolver, title, rule string) {
	if !l.present(where, "rule", rule) {
		return
	}
	made.says.Words = title
	if len(resolve.at) == 0 || resolve.at[0] != "项目 *" {
		if title == "" {
			made.says.Pattern = finding.Restated
		} else if len(resolve.at) > 0 && strings.HasPrefix(resolve.at[0], "项目 ") {
			made.says.Project = strings.TrimPrefix(resolve.at[0], "项目 ")
		}
		l.rule(where, made, resolve, rule)
		return
	}
	for i := range l.resolve.r.Projects {
		p := &l.resolve.r.Projects[i]
		each := made
		each.key += "." + p.Name
		each.says.Project = p.Name
		resolve.each = p
		if !l.rule(where, each, resolve, rule) {
			return // the others would be refused for the same reason
		}
	}
}

// rule compiles a rule into one relation or more.
func (l *loading) rule(where []any, made relation, resolve resolver, text string) (ok bool) {
	field := append(slices.Clone(where), "rule")
	c, err := parseRule(text, &resolve)
	if err == nil {
		err = c.check(l.resolve.reading)
	}
	if err == nil && made.says.Pattern == finding.Restated {
		err = made.restate(c)
	}
	if err != nil {
		l.Fail(field, "%v", err)
		return false
	}
	switch {
	case len(c.parts) > 2 && c.signs[0] == "=":
		for _, part := range c.parts[1:] {
			one := made
			one.key += "." + l.names.of(part)
			one.says.Left, one.says.Right = terms(c.parts[0], ""), terms(part, "")
			one.rule = compare(c.parts[0], part, "=")
			l.add(where, one)
		}
	case len(c.parts) > 2:
		made.rule = series{parts: c.parts, sign: c.signs[0]}
		l.add(where, made)
	default:
		made.rule = compare(c.parts[0], c.parts[1], c.signs[0])
		if q, ok := made.rule.(equation); ok && q.cannotFail(l.resolve.reading) {
			return true // as printed: 0.00 is never more than a budget
		}
		l.add(where, made)
	}
	return true
}

// restate gives a relation without a title the one that its rule says: words of a text
// state what stands elsewhere.
func (r *relation) restate(c chain) error {
	said := c.parts[0].Figure
	if len(c.parts) != 2 || c.signs[0] != "=" || said == nil || said.end == 0 || said.words {
		return fmt.Errorf("the relation has no title: write one, or begin the rule with 「…」 = where words state what stands elsewhere")
	}
	r.says.Words, r.says.Right = said.quoted, terms(c.parts[1], "")
	return nil
}

// compare makes of two sides and their sign what is judged.
func compare(a, b *expression, sign string) rule {
	switch {
	case a.Op == calc.Leaf && b.Op == calc.Leaf && a.Figure.words && b.Figure.words:
		return sameWords{a.Figure, b.Figure}
	case sign == "⇔":
		return together{a, b}
	case sign == "=":
		return equal(a, b)
	}
	return equation{left: a, right: b, sign: sign}
}

// leaveAlone notes figures of a text that stand nowhere else.
func (l *loading) leaveAlone(where []any, e relationEntry) {
	if !l.present(where, "at", e.At, "remark", e.Remark) {
		return
	}
	resolve := l.resolve
	resolve.at = resolve.parts(e.At)
	for k, text := range e.Alone {
		words, nth := quotation(text)
		f, err := resolve.quoted(words, nth)
		if err != nil {
			l.Fail(append(slices.Clone(where), "alone", k), "%v", err)
			continue
		}
		l.alone = append(l.alone, lone{f, e.Remark})
	}
}

// remarks gives relations that are declared elsewhere their remarks.
func (l *loading) remarks(f file, relations []relation) {
	for i, remark := range f.Remark {
		where := []any{"remark", i}
		if !l.present(where, "key", remark.Key, "text", remark.Text) {
			continue
		}
		at := slices.IndexFunc(relations, func(r relation) bool { return r.key == key(remark.Key) })
		switch {
		case at < 0:
			l.Fail(append(where, "key"), "there is no relation %q; the nearest are %s: copy one of them", remark.Key, nearest(remark.Key, keysOf(relations)))
		case relations[at].remark != "":
			l.Fail(append(where, "key"), "relation %q has a remark already: write one", remark.Key)
		default:
			relations[at].remark = remark.Text
		}
	}
}

func keysOf(relations []relation) []string {
	var all []string
	for _, r := range relations {
		all = append(all, r.key)
	}
	return all
}

// leads refuses relations that fail with one that there is not.
func (l *loading) leads(relations []relation) {
	known := map[string]bool{}
	for _, r := range relations {
		known[r.key] = true
	}
	for _, r := range relations {
		if r.with != "" && r.file == l.Path() && !known[key(r.with)] {
			l.Fail(append(r.where, "with"), "there is no relation %q for %q to go with; the nearest are %s: copy one of them", r.with, r.key, nearest(r.with, keysOf(relations)))
		}
	}
}

// withoutCopies leaves out what holds the same two figures together as another: a
// match gives way to a relation that says so by itself, and of two relations the second
// is refused.
func (l *loading) withoutCopies(relations []relation) []relation {
	type pair struct {
		a, b figureID
		sign string
	}
	known := map[pair]*relation{}
	copied := map[string]bool{}
	for _, matches := range []bool{false, true} {
		for i := range relations {
			q, ok := relations[i].rule.(equation)
			if !ok || q.left.Op != calc.Leaf || q.right.Op != calc.Leaf || relations[i].matched != matches {
				continue
			}
			one := pair{q.left.Figure.id(), q.right.Figure.id(), q.sign}
			first, twice := known[one]
			if other, ok := known[pair{one.b, one.a, one.sign}]; ok && q.sign == "=" {
				first, twice = other, true
			}
			switch {
			case !twice:
				known[one] = &relations[i]
			case matches:
				copied[relations[i].key] = true
			case relations[i].file == l.Path():
				l.Fail(relations[i].where, "%q holds the same figures together as %q: remove one", relations[i].key, first.key)
			}
		}
	}
	return slices.DeleteFunc(relations, func(r relation) bool { return copied[r.key] })
}

// terms names the figures of an expression, for what a relation says; sign is
// the operation before the first.
func terms(e *expression, sign string) []finding.Term {
	switch e.Op {
	case calc.Leaf:
		t := finding.Term{Sign: sign, Place: e.Figure.place}
		if e.Figure.end > 0 {
			t.Text = e.Figure.text
		}
		return []finding.Term{t}
	case calc.Named:
		return []finding.Term{{Sign: sign, Name: e.Name}}
	case calc.Convert:
		return terms(e.Left, sign)
	}
	return append(terms(e.Left, sign), terms(e.Right, e.Op.Text())...)
}
