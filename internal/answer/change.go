package answer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// Change is how much more or less there is than a year before, as the report says.
type Change struct {
	Quote              // the words: 部门预算收入2,708.03万元，比2020年增加289.11万元，增长11.95%
	Base        string // what it is compared with, as published: 2020年
	Now, By     Figure
	More        bool
	Before      *decimal.Decimal // derived, in the unit of Now; nil where a published rate contradicts it
	Rate        string           // as published: 增长11.95%; "" where none is, also of nothing before
	Of          []string         // names of the headlines that Now is: income, expenditure
	Reasons     []Quote          // why, in the report's words
	Other       *Change          // a later comparison of the same kind with another difference
	afterReason int
}

// changeWords are how a report says it. The groups are the amount, its unit, what it is
// compared with, 增加 or 减少, by how much, the unit, and the rate.
var changeWords = []*regexp.Regexp{
	regexp.MustCompile(amountWords + `，` + report.ComparedPattern() + changedBy),
	regexp.MustCompile(amountWords + `。(?:与|同|和)` + report.BasePattern() + `(?:相比|对比)，?[^。，]{0,30}?` + changedBy),
}

var changedBy = `(` + report.ChangePattern() + `)` + amountWords + `(?:，((?:` + report.ChangePattern() + `)([0-9.]+)\s*%))?`

var amountWords = `([0-9][0-9,]*(?:\.[0-9]+)?)\s*(` + report.MoneyPattern() + `)`

// reasonsAfter is how many paragraphs after the comparison may give the reasons.
const reasonsAfter = 4

// change finds the first comparison of the income or the expenditure with a year
// before, else that of another amount that the words name.
func (f finder) change() *Change {
	var found, other *Change
	for i := range f.report.Sections {
		s := &f.report.Sections[i]
		for k, b := range s.Blocks {
			if b.Kind != report.ParagraphBlock {
				continue
			}
			for _, c := range f.changesIn(b.Text, b.Ref(s.Number)) {
				c.Reasons = reasons(s, k, c.afterReason)
				switch {
				case c.Of == nil:
					other = cmp.Or(other, c)
				case found == nil:
					found = c
				case c.By.Yuan().Equal(found.By.Yuan()) && c.Now.Yuan().Equal(found.Now.Yuan()):
					found.add(c.Of)
				case found.Other == nil && !c.By.Yuan().Equal(found.By.Yuan()) && !slices.Equal(c.Of, found.Of):
					found.Other = c
				}
			}
		}
	}
	if found != nil {
		return found
	}
	return other
}

// add notes that the amount is that of other headlines, too.
func (c *Change) add(names []string) {
	for _, name := range names {
		if !slices.Contains(c.Of, name) {
			c.Of = append(c.Of, name)
		}
	}
}

// changesIn reads the comparisons in a paragraph, in their order.
func (f finder) changesIn(text string, from report.Ref) (all []*Change) {
	var found [][]int
	for _, words := range changeWords {
		found = append(found, words.FindAllStringSubmatchIndex(text, -1)...)
	}
	slices.SortFunc(found, func(a, b []int) int { return a[0] - b[0] })
	for _, m := range found {
		group := func(k int) string {
			if m[2*k] < 0 {
				return ""
			}
			return text[m[2*k]:m[2*k+1]]
		}
		now, ok := amountOf(text, m[2], from)
		by, ok2 := amountOf(text, m[12], from)
		if !ok || !ok2 || by.Value.IsZero() {
			continue
		}
		start := clauseStart(text, m[0])
		c := &Change{
			Quote: Quote{text[start:m[1]], from}, Base: group(3) + group(4), Now: now, By: by,
			More: report.IsMore(group(5)), Rate: group(8), Of: f.totals(now, text[start:m[0]]), afterReason: m[1],
		}
		c.Now.Label = strings.TrimSpace(text[start:m[2]])
		if c.Before = c.before(group(9)); c.FromNothing() {
			c.Rate = ""
		}
		all = append(all, c)
	}
	return all
}

// before is the amount of the year before: now less what was added. It is nil where
// the rate that the report states does not follow from it.
func (c *Change) before(rate string) *decimal.Decimal {
	added := c.By.Yuan().Shift(-c.Now.Unit.Power())
	if !c.More {
		added = added.Neg()
	}
	before := c.Now.Value.Sub(added)
	switch {
	case before.IsZero():
		return &before // of which no rate can be
	case before.IsNegative():
		return nil
	}
	if stated, err := report.ParseAmount(rate); err == nil {
		computed := c.By.Yuan().Mul(decimal.New(100, 0)).DivRound(before.Shift(c.Now.Unit.Power()), 8)
		if !computed.Round(-stated.Exponent()).Equal(stated) {
			return nil
		}
	}
	return &before
}

// FromNothing tells whether there was nothing a year before.
func (c *Change) FromNothing() bool { return c.Before != nil && c.Before.IsZero() }

// amountOf is the amount that begins at a place of a text, false where none does: in
// −5万元 none begins at the 5.
func amountOf(text string, start int, from report.Ref) (Figure, bool) {
	for _, m := range report.Mentions(text) {
		if m.Start == start {
			return Figure{Text: text[m.Start:m.End], Value: m.Value, Unit: m.Unit, From: from}, true
		}
	}
	return Figure{}, false
}

// clauseStart is where the clause begins that a match stands in.
func clauseStart(text string, at int) int {
	start := 0
	for _, mark := range []string{"。", "；", "，", "：", "其中："} {
		if i := strings.LastIndex(text[:at], mark); i >= 0 {
			start = max(start, i+len(mark))
		}
	}
	for start < at && text[start] == ' ' {
		start++
	}
	if rest := text[start:at]; strings.HasPrefix(rest, "其中") && len(rest) > len("其中") {
		start += len("其中")
	}
	return start
}

// totals are which of income and expenditure an amount in running text is, rounded as
// it is written: those that the words before it name, else both.
func (f finder) totals(said Figure, words string) (names []string) {
	for _, total := range []struct{ name, word, other string }{{"income", "收入", "支出"}, {"expenditure", "支出", "收入"}} {
		h := f.headline(total.name)
		if h == nil || !strings.Contains(words, total.word) && strings.Contains(words, total.other) {
			continue
		}
		places := said.Value.Exponent() + said.Unit.Power()
		if h.Yuan().Round(-places).Equal(said.Yuan()) {
			names = append(names, total.name)
		}
	}
	return names
}

// causes is a sentence that says why, down to the semicolon after which it states another
// amount. Causes that are counted, 一是…；二是…, stay together.
func causes(sentence string) string {
	for at := 0; ; {
		i := strings.IndexAny(sentence[at:], "；;")
		if i < 0 {
			return sentence
		}
		rest := strings.TrimLeft(sentence[at+i:], "；; ")
		if otherAmount.MatchString(rest) {
			return sentence[:at+i]
		}
		at = len(sentence) - len(rest)
	}
}

// otherAmount is how a clause begins that states another amount and gives no cause.
var otherAmount = regexp.MustCompile(`^[^，。；：一二三四五六七八九十0-9]{2,20}[0-9][0-9,.]*\s*(?:` + report.MoneyPattern() + `)`)

// reasons are the sentences that say why, in the paragraph of the comparison after
// its words, or in one of the next paragraphs.
func reasons(s *report.Section, block, after int) []Quote {
	for k := block; k < len(s.Blocks) && k <= block+reasonsAfter; k++ {
		b := s.Blocks[k]
		if b.Kind == report.HeadingBlock {
			return nil
		}
		if b.Kind != report.ParagraphBlock {
			continue
		}
		text := b.Text
		if k == block {
			text = text[after:]
		} else if unnumbered(text) != strings.TrimSpace(text) {
			return nil // the items of a list, which are of something else
		}
		for i, sentence := range sentences(text) {
			if !reason.MatchString(sentence) {
				continue
			}
			all := sentences(text)[i:]
			if k == block {
				all = all[:1] // what follows is of something else
			}
			return []Quote{{strings.TrimLeft(causes(strings.Join(all, "")), "，；。、 　"), b.Ref(s.Number)}}
		}
	}
	return nil
}

// OfExpenditure is the comparison of the expenditure with that of a year before, nil
// where the report makes none, or where there was none before.
func OfExpenditure(r *report.Report) *report.Comparison {
	f := finder{report: r, known: map[*report.Table][][]report.RowPlace{}}
	for c := f.change(); c != nil; c = c.Other {
		if slices.Contains(c.Of, "expenditure") && !c.FromNothing() {
			return &report.Comparison{Base: c.Base, More: c.More, By: c.By.Text, Unit: c.By.Unit, Rate: c.Rate, From: c.From}
		}
	}
	return nil
}
