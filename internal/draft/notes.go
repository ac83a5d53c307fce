package draft

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// note is a repair as the public reads it: from and to are lines of the text as received.
type note struct {
	from, to int
	at       address
	why      string
	edits    []Change
}

// notes says how the lines shown of a unit came of those received, which begin at a line
// of the text as received.
func (u unit) notes(first int) (notes []note) {
	var together []hunk // which follow one another and have one reason
	flush := func() {
		if len(together) > 0 {
			notes = append(notes, u.noted(first, together)...)
		}
		together = nil
	}
	why := ""
	for _, h := range u.hunks() {
		reason := h.why(u.rows)
		if reason != why {
			flush()
		}
		why = reason
		together = append(together, h)
	}
	flush()
	return notes
}

// noted makes one note of hunks, or one of each where edits meant for one would change
// another.
func (u unit) noted(first int, hunks []hunk) []note {
	last := hunks[len(hunks)-1]
	from := hunks[0].from
	received, shown := []string(nil), []string(nil)
	at := from
	var edits []Change
	for _, h := range hunks {
		between := u.received[at:h.from]
		received, shown = append(append(received, between...), h.received...), append(append(shown, between...), h.shown...)
		at = h.to
		for _, e := range h.edits() {
			if !slices.Contains(edits, e) {
				edits = append(edits, e)
			}
		}
	}
	n := note{from: first + from, to: first + last.to - 1, at: hunks[0].at, why: hunks[0].why(u.rows), edits: edits}
	if len(hunks) > 1 && hunks[0].at.within == "row" {
		n.at = u.part
	}
	whole := Change{strings.Join(received, "\n"), strings.Join(shown, "\n")}
	switch {
	case applied(edits, whole.Received) == whole.Shown:
	case len(hunks) == 1:
		n.edits = []Change{whole}
	default:
		var notes []note
		for _, h := range hunks {
			notes = append(notes, u.noted(first, []hunk{h})...)
		}
		return notes
	}
	return []note{n}
}

// applied is a text after edits, each of which must find what it says was received in the
// text as it was and as it is.
func applied(edits []Change, text string) string {
	received := text
	for _, e := range edits {
		if e.Received == "" || !strings.Contains(received, e.Received) || !strings.Contains(text, e.Received) {
			return ""
		}
		text = strings.ReplaceAll(text, e.Received, e.Shown)
	}
	return text
}

// edits are the changes of a hunk: formula by formula or cell by cell where no more changed,
// else all of it, of a long text no more than what stands around the change.
func (h hunk) edits() []Change {
	if edits := formulasIn(strings.Join(h.received, "\n")); edits != nil && applied(edits, strings.Join(h.received, "\n")) == strings.Join(h.shown, "\n") {
		return edits
	}
	if len(h.received) == 1 && len(h.shown) == 1 && strings.Count(h.received[0], "\t") == strings.Count(h.shown[0], "\t") {
		var edits []Change
		received, shown := strings.Split(h.received[0], "\t"), strings.Split(h.shown[0], "\t")
		for j := range received {
			if received[j] == shown[j] {
				continue
			}
			edits = append(edits, around(received[j], shown[j]))
		}
		if applied(edits, h.received[0]) == h.shown[0] {
			return edits
		}
	}
	if strings.Contains(strings.Join(h.received, "\n"), "\t") {
		return []Change{{strings.Join(h.received, "\n"), strings.Join(h.shown, "\n")}}
	}
	return []Change{around(strings.Join(h.received, "\n"), strings.Join(h.shown, "\n"))}
}

// context is how many characters of a long text stand on each side of a change.
const context = 8

// around is a change with what stands around it.
func around(received, shown string) Change {
	a, b := []rune(received), []rune(shown)
	start, end := 0, 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	for end < min(len(a), len(b))-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	start, end = max(0, start-context), max(0, end-context)
	if len(a)-start-end > len(a)/2 {
		start, end = 0, 0
	}
	return Change{string(a[start : len(a)-end]), string(b[start : len(b)-end])}
}

// notesFile is the file of notes.
func notesFile(notes []note) []byte {
	var b bytes.Buffer
	b.WriteString("# 整理说明：提取时损坏、由人对着原件确认过的地方。source.txt 照收到的不动。\n")
	for _, n := range notes {
		fmt.Fprintf(&b, "\n[[note]]\nlines = [%d, %d]\nat = %s\nwhy = %s\nedits = [\n", n.from, n.to, n.at.toml(), Quote(n.why))
		for _, e := range n.edits {
			fmt.Fprintf(&b, "  { received = %s, shown = %s },\n", Quote(e.Received), Quote(e.Shown))
		}
		b.WriteString("]\n")
	}
	return b.Bytes()
}
