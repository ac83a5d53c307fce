// Package plainwords holds the site's own explanations of words that reports use and
// do not explain, or explain in a circle. They are edited in data/plain-words.toml,
// count towards no report's version, and are marked as the site's wherever they are
// shown. Each rests on words of a law or of the classification of accounts that are
// quoted with it.
package plainwords

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"

	"disclosure/data"
	"disclosure/internal/report"
)

// Word is a word with its explanation.
type Word struct {
	Key       string // part of its address, never changed
	Name      string
	Spellings []string // other words for it
	Never     []string // contexts in which it is another word
	Besides   bool     // shown also where the report explains the word itself
	Text      string   // one sentence
	Source    []Source
}

// Source is what an explanation rests on.
type Source struct {
	Title   string // of the law
	Article string
	Quote   string // its own words
}

// All are the explanations, in the order of the file.
var All = sync.OnceValue(func() []Word {
	words, err := Parse(data.PlainWords)
	if err != nil {
		panic("data/plain-words.toml: " + err.Error()) // a test reads the embedded file
	}
	return words
})

var keyPattern = regexp.MustCompile(`^[a-z][a-z-]*$`)

// Parse reads the file. The error says which word lacks what.
func Parse(file []byte) ([]Word, error) {
	var doc struct{ Word []Word }
	decoder := toml.NewDecoder(strings.NewReader(string(file)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&doc); err != nil {
		var unknown *toml.StrictMissingError
		if errors.As(err, &unknown) {
			return nil, fmt.Errorf("a key that no word has, take it out or mend its name:\n%s", unknown.String())
		}
		return nil, err
	}
	keys, names := map[string]bool{}, map[string]string{}
	for i, w := range doc.Word {
		where := fmt.Sprintf("word %d, %q", i+1, w.Name)
		switch {
		case w.Name == "":
			return nil, fmt.Errorf("%s: name is missing: write the word as reports print it", where)
		case !keyPattern.MatchString(w.Key) || keys[w.Key]:
			return nil, fmt.Errorf("%s: key %q must be small letters and hyphens, and no other word's", where, w.Key)
		case !strings.HasSuffix(w.Text, "。") || strings.Count(w.Text, "。") != 1:
			return nil, fmt.Errorf("%s: text must be one sentence that ends with 。", where)
		case len(w.Source) == 0:
			return nil, fmt.Errorf("%s: source is missing: quote the words that the explanation rests on, or leave the word out", where)
		}
		keys[w.Key] = true
		for _, s := range w.Source {
			if s.Title == "" || s.Article == "" || s.Quote == "" {
				return nil, fmt.Errorf("%s: a source needs title, article and quote", where)
			}
		}
		for _, name := range append([]string{w.Name}, w.Spellings...) {
			if other := names[report.Fold(name)]; other != "" && other != w.Key {
				return nil, fmt.Errorf("%s: %q is also a word of %q: a word has one explanation", where, name, other)
			}
			names[report.Fold(name)] = w.Key
		}
	}
	return doc.Word, nil
}

// Anchor is the id of the word on the page of all.
func (w Word) Anchor() string { return "w-" + w.Key }

// Names tells whether the word is one of these names, in whatever width.
func (w Word) Names(names ...string) bool {
	for _, name := range names {
		for _, own := range append([]string{w.Name}, w.Spellings...) {
			if report.Fold(own) == report.Fold(name) {
				return true
			}
		}
	}
	return false
}
