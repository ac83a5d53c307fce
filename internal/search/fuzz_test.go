package search

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FuzzPieces takes any text apart: pieces are places of the text in order, and
// what the index is given holds nothing that means something to the search
// engine.
func FuzzPieces(f *testing.F) {
	for _, seed := range []string{"“三公”经费", "网格员 training 2,708.03万元", "e\u0301ﷺ㎡①Ⅻ", "1,2,3 1.2.3", "\xff一", "NEAR(a b) \"x\" * ^ - : {}", "가나 カタカナ", "\x85\xac⻏邮"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got, want := string(runes(fold(text))), foldedAtOnce(text); got != want {
			t.Fatalf("%q is folded to %q, want %q", text, got, want)
		}
		end := 0
		for _, u := range pieces(text) {
			if u.start < end && !u.chinese && u.start != u.end || u.end < u.start || u.end > len(text) || u.text == "" {
				t.Fatalf("%q: got piece %+v after byte %d", text, u, end)
			}
			end = max(end, u.start)
			if utf8.ValidString(text) && (!utf8.ValidString(text[u.start:u.end]) || !utf8.ValidString(u.text)) {
				t.Fatalf("%q: got piece %+v, which is half a character", text, u)
			}
			if strings.ContainsFunc(u.text, func(r rune) bool {
				return r != '.' && !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != utf8.RuneError
			}) {
				t.Fatalf("%q: got piece %q, want letters and digits only", text, u.text)
			}
		}
		for part := range strings.SplitSeq(cut(text).grams, " ") {
			if part != divider && strings.Trim(part, ".") == "" && part != "" {
				t.Fatalf("%q: got %q in the index, which looks like a divider", text, part)
			}
		}
	})
}

// foldedAtOnce folds a text as a whole.
func foldedAtOnce(text string) string {
	return strings.Map(func(r rune) rune {
		if plain, ok := simplified[r]; ok {
			r = plain
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(text))
}

// FuzzQuery reads anything as a query: its phrases are closed, its words few,
// and each word is highlighted in a text that is the word.
func FuzzQuery(f *testing.F) {
	for _, seed := range []string{"三公 经费", "2,708.03 万元", "\" OR *", "-5元 ¥3", "１２，３４５．６", "a'b;c、d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		q, err := parse(typed)
		if err != nil {
			return
		}
		if len(q) > maxWords {
			t.Fatalf("%q: got %d words", typed, len(q))
		}
		for _, w := range q {
			for _, phrase := range []string{w.phrase(ofPage), w.quoted()} {
				inside := strings.Split(phrase, `"`)
				if len(inside)%2 == 0 {
					t.Fatalf("%q: got phrase %s, which is not closed", typed, phrase)
				}
				for i := 1; i < len(inside); i += 2 {
					if strings.ContainsAny(inside[i], "'*^:(){}\\\x00") {
						t.Fatalf("%q: got phrase %s with signs in quotes", typed, phrase)
					}
				}
			}
			if len(w.phrases) > 0 && w.figure == "" && len(query{w}.highlight(w.read.Text).Stretches) == 0 {
				t.Errorf("%q: the word %q is not found in itself", typed, w.read.Text)
			}
		}
		for _, s := range q.stages() {
			if strings.Count(s.match, `"`)%2 != 0 || strings.Count(s.match, "(") != strings.Count(s.match, ")") {
				t.Errorf("%q: got question %s", typed, s.match)
			}
		}
	})
}
