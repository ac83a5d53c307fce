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

// word is one word of a query: a phrase of units, a figure, or a number that
// may be either.
type word struct {
	typed  string   // folded
	units  []unit   // nil for what can only be a figure
	grams  []string // that the index has of any text with this word
	prefix bool     // the last one is only the beginning of what it has
	figure string   // mark of the figure in the index, "" for none
	value  decimal.Decimal
	unit   string // of the figure, "" where the query has none
	about  string // the reports that the word names, "" for none
}

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
		known := slices.ContainsFunc(q, func(k word) bool { return k.typed == w.typed })
		if (w.units != nil || w.figure != "") && !known && len(q) < maxWords {
			q = append(q, w)
		}
	}
	return q, nil
}

// loneUnit is a unit of money that stands apart from its figure.
var (
	loneUnit   = regexp.MustCompile(`^(?:万|亿)?元$|^[万亿]$`)
	bareNumber = regexp.MustCompile(`^[¥-]?[0-9][0-9,.]*$`)
)

// fields folds a query and divides it at spaces and at the signs that divide
// sentences, but not between a figure and its unit.
func fields(typed string) []string {
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
	w := word{typed: typed, units: units(typed)}
	w.readFigure()
	w.grams = grams(w.units)
	last := len(w.units) - 1
	if last >= 0 && w.units[last].chinese { // in a text more characters may follow
		run := 1
		for run < gram && run <= last && w.units[last-run].chinese && !w.units[last-run].ends {
			run++
		}
		w.grams = w.grams[:len(w.grams)-run+1]
		w.prefix = run < gram
	}
	return w
}

var figure = regexp.MustCompile(`^(¥?)(-?[0-9][0-9,.]*)((?:万|亿)?元?)$`)

// readFigure finds the figure that a word is. With a unit it is an amount of
// money and nothing else; without, it is also a code, a year or a number.
func (w *word) readFigure() {
	m := figure.FindStringSubmatch(w.typed)
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
		w.units = nil
		w.figure, _ = worth(value, w.unit)
	}
}

// worth is the mark of an amount of money, whatever unit it is stated in: its
// exact value in 元.
func worth(value decimal.Decimal, unit string) (mark string, ok bool) {
	yuan, ok := report.Yuan(value, unit)
	return "y" + plain(yuan), ok
}

// published is the mark of a figure in the unit that it is published in.
func published(value decimal.Decimal) string { return "p" + plain(value) }

// plain writes a value in one way only, in digits and a point.
func plain(value decimal.Decimal) string {
	return strings.Replace(value.String(), "-", "m", 1)
}

// states tells whether an amount is the figure that w asks for.
func (w word) states(value decimal.Decimal, unit string) bool {
	if w.figure == "" {
		return false
	}
	if w.unit == "" {
		return value.Equal(w.value)
	}
	mark, ok := worth(value, unit)
	return ok && mark == w.figure
}

// What a word is looked for in: columns of the index of texts.
const (
	ofPlace = "text"
	ofPage  = "text context"
)

// phrase is the word as the search engine's language wants it. It is made of
// units only, which hold letters, digits and points.
func (w word) phrase(columns string) string {
	var either []string
	if w.units != nil {
		either = append(either, "{"+columns+"} : "+w.quoted())
	}
	if w.figure != "" {
		either = append(either, `{figure} : "`+w.figure+`"`)
	}
	return "(" + strings.Join(either, " OR ") + ")"
}

func (w word) quoted() string {
	text := `"` + strings.Join(w.grams, " ") + `"`
	if w.prefix {
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
		if w.units != nil {
			stages = append(stages, lookup{exactNames, w.key()})
		}
		if w.figure != "" {
			stages = append(stages, lookup{inTexts, `{figure} : "` + w.figure + `"`})
		}
	}
	names := make([]string, len(q))
	for i, w := range q {
		names[i] = w.quoted()
	}
	if !slices.ContainsFunc(q, func(w word) bool { return w.units == nil }) {
		stages = append(stages, lookup{inNames, strings.Join(names, " AND ")})
	}
	stages = append(stages, lookup{inTexts, q.joined(" AND ", ofPlace, false)})
	if len(q) > 1 {
		// Words may also be those of the page and the report, but not all of them.
		stages = append(stages, lookup{inTexts,
			q.joined(" AND ", ofPage, true) + " AND (" + q.joined(" OR ", ofPlace, false) + ")"})
	}
	return stages
}

// key is the word as nameKey writes it.
func (w word) key() string {
	var key strings.Builder
	for _, u := range w.units {
		key.WriteString(u.text)
	}
	return key.String()
}

// joined looks for the words of q in the given columns.
func (q query) joined(with, columns string, about bool) string {
	var phrases []string
	for _, w := range q {
		phrase := w.phrase(columns)
		if about && w.about != "" {
			phrase = "(" + phrase + " OR {report} : (" + w.about + "))"
		}
		phrases = append(phrases, phrase)
	}
	return strings.Join(phrases, with)
}
