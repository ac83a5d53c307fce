package search

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"disclosure/internal/report"
	"github.com/shopspring/decimal"
)

// repaired reads what of q stands nowhere as something that does: a number as
// money, a rounded figure as those that it rounds, joined words as the runs of
// them that stand in a report. What cannot be read goes, and then, from the
// least telling on, what stands at no place together with the rest.
func (r *reader) repaired(q query) (query, error) {
	var all query
	for _, w := range q {
		words, err := r.repair(w, len(q) == 1)
		if err != nil {
			return nil, err
		}
		for _, w := range words {
			all = all.with(w)
		}
	}
	for len(all) > 0 {
		if err := r.resolve(all); err != nil {
			return nil, err
		}
		stages := all.stages()
		ids, err := r.first(stages[len(stages)-1], 1)
		if err != nil {
			return nil, err
		}
		if len(ids) > 0 && all.tells(q) {
			return all, nil
		}
		least := 0
		for i, w := range all {
			if w.weight() <= all[least].weight() {
				least = i
			}
		}
		all = slices.Delete(slices.Clone(all), least, least+1)
	}
	return nil, nil
}

// tells reports whether q holds enough of what was typed to be no guess: an
// amount, a run of four characters, or half of all characters.
func (q query) tells(typed query) bool {
	length := func(q query) (n, longest int) {
		for _, w := range q {
			if len(w.phrases) > 0 {
				of := len(w.phrases[0].pieces)
				n, longest = n+of, max(longest, of)
			}
			if w.figure != "" && w.unit != "" || w.within != nil {
				longest = longJoined
			}
		}
		return n, longest
	}
	n, longest := length(q)
	all, _ := length(typed)
	return longest >= longJoined || 2*n >= all
}

// weight tells how much a word says of the place that is looked for.
func (w word) weight() int {
	if w.figure != "" && w.unit != "" {
		return 1000
	}
	if w.within != nil {
		return 500
	}
	if w.read.How == Everyday {
		return utf8.RuneCountInString(w.read.Text)
	}
	longest := 0
	for _, p := range w.phrases {
		longest = max(longest, len(p.pieces))
	}
	return longest
}

func (r *reader) repair(w word, alone bool) ([]word, error) {
	if w.within != nil {
		return []word{w}, nil
	}
	known, err := r.occurs(w.phrase(ofPage))
	if err != nil {
		return nil, err
	}
	if known[0] {
		return []word{w}, nil
	}
	if w.figure == "" {
		return r.pieces(w)
	}
	if w.unit == "" {
		if !alone && isYear(w) {
			return nil, nil
		}
		for _, unit := range []string{"元", "万元"} {
			as := newWord(w.value.String() + unit)
			known, err := r.occurs(as.phrase(ofPage))
			if err != nil {
				return nil, err
			}
			if known[0] {
				as.read = Read{InMoney, w.read.Text, []string{as.read.Text}}
				return []word{as}, nil
			}
		}
		if isYear(w) {
			return nil, nil
		}
	}
	return r.rounded(w)
}

// isYear tells whether a number without a unit is a year of which people ask.
func isYear(w word) bool {
	return w.value.IsInteger() && w.value.GreaterThan(decimal.NewFromInt(1990)) && w.value.LessThan(decimal.NewFromInt(2040))
}

// tenThousands is from where on a number without a unit is one of 元: what a
// newspaper prints of a budget is in 万元.
var tenThousands = decimal.NewFromInt(100_000)

// rounded reads a figure as those that round to it, to its last digit, or where
// there are none, to the digits before the noughts at its end, two at least.
func (r *reader) rounded(w word) ([]word, error) {
	unit := w.unit
	switch {
	case unit != "":
	case w.value.LessThan(tenThousands):
		unit = "万元"
	default:
		unit = "元"
	}
	if !w.value.IsPositive() {
		return nil, nil
	}
	digits := strings.TrimLeft(strings.ReplaceAll(w.value.String(), ".", ""), "0")
	places := min(w.value.Exponent(), 0)
	for {
		half := decimal.New(5, places-1)
		from, ok := fenAbove(w.value.Sub(half), unit)
		to, fits := fenAbove(w.value.Add(half), unit)
		if !ok || !fits {
			return nil, nil
		}
		within := amounts{from, to - 1}
		ids, err := r.first(lookup{within: []amounts{within}}, 1)
		if err != nil {
			return nil, err
		}
		if len(ids) > 0 {
			read := Read{How: Rounded, Text: figure.FindStringSubmatch(w.read.Text)[2] + unit}
			return []word{{read: read, within: &within}}, nil
		}
		if len(digits) < 3 || !strings.HasSuffix(digits, "0") {
			return nil, nil
		}
		digits, places = digits[:len(digits)-1], places+1
	}
}

// fenAbove is the first amount in 分 that is not below this one.
func fenAbove(value decimal.Decimal, unit string) (fen int64, ok bool) {
	yuan, ok := report.Yuan(value, report.MoneyUnit(unit))
	if !ok {
		return 0, false
	}
	exact := yuan.Shift(2).Ceil()
	return exact.IntPart(), exact.BigInt().IsInt64()
}

// Bounds of the search for pieces of a word.
const (
	longestJoined = 64 // pieces that are looked at
	longJoined    = 4  // pieces that are no chance
	mostPhrases   = 8  // long pieces that are tried
)

// pieces divides joined words into runs of two characters at least that stand in
// a report, the longest first. A run cannot stand anywhere unless every three
// characters of it do, which is quick to know of all of them.
func (r *reader) pieces(w word) ([]word, error) {
	if len(w.phrases) != 1 {
		return nil, nil
	}
	in := w.phrases[0].pieces
	in = in[:min(len(in), longestJoined)]
	join := func(of []piece) string {
		var text strings.Builder
		for _, u := range of {
			text.WriteString(u.text)
		}
		return text.String()
	}
	var asked []string // whether 2 and 3 pieces from each on stand anywhere
	for i := range in {
		for _, n := range []int{2, 3} {
			question := ""
			switch run := in[i:min(i+n, len(in))]; {
			case !in[i].chinese && n == 2 && len(in[i].text) > 1:
				question = newPhrases(in[i].text)[0].quoted()
			case in[i].chinese && len(run) == n && !slices.ContainsFunc(run[:n-1], func(u piece) bool { return u.ends }):
				question = newPhrases(join(run))[0].quoted()
			}
			asked = append(asked, question)
		}
	}
	for i, question := range asked {
		if question != "" {
			asked[i] = "{" + ofPage + "} : " + question
		}
	}
	known, err := r.occurs(asked...)
	if err != nil {
		return nil, err
	}
	// longest[i] is the most pieces from i on that may stand together.
	longest := make([]int, len(in))
	for i := range in {
		switch {
		case !known[2*i]:
		case !in[i].chinese:
			longest[i] = 1
		default:
			longest[i] = 2
			for k := i; k+2 < len(in) && known[2*k+1]; k++ {
				longest[i] = k + 3 - i
			}
		}
	}
	free := make([]bool, len(in))
	for i := range free {
		free[i] = true
	}
	at := map[int]word{}
	for tries := 0; ; {
		best, length := -1, 0
		for i := range in {
			n := 0
			for n < longest[i] && free[i+n] {
				n++
			}
			if n > length && (n > 1 || !in[i].chinese) {
				best, length = i, n
			}
		}
		if best < 0 {
			break
		}
		piece := newWord(join(in[best : best+length]))
		if length > 3 {
			tries++
			known, err := r.occurs(piece.phrase(ofPage))
			if err != nil {
				return nil, err
			}
			if !known[0] {
				longest[best] = length - 1
				if tries >= mostPhrases { // what is known of each three characters is enough for three
					for i := range longest {
						longest[i] = min(longest[i], 3)
					}
				}
				continue
			}
		}
		piece.read.How = Piece
		at[best] = piece
		for k := range length {
			free[best+k] = false
		}
	}
	var all []word
	for i := range in {
		if piece, ok := at[i]; ok {
			all = append(all, piece)
		}
	}
	return all, nil
}

// occurs tells of each question to the index of texts whether it has an answer;
// an empty one has none.
func (r *reader) occurs(questions ...string) ([]bool, error) {
	known := make([]bool, len(questions))
	if r.left -= len(questions); r.left < 0 {
		return known, nil
	}
	list, err := json.Marshal(questions)
	if err != nil {
		return nil, err
	}
	var i int
	err = r.each(`SELECT key FROM json_each(?) WHERE value <> '' AND EXISTS (SELECT 1 FROM search_text WHERE search_text MATCH value)`,
		[]any{string(list)}, into{&i}, func() { known[i] = true })
	return known, err
}
