package reconcile

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// passage is a text in which figures are stated: a paragraph of a section, a
// field or indicator of a form, a cell of words.
type passage struct {
	place      finding.Place
	paragraphs []paragraph
}

// paragraph is one paragraph of a passage. Number tells paragraphs of one Ref
// apart and is 0 where each has a Ref of its own.
type paragraph struct {
	ref    report.Ref
	number int
	text   string
}

// say returns the figure in words that may end in the number of their
// occurrence, #2.
func (p passage) say(words string) (*figure, error) {
	words, nth := quotation(words)
	return p.stated(words, nth)
}

// quotation splits words from the number of their occurrence, 0 for none.
func quotation(text string) (words string, nth int) {
	at := strings.LastIndex(text, "#")
	if at < 0 {
		return text, 0
	}
	if n, err := strconv.Atoi(text[at+1:]); err == nil && n > 0 {
		return text[:at], n
	}
	return text, 0
}

// stated returns the figure in the words given, which must be found once, or
// nth (from 1) of several times.
func (p passage) stated(words string, nth int) (*figure, error) {
	from, to, err := figureIn(words)
	if err != nil {
		return nil, err
	}
	var found []*figure
	for _, paragraph := range p.paragraphs {
		for _, at := range occurrences(paragraph.text, words) {
			f := p.figure(paragraph, at+from, at+to)
			f.quoted = words
			found = append(found, f)
		}
	}
	switch {
	case len(found) == 0:
		return nil, fmt.Errorf("%s does not say %q; it states %s: copy the words from it", wording.Place(p.place), words, p.nearest(words))
	case nth == 0 && len(found) > 1:
		return nil, fmt.Errorf("%s says %q %d times: add words around it, or #1 … #%d", wording.Place(p.place), words, len(found), len(found))
	case nth > len(found):
		return nil, fmt.Errorf("%s says %q %d times: there is no #%d", wording.Place(p.place), words, len(found), nth)
	}
	return found[max(nth, 1)-1], nil
}

// nearest lists figures that the passage states.
func (p passage) nearest(words string) string {
	var all []string
	for _, paragraph := range p.paragraphs {
		for _, m := range numbers(paragraph.text) {
			_, unit, end := unitAfter(paragraph.text, m[1])
			if unit != "" {
				all = append(all, paragraph.text[m[0]:end])
			}
		}
	}
	return nearest(words, all)
}

// quote finds words that hold no figure.
func (p passage) quote(words string) (*figure, error) {
	for _, paragraph := range p.paragraphs {
		if at := strings.Index(paragraph.text, words); at >= 0 {
			return &figure{ref: paragraph.ref, place: p.place, text: words,
				paragraph: paragraph.number, start: at, end: at + len(words)}, nil
		}
	}
	return nil, fmt.Errorf("%s does not say %q: copy the words from it", wording.Place(p.place), words)
}

// numbers finds the figures of a text as they are published, with commas and a
// fraction: where each begins and ends.
func numbers(text string) [][2]int {
	text, at := report.HalfWidth(text)
	digit := func(i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }
	var found [][2]int
	for i := 0; i < len(text); i++ {
		if !digit(i) {
			continue
		}
		from := i
		for fraction := false; digit(i) || digit(i+1) && (text[i] == ',' && !fraction || text[i] == '.' && !fraction); i++ {
			fraction = fraction || text[i] == '.'
		}
		if at != nil {
			found = append(found, [2]int{at[from], at[i]})
			continue
		}
		found = append(found, [2]int{from, i})
	}
	return found
}

// figureIn returns where the one figure of some words stands: the one amount
// of money, or else the one number.
func figureIn(words string) (from, to int, err error) {
	all := numbers(words)
	money := slices.DeleteFunc(slices.Clone(all), func(m [2]int) bool {
		unit, _, _ := unitAfter(words, m[1])
		return !report.IsMoney(unit)
	})
	switch {
	case len(money) == 1:
		return money[0][0], money[0][1], nil
	case len(all) == 1:
		return all[0][0], all[0][1], nil
	case len(all) == 0:
		return 0, 0, fmt.Errorf("%q states no figure: write it with its figure, or 文字「…」 for a quantity in words", words)
	}
	return 0, 0, fmt.Errorf("%q states %d figures: shorten it to one", words, len(all))
}

// occurrences finds words in a text, but not inside a longer figure: 2 万元 is
// not stated in 12 万元.
func occurrences(text, words string) []int {
	var found []int
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return found
		}
		from, to := at+i, at+i+len(words)
		whole := true
		for _, m := range numbers(text) {
			if m[0] < from && from < m[1] || m[0] < to && to < m[1] {
				whole = false
			}
		}
		if whole {
			found = append(found, from)
		}
		at = to
	}
}

// figure is the figure at some bytes of a paragraph.
func (p passage) figure(in paragraph, from, to int) *figure {
	unit, _, end := unitAfter(in.text, to)
	digits, _ := report.HalfWidth(strings.ReplaceAll(in.text[from:to], ",", ""))
	f := &figure{
		ref: in.ref, place: p.place, unit: unit, text: in.text[from:end], decimals: decimals(digits),
		about: aboutWord(in.text, from, to, end), paragraph: in.number, start: from, end: to,
	}
	f.place.Before = beside(in.text, from, end)
	f.value, _ = new(big.Rat).SetString(digits)
	if sign := signBefore(in.text[:from]); sign > 0 {
		f.start -= sign
		f.text = in.text[f.start:end]
		f.value.Neg(f.value)
	}
	if unit == calc.Percent {
		f.asPercent()
	}
	if f.short = f.text; unit == "万元" {
		f.short = in.text[f.start:to] // the usual unit of a report, as in its tables
	}
	return f
}

// beside is by what a figure is told from the others of its text: what its clause says
// before it, else the clause before that, else what stands behind it.
func beside(text string, from, end int) string {
	own, rest := lastClause(text[:from])
	if said := bareClause(own); said != "" {
		return said
	}
	if earlier, _ := lastClause(rest); !strings.ContainsAny(earlier, "0123456789") && bareClause(earlier) != "" {
		return bareClause(earlier)
	}
	behind := text[end:]
	if at := strings.IndexAny(behind, clauseEnds+"0123456789"); at >= 0 {
		behind = behind[:at]
	}
	return bareClause(behind)
}

const clauseEnds = "，。；：、！,;:（）()＝=*/+≥≤\n"

// lastClause divides a text before its last clause.
func lastClause(text string) (clause, before string) {
	at := strings.LastIndexAny(text, clauseEnds)
	if at < 0 {
		return text, ""
	}
	_, size := utf8.DecodeRuneInString(text[at:])
	return text[at+size:], text[:at]
}

// bareClause is a clause without what says nothing of a figure, "" for too little. What
// is left out of a long one is shown as such.
func bareClause(clause string) string {
	const most = 20
	clause = strings.TrimSpace(clause)
	bare := strings.TrimRight(clause, "约共即计为需各按")
	if total := bare + "计"; strings.HasPrefix(clause, total) && strings.ContainsAny(lastOf(bare), "总合小") {
		bare = total // 收入总计, not 收入总
	}
	words := []rune(strings.TrimSpace(strings.TrimLeft(bare, "约共即计为需各按")))
	switch {
	case len(words) < 2:
		return ""
	case len(words) > most:
		return "…" + string(words[len(words)-most:])
	}
	return string(words)
}

// lastOf is the last character of a text.
func lastOf(text string) string {
	_, size := utf8.DecodeLastRuneInString(text)
	return text[len(text)-size:]
}

// signBefore returns how many bytes of a sign of less than nothing end a text.
// A hyphen behind a digit or letter, or a figure with its unit, makes a range or a date:
// 3-4万元, 8%-10%.
func signBefore(text string) int {
	sign, size := utf8.DecodeLastRuneInString(text)
	if !strings.ContainsRune("-−－", sign) || size == 0 {
		return 0
	}
	text = text[:len(text)-size]
	for _, unit := range measures {
		if bare, ok := strings.CutSuffix(text, unit); ok {
			text = strings.TrimRight(bare, " ")
			if before, _ := utf8.DecodeLastRuneInString(text); !unicode.IsDigit(before) {
				return size // 结余万元-5, not 5万元-10万元
			}
			break
		}
	}
	if before, _ := utf8.DecodeLastRuneInString(text); before < utf8.RuneSelf && (unicode.IsDigit(before) || unicode.IsLetter(before)) {
		return 0
	}
	return size
}

// asPercent makes of 11.95 the value 0.1195.
func (f *figure) asPercent() {
	f.unit = calc.Percent
	f.value.Quo(f.value, big.NewRat(100, 1))
	f.decimals += 2
}

// measures are the units that may stand behind a figure, longer ones first. 万
// alone is said of money where a relation takes it so.
var measures = append(strings.Split(report.MoneyPattern(), "|"), counted...)

var counted = strings.Fields("% ％ 个月 平方米 m² 人 名 位 个 家 辆 台 套 场 次 天 月 年 篇 项 起 条 期 级")

// unitAfter returns the unit that a figure ending at byte to has, as it counts
// and as it is printed, and where it ends.
func unitAfter(text string, to int) (unit, published string, end int) {
	rest := strings.TrimLeftFunc(text[to:], unicode.IsSpace)
	at := len(text) - len(rest)
	for _, unit := range measures {
		if !strings.HasPrefix(rest, unit) {
			continue
		}
		if unit == "％" {
			return calc.Percent, unit, at + len(unit)
		}
		return unit, unit, at + len(unit)
	}
	const many = "万"
	after, ok := strings.CutPrefix(rest, many)
	if !ok {
		return "", "", to
	}
	if r, size := utf8.DecodeRuneInString(after); unicode.Is(unicode.Han, r) {
		unit = many + after[:size]
		return unit, unit, at + len(unit)
	}
	return "万元", many, at + len(many)
}

// Words that say that a figure is not certain stand in its own clause, before
// it without another figure between, or right behind it. 合约 or 约定 say
// something else.
var (
	aboutBefore = regexp.MustCompile(`(?:^|[^节合公条预契违签制])(大约|约|大概)(?:[^束定0-9，。；：、,;:（）()][^0-9，。；：、,;:（）()]*)?$`)
	nearBefore  = []string{"将近", "近", "逾"}
	moreAfter   = []string{"余", "多"} // before the unit: 40 余场, not 1 个多媒体系统
	aboutAfter  = []string{"左右", "上下"}
)

// aboutWord returns the word that makes the figure at some bytes of a text,
// whose unit ends at end, no certain one; "" for none.
func aboutWord(text string, from, to, end int) string {
	var before []string
	if clause := text[:from]; strings.Contains(clause, "约") || strings.Contains(clause, "大概") {
		before = aboutBefore.FindStringSubmatch(clause)
	}
	if before != nil {
		return before[1]
	}
	for _, word := range nearBefore {
		if strings.HasSuffix(strings.TrimRight(text[:from], whiteSpace), word) {
			return word
		}
	}
	for _, behind := range []struct {
		at    int
		words []string
	}{{to, moreAfter}, {end, aboutAfter}} {
		for _, word := range behind.words {
			if strings.HasPrefix(strings.TrimLeft(text[behind.at:], whiteSpace), word) {
				return word
			}
		}
	}
	return ""
}

const whiteSpace = " \t\n\f\r"
