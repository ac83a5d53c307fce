package source

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// decode reads the named TOML file into the struct that v points at. It
// returns nil where the file does not have the form of v, having said why.
func (f *folder) decode(name string, v any) *document {
	text, ok := f.edited(name)
	if !ok {
		return nil
	}
	before := f.failed
	if lines := strings.Count(text, "\n"); lines > mostLines {
		f.fail(name, mostLines+1, "the file has %d lines, and at most %d are read: write less, or cut it in several reports", lines, mostLines)
		return nil
	}
	decoder := toml.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(v)
	var unknown *toml.StrictMissingError
	var wrong *toml.DecodeError
	switch {
	case errors.As(err, &unknown):
		known := keysOf(reflect.TypeOf(v))
		for _, e := range unknown.Errors {
			line, _ := e.Position()
			key := e.Key()[len(e.Key())-1]
			f.fail(name, line, "unknown key %s; the nearest are %s: correct or remove it", key, nearest(key, known))
		}
	case errors.As(err, &wrong):
		line, _ := wrong.Position()
		f.fail(name, line, "%s", misfit(wrong))
	case err != nil:
		f.fail(name, 1, "%v: write TOML as in the other reports", err)
	}
	d := &document{folder: f, name: name, lines: map[string]int{}}
	if err == nil {
		d.index([]byte(text))
	}
	if f.failed > before {
		return nil
	}
	return d
}

// keysOf lists the keys of a struct and of the structs in it. A date, whose type is
// the library's, has none.
func keysOf(t reflect.Type) []string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return keysOf(t.Elem())
	case reflect.Struct:
		if t.PkgPath() != "" && !strings.HasPrefix(t.PkgPath(), "disclosure/") {
			return nil
		}
		var keys []string
		for i := range t.NumField() {
			field := t.Field(i)
			if !field.IsExported() {
				continue
			}
			key := field.Tag.Get("toml")
			if key == "" {
				key = strings.ToLower(field.Name)
			}
			keys = append(append(keys, key), keysOf(field.Type)...)
		}
		return keys
	}
	return nil
}

// wrongType is the library's message for a value of the wrong type, which
// names Go types that mean nothing to an editor.
var wrongType = regexp.MustCompile(`^toml: cannot decode TOML (\S+).* of type (\S+)`)

// typeNotations says how a value of a type is written.
var typeNotations = map[string]string{
	"bool":     "true, or false",
	"int":      "a number without quotes",
	"string":   "a text in quotes",
	"[]int":    "a list of numbers, [1, 2]",
	"[]string": `a list of texts, ["…", "…"]`,
}

// misfit says what is wrong with the form of a TOML file.
func misfit(wrong *toml.DecodeError) string {
	if m := wrongType.FindStringSubmatch(wrong.Error()); m != nil {
		form, ok := typeNotations[m[2]]
		if !ok {
			form = "a table, as in the other reports"
		}
		return fmt.Sprintf("a value of type %s stands in the wrong place: write %s", m[1], form)
	}
	return strings.TrimPrefix(wrong.Error(), "toml: ") + ": write TOML as in the other reports"
}
