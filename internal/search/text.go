package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A text is searched by its pieces: each Chinese character is one, and each
// Latin word or number as it stands. Chinese has no spaces between words, so
// the index holds, for every character, the three that begin with it, or what
// is left of them at the end of a run: 网格员培训 is 网格员, 格员培, 员培训, 培训, 训. A
// word of three characters is then found as it is, a longer one as a phrase,
// and one or two characters as the beginning of what the index holds.
const gram = 3

// piece is what texts are compared by.
type piece struct {
	text       string // folded
	start, end int    // bytes of the text that it comes from
	chinese    bool
	ends       bool // no Chinese character follows without a sign between
}

// char is a folded character and the bytes of the text that it comes from.
type char struct {
	r          rune
	start, end int
}

// fold makes what people type alike equal: full-width and half-width forms,
// composed and decomposed ones, capitals and small letters, traditional and
// simplified characters. No character of the text is left out, so places in it
// stay known.
func fold(text string) []char {
	chars := make([]char, 0, utf8.RuneCountInString(text)) // most forms are one character
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if next, _ := utf8.DecodeRuneInString(text[at+size:]); isAlone(r) && (at+size == len(text) || isAlone(next)) {
			if r >= 0xff01 {
				r -= 0xff01 - '!' // full width
			}
			chars = append(chars, folded(r, at, at+size))
			at += size
			continue
		}
		var forms norm.Iter
		forms.InitString(norm.NFKC, text[at:])
		start := at
		for at == start && !forms.Done() { // a long form comes in parts
			form := forms.Next()
			at = start + forms.Pos()
			for _, r := range string(form) {
				chars = append(chars, folded(r, start, at))
			}
		}
	}
	return chars
}

func folded(r rune, start, end int) char {
	if r < 0x80 {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return char{r, start, end}
	}
	if plain, ok := simplified[r]; ok {
		r = plain
	}
	return char{unicode.ToLower(r), start, end}
}

// isAlone tells whether r is one of the characters that most texts are made of, each of
// which has one form and joins no other of them: letters, digits and signs of ASCII, also
// in full width, Chinese characters, and signs between them.
func isAlone(r rune) bool {
	switch {
	case r < 0x80, r >= 0x4e00 && r <= 0x9fff, r >= 0xff01 && r <= 0xff5e:
		return true
	}
	return r == '、' || r == '。' || r == '“' || r == '”'
}

// runes are the characters themselves.
func runes(chars []char) []rune {
	all := make([]rune, len(chars))
	for i, c := range chars {
		all[i] = c.r
	}
	return all
}

// pieces takes a text apart. Brackets, quotation marks and spaces do not divide
// Chinese: “三公”经费 is found as 三公经费. Other signs do, and so do brackets around
// the number of a heading: （三）公务用车 is not found as 三公.
func pieces(text string) []piece {
	chars := fold(text)
	found := make([]piece, 0, len(chars))
	divideAtNumbers(chars)
	for i := 0; i < len(chars); {
		switch c := chars[i]; {
		case isChinese(c.r):
			next := afterSilence(chars, i+1)
			ends := next == len(chars) || !isChinese(chars[next].r)
			found = append(found, piece{string(c.r), c.start, c.end, true, ends})
			i++
		case isWord(c.r):
			length, word := wordAt(chars[i:])
			found = append(found, piece{word, c.start, chars[i+length-1].end, false, true})
			i += length
		default:
			i++
		}
	}
	return found
}

// divideAtNumbers puts a sign that divides in the place of brackets with nothing
// between them but a Chinese or Arabic number.
func divideAtNumbers(chars []char) {
	open := -1
	for i, c := range chars {
		switch {
		case c.r == '(' || c.r == '〔' || c.r == '[':
			open = i
		case (c.r == ')' || c.r == '〕' || c.r == ']') && open >= 0 && i > open+1:
			chars[open].r, chars[i].r = ';', ';'
			open = -1
		case !isDigit(c.r) && !strings.ContainsRune("一二三四五六七八九十", c.r):
			open = -1
		}
	}
}

// grams returns what the index holds of a text, one for each piece.
func grams(of []piece) []string {
	all := make([]string, len(of))
	for i, u := range of {
		all[i] = u.text
		for k := i; u.chinese && k+1 < min(i+gram, len(of)) && !of[k].ends; k++ {
			all[i] += of[k+1].text
		}
	}
	return all
}

// afterSilence returns the place of the next character that is not silent.
func afterSilence(chars []char, i int) int {
	for i < len(chars) && isSilent(chars[i].r) {
		i++
	}
	return i
}

// wordAt reads the Latin word or the number that chars begin with. A number
// keeps its point and loses its separators: 2,708.03 is 2708.03.
func wordAt(chars []char) (length int, text string) {
	var word strings.Builder
	digits := 0 // of the group at hand, -1 where the word is no number
	for i, c := range chars {
		switch {
		case isDigit(c.r) && digits >= 0:
			digits++
		case isWord(c.r):
			digits = -1
		case c.r == '.' && i > 0 && isDigit(chars[i-1].r) && i+1 < len(chars) && isDigit(chars[i+1].r):
			digits = -1
		case c.r == ',' && digits >= 1 && digits <= 3 && isGroup(chars[i+1:]):
			digits = 0
			continue
		default:
			return i, word.String()
		}
		word.WriteRune(c.r)
	}
	return len(chars), word.String()
}

// isGroup tells whether chars begin with exactly three digits.
func isGroup(chars []char) bool {
	for i := range 3 {
		if i >= len(chars) || !isDigit(chars[i].r) {
			return false
		}
	}
	return len(chars) == 3 || !isDigit(chars[3].r)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isChinese(r rune) bool {
	switch {
	case r < 0x1100: // quick for what most texts are made of
		return false
	case r >= 0x4e00 && r <= 0x9fff:
		return true
	}
	// The index keeps letters and numbers. A radical such as ⻏ is neither.
	return (unicode.IsLetter(r) || unicode.IsNumber(r)) &&
		unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func isWord(r rune) bool {
	return !isChinese(r) && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

func isSilent(r rune) bool {
	return r == '"' || r == '\'' || !isChinese(r) &&
		unicode.In(r, unicode.Zs, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf, unicode.Cf)
}

// divider stands in the index between texts that are not one text. No piece
// looks like it.
const divider = "."

// cutText is a text as the index wants it: its grams between spaces, and its key as a
// name.
type cutText struct{ grams, key string }

func cut(text string) cutText {
	found := pieces(text)
	return cutText{strings.Join(grams(found), " "), keyOf(found)}
}

// cutTexts remembers the texts that were cut: the words of a header are those of each
// row under it.
type cutTexts map[string]cutText

// mostCut is how many texts are remembered, some of one report.
const mostCut = 4096

func (c cutTexts) of(text string) cutText {
	known, ok := c[text]
	if !ok {
		known = cut(text)
		if len(c) >= mostCut {
			clear(c)
		}
		c[text] = known
	}
	return known
}

// indexed writes texts as the index wants them.
func (c cutTexts) indexed(texts ...string) string {
	var all strings.Builder
	for _, text := range texts {
		if cut := c.of(text); cut.grams != "" {
			if all.Len() > 0 {
				all.WriteString(" " + divider + " ")
			}
			all.WriteString(cut.grams)
		}
	}
	return all.String()
}

// nameKey is a name without anything that people type in different ways.
func nameKey(name string) string { return keyOf(pieces(name)) }

func keyOf(found []piece) string {
	var key strings.Builder
	for _, u := range found {
		key.WriteString(u.text)
	}
	return key.String()
}
