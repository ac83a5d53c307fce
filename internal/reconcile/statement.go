package reconcile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"disclosure/internal/calc"
	"disclosure/internal/report"
)

// statement is an amount, a count or a percentage that a paragraph states, with what the
// words before it say of it.
type statement struct {
	figure   *figure
	from, to int // its bytes, with its unit
	role     role
	label    string // what it is of, without years, bodies and enumerators: 财政拨款收入; "" where its clause does not say
	said     string // the same as it is printed
	of       string // of a share what it is a share of, of a fulfilment the budget it is held against
	change   string // of a change and a rate: 增加, 下降
	based    bool   // it is said with what is compared: 比上年
	sentence int    // number of its sentence
	depth    int    // how many brackets it stands in
	bracket  int    // byte at which the innermost of them opens
	behind   string // what stands before it since the statement before it, or the sentence began
	items    []item // items of the functional classification that end right before it
}

// role is what a statement is said to be.
type role int

const (
	level   role = iota // an amount of this year, or a number of things
	budget              // one of what was budgeted at first: 年初预算为
	whole               // or for the whole year, changes included: 全年预算为
	final               // what was spent in the end: 支出决算为
	before              // an amount of a year before: 2023年当年预算执行数为
	change              // how much more or less than before
	rate                // the same in percent
	share               // 占p%
	done                // 完成预算的p%
	limit               // 单价100万元以上
	unclear             // what is said of it is not known
)

// isLevel tells an amount that may be a part or a whole of others.
func (s statement) isLevel() bool { return s.role <= final }

var (
	sayShare  = regexp.MustCompile(`占([^，。；,;、]{0,24}?)的?(?:比重|比例|比)?(?:为|达|约)?\s*$`)
	sayDone   = regexp.MustCompile(`(?:完成|达到|占|为)了?(年初|全年|调整|年度|当年)?预算(?:数|金额)?的?\s*$`)
	sayChange = regexp.MustCompile(`(` + report.ChangePattern() + `)(?:[（(](?:` + report.ChangePattern() + `)[）)])?(?:了|额为|金额|为)?\s*$`)
	sayBefore = regexp.MustCompile(`(?:(上一?年|去年|([0-9]{4})年)度?(?:当年)?(?:执行数|决算数|预算数|支出数?|收入数?)|(?:([0-9]{4})年度?)?(?:当年)?预算执行数)(?:为|是)?\s*$`)
	sayBudget = regexp.MustCompile(`年初预算(?:数|安排|金额)?(?:为|是|数为)?\s*$`)
	// sayPlanned is how final accounts, which else say what was spent, say what was planned.
	sayPlanned = regexp.MustCompile(`支出预算(?:数|金额)?(?:为|是)\s*$`)
	sayWhole   = regexp.MustCompile(`(?:全年|调整)预算(?:数|安排|金额)?(?:为|是)?\s*$`)
	sayFinal   = regexp.MustCompile(`(?:支出)?决算(?:数|金额|支出)?(?:为|是)?\s*$`)
	sayPrice   = regexp.MustCompile(`单价\s*$`)
	isLimit    = regexp.MustCompile(`^\s*(?:[（(](?:含|不含)[）)])?\s*(?:以[上下内]|及以上)`)
	compared   = regexp.MustCompile(`(?:比|较)` + report.BasePattern() + `(?:相比)?`)
	facing     = regexp.MustCompile(`(?:与|同|和)` + report.BasePattern() + `(?:相比|对比|比较|相较)[，,]?`)
)

// item is one of the functional classification as texts name it: …（类）…（款）…（项）, or
// the first of these.
type item struct {
	start, end int
	names      []string
}

var namedItem = regexp.MustCompile(`[“"]?([^“”"（）()，。；：:;、\s0-9.]+)[（(]类[）)](?:\s*((?:[^“”"（）()，。；;\s]|“[^”]{1,12}”|[（(][^（）()款项]{1,8}[）)])+?)[（(]款[）)](?:\s*((?:[^“”"，。；;\s]|“[^”]{1,12}”)+?)[（(]项[）)])?)?[”"]?`)

func itemsIn(text string) (found []item) {
	if !strings.Contains(text, "类") {
		return nil
	}
	for _, m := range namedItem.FindAllStringSubmatchIndex(text, -1) {
		one := item{start: m[0], end: m[1]}
		for k := 2; k < len(m) && m[k] >= 0; k += 2 {
			one.names = append(one.names, text[m[k]:m[k+1]])
		}
		found = append(found, one)
	}
	return found
}

// counts are the units of things of which texts list parts.
var counts = []string{"辆", "个", "家", "台", "套", "人", "平方米", "批", "次"}

// statements reads what a paragraph states, in order.
func statements(p passage, names *names, items []item) []statement {
	in := p.paragraphs[0]
	text := in.text
	var all []statement
	w := walker{text: text}
	end := 0 // of the statement before
	for _, m := range numbers(text) {
		unit, _, to := unitAfter(text, m[1])
		if !report.IsMoney(unit) && unit != calc.Percent && !slices.Contains(counts, unit) {
			continue
		}
		w.walk(m[0])
		s := statement{figure: p.figure(in, m[0], m[1]), from: m[0], to: to, sentence: w.sentence, depth: len(w.brackets)}
		begin := max(end, w.begin)
		if s.depth > 0 {
			s.bracket = w.brackets[s.depth-1]
			begin = max(begin, s.bracket+len("（"))
		}
		s.behind = text[min(begin, m[0]):m[0]]
		for _, one := range items {
			if one.end <= s.from && one.start >= begin {
				s.items = append(s.items, one)
			}
		}
		if n := len(s.items); n > 0 && s.figure.place.Before == "" {
			named := s.items[n-1].names
			s.figure.place.Before = named[len(named)-1]
		}
		s.read(text[to:], names)
		if s.role == change && !s.based && !slices.ContainsFunc(all, func(o statement) bool { return o.based && o.sentence == s.sentence }) {
			s.role = unclear // 稳增长30万元
		}
		all = append(all, s)
		end = to
	}
	return all
}

// walker counts sentences and brackets up to a byte of a text.
type walker struct {
	text     string
	at       int
	sentence int
	begin    int // of the sentence
	brackets []int
}

func (w *walker) walk(to int) {
	for i, r := range w.text[w.at:to] {
		switch r {
		case '（', '(':
			w.brackets = append(w.brackets, w.at+i)
		case '）', ')':
			if len(w.brackets) > 0 {
				w.brackets = w.brackets[:len(w.brackets)-1]
			}
		case '。', '！', '\n':
			w.sentence++
			w.begin, w.brackets = w.at+i+len(string(r)), nil
		}
	}
	w.at = to
}

// read finds out what the words around a figure say of it.
func (s *statement) read(behind string, names *names) {
	words := s.behind
	cut := func(m []int) string { return words[:m[0]] }
	percent := s.figure.unit == calc.Percent
	if m := sayDone.FindStringSubmatchIndex(words); percent && m != nil {
		s.role = done
		if s.of = "预算"; m[2] >= 0 {
			s.of = words[m[2]:m[3]] + "预算"
		}
		return
	}
	if m := sayShare.FindStringSubmatchIndex(words); percent && m != nil {
		s.role, s.said = share, strings.TrimSpace(words[m[2]:m[3]])
		s.of = bareName(s.said, names)
		return
	}
	if m := sayChange.FindStringSubmatchIndex(words); m != nil {
		s.role, s.change = change, words[m[2]:m[3]]
		s.based = compared.MatchString(words) || facing.MatchString(words)
		if percent {
			s.role = rate
		}
		words = compared.ReplaceAllString(facing.ReplaceAllString(cut(m), ""), "")
		s.label, s.said = nameBefore(words, names)
		return
	}
	switch {
	case percent:
		s.role = unclear
		return
	case sayPrice.MatchString(words) || isLimit.MatchString(behind):
		s.role = limit
		return
	}
	if m := sayBefore.FindStringSubmatch(words); m != nil {
		if year := m[2] + m[3]; year != strconv.Itoa(names.r.Year) {
			s.role = before
			return
		}
	}
	for _, kind := range []struct {
		pattern *regexp.Regexp
		role    role
	}{{sayBudget, budget}, {sayWhole, whole}, {sayFinal, final}} {
		if m := kind.pattern.FindStringIndex(words); m != nil {
			s.role, words = kind.role, cut(m)
			break
		}
	}
	if m := sayPlanned.FindStringIndex(words); m != nil && s.role == level && names.r.FinalAccounts() {
		s.role, words = budget, cut(m)
	}
	s.label, s.said = nameBefore(words, names)
	if s.role == level && names.r.Words().Money == "决算" {
		s.role = final
	}
}

// nameBefore is the name that the last clause of some words gives to what follows, and
// as it is printed.
func nameBefore(words string, names *names) (name, said string) {
	if both := strings.LastIndex(words, "收、支"); both >= 0 && !strings.ContainsAny(words[both+len("收、支"):], nameStops) {
		words = words[both:]
		return bareName(strings.Replace(words, "收、支", "收支", 1), names), printedName(words, names)
	}
	if at := strings.LastIndexAny(words, nameStops); at >= 0 {
		_, size := utf8.DecodeRuneInString(words[at:])
		words = words[at+size:]
	}
	return bareName(words, names), printedName(words, names)
}

const nameStops = "，。；：、！,;:\n"

// printedName is a name as it is printed, without enumerators, year and body before it and
// what only says that an amount follows.
func printedName(words string, names *names) string {
	words = strings.TrimSpace(words)
	for before := ""; words != before; {
		before = words
		words = nameYear.ReplaceAllString(nameBegins.ReplaceAllString(words, ""), "")
		words = strings.TrimSpace(strings.TrimPrefix(words, names.r.UnitName))
	}
	return nameEnds.ReplaceAllString(words, "")
}

var (
	nameBegins = regexp.MustCompile(`^(?:[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.．、])?(?:其中|其余|另外|全年|当年|年度|预计|包括|共有|本部门|本单位|全部门|[（(](?:部门|单位|本级|本部|机关|汇总)[）)])*`)
	nameAside  = regexp.MustCompile(`[（(](?:以[^（）()]*为准|[类款项0-9]+|含[^（）()]*|不含[^（）()]*)[）)]$`)
	nameYear   = regexp.MustCompile(`^(?:19|20)[0-9]{2}年度?`)
	nameEnds   = regexp.MustCompile(`(?:约|为|是|达|达到|共|共计|共有|合计|安排|列支|均|各|总额)+$`)
	nameAmount = regexp.MustCompile(`(?:(?:年初|全年)?(?:预算|决算)(?:数|金额|总额)?|金额|总额)$`)
	quotes     = strings.NewReplacer("“", "", "”", "", `"`, "")
)

// inAll is the name of what is said to be the sum of what was listed.
const inAll = "合计"

// bareName is a name without what differs from year to year and from body to body, and
// without the words that say only that an amount follows: 2024年财政拨款收入预算 is
// 财政拨款收入.
func bareName(words string, names *names) string {
	words = quotes.Replace(names.words(words))
	words = nameBegins.ReplaceAllString(words, "")
	switch words {
	case "合计", "共计", "总计", "合计为", "共计为":
		return inAll
	}
	words = nameAside.ReplaceAllString(nameEnds.ReplaceAllString(words, ""), "")
	if strings.HasSuffix(words, "总预算") || strings.HasSuffix(words, "总决算") {
		return words
	}
	return nameAmount.ReplaceAllString(words, "")
}

// sameName compares two names, of which one may say 支出 besides.
func sameName(a, b string) bool {
	return a == b || strings.TrimSuffix(a, "支出") == strings.TrimSuffix(b, "支出")
}
