package search

import (
	"regexp"
	"strings"
	"unicode"
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
		func() (query, error) {
			if code := joinedCode(q); code != "" {
				return query{newWord(code)}, nil
			}
			return nil, nil
		},
		func() (_ query, err error) { plain, err = r.plain(typed); return plain, err },
		func() (query, error) { return r.repaired(plain) },
	}
}

// joinedCode is the code of the classification that a query writes in its printed
// parts, 201 13 1, as one word; "" where it is none.
func joinedCode(q query) string {
	if len(q) < 2 || len(q) > 3 {
		return ""
	}
	code := ""
	for k, w := range q {
		part := w.read.Text
		switch {
		case strings.Trim(part, "0123456789") != "", k == 0 && len(part) != 3, k > 0 && len(part) > 2:
			return ""
		case k > 0 && len(part) == 1:
			part = "0" + part
		}
		code += part
	}
	return code
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
