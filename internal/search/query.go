package search

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"disclosure/internal/report"
	"github.com/shopspring/decimal"
)

// Limits of a query. Beyond them a search could not stay quick, and nobody
// means it.
const (
	MaxQuery = 200 // characters
	maxWords = 12  // those that follow are not looked for
)

// A QueryError says why a query is refused. It is about the query, never about
// the store.
type QueryError struct{ reason string }

func (e QueryError) Error() string { return "query refused: " + e.reason }

// query is what is looked for: places where every word occurs.
type query []word

// word is one word of a query: phrases, of which any may stand in a place, a
// figure, or a number that may be either; or the amounts of a range.
type word struct {
	read    Read
	phrases []phrase // none for what can only be a figure
	figure  string   // token of the figure in the index, "" for none
	value   decimal.Decimal
	unit    string   // of the figure, "" where the query has none
	within  *amounts // the amounts that are looked for, nil for no range
	about   string   // the reports that the word names, "" for none
}

// phrase is a run of pieces.
type phrase struct {
	pieces []piece
	grams  []string // that the index has of any text with this phrase
	prefix bool     // the last one is only the beginning of what it has
}

// amounts are those from one to another, in 分, both included.
type amounts struct{ from, to int64 }

// parse reads what somebody typed. Nothing in it has a meaning to the search
// engine.
func parse(typed string) (query, error) {
	switch {
	case !utf8.ValidString(typed):
		return nil, QueryError{"it is not UTF-8"}
	case strings.ContainsRune(typed, 0):
		return nil, QueryError{"it holds a NUL"}
	case utf8.RuneCountInString(typed) > MaxQuery:
		return nil, QueryError{fmt.Sprintf("it is longer than %d characters", MaxQuery)}
	}
	var q query
	for _, field := range fields(typed) {
		w := newWord(field)
		q = q.with(w)
	}
	return q, nil
}

// with is q with one word more, unless it says nothing, is there already or is
// one too many.
func (q query) with(w word) query {
	known := slices.ContainsFunc(q, func(k word) bool { return k.read.Text == w.read.Text })
	if len(w.phrases) == 0 && w.figure == "" && w.within == nil || known || len(q) == maxWords {
		return q
	}
	return append(q, w)
}

// loneUnit is a unit of money that stands apart from its figure.
var (
	loneUnit   = regexp.MustCompile(`^(?:万|亿)?元$|^[万亿]$`)
	bareNumber = regexp.MustCompile(`^[¥-]?[0-9][0-9,.]*$`)
)

// enumeration is the number of a heading: （三） in （三）公务用车购置.
var enumeration = regexp.MustCompile(`[(〔\[][一二三四五六七八九十0-9]+[)〕\]]`)

// fields folds a query and divides it at spaces, at the numbers of headings and
// at the signs that divide sentences, but not between a figure and its unit.
func fields(typed string) []string {
	if bare := enumeration.ReplaceAllString(string(runes(fold(typed))), " "); strings.TrimSpace(bare) != "" {
		typed = bare
	}
	chars := fold(typed)
	var folded strings.Builder
	for i, c := range chars {
		switch {
		case c.r == ',' && i > 0 && isDigit(chars[i-1].r) && i+1 < len(chars) && isDigit(chars[i+1].r):
		case c.r == '−':
			c.r = '-'
		case unicode.IsControl(c.r) || strings.ContainsRune("、。,;:!?…/\\|", c.r):
			c.r = ' '
		}
		folded.WriteRune(c.r)
	}
	var all []string
	for field := range strings.FieldsSeq(folded.String()) {
		field = strings.TrimFunc(field, func(r rune) bool { return unicode.IsPunct(r) && r != '-' })
		if last := len(all) - 1; last >= 0 && loneUnit.MatchString(field) && bareNumber.MatchString(all[last]) {
			all[last] += field
			continue
		}
		all = append(all, field)
	}
	return all
}

func newWord(typed string) word {
	w := word{read: Read{Text: typed}}
	w.readFigure()
	if w.figure == "" || w.unit == "" {
		w.phrases = newPhrases(typed)
	}
	return w
}

// newPhrases makes a phrase of each text that has pieces.
func newPhrases(texts ...string) []phrase {
	var all []phrase
	for _, text := range texts {
		of := pieces(text)
		if len(of) == 0 {
			continue
		}
		p := phrase{pieces: of, grams: grams(of)}
		last := len(of) - 1
		if of[last].chinese { // in a text more characters may follow
			run := 1
			for run < gram && run <= last && of[last-run].chinese && !of[last-run].ends {
				run++
			}
			p.grams = p.grams[:len(p.grams)-run+1]
			p.prefix = run < gram
		}
		all = append(all, p)
	}
	return all
}

var figure = regexp.MustCompile(`^(¥?)(-?[0-9][0-9,.]*)((?:万|亿)?元?)$`)

// readFigure finds the figure that a word is. With a unit it is an amount of
// money and nothing else; without, it is also a code, a year or a number.
func (w *word) readFigure() {
	m := figure.FindStringSubmatch(w.read.Text)
	if m == nil {
		return
	}
	value, err := report.ParseAmount(m[2])
	if err != nil {
		return
	}
	w.value, w.unit = value, m[3]
	switch {
	case w.unit == "万" || w.unit == "亿":
		w.unit += "元"
	case w.unit == "" && m[1] != "":
		w.unit = "元"
	}
	w.figure = published(value)
	if w.unit != "" {
		w.figure, _ = worth(value, w.unit)
	}
}

// worth is the token of an amount of money, whatever unit it is stated in: its
// exact value in 元.
func worth(value decimal.Decimal, unit string) (token string, ok bool) {
	yuan, ok := report.Yuan(value, report.MoneyUnit(unit))
	return "y" + plain(yuan), ok
}

// published is the token of a figure in the unit that it is published in.
func published(value decimal.Decimal) string { return "p" + plain(value) }

// plain writes a value in one way only, in digits and a point.
func plain(value decimal.Decimal) string {
	return strings.Replace(value.String(), "-", "m", 1)
}

// states tells whether an amount is the figure that w asks for.
func (w word) states(value decimal.Decimal, unit string) bool {
	if w.within != nil {
		fen, ok := inFen(value, unit)
		return ok && w.within.from <= fen && fen <= w.within.to
	}
	if w.figure == "" {
		return false
	}
	if w.unit == "" {
		return value.Equal(w.value)
	}
	token, ok := worth(value, unit)
	return ok && token == w.figure
}

// Columns of the index of texts, in which a word is looked for.
const (
	ofPlace = "text"
	ofPage  = "text context"
)

// inFen is an amount of money in 分. The index holds no amount that has parts of
// a 分 or is too large for it.
func inFen(value decimal.Decimal, unit string) (fen int64, ok bool) {
	yuan, ok := report.Yuan(value, report.MoneyUnit(unit))
	if !ok {
		return 0, false
	}
	exact := yuan.Shift(2)
	return exact.IntPart(), exact.IsInteger() && exact.BigInt().IsInt64()
}

// phrase is the word as the search engine's language wants it, "" for a range. It
// is made of pieces only, which hold letters, digits and points.
func (w word) phrase(columns string) string {
	var either []string
	if len(w.phrases) > 0 {
		either = append(either, "{"+columns+"} : ("+w.quoted()+")")
	}
	if w.figure != "" {
		either = append(either, `{figure} : "`+w.figure+`"`)
	}
	if either == nil {
		return ""
	}
	return "(" + strings.Join(either, " OR ") + ")"
}

func (w word) quoted() string {
	var either []string
	for _, p := range w.phrases {
		either = append(either, p.quoted())
	}
	return strings.Join(either, " OR ")
}

func (p phrase) quoted() string {
	text := `"` + strings.Join(p.grams, " ") + `"`
	if p.prefix {
		text += " *"
	}
	return text
}

// stages are the ways in which a place can answer a query, the best first:
// each asks an index. A place of an earlier one is in the last one too.
func (q query) stages() []lookup {
	var stages []lookup
	if len(q) == 1 {
		w := q[0]
		for _, p := range w.phrases {
			stages = append(stages, lookup{index: exactNames, match: p.key()})
		}
		if w.figure != "" {
			stages = append(stages, lookup{index: inTexts, match: `{figure} : "` + w.figure + `"`})
		}
	}
	names := make([]string, len(q))
	inName := true
	for i, w := range q {
		names[i] = "(" + w.quoted() + ")"
		inName = inName && len(w.phrases) > 0
	}
	if inName {
		stages = append(stages, lookup{index: inNames, match: strings.Join(names, " AND ")})
	}
	stages = append(stages, lookup{index: inTexts, match: q.joined(" AND ", ofPlace, false)})
	if len(q) > 1 {
		// Words may also be those of the page and the report, but not all of them.
		stages = append(stages, lookup{index: inTexts,
			match: q.joined(" AND ", ofPage, true) + " AND (" + q.joined(" OR ", ofPlace, false) + ")"})
	}
	var within []amounts
	words := false // besides the ranges
	for _, w := range q {
		if w.within != nil {
			within = append(within, *w.within)
		} else {
			words = true
		}
	}
	if !words && within != nil {
		return []lookup{{within: within}}
	}
	for i := range stages {
		stages[i].within = within
	}
	return stages
}

// key is the phrase as nameKey writes it.
func (p phrase) key() string {
	var key strings.Builder
	for _, u := range p.pieces {
		key.WriteString(u.text)
	}
	return key.String()
}

// joined looks for the words of q in the given columns.
func (q query) joined(with, columns string, about bool) string {
	var phrases []string
	for _, w := range q {
		phrase := w.phrase(columns)
		if phrase == "" {
			continue
		}
		if about && w.about != "" {
			phrase = "(" + phrase + " OR {report} : (" + w.about + "))"
		}
		phrases = append(phrases, phrase)
	}
	return strings.Join(phrases, with)
}
