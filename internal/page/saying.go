package page

import (
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"disclosure/internal/answer"
	"disclosure/internal/report"
)

// Stretch is a stretch of a sentence of ours: words, or a published figure with the way
// to the place that states it.
type Stretch struct {
	Text Text
	Href string // "" for words
	Name string // the figure with the words for what it is and where it stands
}

// QuoteView is published words with the way to their place.
type QuoteView struct {
	Text  Text
	Place Link
}

// saying puts a sentence together.
type saying struct {
	view   *view
	known  Places
	seen   map[int]bool // terms that are marked already; nil where none is to be
	pieces []Stretch
}

// words adds words of ours, in which terms are marked.
func (s *saying) words(parts ...string) *saying {
	if text := s.view.label(strings.Join(parts, ""), s.seen); len(text) > 0 {
		s.pieces = append(s.pieces, Stretch{Text: text})
	}
	return s
}

// figure adds a published figure with its unit; label says in its name what it is of.
func (s *saying) figure(f answer.Figure, label string) *saying {
	place := placeName(s.view.outline, f.From, s.known)
	s.pieces = append(s.pieces, Stretch{
		Text: Text{{Text: f.Text, Value: report.Exact(f.Value)}, {Text: " " + string(f.Unit)}},
		Href: s.view.href(f.From),
		Name: strings.TrimSpace(label+" "+f.Text+" "+string(f.Unit)) + "，" + place,
	})
	return s
}

// shared adds a figure with its share of a whole, of which it is a part.
func (s *saying) shared(f answer.Figure, label string, whole answer.Figure) *saying {
	s.words(label, " ").figure(f, label)
	if part := share(f.Yuan(), whole.Yuan()); part != "" {
		s.words("（" + part + "）")
	}
	return s
}

// spoken is a sentence without its links.
func spoken(list []Stretch) string {
	var all strings.Builder
	for _, s := range list {
		all.WriteString(s.Text.String())
	}
	return all.String()
}

// quote is published words of the report.
func (s *saying) quote(q answer.Quote) QuoteView {
	return QuoteView{
		Text:  s.view.prose(q.Text, nil, s.seen),
		Place: Link{Text: placeName(s.view.outline, q.From, s.known), Href: s.view.href(q.From)},
	}
}

// share is how much of a whole a part is, in percent with one decimal; "" where that
// says nothing.
func share(part, whole decimal.Decimal) string {
	if !whole.IsPositive() || part.IsNegative() || part.GreaterThan(whole) {
		return ""
	}
	percent := part.Mul(decimal.New(100, 0)).DivRound(whole, 12)
	switch rounded := percent.Round(1); {
	case part.Equal(whole):
		return "100%"
	case part.IsZero():
		return "0%"
	case rounded.IsZero():
		return "不到 0.1%"
	case rounded.Equal(decimal.New(100, 0)):
		return "99.9% 以上"
	default:
		return rounded.StringFixed(1) + "%"
	}
}

// inWords are the units in which a large amount is grasped, the largest first.
var graspable = []report.MoneyUnit{"亿元", "万元"}

// about is an amount in the largest unit of which it has at least one, rounded to two
// decimals: 3.72 亿元. It is "" where the report prints it in that unit.
func about(f answer.Figure) string {
	for _, unit := range graspable {
		one, _ := report.Yuan(decimal.New(1, 0), unit)
		if yuan := f.Yuan(); yuan.GreaterThanOrEqual(one) {
			if unit == f.Unit {
				return ""
			}
			return grouped(yuan.Shift(-unit.Power()).Round(2)) + " " + string(unit)
		}
	}
	return ""
}

// perDay is what an amount of a year comes to for each of its days: 7.42 万元.
func perDay(f answer.Figure, year int) string {
	days := time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
	yuan := f.Yuan().DivRound(decimal.New(int64(days), 0), 8)
	unit := report.MoneyUnit("元")
	if yuan.GreaterThanOrEqual(decimal.New(1, 4)) {
		unit = "万元"
	}
	return "按 " + strconv.Itoa(days) + " 天平均，每天约 " + grouped(yuan.Shift(-unit.Power()).Round(2)) + " " + string(unit)
}

// grouped writes a figure that we computed: two decimals, and commas between
// thousands.
func grouped(value decimal.Decimal) string {
	whole, cents, _ := strings.Cut(value.Abs().StringFixed(2), ".")
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if value.IsNegative() {
		whole = "-" + whole
	}
	return whole + "." + cents
}
