package source_test

import (
	"bytes"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"disclosure/internal/report"
	"disclosure/internal/source"
)

// FuzzFolder loads a report of which two files hold any bytes. It is refused,
// each error with a file, a line of it and what to do, or it is a report that
// the rooms above can rely on.
func FuzzFolder(f *testing.F) {
	whole := fuller(f)
	names := slices.Sorted(maps.Keys(whole))
	for i, name := range names {
		next := (i + 1) % len(names)
		f.Add(uint8(i), whole[name].Data, uint8(next), whole[names[next]].Data)
	}
	f.Add(uint8(0), []byte("\xff"), uint8(1), []byte("\uFEFF# a\r\n\r\nb"))
	f.Fuzz(func(t *testing.T, i uint8, a []byte, j uint8, b []byte) {
		fsys := fstest.MapFS{}
		maps.Copy(fsys, whole)
		fsys[names[int(i)%len(names)]] = &fstest.MapFile{Data: a}
		fsys[names[int(j)%len(names)]] = &fstest.MapFile{Data: b}
		r, err := source.Load(fsys, dir)
		if err != nil {
			if r != nil {
				t.Fatal("got a report beside an error")
			}
			checkRefusal(t, fsys, err)
			return
		}
		checkReport(t, r)
		if string(fsys[dir+"/source.txt"].Data) != r.Source {
			t.Error("the text as received was changed")
		}
		again, err := source.Load(fsys, dir)
		if err != nil || !reflect.DeepEqual(r, again) {
			t.Errorf("loaded again: got another report, error %v", err)
		}
	})
}

func checkRefusal(t *testing.T, fsys fstest.MapFS, err error) {
	t.Helper()
	found := refusals(err)
	if len(found) == 0 {
		t.Fatalf("refused without a word: %v", err)
	}
	for _, e := range found {
		lines := 1
		if file := fsys[e.File]; file != nil {
			lines += bytes.Count(file.Data, []byte("\n"))
		}
		if !strings.HasPrefix(e.File, dir) || e.Line < 1 || e.Line > lines || !utf8.ValidString(e.Message) || !strings.ContainsAny(e.Message, ":;") {
			t.Errorf("got %q of %d lines, want a file, a line of it and what to do", e, lines)
		}
	}
}

// checkReport holds what every report owes the rooms above.
func checkReport(t *testing.T, r *report.Report) {
	t.Helper()
	source := r.Source
	r.Source = "" // the one text that may hold anything
	eachText(reflect.ValueOf(r).Elem(), func(text string) {
		for _, c := range text {
			if c != '\n' && c != '\t' && (unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c)) || c == utf8.RuneError && !strings.Contains(text, "\uFFFD") {
				t.Errorf("got a text with %U: %q", c, text)
			}
		}
	})
	r.Source = source
	for _, section := range r.Sections {
		counts := map[report.BlockKind]int{}
		for _, b := range section.Blocks {
			counts[b.Kind]++
			if b.Kind != report.TableBlock && b.Number != counts[b.Kind] || (b.Kind == report.ParagraphBlock || b.Kind == report.HeadingBlock) && b.Text == "" {
				t.Errorf("section %d: got block %+v", section.Number, b)
			}
		}
	}
	for i := range r.Tables {
		checkTable(t, &r.Tables[i])
	}
	for _, term := range r.Terms {
		text, ok := r.Sections[r.GlossarySection-1].Paragraph(term.Paragraph)
		if !ok || text != term.Definition || !strings.Contains(text, term.Name) || term.Name == "" {
			t.Errorf("got term %+v, want one of the glossary", term)
		}
	}
	for _, h := range r.Headlines {
		if h.Label == "" || h.Text == "" || h.From.Anchor == "" {
			t.Errorf("got headline %+v, want one with its place", h)
		}
	}
}

func checkTable(t *testing.T, table *report.Table) {
	t.Helper()
	for i, row := range table.Rows {
		if len(row.Cells) != len(table.Columns) {
			t.Fatalf("table %d row %d: got %d cells, want %d", table.Number, i+1, len(row.Cells), len(table.Columns))
		}
		for j, cell := range row.Cells {
			value, err := report.ParseAmount(cell.Text)
			want := table.Columns[j].Role == report.Amount && cell.Text != ""
			if cell.Value.Valid != want || want && (err != nil || !value.Equal(cell.Value.Decimal)) {
				t.Errorf("table %d row %d: got %q with value %v", table.Number, i+1, cell.Text, cell.Value)
			}
		}
	}
	for _, total := range slices.Concat(table.RowTotals, table.ColumnTotals) {
		for _, n := range append(total.Parts, total.Of) {
			if n < 1 || total.Column > 0 && n > len(table.Rows) || total.Column == 0 && n > len(table.Columns) {
				t.Errorf("table %d: got total %+v", table.Number, total)
			}
		}
	}
}

// eachText visits every text in v.
func eachText(v reflect.Value, visit func(string)) {
	switch v.Kind() {
	case reflect.String:
		visit(v.String())
	case reflect.Struct:
		for i := range v.NumField() {
			eachText(v.Field(i), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachText(v.Index(i), visit)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			eachText(v.Elem(), visit)
		}
	}
}
