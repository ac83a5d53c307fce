package original

import (
	"strconv"
	"strings"
)

// numbering writes out the automatic numbers of a Word file, which stand in no
// paragraph: 「一、」「（一）」「1.」.
type numbering struct {
	lists  map[string]*list // by numId
	counts map[string][]int // by the list that counts: the number last given at each level
}

// list is one instance of a list; several may count on together.
type list struct {
	counter string       // the abstract list, which all its instances count
	anew    map[int]bool // the levels that the instance has still to begin anew
	levels  [9]level
}

type level struct {
	format string
	text   string // 第%1条
	start  int
	suffix string // tab, space or nothing
	legal  bool   // all numbers in it are decimal
	known  bool
}

func newNumbering(root *element) *numbering {
	n := &numbering{lists: map[string]*list{}, counts: map[string][]int{}}
	if root = root.kid("numbering"); root == nil {
		return n
	}
	abstract := map[string]*element{}
	byStyle := map[string]*element{}
	for _, e := range root.kids {
		if e.name == "abstractNum" {
			abstract[e.attr("abstractNumId")] = e
			if style := e.kid("styleLink"); style != nil {
				byStyle[style.attr("val")] = e
			}
		}
	}
	for _, e := range root.kids {
		if e.name != "num" {
			continue
		}
		id := e.kid("abstractNumId").attr("val")
		from := abstract[id]
		if linked := byStyle[from.kid("numStyleLink").attr("val")]; linked != nil {
			from, id = linked, linked.attr("abstractNumId")
		}
		l := &list{counter: id, anew: map[int]bool{}}
		l.read(from)
		for _, o := range e.kids {
			if o.name != "lvlOverride" {
				continue
			}
			l.read(o)
			at, err := strconv.Atoi(o.attr("ilvl"))
			start, err2 := strconv.Atoi(o.kid("startOverride").attr("val"))
			if err == nil && err2 == nil && at >= 0 && at < len(l.levels) {
				l.levels[at].start = start
				l.anew[at] = true
			}
		}
		n.lists[e.attr("numId")] = l
	}
	return n
}

func (l *list) read(from *element) {
	if from == nil {
		return
	}
	for _, e := range from.kids {
		at, err := strconv.Atoi(e.attr("ilvl"))
		if e.name != "lvl" || err != nil || at < 0 || at >= len(l.levels) {
			continue
		}
		start, err := strconv.Atoi(e.kid("start").attr("val"))
		if err != nil {
			start = 1
		}
		l.levels[at] = level{
			format: e.kid("numFmt").attr("val"),
			text:   e.kid("lvlText").attr("val"),
			start:  start,
			suffix: e.kid("suff").attr("val"),
			legal:  e.kid("isLgl").on(),
			known:  true,
		}
	}
}

// next counts on and returns the number with what divides it from the text.
// ok is false where the list writes its numbers in a way that is not known; the
// number is then decimal.
func (n *numbering) next(id string, at int) (label string, ok bool) {
	l := n.lists[id]
	if l == nil || at < 0 || at >= len(l.levels) || !l.levels[at].known {
		return "", true
	}
	counts := n.counts[l.counter]
	if counts == nil {
		counts = make([]int, len(l.levels))
		for i := range counts {
			counts[i] = l.levels[i].start - 1
		}
		n.counts[l.counter] = counts
	}
	if l.anew[at] {
		counts[at] = l.levels[at].start - 1
		delete(l.anew, at)
	}
	for i := range at {
		// A level that was never counted stands at its first number.
		counts[i] = max(counts[i], l.levels[i].start)
	}
	counts[at]++
	for i := at + 1; i < len(counts); i++ {
		counts[i] = l.levels[i].start - 1
	}
	lv := l.levels[at]
	if lv.format == "bullet" {
		// Most bullets are signs of a font of signs, which has no letters for them.
		if lv.text == "" || strings.ContainsFunc(lv.text, private) {
			return "•", true
		}
		return lv.text, true
	}
	ok = true
	var b strings.Builder
	for i := 0; i < len(lv.text); i++ {
		if lv.text[i] != '%' || i+1 == len(lv.text) || lv.text[i+1] < '1' || lv.text[i+1] > '9' {
			b.WriteByte(lv.text[i])
			continue
		}
		i++
		k := int(lv.text[i] - '1')
		format := l.levels[k].format
		if lv.legal {
			format = "decimal"
		}
		written, known := numeral(format, counts[k])
		b.WriteString(written)
		ok = ok && known
	}
	label = b.String()
	if label != "" && lv.suffix != "nothing" && label[len(label)-1] < 0x80 {
		label += " "
	}
	return label, ok
}

// numeral writes n in a format of Word. It tells whether the format is known.
func numeral(format string, n int) (string, bool) {
	decimal := strconv.Itoa(n)
	if n < 1 {
		return decimal, format == "decimal" || format == ""
	}
	pick := func(first rune, last int) (string, bool) {
		if n > last {
			return decimal, false
		}
		return string(first + rune(n-1)), true
	}
	of := func(cycle string) (string, bool) {
		runes := []rune(cycle)
		return string(runes[(n-1)%len(runes)]), true
	}
	switch format {
	case "decimal", "":
		return decimal, true
	case "none":
		return "", true
	case "decimalZero":
		if n < 10 {
			return "0" + decimal, true
		}
		return decimal, true
	case "decimalFullWidth", "decimalFullWidth2":
		return digits(decimal, "０１２３４５６７８９"), true
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand":
		return chinese(n, "〇一二三四五六七八九", "十百千"), n < 10_000
	case "chineseLegalSimplified":
		return chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"), n < 10_000
	case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital":
		return digits(decimal, "〇一二三四五六七八九"), true
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return pick('①', 20)
	case "decimalEnclosedParen":
		return pick('⑴', 20)
	case "decimalEnclosedFullstop":
		return pick('⒈', 20)
	case "ideographEnclosedCircle":
		return pick('㊀', 10)
	case "ideographTraditional":
		return of("甲乙丙丁戊己庚辛壬癸")
	case "ideographZodiac":
		return of("子丑寅卯辰巳午未申酉戌亥")
	case "lowerLetter":
		return strings.Repeat(string(rune('a'+(n-1)%26)), 1+min((n-1)/26, 20)), true
	case "upperLetter":
		return strings.Repeat(string(rune('A'+(n-1)%26)), 1+min((n-1)/26, 20)), true
	case "lowerRoman":
		return strings.ToLower(roman(n)), n < 4000
	case "upperRoman":
		return roman(n), n < 4000
	}
	return decimal, false
}

// private tells whether a character is one that only a certain font can draw.
func private(r rune) bool { return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000 }

func digits(decimal, of string) string {
	runes := []rune(of)
	var b strings.Builder
	for _, d := range decimal {
		b.WriteRune(runes[d-'0'])
	}
	return b.String()
}

// chinese counts up to 9999: 十一, 二十, 一百〇三.
func chinese(n int, digit, power string) string {
	names, powers := []rune(digit), []rune(power)
	if n >= 10_000 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	zero := false
	for place, unit := range []int{1000, 100, 10, 1} {
		d := n / unit % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune(names[0])
			zero = false
		}
		// Ten to nineteen begin with 十 itself, and not with 一十.
		if !(unit == 10 && d == 1 && b.Len() == 0 && powers[0] == '十') {
			b.WriteRune(names[d])
		}
		if unit > 1 {
			b.WriteRune(powers[2-place])
		}
	}
	return b.String()
}

func roman(n int) string {
	if n >= 4000 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, s := range []struct {
		value int
		text  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= s.value; n -= s.value {
			b.WriteString(s.text)
		}
	}
	return b.String()
}
