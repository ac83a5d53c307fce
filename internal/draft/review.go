package draft

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/original"
	"disclosure/internal/report"
)

// compare counts every number of the originals and of the folder, and asks about
// those that are on one side only.
func (d *Draft) compare(files []File) {
	have, want := map[string]int{}, map[string]int{}
	for _, f := range files {
		shown := *f.Document
		shown.Asides = nil
		for n, count := range original.Numbers(&shown) {
			want[n] += count
		}
	}
	text := &original.Document{Blocks: []original.Block{{Paragraph: &original.Paragraph{Text: unmarked(d.Files["source.txt"])}}}}
	maps.Copy(have, original.Numbers(text))
	all := maps.Clone(want)
	maps.Copy(all, have)
	for _, n := range slices.Sorted(maps.Keys(all)) {
		if have[n] != want[n] {
			d.ask(Question{Key: key("number", n), Place: "all", Assumed: "as it is",
				Text: fmt.Sprintf("The number %s stands %d times in the original and %d times in the folder: find where it was lost or added.", n, want[n], have[n])})
		}
	}
}

// unmarked is a text as received without the lines that say where it stood.
func unmarked(text []byte) string {
	var b strings.Builder
	for l := range strings.Lines(string(text)) {
		if !report.IsPlace(strings.TrimSuffix(l, "\n")) {
			b.WriteString(l)
		}
	}
	return b.String()
}

// review lists the questions, what was set aside, where each part stands, and
// the sums of the files as they are written, by which Written knows them again.
func (d *Draft) review(files []File) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# What a person must decide\n\nAnswer in decisions.toml, a line each: key = \"answer\", and run draft again; or correct the file itself.\n\n")
	for i, q := range d.Questions {
		fmt.Fprintf(&b, "%d. %s\n\n   - place: %s\n   - key: %s\n", i+1, q.Text, q.Place, q.Key)
		for _, c := range q.Choices {
			fmt.Fprintf(&b, "   - choice: %s\n", c)
		}
		fmt.Fprintf(&b, "   - now: %s\n\n", q.Assumed)
	}
	fmt.Fprintf(&b, "# What of the original is not in the folder\n\n")
	for _, f := range files {
		for _, a := range f.Asides {
			fmt.Fprintf(&b, "- %s, %s: %s\n", at(f.Name, a.Place), a.Reason, oneLine(a.Text))
		}
	}
	fmt.Fprintf(&b, "\n# Where each part stands in the original\n\n")
	for _, p := range d.parts {
		fmt.Fprintf(&b, "- %s: %s\n", p.title, p.place)
	}
	for _, f := range d.forms {
		fmt.Fprintf(&b, "- %s: %s\n", f.fields[0].text, f.place)
	}
	fmt.Fprintf(&b, "\n# What draft wrote\n\nA file that has another SHA-256 now was corrected by a person; draft writes its own beside it.\n\n")
	for _, name := range slices.Sorted(maps.Keys(d.Files)) {
		fmt.Fprintf(&b, "- %s %x\n", name, sha256.Sum256(d.Files[name]))
	}
	return b.Bytes()
}

var writtenLine = regexp.MustCompile(`(?m)^- (\S+) ([0-9a-f]{64})$`)

// Written reads from a review which files draft wrote, and with which SHA-256.
func Written(review []byte) map[string]string {
	sums := map[string]string{}
	for _, m := range writtenLine.FindAllSubmatch(review, -1) {
		sums[string(m[1])] = string(m[2])
	}
	return sums
}
