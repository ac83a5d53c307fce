package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"disclosure/internal/draft"
	"disclosure/internal/source"
)

// answer writes a decision into decisions.toml, and what follows from it into the
// folder. A decision that cannot be taken changes nothing.
func (d *desk) answer(key, answer string) error {
	name := filepath.Join(d.dir, source.DecisionsFile)
	content, err := os.ReadFile(name)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	decided := draft.Decisions{}
	for k, v := range d.decided {
		decided[k] = v
	}
	decided[key] = answer
	if d.draft == nil {
		return fmt.Errorf("the originals cannot be read: put that right first")
	}
	made, err := d.drafted(decided)
	if err != nil {
		return err
	}
	if err := replace(name, withDecision(content, key, answer)); err != nil {
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
// person has open must not answer in their name, under whatever name it reaches us.
func (d *desk) ours(r *http.Request) bool {
	if "http://"+r.Host != d.origin {
		return false
	}
	return r.Method == http.MethodGet || r.Method == http.MethodHead || r.Header.Get("Origin") == d.origin
}
