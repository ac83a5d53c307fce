package page

import (
	"strings"
	"unicode/utf8"

	"disclosure/internal/plainwords"
	"disclosure/internal/report"
)

// WordsPage is the site's own explanations of words.
type WordsPage struct {
	Base
	Words []WordView
}

// WordView is a word with what the site says of it and the words that this rests on.
type WordView struct {
	ID, Name, Text string
	Also           string // other words for it, "" for none
	Sources        []SourceView
}

// SourceView is words of a law.
type SourceView struct {
	Quote string
	From  string // 《中华人民共和国预算法》第六条
}

// WordsPath is the address of the page.
const WordsPath = "/words"

// Words is that page.
func (s Site) Words() WordsPage {
	p := WordsPage{Base: s.siteBase("words", "名词说明", "预算和决算报告里常见、报告自己没有讲明白的词，本站一句话说明，并附依据的条文原话。", WordsPath)}
	for _, w := range plainwords.All() {
		view := WordView{ID: w.Anchor(), Name: w.Name, Text: w.Text, Also: strings.Join(w.Spellings, "、")}
		for _, source := range w.Source {
			view.Sources = append(view.Sources, SourceView{Quote: cutShort(source.Quote), From: fromSource(source)})
		}
		p.Words = append(p.Words, view)
	}
	return p
}

// cutShort marks a quotation that ends inside a sentence.
func cutShort(words string) string {
	if strings.HasSuffix(words, "。") {
		return words
	}
	return words + "……"
}

func fromSource(s plainwords.Source) string {
	if strings.HasPrefix(s.Article, "第") {
		return "《" + s.Title + "》" + s.Article
	}
	return "《" + s.Title + "》科目 " + s.Article
}

// ownWords is what the site says of a word where the word is used: that it is the
// site that says it, and what it rests on.
func ownWords(w plainwords.Word) string {
	return "本站说明：" + w.Text + "（依据" + fromSource(w.Source[0]) + "）"
}

func wordHref(w plainwords.Word) string { return WordsPath + "#" + w.Anchor() }

// plainNumber is the number of the first of the site's words as a term: those of a
// report come before.
const plainNumber = 100_000

// plainTerms are the site's words as terms, without those that the report explains.
func plainTerms(o report.Outline) (terms []report.Term) {
	for i, w := range plainwords.All() {
		term := report.Term{Number: plainNumber + i, Name: w.Name, Never: w.Never}
		for _, spelling := range w.Spellings {
			if !explained(o, spelling) {
				term.Spellings = append(term.Spellings, spelling)
			}
		}
		switch {
		case !explained(o, w.Name):
		case len(term.Spellings) > 0: // the name is the report's, another word for it is not
			term.Name, term.Spellings = term.Spellings[0], term.Spellings[1:]
		default:
			continue
		}
		terms = append(terms, term)
	}
	return terms
}

// explained tells whether the report's glossary explains a word.
func explained(o report.Outline, word string) bool {
	for _, t := range o.Terms {
		for _, own := range append([]string{t.Name}, t.Spellings...) {
			if report.Fold(own) == report.Fold(word) {
				return true
			}
		}
	}
	return false
}

// plainWord is the word of the site that a term stands for, false for a term of the report.
func plainWord(t *report.Term) (plainwords.Word, bool) {
	if t.Number < plainNumber {
		return plainwords.Word{}, false
	}
	return plainwords.All()[t.Number-plainNumber], true
}

// besides is what the site adds to an explanation of the report that goes in a circle,
// "" for nothing.
func besides(t *report.Term) string {
	for _, w := range plainwords.All() {
		if w.Besides && w.Names(t.Name) {
			return ownWords(w)
		}
	}
	return ""
}

// wordsShown is how many explanations a search shows.
const wordsShown = 3

// wordsAsked are the site's explanations of the words in a query: those whose name it
// has, and those in whose name it stands.
func wordsAsked(query string) (list []Definition) {
	query = report.Fold(query)
	if utf8.RuneCountInString(query) < 3 {
		return nil // a part of too many words
	}
	for _, w := range plainwords.All() {
		asked := false
		for _, name := range append([]string{w.Name}, w.Spellings...) {
			name = report.Fold(name)
			asked = asked || strings.Contains(query, name) || strings.Contains(name, query)
		}
		if asked && len(list) < wordsShown {
			list = append(list, Definition{Name: w.Name, Own: ownWords(w), Href: wordHref(w)})
		}
	}
	return list
}
