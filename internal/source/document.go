package source

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/pelletier/go-toml/v2/unstable"
)

// at is the path of a key in a TOML file, names and indexes (from 0) in turn:
// at{"term", 2, "spellings", 0}.
type at []any

func (k at) String() string {
	var b []byte
	for _, part := range k {
		b = append(b, '/')
		if i, ok := part.(int); ok {
			b = strconv.AppendInt(b, int64(i), 10)
		} else {
			b = append(b, part.(string)...)
		}
	}
	return string(b)
}

// of is the key of a part of what stands at k.
func (k at) of(parts ...any) at {
	return append(k[:len(k):len(k)], parts...)
}

// document is a TOML file that knows where its keys stand, so that what a
// value means can be refused with the line of the value.
type document struct {
	folder *folder
	name   string
	lines  map[string]int // line of each key, element and table, by at.String
	starts []int          // first byte of each line
}

// fail reports the value at key, or what stands nearest around it where the
// key is absent.
func (d *document) fail(key at, format string, args ...any) {
	d.folder.fail(d.name, d.line(key), format, args...)
}

func (d *document) line(key at) int {
	for ; len(key) > 0; key = key[:len(key)-1] {
		if line, ok := d.lines[key.String()]; ok {
			return line
		}
	}
	return 1
}

// require reports a text that is absent or blank.
func (d *document) require(key at, text string) bool {
	if text == "" {
		d.fail(key, "%s is missing or blank: write it", key[len(key)-1])
		return false
	}
	return true
}

// index notes the line of every key of the file and checks the texts.
func (d *document) index(text []byte) {
	d.starts = []int{0}
	for i, b := range text {
		if b == '\n' {
			d.starts = append(d.starts, i+1)
		}
	}
	var p unstable.Parser
	p.Reset(text)
	counts := map[string]int{} // elements so far of each array of tables
	var table at
	for p.NextExpression() {
		e := p.Expression()
		switch e.Kind {
		case unstable.Table, unstable.ArrayTable:
			table = nil
			var line int
			for keys := e.Key(); keys.Next(); {
				line = d.enter(&table, keys.Node())
				array := table.String()
				if e.Kind == unstable.ArrayTable && keys.IsLast() {
					counts[array]++
				}
				if n := counts[array]; n > 0 {
					table = table.of(n - 1)
				}
			}
			d.lines[table.String()] = line
		case unstable.KeyValue:
			d.indexPair(table, e)
		}
	}
}

// lineOf is the line that a part of the text begins in. The parser would count
// from the top each time.
func (d *document) lineOf(part unstable.Range) int {
	line, exact := slices.BinarySearch(d.starts, int(part.Offset))
	if exact {
		line++
	}
	return line
}

// enter appends the name of a key to path and returns its line. The decoder
// takes keys in any case; a file has one spelling.
func (d *document) enter(path *at, key *unstable.Node) int {
	name := string(key.Data)
	line := d.lineOf(key.Raw)
	if name != strings.ToLower(name) {
		d.folder.fail(d.name, line, "unknown key %s: write it in lower case", name)
	}
	*path = path.of(name)
	if _, ok := d.lines[path.String()]; !ok {
		d.lines[path.String()] = line
	}
	return line
}

func (d *document) indexPair(path at, pair *unstable.Node) {
	var line int
	for keys := pair.Key(); keys.Next(); {
		line = d.enter(&path, keys.Node())
	}
	d.indexValue(path, pair.Value(), line)
}

func (d *document) indexValue(path at, value *unstable.Node, line int) {
	switch value.Kind {
	case unstable.String:
		line = d.lineOf(value.Raw)
		d.checkText(path, string(value.Data), line)
	case unstable.InlineTable:
		line = d.lineOf(value.Raw)
		for pairs := value.Children(); pairs.Next(); {
			d.indexPair(path, pairs.Node())
		}
	case unstable.Array:
		i := 0
		for elements := value.Children(); elements.Next(); i++ {
			d.indexValue(path.of(i), elements.Node(), line)
		}
	}
	if _, ok := d.lines[path.String()]; !ok {
		d.lines[path.String()] = line
	}
}

// checkText refuses characters that cannot be seen, which TOML can write as
// escapes. Line breaks divide the paragraphs of text and content; in received
// and shown, which quote the text as received, they divide its lines and tabs
// its cells.
func (d *document) checkText(path at, text string, line int) {
	name := ""
	for _, part := range path {
		if s, ok := part.(string); ok {
			name = s
		}
	}
	paragraphs := name == "text" || name == "content"
	quoted := name == "received" || name == "shown"
	for _, r := range text {
		switch {
		case r == '\n' && (paragraphs || quoted), r == '\t' && (quoted || name == "captions"):
		case r == '\n':
			d.folder.fail(d.name, line, "%s has a line break: write it on one line", name)
			return
		case isUnseen(r):
			d.folder.fail(d.name, line, "%s has the unseen character %U: remove it", name, r)
			return
		}
	}
	if !paragraphs && !quoted && text != strings.TrimFunc(text, unicode.IsSpace) {
		d.folder.fail(d.name, line, "%s %q begins or ends with white space: remove it", name, text)
	}
}
