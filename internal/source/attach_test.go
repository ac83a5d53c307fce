package source_test

import (
	"testing"

	"disclosure/internal/source"
)

// TestAttached wants the file of relations and those of a draft to belong to a
// report, and a folder of forms beside the units to be none of them.
func TestAttached(t *testing.T) {
	fsys := files(t)
	add(fsys, source.RelationsFile, "form = \"x\"\n")
	add(fsys, source.ReviewFile, "questions")
	add(fsys, source.DecisionsFile, "slug = \"x\"\n")
	fsys["forms/x.toml"] = fsys[dir+"/"+source.RelationsFile]
	reports, err := source.LoadAll(fsys)
	if err != nil || len(reports) != 1 {
		t.Errorf("got %d reports, error %v, want one and no error", len(reports), err)
	}
}

// TestReadTOML wants what another room finds wrong to be told with its line.
func TestReadTOML(t *testing.T) {
	fsys := files(t)
	add(fsys, source.RelationsFile, "form = \"x\"\n\n[[define]]\nname = \"a\"\n")
	var v struct {
		Form   string
		Define []struct{ Name string }
	}
	f, err := source.ReadTOML(fsys, dir, source.RelationsFile, &v)
	if err != nil || v.Form != "x" || len(v.Define) != 1 {
		t.Fatalf("got %+v, error %v, want what the file says", v, err)
	}
	if f.Err() != nil {
		t.Errorf("got %v, want no error yet", f.Err())
	}
	f.Fail([]any{"define", 0, "name"}, "no %s", "name")
	want := dir + "/" + source.RelationsFile + ":4: no name"
	if got := f.Err(); got == nil || got.Error() != want || f.Line("define", 0) != 3 || f.Path() != dir+"/"+source.RelationsFile {
		t.Errorf("got %v, line %d, path %s, want %s", got, f.Line("define", 0), f.Path(), want)
	}
	add(fsys, source.RelationsFile, "frm = \"x\"\n")
	if _, err := source.ReadTOML(fsys, dir, source.RelationsFile, &v); len(refusals(err)) != 1 {
		t.Errorf("got %v, want one error of an unknown key", err)
	}
}
