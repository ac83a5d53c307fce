package draft_test

import (
	"context"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/draft"
	"disclosure/internal/original"
)

// file is a text as a file of a report.
func file(t *testing.T, name, content string) draft.File {
	t.Helper()
	doc, err := original.Read(context.Background(), name, strings.NewReader(content), int64(len(content)), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return draft.File{Name: name, Content: []byte(content), Document: doc}
}

// TestFiles wants the same of a report in two files as in one, both kept, and files
// of two reports refused.
func TestFiles(t *testing.T) {
	whole := text(t, prose+formText, nil)
	d, err := draft.New("mouju", []draft.File{file(t, "a.txt", prose), file(t, "b.txt", formText)}, nil, data.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"sections/1.txt", "sections/2.txt", "projects/01.toml"} {
		if string(d.Files[name]) != string(whole.Files[name]) {
			t.Errorf("%s: got %q, want %q", name, d.Files[name], whole.Files[name])
		}
	}
	if got, want := received(d), received(whole); got != want {
		t.Errorf("source.txt: got %q, want %q", got, want)
	}
	if !strings.Contains(string(d.Files["source.txt"]), "@ b.txt, line 6\n") || !strings.Contains(string(whole.Files["source.txt"]), "@ line 1\n") {
		t.Errorf("got %s, want the places of blocks, with the name of their file", d.Files["source.txt"])
	}
	if string(d.Files["original-1.txt"]) != prose || string(d.Files["original-2.txt"]) != formText {
		t.Errorf("got originals %q and %q, want both files as they are", d.Files["original-1.txt"], d.Files["original-2.txt"])
	}
	check(t, d)
	other := strings.Replace(prose, "2024", "2023", 1)
	if _, err := draft.New("mouju", []draft.File{file(t, "a.txt", prose), file(t, "b.txt", other)}, nil, data.Files); err == nil || !strings.Contains(err.Error(), "b.txt of 2023 budget") {
		t.Errorf("got %v, want both files named with their years", err)
	}
}

// TestRefused wants files that hold no report refused.
func TestRefused(t *testing.T) {
	doc, err := original.Read(context.Background(), "a.txt", strings.NewReader("某局2024年部门预算\n"), 26, original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := draft.New("", []draft.File{{Name: "a.txt", Document: doc}}, nil, data.Files); err == nil || !strings.Contains(err.Error(), "a.txt") {
		t.Errorf("got %v, want a message that names the file", err)
	}
}
