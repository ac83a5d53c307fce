package glossary_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"disclosure/internal/glossary"
	"disclosure/internal/report"
)

// FuzzFind looks for any terms in any text: mentions are spellings of their terms,
// in order and apart, each term once, and none inside a context where its term
// is never meant.
func FuzzFind(f *testing.F) {
	f.Add("政府采购项目支出表列示项目支出和基本支出", "项目支出", "支出", "采购项目支出表")
	f.Add("aaaa", "a", "aa", "aaa")
	f.Add("\xff一", "一", "\xff", "")
	f.Fuzz(func(t *testing.T, text, name, spelling, never string) {
		if name == "" || spelling == "" || name == spelling || never == "" {
			return // the source refuses them
		}
		terms := []report.Term{{Number: 1, Name: name, Never: []string{never}}, {Number: 2, Name: spelling}}
		finder := glossary.New(terms)
		seen := map[int]bool{}
		mentions := finder.Find(text, seen)
		end := 0
		for _, m := range mentions {
			if m.Start < end || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("%q: got mentions %+v, want them in order and apart", text, mentions)
			}
			end = m.End
			if text[m.Start:m.End] != m.Term.Name {
				t.Fatalf("%q: got %q marked as %q", text, text[m.Start:m.End], m.Term.Name)
			}
			if !seen[m.Term.Number] {
				t.Fatalf("%q: got term %d that is not noted as seen", text, m.Term.Number)
			}
			if utf8.ValidString(text) && utf8.ValidString(name) && utf8.ValidString(spelling) && !utf8.ValidString(text[m.Start:m.End]) {
				t.Fatalf("%q: got half a character marked", text)
			}
			for at := 0; m.Term.Number == 1 && at < len(text); at++ {
				if strings.HasPrefix(text[at:], never) && at <= m.Start && m.End <= at+len(never) {
					t.Fatalf("%q: got %q marked inside %q", text, name, never)
				}
			}
		}
		if len(mentions) > 2 || len(mentions) == 2 && mentions[0].Term == mentions[1].Term {
			t.Fatalf("%q: got %d mentions, want each term once", text, len(mentions))
		}
		if again := finder.Find(text, map[int]bool{}); !slices.Equal(again, mentions) {
			t.Fatalf("%q: got other mentions the second time", text)
		}
		if none := finder.Find(text, seen); slices.ContainsFunc(none, func(m glossary.Mention) bool {
			return slices.ContainsFunc(mentions, func(k glossary.Mention) bool { return k.Term == m.Term })
		}) {
			t.Fatalf("%q: got a term marked that was seen", text)
		}
	})
}
