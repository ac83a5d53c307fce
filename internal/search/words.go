package search

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed words.txt
var wordsText string

// everyday are the words of words.txt, folded.
var everyday, longestEveryday = readWords(wordsText)

// meaning is what reports say for an everyday word.
type meaning struct {
	words    []string // any of them; none for a word that only makes a question
	lastOnly bool     // they are looked for only where nothing else of the query is left
}

func readWords(text string) (all map[string]meaning, longest int) {
	all = map[string]meaning{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		word, means, ok := strings.Cut(line, "=")
		word, means = strings.TrimSpace(word), strings.TrimSpace(means)
		if _, known := all[word]; !ok || word == "" || known {
			panic(fmt.Sprintf("search: words.txt: %q is no word of its own with what it means", line))
		}
		var m meaning
		means, m.lastOnly = strings.CutPrefix(means, "?")
		if means != "" {
			m.words = strings.Split(means, "、")
		}
		all[word] = m
		longest = max(longest, len([]rune(word)))
	}
	return all, longest
}

//go:embed traditional.txt
var traditionalText string

// simplified has for each traditional character the one that it is searched as.
var simplified = func() map[rune]rune {
	all := map[rune]rune{}
	for line := range strings.Lines(traditionalText) {
		if line[0] == '#' {
			continue
		}
		for pair := range strings.FieldsSeq(line) {
			if of := []rune(pair); len(of) == 2 {
				all[of[0]] = of[1]
			}
		}
	}
	return all
}()
