package search

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"disclosure/internal/report"
	"github.com/shopspring/decimal"
)

// How says in which way a word of a query was read.
type How int

// The ways of reading.
const (
	AsTyped  How = iota
	Everyday     // as what reports say for a word of words.txt: Or
	InMoney      // a number without a unit, as an amount of money: Or
	Rounded      // a figure, as those that round to it
	Ranged       // an amount from one to another, or beyond one
	Piece        // a part of what was typed, of which the whole stands nowhere
)

// Read is how one word of a query was read.
type Read struct {
	How  How
	Text string   // as typed, or the part of it, folded
	Or   []string // what was looked for instead, any of them
}

// readings are the ways in which a query may be meant, from what was typed to
// what is left when words are given up. The search takes the first one that
// finds something.
func (r *reader) readings(typed string, q query) []func() (query, error) {
	var plain query
	return []func() (query, error){
		func() (query, error) {
			if signed.MatchString(string(runes(fold(typed)))) {
				return nil, nil // >1000万 asks for no text
			}
			return q, nil
		},
		func() (_ query, err error) { plain, err = r.plain(typed); return plain, err },
		func() (query, error) { return r.repaired(plain) },
	}
}

// plain reads a query as people speak: ranges of amounts are taken out of it,
// then words that only make it a question, and everyday words are read as what
// reports say.
func (r *reader) plain(typed string) (q query, err error) {
	text, within := takeRanges(string(runes(fold(typed))))
	var last []string // looked for where nothing else is left
	var asked string
	for _, field := range fields(text) {
		if w := newWord(field); w.figure != "" {
			q = q.with(w)
			continue
		}
		field, stated := takeAmounts(field)
		for _, w := range stated {
			q = q.with(w)
		}
		for part := range strings.FieldsSeq(field) {
			for _, part := range cutQuestions(part, &asked, &last) {
				words, err := r.everydayWords(part)
				if err != nil {
					return nil, err
				}
				for _, w := range words {
					q = q.with(w)
				}
			}
		}
	}
	for _, w := range within {
		q = q.with(w)
	}
	if last == nil {
		return q, nil
	}
	for _, w := range q {
		if !yearWord.MatchString(w.read.Text) {
			named, err := r.named(w)
			if err != nil || len(named) == 0 {
				return q, err
			}
		}
	}
	return q.with(word{read: Read{Everyday, asked, last}, phrases: newPhrases(last...)}), nil
}

// statedAmount is an amount of money in a sentence. After 万 and 亿 without 元 may
// follow what is counted, which is no money then.
var statedAmount = regexp.MustCompile(number + `(?:万元|亿元|元|[万亿](?:$|[^\p{Han}]))`)

// takeAmounts takes the amounts of money out of a sentence.
func takeAmounts(sentence string) (rest string, stated []word) {
	rest = statedAmount.ReplaceAllStringFunc(sentence, func(typed string) string {
		w := newWord(strings.TrimFunc(typed, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
		if w.figure == "" {
			return typed
		}
		stated = append(stated, w)
		return " "
	})
	return rest, stated
}

// cutQuestions divides a field at the words that only make a question. What may
// be looked for instead goes into last, and the word into asked.
func cutQuestions(field string, asked *string, last *[]string) []string {
	return cutAt(field, func(word string, m meaning) bool {
		if m.lastOnly && *last == nil {
			*asked, *last = word, m.words
		}
		return m.words == nil || m.lastOnly
	}, nil)
}

// everydayWords reads a text that is an everyday word as what reports say, or
// where it stands in no report, the everyday words in it.
func (r *reader) everydayWords(text string) ([]word, error) {
	if m := everyday[text]; m.words != nil {
		return []word{everydayWord(text, m)}, nil
	}
	whole := newWord(text)
	known, err := r.occurs(whole.phrase(ofPage))
	if err != nil || len(whole.phrases) == 0 || known[0] {
		return []word{whole}, err
	}
	var all []word
	rest := cutAt(text, func(string, meaning) bool { return true }, func(word string, m meaning) {
		all = append(all, everydayWord(word, m))
	})
	if all == nil {
		return []word{whole}, nil
	}
	for _, part := range rest {
		if len([]rune(part)) > 1 {
			all = append(all, newWord(part))
		}
	}
	return all, nil
}

func everydayWord(text string, m meaning) word {
	return word{read: Read{Everyday, text, m.words}, phrases: newPhrases(append([]string{text}, m.words...)...)}
}

// cutAt divides a text at the everyday words that are chosen, of which it looks
// for the longest first, and returns what is left.
func cutAt(text string, chosen func(string, meaning) bool, found func(string, meaning)) []string {
	letters := []rune(text)
	var rest []string
	start := 0
	for i := 0; i < len(letters); i++ {
		for length := min(longestEveryday, len(letters)-i); length > 0; length-- {
			word := string(letters[i : i+length])
			m, known := everyday[word]
			if !known || !chosen(word, m) {
				continue
			}
			if found != nil {
				found(word, m)
			}
			if start < i {
				rest = append(rest, string(letters[start:i]))
			}
			i += length - 1
			start = i + 1
			break
		}
	}
	if start < len(letters) {
		rest = append(rest, string(letters[start:]))
	}
	return rest
}

const (
	number = `([0-9][0-9,]*(?:\.[0-9]+)?)\s*`
	money  = `(万元?|亿元?|元)`
)

var (
	between = regexp.MustCompile(number + money + `?\s*(?:到|至|~|〜|-|–|—+)\s*` + number + money)
	signed  = regexp.MustCompile(`([<>]=?|[≤≥])\s*` + number + money)
	beyond  = regexp.MustCompile(`(不少于|不低于|不超过|不高于|大于|超过|多于|高于|小于|少于|低于)\s*` + number + money)
	within  = regexp.MustCompile(number + money + `\s*(以上|以下|以内)`)
)

// takeRanges takes the ranges of amounts out of a text.
func takeRanges(text string) (rest string, found []word) {
	add := func(typed string, from, to string, unit string, without bool) bool {
		a := amounts{1, 1<<63 - 1}
		for _, end := range []struct {
			text string
			at   *int64
			off  int64
		}{{from, &a.from, 1}, {to, &a.to, -1}} {
			if end.text == "" {
				continue
			}
			value, err := report.ParseAmount(end.text)
			fen, ok := inFen(value, yuanUnit(unit))
			if err != nil || !ok {
				return false
			}
			*end.at = fen
			if without {
				*end.at += end.off
			}
		}
		found = append(found, word{read: Read{How: Ranged, Text: strings.Join(strings.Fields(typed), "")}, within: &a})
		return true
	}
	take := func(form *regexp.Regexp, do func(m []string) bool) {
		text = form.ReplaceAllStringFunc(text, func(typed string) string {
			if do(form.FindStringSubmatch(typed)) {
				return " "
			}
			return typed
		})
	}
	take(between, func(m []string) bool {
		if m[2] != "" && yuanUnit(m[2]) != yuanUnit(m[4]) {
			return false
		}
		return add(m[0], m[1], m[3], m[4], false)
	})
	compare := func(m []string) bool {
		switch m[1] {
		case ">", "大于", "超过", "多于", "高于":
			return add(m[0], m[2], "", m[3], true)
		case ">=", "≥", "不少于", "不低于":
			return add(m[0], m[2], "", m[3], false)
		case "<", "小于", "少于", "低于":
			return add(m[0], "", m[2], m[3], true)
		}
		return add(m[0], "", m[2], m[3], false)
	}
	take(signed, compare)
	take(beyond, compare)
	take(within, func(m []string) bool {
		if m[3] == "以上" {
			return add(m[0], m[1], "", m[2], false)
		}
		return add(m[0], "", m[1], m[2], false)
	})
	return text, found
}

// yuanUnit is the unit of money that 万, 万元, 亿, 亿元 or 元 is.
func yuanUnit(typed string) string { return strings.TrimSuffix(typed, "元") + "元" }

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
				of := len(w.phrases[0].units)
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
		longest = max(longest, len(p.units))
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
	longestJoined = 64 // units that are looked at
	longJoined    = 4  // units that are no chance
	mostPhrases   = 8  // long pieces that are tried
)

// pieces divides joined words into runs of two characters at least that stand in
// a report, the longest first. A run cannot stand anywhere unless every three
// characters of it do, which is quick to know of all of them.
func (r *reader) pieces(w word) ([]word, error) {
	if len(w.phrases) != 1 {
		return nil, nil
	}
	in := w.phrases[0].units
	in = in[:min(len(in), longestJoined)]
	join := func(of []unit) string {
		var text strings.Builder
		for _, u := range of {
			text.WriteString(u.text)
		}
		return text.String()
	}
	var asked []string // whether 2 and 3 units from each on stand anywhere
	for i := range in {
		for _, n := range []int{2, 3} {
			question := ""
			switch run := in[i:min(i+n, len(in))]; {
			case !in[i].chinese && n == 2 && len(in[i].text) > 1:
				question = newPhrases(in[i].text)[0].quoted()
			case in[i].chinese && len(run) == n && !slices.ContainsFunc(run[:n-1], func(u unit) bool { return u.ends }):
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
	// longest[i] is the most units from i on that may stand together.
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
