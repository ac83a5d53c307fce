package report

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// object is a JSON object whose keys stand in the order in which they are named.
// A member that is empty is left out: an empty text, 0, false, a list or an object
// without anything.
type object []member

type member struct {
	key   string
	value any // a string, an int, a bool, a list or an object
}

// list is a JSON list. Its elements are written even where they are empty.
type list []any

func texts(all []string) list {
	var l list
	for _, text := range all {
		l = append(l, text)
	}
	return l
}

// written writes a document: two spaces a level, one value a line, LF at the end of
// each, no escape of <, > and &.
func written(o object) []byte {
	w := new(writer)
	w.texts = json.NewEncoder(&w.Buffer)
	w.texts.SetEscapeHTML(false)
	w.value(o, "\n")
	w.WriteByte('\n')
	return w.Bytes()
}

type writer struct {
	bytes.Buffer
	texts *json.Encoder // to the buffer
}

// value writes v. Between its parts stands a line break with the indentation of v.
func (w *writer) value(v any, line string) {
	switch v := v.(type) {
	case string:
		w.text(v)
	case int:
		w.WriteString(strconv.Itoa(v))
	case bool:
		w.WriteString(strconv.FormatBool(v))
	case list:
		w.parts('[', ']', line, len(v), func(k int, inner string) { w.value(v[k], inner) })
	case object:
		filled := v.filled()
		w.parts('{', '}', line, len(filled), func(k int, inner string) {
			w.text(filled[k].key)
			w.WriteString(": ")
			w.value(filled[k].value, inner)
		})
	}
}

// parts writes n parts between brackets, each on a line of its own.
func (w *writer) parts(open, end byte, line string, n int, part func(k int, inner string)) {
	w.WriteByte(open)
	inner := line + "  "
	for k := range n {
		if k > 0 {
			w.WriteByte(',')
		}
		w.WriteString(inner)
		part(k, inner)
	}
	if n > 0 {
		w.WriteString(line)
	}
	w.WriteByte(end)
}

func (w *writer) text(s string) {
	if err := w.texts.Encode(s); err != nil {
		panic("report: a text cannot be written as JSON: " + err.Error()) // every text can
	}
	w.Truncate(w.Len() - 1) // the encoder ends the line
}

// filled are the members that are not empty.
func (o object) filled() object {
	var filled object
	for _, m := range o {
		if !empty(m.value) {
			filled = append(filled, m)
		}
	}
	return filled
}

func empty(v any) bool {
	switch v := v.(type) {
	case string:
		return v == ""
	case int:
		return v == 0
	case bool:
		return !v
	case list:
		return len(v) == 0
	case object:
		return len(v.filled()) == 0
	}
	return false
}
