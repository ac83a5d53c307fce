package reconcile

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// list is what a text lists of an amount: 收入100万元，其中：财政拨款90万元；其他收入10万元。
type list struct {
	total   statement
	parts   []statement
	end     *statement // what is said to be the sum of the parts, nil for none
	whole   bool       // the parts are all that there are
	unclear bool       // it is not certain that each is a part
}

var (
	listBegins    = regexp.MustCompile(`(?:其中|以下方面|包括)[：:，,]?[^；;。、，,：:]*$`)
	listAnnounced = regexp.MustCompile(`(?:其中|以下方面|包括)[：:]`)
	listOf        = regexp.MustCompile(`^\s*([^，。；：]{2,40}?)中[，,]`)
	listBelow     = regexp.MustCompile(`(?:其中|如下)[：:]\s*$`)
	contentsOf    = regexp.MustCompile(`^\s*([^，。；：]{2,40}?)(?:的)?(?:主要)?内容如下[：:]\s*$`)
	numbered      = regexp.MustCompile(`^\s*(?:[（(]([一二三四五六七八九十]+)[）)]|([0-9]{1,2})[.．、])`)
)

// divisions are the parts of an amount of which there are no others, each by a word of
// its name.
var divisions = []struct {
	of    string
	parts []string
}{
	{"采购", []string{"货物", "工程", "服务"}},
	{"基本支出", []string{"人员经费", "公用经费"}},
	{"三公", []string{"因公出国", "公务用车购置及运行", "公务接待"}},
	{"三公", []string{"因公出国", "公务用车购置和运行", "公务接待"}},
	{"公务用车", []string{"公务用车购置", "公务用车运行"}},
	{"财政拨款", []string{"一般公共预算", "政府性基金", "国有资本经营"}},
}

// lists finds what a paragraph lists. Totals that an earlier paragraph states are among
// earlier.
func lists(all, earlier []statement, names *names) (found []list) {
	for i := 0; i < len(all); i++ {
		s := all[i]
		var totals []statement
		switch {
		case s.depth > 0 && (i == 0 || all[i-1].bracket != s.bracket):
			totals = s.beforeBracket(all[:i])
		case listBegins.MatchString(s.behind):
			totals = totalsOf(all[:i], s)
		default:
			if m := listOf.FindStringSubmatch(s.behind); m != nil {
				if total, ok := calledLast(append(slices.Clone(earlier), all[:i]...), bareName(m[1], names)); ok {
					totals = []statement{total}
				}
			}
		}
		if totals == nil {
			continue
		}
		to := listEnd(all, i)
		if to < len(all) && all[to].sentence == s.sentence && all[to].depth == s.depth && listBegins.MatchString(all[to].behind) {
			continue // a list in a list: it is not known what belongs to which
		}
		for _, total := range totals {
			l := listFrom(total, all[i:to], s.depth)
			if l != nil && (len(l.parts) > 1 || !strings.Contains(s.behind, "包括")) {
				found = append(found, *l)
			}
		}
	}
	return found
}

// listEnd is where a list ends that begins with statement i: with its sentence, its bracket
// or the next list. A semicolon ends it, unless the list is announced by a colon and its
// parts are divided by semicolons: 编制38人，其中行政22人、事业16人；实有36人.
func listEnd(all []statement, i int) (to int) {
	s := all[i]
	announced := listAnnounced.MatchString(s.behind) || listOf.MatchString(s.behind)
	divided := false // by a semicolon since the part before
	for to = i + 1; to < len(all) && all[to].sentence == s.sentence && all[to].depth >= s.depth; to++ {
		one := all[to]
		if one.depth > s.depth {
			continue
		}
		if listBegins.MatchString(one.behind) || one.bracket != s.bracket {
			break
		}
		semicolon := strings.ContainsAny(one.behind, "；;")
		if semicolon && !announced {
			break
		}
		divided = divided || semicolon
		if one.isLevel() && one.figure.unit == s.figure.unit {
			announced = announced && divided
			divided = false
		}
	}
	return to
}

// beforeBracket is what is stated right before the bracket in which a list stands.
func (s statement) beforeBracket(all []statement) []statement {
	if len(all) == 0 {
		return nil
	}
	last := all[len(all)-1]
	if !last.isLevel() || last.depth >= s.depth || last.to != s.bracket {
		return nil
	}
	return []statement{last}
}

// totalsOf are the amounts that a list is of: those that were stated last before it, of
// the budget and of what was spent. It is nil where these are listed themselves: what
// follows may be parts of them, or of what they are parts of.
func totalsOf(all []statement, s statement) []statement {
	var group []statement
	for i := len(all) - 1; i >= 0; i-- {
		one := all[i]
		if one.depth != s.depth || one.depth > 0 && one.bracket != s.bracket {
			continue
		}
		if one.sentence < s.sentence-1 || len(group) > 0 && one.sentence != group[0].sentence {
			break
		}
		if !one.isLevel() {
			if len(group) > 0 {
				break
			}
			continue
		}
		if len(group) > 0 && (one.label != group[0].label || one.role == group[0].role) {
			break
		}
		group = append(group, one)
		if listBegins.MatchString(one.behind) {
			return nil
		}
	}
	return group
}

// calledLast is the last statement of an amount with a name.
func calledLast(all []statement, name string) (statement, bool) {
	if name == "" {
		return statement{}, false
	}
	for _, s := range slices.Backward(all) {
		if s.isLevel() && s.label != "" && s.depth == 0 && sameName(s.label, name) {
			return s, true
		}
	}
	return statement{}, false
}

// listFrom makes a list of what is stated after its total; nil where that has no parts.
func listFrom(total statement, all []statement, depth int) *list {
	l := &list{total: total}
	for _, s := range all {
		if s.role == unclear && s.depth == depth && s.figure.unit == total.figure.unit {
			s.role, l.unclear = total.role, true // it may be a part
		}
		if !s.isLevel() || s.depth != depth || s.figure.unit != total.figure.unit || s.role != total.role {
			continue
		}
		if s.label == inAll {
			l.end = &s
			break
		}
		l.parts = append(l.parts, s)
	}
	if len(l.parts) == 0 {
		return nil
	}
	l.whole = l.isDivided()
	last := l.parts[len(l.parts)-1]
	l.whole = l.whole || l.end != nil || !report.IsMoney(total.figure.unit) && len(l.parts) > 1 && strings.HasPrefix(last.label, "其他")
	return l
}

// isDivided tells whether the parts are those of a division of the total, each once.
func (l *list) isDivided() bool {
	for _, division := range divisions {
		if !strings.Contains(l.total.label, division.of) || len(l.parts) != len(division.parts) {
			continue
		}
		if !slices.ContainsFunc(division.parts, func(word string) bool {
			n := 0
			for _, s := range l.parts {
				if strings.Contains(s.label, word) {
					n++
				}
			}
			return n != 1
		}) {
			return true
		}
	}
	return false
}

// only are the amounts that a paragraph states, where it states those of one thing and no
// others; else nil.
func only(all []statement) (group []statement) {
	for _, s := range all {
		if !s.isLevel() || s.depth > 0 {
			continue
		}
		if len(group) > 0 && (s.label != group[0].label || s.sentence != group[0].sentence || slices.ContainsFunc(group, func(o statement) bool { return o.role == s.role })) {
			return nil
		}
		group = append(group, s)
	}
	return group
}

// below lists what numbered paragraphs say of the amounts that the one before them
// announces: …支出预算6.40万元。其中： and then （一）…, （二）….
func below(totals []statement, rest [][]statement, texts []string) (found []list) {
	next, style := 1, 0
	parts := make([]list, len(totals))
	for k := range totals {
		parts[k].total = totals[k]
	}
	for i, text := range texts {
		m := numbered.FindStringSubmatch(text)
		if m == nil || style > 0 && m[style] == "" {
			continue
		}
		if style == 0 {
			if style = 1; m[1] == "" {
				style = 2
			}
		}
		if m[style] != numeral(next, style) {
			break
		}
		next++
		for k := range parts {
			at := slices.IndexFunc(rest[i], func(s statement) bool {
				return s.isLevel() && s.role == totals[k].role && s.depth == 0 && s.figure.unit == totals[k].figure.unit
			})
			if at >= 0 {
				parts[k].parts = append(parts[k].parts, rest[i][at])
				parts[k].unclear = parts[k].unclear || others(rest[i][at:])
			}
		}
	}
	for _, l := range parts {
		if next > 2 && len(l.parts) == next-1 { // each paragraph states one
			l.whole = l.isDivided()
			found = append(found, l)
		}
	}
	return found
}

// others tells whether other amounts are stated beside the first one, but for its parts: it
// may be of a contract, and the next one of this year.
func others(all []statement) bool {
	for i, s := range all {
		switch {
		case i > 0 && listBegins.MatchString(s.behind):
			return false
		case s.isLevel() && s.role == all[0].role && s.depth == 0 && s.figure.unit == all[0].figure.unit && s.figure.value.Cmp(all[0].figure.value) != 0:
			return true
		}
	}
	return false
}

// numeral is a number as paragraphs are numbered in a style: 1 for 一, 2 for 1.
func numeral(n, style int) string {
	if style == 2 {
		return strconv.Itoa(n)
	}
	ones, tens := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}, ""
	switch {
	case n >= 20:
		tens = ones[n/10] + "十"
	case n >= 10:
		tens = "十"
	}
	return tens + ones[n%10]
}
