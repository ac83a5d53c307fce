package draft

import (
	"regexp"
	"slices"
	"strings"
)

// hunk is lines of a unit that a repair changed: from and to are the lines as received,
// the second not counted in.
type hunk struct {
	from, to        int
	received, shown []string
	at              address
}

// hunks finds where the lines shown differ from those received.
func (u unit) hunks() []hunk {
	same := func(i, j int) bool {
		if u.rows {
			return strings.TrimRight(u.received[i], "\t") == strings.TrimRight(u.shown[j], "\t") && (u.form || u.received[i] == u.shown[j])
		}
		return u.received[i] == u.shown[j]
	}
	var hunks []hunk
	for i, j := 0, 0; i < len(u.received) || j < len(u.shown); {
		if i < len(u.received) && j < len(u.shown) && same(i, j) {
			i, j = i+1, j+1
			continue
		}
		a, b := i, j
		i, j = u.nextSame(i, j, same)
		if i == a { // an edit must find something: it takes the line beside
			if a > 0 {
				a, b = a-1, b-1
			} else {
				i, j = i+1, j+1
			}
		}
		hunks = append(hunks, u.pieces(a, i, b, j)...)
	}
	return hunks
}

// A line that was received is looked for among so many lines shown, near ones first, because
// the lines of a table may be very many.
const near, far = 300, 2400

// nextSame is where the lines received and shown agree next: as near as may be, and at their
// ends where they do not.
func (u unit) nextSame(i, j int, same func(i, j int) bool) (int, int) {
	for most := near; most <= far; most *= 2 {
		iEnd, jEnd := min(i+most, len(u.received)), min(j+most, len(u.shown))
		nextI, nextJ := firstSame(i, iEnd, j, jEnd, same)
		if nextI < iEnd && nextJ < jEnd || iEnd == len(u.received) && jEnd == len(u.shown) {
			return nextI, nextJ
		}
	}
	return len(u.received), len(u.shown)
}

// firstSame is where two lists of lines agree first, when as many as can agree on the way to
// their ends.
func firstSame(i, iEnd, j, jEnd int, same func(i, j int) bool) (int, int) {
	// most[i][j] is how many lines agree from those on, counted from the first of each list.
	i0, j0 := i, j
	most := make([][]int, iEnd-i0+1)
	for i := range most {
		most[i] = make([]int, jEnd-j0+1)
	}
	for i := iEnd - i0 - 1; i >= 0; i-- {
		for j := jEnd - j0 - 1; j >= 0; j-- {
			if most[i][j] = max(most[i+1][j], most[i][j+1]); same(i0+i, j0+j) {
				most[i][j] = most[i+1][j+1] + 1
			}
		}
	}
	for (i < iEnd || j < jEnd) && !(i < iEnd && j < jEnd && same(i, j)) {
		if j == jEnd || i < iEnd && most[i+1-i0][j-j0] >= most[i-i0][j+1-j0] {
			i++
		} else {
			j++
		}
	}
	return i, j
}

// pieces divides lines that differ into as many hunks as there are lines shown: each shows
// the lines that have its letters. Lines of which nothing is shown are hunks of their own.
func (u unit) pieces(from, to, first, last int) (hunks []hunk) {
	received, shown := u.received[from:to], u.shown[first:last]
	if ends := wholly(received, shown); ends != nil {
		i := 0
		for j, end := range ends {
			if end > i+1 || received[i] != shown[j] {
				hunks = append(hunks, hunk{from + i, from + end, received[i:end], shown[j : j+1], u.at[first+j]})
			}
			i = end
		}
		return hunks
	}
	together := func() []hunk { return []hunk{{from, to, received, shown, u.at[first]}} }
	if len(received)*len(shown) > far*near {
		return together()
	}
	const never = 1 << 30
	least := make([][]int, len(received)+1) // letters that differ from line i received and line j shown on
	take := make([][]int, len(received)+1)  // how many lines the line shown takes there, -1 where one is not shown
	for i := range least {
		least[i], take[i] = slices.Repeat([]int{never}, len(shown)+1), make([]int, len(shown)+1)
	}
	for i := len(received); i >= 0; i-- {
		for j := len(shown); j >= 0; j-- {
			if i == len(received) && j == len(shown) {
				least[i][j] = 0
			}
			if i < len(received) && least[i+1][j] < never {
				least[i][j], take[i][j] = least[i+1][j]+len(letterCounts(received[i:i+1]))+1, -1
			}
			for n := 1; n <= min(mostJoined, len(received)-i) && j < len(shown); n++ {
				if rest := least[i+n][j+1]; rest < never {
					if differ := apart(received[i:i+n], shown[j:j+1]) + rest; differ < least[i][j] {
						least[i][j], take[i][j] = differ, n
					}
				}
			}
		}
	}
	if least[0][0] == never { // more lines are shown than were received
		return together()
	}
	for i, j := 0, 0; i < len(received); {
		switch n := take[i][j]; {
		case n < 0:
			hunks = append(hunks, hunk{from + i, from + i + 1, received[i : i+1], nil, u.part})
			i++
		default:
			if n > 1 || received[i] != shown[j] {
				hunks = append(hunks, hunk{from + i, from + i + n, received[i : i+n], shown[j : j+1], u.at[first+j]})
			}
			i, j = i+n, j+1
		}
	}
	return hunks
}

// wholly is where the lines received end of which each line shown has the letters, no more and
// no less; nil where they do not come out even.
func wholly(received, shown []string) (ends []int) {
	i := 0
	for j := range shown {
		n := 1
		for n <= min(mostJoined, len(received)-i) && apart(received[i:i+n], shown[j:j+1]) > 0 {
			n++
		}
		if i += n; n > mostJoined || i > len(received) {
			return nil
		}
		ends = append(ends, i)
	}
	if i < len(received) {
		return nil
	}
	return ends
}

// mostJoined is how many lines a repair joins at most.
const mostJoined = 6

// letterCounts counts the letters of lines.
func letterCounts(lines []string) map[rune]int {
	counts := map[rune]int{}
	for _, l := range lines {
		for _, r := range bare(l) {
			counts[r]++
		}
	}
	return counts
}

// apart counts the letters that lines do not share.
func apart(a, b []string) (n int) {
	counts := letterCounts(a)
	for r, count := range letterCounts(b) {
		counts[r] -= count
	}
	for _, count := range counts {
		n += max(count, -count)
	}
	return n
}

// filledCells is the cells of lines that are not blank, and the columns in which they stand.
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
	if len(shown) == 0 && rows {
		return "续页上重复的表头；只显示一次。"
	}
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
		why = append(why, "“"+received[0]+"”是跨多行的一格，提取时重复出现；只显示一次。")
		received, columns = received[1:], columns[1:]
	}
	both := min(len(columns), len(moved))
	if split {
		both = min(both, 1) // what follows the first cell may be of another line
	}
	if !slices.Equal(columns[:both], moved[:both]) {
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
	if len(why) == 0 && strings.Count(h.received[0], "\t") < strings.Count(h.shown[0], "\t") {
		why = append(why, "表格被分页截断，后半部分各行少了空列；补上空列。金额没有移动。")
	} else if len(why) == 0 {
		why = append(why, "表格被分页截断，后半部分各行多出空列；去掉空列。金额没有移动。")
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
