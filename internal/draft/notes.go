package draft

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// note is a repair as the public reads it: from and to are lines of the text as received.
type note struct {
	from, to int
	at       address
	why      string
	edits    []Change
}

// hunk is lines of a unit that a repair changed: from and to are the lines as received,
// the second not counted in.
type hunk struct {
	from, to        int
	received, shown []string
	at              address
}

// notes says how the lines shown of a unit came of those received, which begin at a line
// of the text as received.
func (u unit) notes(first int) (notes []note) {
	var together []hunk // which follow one another and have one reason
	flush := func() {
		if len(together) > 0 {
			notes = append(notes, u.noted(first, together)...)
		}
		together = nil
	}
	why := ""
	for _, h := range u.hunks() {
		reason := h.why(u.rows)
		if reason != why {
			flush()
		}
		why = reason
		together = append(together, h)
	}
	flush()
	return notes
}

// noted makes one note of hunks, or one of each where edits meant for one would change
// another.
func (u unit) noted(first int, hunks []hunk) []note {
	last := hunks[len(hunks)-1]
	from := hunks[0].from
	received, shown := []string(nil), []string(nil)
	at := from
	var edits []Change
	for _, h := range hunks {
		between := u.received[at:h.from]
		received, shown = append(append(received, between...), h.received...), append(append(shown, between...), h.shown...)
		at = h.to
		for _, e := range h.edits() {
			if !slices.Contains(edits, e) {
				edits = append(edits, e)
			}
		}
	}
	n := note{from: first + from, to: first + last.to - 1, at: hunks[0].at, why: hunks[0].why(u.rows), edits: edits}
	if len(hunks) > 1 && hunks[0].at.within == "row" {
		n.at = u.part
	}
	whole := Change{strings.Join(received, "\n"), strings.Join(shown, "\n")}
	switch {
	case applied(edits, whole.Received) == whole.Shown:
	case len(hunks) == 1:
		n.edits = []Change{whole}
	default:
		var notes []note
		for _, h := range hunks {
			notes = append(notes, u.noted(first, []hunk{h})...)
		}
		return notes
	}
	return []note{n}
}

// applied is a text after edits, each of which must find what it says was received in the
// text as it was and as it is.
func applied(edits []Change, text string) string {
	received := text
	for _, e := range edits {
		if e.Received == "" || !strings.Contains(received, e.Received) || !strings.Contains(text, e.Received) {
			return ""
		}
		text = strings.ReplaceAll(text, e.Received, e.Shown)
	}
	return text
}

// edits are the changes of a hunk: cell by cell where only the words of cells changed, else
// all of it, of a long text no more than what stands around the change.
func (h hunk) edits() []Change {
	if len(h.received) == 1 && len(h.shown) == 1 && strings.Count(h.received[0], "\t") == strings.Count(h.shown[0], "\t") {
		var edits []Change
		received, shown := strings.Split(h.received[0], "\t"), strings.Split(h.shown[0], "\t")
		for j := range received {
			if received[j] == shown[j] {
				continue
			}
			edits = append(edits, around(received[j], shown[j]))
		}
		if applied(edits, h.received[0]) == h.shown[0] {
			return edits
		}
	}
	if strings.Contains(strings.Join(h.received, "\n"), "\t") {
		return []Change{{strings.Join(h.received, "\n"), strings.Join(h.shown, "\n")}}
	}
	return []Change{around(strings.Join(h.received, "\n"), strings.Join(h.shown, "\n"))}
}

// context is how many characters of a long text stand on each side of a change.
const context = 8

// around is a change with what stands around it.
func around(received, shown string) Change {
	a, b := []rune(received), []rune(shown)
	start, end := 0, 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	for end < min(len(a), len(b))-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	start, end = max(0, start-context), max(0, end-context)
	if len(a)-start-end > len(a)/2 {
		start, end = 0, 0
	}
	return Change{string(a[start : len(a)-end]), string(b[start : len(b)-end])}
}

// hunks finds where the lines shown differ from those received.
func (u unit) hunks() (hunks []hunk) {
	same := func(i, j int) bool {
		if u.rows {
			return strings.TrimRight(u.received[i], "\t") == strings.TrimRight(u.shown[j], "\t") && (u.part.part == "project" || u.received[i] == u.shown[j])
		}
		return u.received[i] == u.shown[j]
	}
	// most[i][j] is how many lines agree from line i received and line j shown on.
	most := make([][]int, len(u.received)+1)
	for i := range most {
		most[i] = make([]int, len(u.shown)+1)
	}
	for i := len(u.received) - 1; i >= 0; i-- {
		for j := len(u.shown) - 1; j >= 0; j-- {
			if most[i][j] = max(most[i+1][j], most[i][j+1]); same(i, j) {
				most[i][j] = most[i+1][j+1] + 1
			}
		}
	}
	i, j := 0, 0
	for i < len(u.received) || j < len(u.shown) {
		a, b := i, j
		for i < len(u.received) || j < len(u.shown) {
			if i < len(u.received) && j < len(u.shown) && same(i, j) {
				break
			}
			if j == len(u.shown) || i < len(u.received) && most[i+1][j] >= most[i][j+1] {
				i++
			} else {
				j++
			}
		}
		if i > a || j > b {
			hunks = append(hunks, u.hunk(a, i, b, j)...)
		}
		for i < len(u.received) && j < len(u.shown) && same(i, j) {
			i, j = i+1, j+1
		}
	}
	return hunks
}

// hunk is lines that differ, one hunk for each where as many are shown as were received.
// An edit must find something: where nothing was received, it takes the line beside.
func (u unit) hunk(from, to, first, last int) (hunks []hunk) {
	if from == to && from > 0 {
		from, first = from-1, first-1
	} else if from == to {
		to, last = to+1, last+1
	}
	if to-from == last-first {
		for k := range to - from {
			hunks = append(hunks, hunk{from + k, from + k + 1, u.received[from+k : from+k+1], u.shown[first+k : first+k+1], u.at[first+k]})
		}
		return hunks
	}
	at := u.part
	if first < last {
		at = u.at[first]
	}
	return []hunk{{from, to, u.received[from:to], u.shown[first:last], at}}
}

// filled is the cells of lines that are not blank, and the columns in which they stand.
func filledCells(lines []string) (texts []string, columns []int) {
	for _, l := range lines {
		for j, cell := range strings.Split(l, "\t") {
			if cell != "" {
				texts, columns = append(texts, cell), append(columns, j)
			}
		}
	}
	return texts, columns
}

// why says for the public what was damaged and how it was repaired, by what differs.
func (h hunk) why(rows bool) string {
	received, columns := filledCells(h.received)
	shown, moved := filledCells(h.shown)
	was, is := bare(strings.Join(received, "")), bare(strings.Join(shown, ""))
	if len(shown) == 0 {
		return "单独成行的“" + was + "”不属于任何句子，是提取时带入的；不显示。"
	}
	if !rows {
		switch {
		case len(h.received) > len(h.shown):
			return "一段文字在提取时被断成" + severally(len(h.received)) + "段；接回为一段。"
		case texMarks.MatchString(was):
			return texWhy
		}
		return "提取时在字间留下空格；去掉空格。"
	}
	var why []string
	if texMarks.MatchString(was) {
		why = append(why, texWhy)
		was = is
	}
	split := len(h.received) > len(h.shown)
	if split {
		why = append(why, "一行文字在提取时被截成"+severally(len(h.received))+"行；接回为一行。")
	}
	if unmarked := strings.ReplaceAll(was, "¶", ""); !split && len(received) < len(shown) {
		why = append(why, "两格的文字在提取时并入了一格；分开。")
	} else if len([]rune(unmarked)) > len([]rune(strings.ReplaceAll(is, "¶", ""))) {
		why = append(why, "跨多行的一格在提取时重复出现；只显示一次。")
		received, columns = received[1:], columns[1:]
	}
	if first := min(len(columns), len(moved)); !split && !slices.Equal(columns[:first], moved[:first]) || split && columns[0] != moved[0] {
		why = append(why, "列错位；移回。")
	}
	if !split && len(received) == len(shown) {
		for k := range received {
			if received[k] != shown[k] && bare(received[k]) == bare(shown[k]) {
				why = append(why, "文字在窄格内折行，提取时在字间留下空格；去掉空格。")
				break
			}
		}
	}
	if len(why) == 0 {
		why = append(why, "提取时每行多出的空列；去掉空列。金额没有移动。")
	}
	return strings.Join(why, "")
}

// severally is a small number before what it counts.
func severally(n int) string {
	if n == 2 {
		return "两"
	}
	return " " + itoa(n) + " "
}

const texWhy = "算式在提取时成了 TeX 代码；还原为算式的文字，数字不变。"

// texMarks are signs of formulas that extraction wrote as code of TeX.
var texMarks = regexp.MustCompile(`\\text|\\%|\\times`)

// notesFile is the file of notes.
func notesFile(notes []note) []byte {
	var b bytes.Buffer
	b.WriteString("# 整理说明：提取时损坏、由人对着原件确认过的地方。source.txt 照收到的不动。\n")
	for _, n := range notes {
		fmt.Fprintf(&b, "\n[[note]]\nlines = [%d, %d]\nat = %s\nwhy = %s\nedits = [\n", n.from, n.to, n.at.toml(), Quote(n.why))
		for _, e := range n.edits {
			fmt.Fprintf(&b, "  { received = %s, shown = %s },\n", Quote(e.Received), Quote(e.Shown))
		}
		b.WriteString("]\n")
	}
	return b.Bytes()
}
