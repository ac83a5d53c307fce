package main

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"disclosure/internal/draft"
	"disclosure/internal/source"

	"github.com/pelletier/go-toml/v2"
)

// answer writes a decision into decisions.toml, and what follows from it into the
// folder. A decision that cannot be taken changes nothing.
func (d *desk) answer(key, answer string) error {
	name := filepath.Join(d.dir, source.DecisionsFile)
	content, err := readPlain(name)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	decided := maps.Clone(d.decided)
	if decided == nil {
		decided = draft.Decisions{}
	}
	decided[key] = answer
	if d.draft == nil {
		return fmt.Errorf("the originals cannot be read: put that right first")
	}
	made, err := d.drafted(decided)
	if err != nil {
		return err
	}
	changed := withDecision(content, key, answer)
	written := draft.Decisions{}
	if err := toml.Unmarshal(changed, &written); err != nil || !maps.Equal(written, decided) {
		return fmt.Errorf("decisions.toml is written in another way than a line for each answer: write %s = %s into it by hand", draft.KeyOf(key), draft.Quote(answer))
	}
	if err := replace(name, changed); err != nil {
		return err
	}
	if draft.IsMark(key) {
		return nil // it changes nothing of the report
	}
	return save(d.dir, made, io.Discard)
}

// withDecision is a list of decisions in which a key has an answer; all other lines stay
// as they are.
func withDecision(content []byte, key, answer string) []byte {
	line := draft.KeyOf(key) + " = " + draft.Quote(answer)
	lines := strings.Split(strings.TrimRight(string(content), "\n"), "\n")
	for i, l := range lines {
		if keyOf(l) == key {
			lines[i] = line
			return []byte(strings.Join(lines, "\n") + "\n")
		}
	}
	if len(content) == 0 {
		lines = nil
	}
	return []byte(strings.Join(append(lines, line), "\n") + "\n")
}

// keyOf is the key that a line of decisions gives an answer, "" for none.
func keyOf(line string) string {
	before, _, found := strings.Cut(line, "=")
	if !found {
		return ""
	}
	return strings.Trim(before, " \t\"'")
}

// ours tells whether a request comes from this machine's own pages: another site that a
// person has open must neither answer in their name nor read what is not public yet,
// under whatever name it reaches us. Its programs cannot ask without saying where they
// are from.
func (d *desk) ours(r *http.Request) bool {
	if "http://"+r.Host != d.origin {
		return false
	}
	from := r.Header.Get("Origin")
	return from == d.origin || from == "" && (r.Method == http.MethodGet || r.Method == http.MethodHead)
}
