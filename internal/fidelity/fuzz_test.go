package fidelity_test

import (
	"strings"
	"testing"
	"unicode"

	"disclosure/internal/fidelity"
)

// FuzzReceived puts anything in place of a piece of the text as received. As
// long as the characters are not the same ones, the proof fails and names a
// line.
func FuzzReceived(f *testing.F) {
	f.Add(uint16(10), uint8(3), "")
	f.Add(uint16(40000), uint8(0), "1")
	f.Add(uint16(0), uint8(0), "\ufeff")
	f.Add(uint16(20000), uint8(200), "\n\t\n")
	reports := published(f)
	original := reports[0]
	f.Fuzz(func(t *testing.T, at uint16, length uint8, with string) {
		r := *original
		from := int(at) % (len(r.Source) + 1)
		to := min(from+int(length), len(r.Source))
		r.Source = r.Source[:from] + with + r.Source[to:]
		err := fidelity.Check(&r)
		if err == nil && visible(r.Source) != visible(original.Source) {
			t.Errorf("%q in place of bytes %d to %d, %q: got no mismatch", with, from, to, original.Source[from:to])
		}
		if err != nil {
			for line := range strings.SplitSeq(err.Error(), "\n") {
				if !strings.HasPrefix(line, "source.txt:") && !strings.HasPrefix(line, "notes.toml:") {
					t.Errorf("got %q, want the line of the text as received", line)
				}
			}
		}
	})
}

// visible is a text without white space.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}
