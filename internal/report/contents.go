package report

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// ContentsLine is a line of the published contents: its depth in the tree of lines,
// from 0, and the part or heading that it leads to; the zero Ref where it leads to
// none.
type ContentsLine struct {
	Text  string
	Level int
	To    Ref
}

// Title is the line as a title is compared: without its number and the leader that
// runs to a page number, and folded.
func (l ContentsLine) Title() string { return BareTitle(withoutLeader(l.Text)) }

// leader is what runs from a line to the number of its page.
var leader = regexp.MustCompile(`[\s\x{3000}]*(?:[…⋯]|[.．·・_-]{3}|\t|[\s\x{3000}]{2})[…⋯.．·・_\s\x{3000}-]*[0-9]{0,3}[\s-]*$`)

// withoutLeader is a line of contents without its leader and page number.
func withoutLeader(line string) string { return leader.ReplaceAllString(line, "") }

// SaysDay tells whether a line of the contents is no entry, but says on which day the
// report was made or published.
func SaysDay(line string) bool { return dayWords.MatchString(line) }

var dayWords = regexp.MustCompile(`^(编制|填报|公开|公布|发布|批复)?(日期|时间)\s*[:：]`)

// enumerators are the ways to number a line. Each way has a depth of its own in a
// list.
var enumerators = []*regexp.Regexp{
	regexp.MustCompile(`^(第[一二三四五六七八九十]+(部分|章)\s*[:：、]?|附件\s*[:：])\s*`),
	regexp.MustCompile(`^[一二三四五六七八九十]+、\s*`),
	regexp.MustCompile(`^[（(][一二三四五六七八九十]+[）)]\s*`),
	regexp.MustCompile(`^[0-9]+\s*[.．、]\s*`),
	regexp.MustCompile(`^[（(][0-9]+[）)]\s*`),
	LabelBefore,
}

// LabelBefore is the label of a table before its title on one line, as contents print it:
// 表1-1.部门收入总表, 附表2：, 公开03表.
var LabelBefore = regexp.MustCompile(`^(?:(?:附?表|附件)\s*[0-9０-９一二三四五六七八九十]+(?:[-—–.．][0-9０-９]+)*(?:\s*[.．、:：]\s*|\s+)|(?:\p{Han}{0,4}(?:公开|预算|批复))\s*[0-9０-９]+(?:[-—–.．][0-9０-９]+)*\s*表\s*[:：]?\s*)`)

// enumerator returns which way a line is numbered, -1 for none, and the line without
// its number.
func enumerator(line string) (way int, bare string) {
	switch first, _ := utf8.DecodeRuneInString(line); {
	case first >= '0' && first <= '9', strings.ContainsRune("第（(一二三四五六七八九十表附公预批部单", first):
	default:
		return -1, line // as most labels are
	}
	for way, pattern := range enumerators {
		if end := pattern.FindStringIndex(line); end != nil && end[1] < len(line) {
			return way, line[end[1]:]
		}
	}
	return -1, line
}

// ContentsLines is the published table of contents as a tree. A line is one level
// below the nearest line above it that is numbered in another way, unless that way
// was open already. It leads to the part with its title or to a heading (see
// leadsBelow), else to the only section whose title is longer and ends in it:
// 一、主要职能 to 某局主要职能; or to the first of several that it names together, or
// the list of forms.
func (o Outline) ContentsLines() []ContentsLine {
	titles := map[string]Ref{}
	for _, e := range o.Tables {
		titles[BareTitle(e.Title)] = TableRef(e.Number)
	}
	for _, e := range o.Sections {
		titles[BareTitle(e.Title)] = SectionRef(e.Number)
	}
	longer := func(bare string) Ref {
		var found []Ref
		for _, e := range o.Sections {
			short := strings.TrimPrefix(strings.TrimPrefix(bare, "部门"), "单位")
			if title := BareTitle(e.Title); short != "" && strings.HasSuffix(title, short) {
				found = append(found, SectionRef(e.Number))
			}
		}
		if len(found) != 1 {
			return Ref{}
		}
		return found[0]
	}
	var lines []ContentsLine
	var open []int // ways of numbering from the top down to the last line
	for _, text := range o.Contents {
		if SaysDay(text) {
			lines = append(lines, ContentsLine{Text: text})
			continue
		}
		way, _ := enumerator(text)
		level := slices.Index(open, way)
		if level < 0 {
			level = len(open)
			open = append(open, way)
		}
		open = open[:level+1]
		lines = append(lines, ContentsLine{Text: text, Level: level})
	}
	above := map[int]int{} // the line that a line stands below
	below := map[int][]string{}
	for i, l := range lines {
		above[i] = -1
		for k := i - 1; k >= 0 && l.Level > 0; k-- {
			if lines[k].Level < l.Level {
				above[i] = k
				break
			}
		}
		below[above[i]] = append(below[above[i]], withoutLeader(l.Text))
	}
	reached := map[int]int{} // how many lines below a line were looked at
	for i := range lines {
		up := above[i]
		at := reached[up]
		reached[up]++
		bare := lines[i].Title()
		to := titles[bare]
		if up >= 0 && to.Part != TablePart {
			if heading := o.leadsBelow(lines[up].To, below[up], at); heading != (Ref{}) {
				to = heading
			}
		}
		if to == (Ref{}) {
			to = longer(bare)
		}
		if to == (Ref{}) {
			to = o.lacking(bare)
		}
		lines[i].To = to
	}
	for i := range lines {
		switch l := &lines[i]; {
		case l.To != (Ref{}) || l.Level > 0:
		case len(o.Projects) > 0 && namesForms.MatchString(l.Title()):
			l.To = PageOf(ProjectPart)
		default:
			l.To = o.between(lines, i)
		}
	}
	return lines
}

// namesForms is a line of contents that names the forms of projects, all together.
var namesForms = regexp.MustCompile(`^(?:部门|单位|预算|财政|项目|支出)*绩效目标(?:申报|填报)?表?$`)

// between is the first of the sections that line k names together: those between the
// sections of the lines around it, where they all end as it does: 七、项目经费情况说明
// for 甲专项经费情况说明 and 乙专项经费情况说明. The zero Ref is returned for none.
func (o Outline) between(lines []ContentsLine, k int) Ref {
	first, end := 1, len(o.Sections)+1
	for i, l := range lines {
		switch {
		case l.To.Part != SectionPart:
		case i < k:
			first = max(first, l.To.Number+1)
		case i > k:
			end = min(end, l.To.Number)
		}
	}
	words := []rune(lines[k].Title())
	if len(words) < sameEnd || first >= end {
		return Ref{}
	}
	for _, e := range o.Sections[first-1 : end-1] {
		if !strings.HasSuffix(BareTitle(e.Title), string(words[len(words)-sameEnd:])) {
			return Ref{}
		}
	}
	return SectionRef(first)
}

// sameEnd is how many letters at its end a title has in common with the line that names it
// together with others: more than 情况说明, which many have.
const sameEnd = 5

// lacking is the only table whose title is a line and one letter before it, as lines are
// from which a program took more than their number; the zero Ref for none.
func (o Outline) lacking(bare string) Ref {
	var found []Ref
	for _, e := range o.Tables {
		title := BareTitle(e.Title)
		if _, first := utf8.DecodeRuneInString(title); len(bare) >= 12 && title[first:] == bare {
			found = append(found, TableRef(e.Number))
		}
	}
	if len(found) != 1 {
		return Ref{}
	}
	return found[0]
}

// Apart tells whether a table that is printed among the texts of a section is none of
// its own: the published contents name it elsewhere than below the section.
func (o Outline) Apart(table int) bool {
	var in Ref
	for _, e := range o.Sections {
		if slices.Contains(e.Holds, table) {
			in = SectionRef(e.Number)
		}
	}
	lines := o.ContentsLines()
	at := slices.IndexFunc(lines, func(l ContentsLine) bool { return l.To == TableRef(table) })
	if in == (Ref{}) || at < 0 {
		return false
	}
	if !slices.ContainsFunc(lines, func(l ContentsLine) bool { return l.To == in }) {
		return lines[at].Level == 0
	}
	for level := lines[at].Level; at >= 0; at-- {
		if lines[at].Level < level {
			if level = lines[at].Level; lines[at].To == in {
				return false
			}
		}
	}
	return true
}

// BareTitle is a title without its number and folded, as contents and headings may
// differ in both.
func BareTitle(title string) string {
	return Fold(Unnumbered(title))
}

// Numbering is in which way a line is numbered, the larger the deeper: 一、 0 or more, below
// it （一）, 1. and （1）; -1 for a line without a number.
func Numbering(line string) int {
	way, _ := enumerator(line)
	return way
}

// Unnumbered is a line without its number.
func Unnumbered(line string) string {
	_, bare := enumerator(line)
	return bare
}
