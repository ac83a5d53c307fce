package report

import "strings"

// HeadingEntry is a heading inside a section.
type HeadingEntry struct {
	Level int // as printed, from 1
	Text  string
}

// leadsBelow returns the heading that a line of the contents leads to: one of those
// that stand directly below the place the line above it leads to, as the line stands
// among the lines below that one. lines are these lines, line is the place of the one
// asked for. The zero Ref is returned unless one heading alone can be meant:
//   - the only one of its words, where they are also the only line of these words;
//   - the only one of its number and words;
//   - the one in its place, where lines and headings carry the same numbers from first
//     to last and one wording only leaves out words of the other.
func (o Outline) leadsBelow(above Ref, lines []string, line int) Ref {
	headings, numbers := o.headingsBelow(above)
	for _, same := range []func(a, b string) bool{
		func(a, b string) bool { return BareTitle(a) == BareTitle(b) },
		func(a, b string) bool { return Fold(a) == Fold(b) },
	} {
		at, found := only(headings, func(h string) bool { return same(h, lines[line]) })
		if _, alone := only(lines, func(l string) bool { return same(l, lines[line]) }); found && alone {
			return SectionRef(above.Number).Heading(numbers[at])
		}
	}
	if len(headings) != len(lines) {
		return Ref{}
	}
	for i := range lines {
		if n := number(lines[i]); n == "" || n != number(headings[i]) {
			return Ref{}
		}
	}
	if a, b := BareTitle(lines[line]), BareTitle(headings[line]); leavesOut(a, b) || leavesOut(b, a) {
		return SectionRef(above.Number).Heading(numbers[line])
	}
	return Ref{}
}

// headingsBelow returns the headings that stand directly below a section or one of its
// headings, with what each counts as in its section. A heading stands below the nearest
// one before it that is of a higher level, or that is numbered in another way, unless
// that way was open already; so do the lines of the contents.
func (o Outline) headingsBelow(above Ref) (texts []string, numbers []int) {
	if above.Part != SectionPart {
		return nil, nil
	}
	type way struct{ level, numbering int }
	for _, e := range o.Sections {
		if e.Number != above.Number {
			continue
		}
		var open []way
		depth, inside := 0, above.Anchor == "" // depth is that of the headings asked for
		for k, h := range e.Headings {
			numbering, _ := enumerator(h.Text)
			this := way{h.Level, numbering}
			at := 0
			for at < len(open) && open[at] != this && open[at].level <= h.Level {
				at++
			}
			open = append(open[:at], this)
			switch {
			case SectionRef(above.Number).Heading(k+1) == above:
				depth, inside = at+1, true
			case inside && at < depth:
				return texts, numbers
			case inside && at == depth:
				texts, numbers = append(texts, h.Text), append(numbers, k+1)
			}
		}
	}
	return texts, numbers
}

// only returns where the one text is that is sought.
func only(texts []string, sought func(string) bool) (at int, found bool) {
	for i, text := range texts {
		if sought(text) {
			if found {
				return 0, false
			}
			at, found = i, true
		}
	}
	return at, found
}

// number is that of a line or heading with its way of numbering, "" where it has none.
func number(line string) string {
	_, bare := enumerator(line)
	return strings.NewReplacer("．", ".", " ", "").Replace(Fold(strings.TrimSuffix(line, bare)))
}

// leavesOut tells whether short is long with words left out of it.
func leavesOut(short, long string) bool {
	rest := []rune(short)
	if len(rest) < 2 {
		return false
	}
	for _, r := range long {
		if len(rest) > 0 && rest[0] == r {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}
