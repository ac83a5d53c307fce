package source_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"disclosure/internal/report"
	"disclosure/internal/report/reporttest"
	"disclosure/internal/source"
)

// textPlace is a text of the made-up report: where it is written, and where it
// arrives.
type textPlace struct {
	name, file string
	old        string // what is written there
	form       string // how a text is written in place of it, with %s
	read       func(*report.Report) string
}

var textPlaces = []textPlace{
	{"heading", "report.toml", `heading = "示例市青禾区农业农村局2023年部门预算（虚构）"`, "heading = %s", func(r *report.Report) string { return r.Heading }},
	{"short name", "report.toml", `short = "青禾区农业农村局（示例）"`, "short = %s", func(r *report.Report) string { return r.UnitShort }},
	{"contents", "report.toml", `"二、收支预算说明"`, "%s", func(r *report.Report) string { return r.Contents[1] }},
	{"headline", "report.toml", `label = "收入"`, "label = %s", func(r *report.Report) string { return r.Headlines[0].Label }},
	{"section", "sections/1.txt", "# 一、单位基本情况", "# %s", func(r *report.Report) string { return r.Sections[0].Title }},
	{"paragraph", "sections/1.txt", "2. 负责农作物病虫害的监测、预报和防治。", "%s", func(r *report.Report) string { return r.Sections[0].Blocks[3].Text }},
	{"spelling", "glossary.toml", `"基本经费"`, "%s", func(r *report.Report) string { return r.Terms[1].Spellings[1] }},
	{"table title", "tables.toml", `title = "部门收支预算总表"`, "title = %s", func(r *report.Report) string { return r.Tables[0].Title }},
	{"text cell", "tables/01.csv", "不适用", "%s", func(r *report.Report) string { return r.Tables[0].Rows[0].Cells[9].Text }},
}

// written is a text as a file of this name holds it.
func written(file, text string) string {
	switch {
	case strings.HasSuffix(file, ".toml"):
		var b strings.Builder
		for _, r := range text {
			if r < ' ' || r == '"' || r == '\\' || r == 0x7f || r >= 0x80 && r < 0xa0 {
				fmt.Fprintf(&b, `\U%08X`, r)
				continue
			}
			b.WriteRune(r)
		}
		return `"` + b.String() + `"`
	case strings.HasSuffix(file, ".csv"):
		return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
	}
	return text
}

// TestLoadHostile writes attacks where texts stand. They are texts, and so they
// are taken, to the letter.
func TestLoadHostile(t *testing.T) {
	for _, place := range textPlaces {
		for _, text := range reporttest.Attacks {
			fsys := fuller(t)
			edit(t, fsys, place.file, place.old, fmt.Sprintf(place.form, written(place.file, text)))
			r, err := source.Load(fsys, dir)
			if err != nil {
				t.Errorf("%s %.60q: %v", place.name, text, err)
			} else if got := place.read(r); got != text {
				t.Errorf("%s: got %.200q, want %.200q", place.name, got, text)
			}
		}
	}
}

// TestLoadRefusesUnseen writes what cannot be seen, or is no text, where texts
// stand: it is refused with file and line, also where TOML hides it in an
// escape.
func TestLoadRefusesUnseen(t *testing.T) {
	for _, place := range textPlaces {
		for _, text := range reporttest.RefusedAttacks {
			what := fmt.Sprintf("%s %q", place.name, text)
			fsys := fuller(t)
			into := written(place.file, text)
			if !utf8.ValidString(text) {
				into = text // no escape stands for it
			}
			line := edit(t, fsys, place.file, place.old, fmt.Sprintf(place.form, into))
			r, err := source.Load(fsys, dir)
			if err == nil || r != nil {
				t.Errorf("%s: got no error, want it refused", what)
				continue
			}
			if !slices.ContainsFunc(refusals(err), func(e *source.Error) bool { return e.File == dir+"/"+place.file && e.Line == line }) {
				t.Errorf("%s: got %v, want an error at %s:%d", what, err, place.file, line)
			}
		}
	}
}
