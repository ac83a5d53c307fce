package draft

import (
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/report"
)

// entriesIn are the entries that stand on one line of the contents: more than one where an
// entry with the next number follows behind white space.
func entriesIn(line string) []string {
	for _, m := range nextEntry.FindAllStringSubmatchIndex(line, -1) {
		first, next := counting(line), counting(line[m[2]:])
		if first > 0 && next == first+1 {
			return append([]string{strings.TrimSpace(line[:m[0]])}, entriesIn(line[m[2]:])...)
		}
	}
	return []string{line}
}

// nextEntry is where a further entry may begin inside a line.
var nextEntry = regexp.MustCompile(`[\s\x{3000}]+([一二三四五六七八九十]+、)`)

// counting is the number that a line begins with: 11 of 十一、; 0 for none.
func counting(line string) int {
	n := 0
	for _, r := range line {
		switch k := strings.IndexRune("一二三四五六七八九", r); {
		case k >= 0:
			n += 1 + k/len("一")
		case r == '十':
			n = 10 * max(n, 1)
		case r == '、':
			return n
		default:
			return 0
		}
	}
	return 0
}

// entry tells whether a block is a line of the contents: it has a number or stands
// once more further on, is no sentence, and does not begin the report itself, as a line
// does that repeats the first entry, or the part of another.
func (d *Draft) entry(b block, after []block) bool {
	text := b.text()
	if text == "" || !short(text) || sentence(unstopped(text)) {
		return false
	}
	if part := partOf(text); part != "" && part == partOf(d.first()) {
		return false // the first part, under another heading than the contents name it by
	}
	same := func(line string) bool { return d.fold(line) == d.fold(text) }
	numbered := slices.ContainsFunc(anyNumber, func(n *regexp.Regexp) bool { return n.MatchString(text) })
	if slices.ContainsFunc(d.contents, same) && (!numbered || partNumber.MatchString(text) || bare(text) == bare(leaf.ReplaceAllString(d.first(), ""))) {
		return false
	}
	return numbered || slices.ContainsFunc(after, func(b block) bool { return b.Paragraph != nil && same(b.text()) })
}

// partOf is the number of a part at the beginning of a text, as 第一部分; "" for none.
func partOf(text string) string {
	return strings.TrimRight(bare(partNumber.FindString(text)), ":：、")
}

// goesOn is the last entry of the contents with the line that goes on with it, where that
// makes a line that stands once more further on; "" where the line is none.
func (d *Draft) goesOn(b block, after []block) string {
	if len(d.contents) == 0 || b.Paragraph == nil || numberOf(b.text()) >= 0 {
		return ""
	}
	last := d.contents[len(d.contents)-1]
	whole := oneLine(last + "\n" + b.text())
	again := func(line string) bool {
		return slices.ContainsFunc(after, func(b block) bool { return b.Paragraph != nil && d.fold(b.text()) == d.fold(line) })
	}
	if again(whole) && !again(last) && !again(b.text()) {
		return whole
	}
	return ""
}

// inContents tells whether the contents name a title.
func (d *Draft) inContents(title string) bool {
	return slices.ContainsFunc(d.contents, func(line string) bool { return d.fold(line) == d.fold(title) })
}

// topEntry tells whether the contents name a title among their topmost lines, which
// have the kind of number that the first one has, or none as it has none.
func (d *Draft) topEntry(title string) bool {
	return slices.ContainsFunc(d.contents, func(line string) bool {
		return bare(leaf.ReplaceAllString(line, "")) == bare(title) &&
			(numberOf(line) == numberOf(d.first()) || annexLine.MatchString(line) && partNumber.MatchString(d.first()))
	})
}

// lowEntry tells whether the contents name a title, and not among their topmost lines.
func (d *Draft) lowEntry(title string) bool {
	k := slices.IndexFunc(d.contents, func(line string) bool { return d.fold(line) == d.fold(title) })
	return k >= 0 && numberOf(d.first()) >= 0 && numberOf(d.contents[k]) != numberOf(d.first())
}

// first is the first entry of the contents, whatever day they say before it.
func (d *Draft) first() string {
	for _, line := range d.contents {
		if !report.SaysDay(line) {
			return line
		}
	}
	return ""
}

// lacking asks about the tables that the contents name and the report does not have.
func (d *Draft) lacking() {
	for k, line := range d.contents {
		named := func(title string) bool {
			return d.fold(title) == d.fold(line) || lacksLetter(d.fold(line), d.fold(title))
		}
		if !tableEnd.MatchString(d.fold(line)) || slices.ContainsFunc(d.parts, func(p part) bool { return named(p.title) }) {
			continue
		}
		if numberOf(line) == numberOf(d.first()) && !d.lowEntry(line) {
			continue // the heading of the tables
		}
		place, mark := "目录", d.marks.contents[k]
		for _, p := range d.parts {
			for _, it := range p.items {
				if named(it.text) {
					place, mark = it.place, it.mark
				}
			}
		}
		d.ask(Question{Key: key("table", d.fold(line), mark), Place: place, Assumed: "没有这张表", Choices: []string{Checked},
			Text: "目录里有《" + d.fold(line) + "》，没有认出这张表：原件里有的（空表也算），它的表头、各行和表下的注当作文字收在正文里，把它们移到 tables.toml 和 tables 里。"})
	}
}
