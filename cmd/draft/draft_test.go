package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const reportText = `某局2024年部门预算

目 录

一、部门主要职能

部门主要职能

第一部分 部门主要职能

某局负责 3 件事。
`

// command runs draft in a folder of its own and returns what it says.
func command(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if got := run(context.Background(), args, &out, &out); got != want {
		t.Fatalf("draft %q: got exit code %d, want %d: %s", args, got, want, out.String())
	}
	return out.String()
}

// put writes a file.
func put(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestAgain wants a folder that a person corrects to be kept as it is, and answers
// to count, when draft is run again.
func TestAgain(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "mouju.txt", reportText)
	command(t, good, "mouju.txt")
	dir := filepath.Join("data", "mouju", "2024-budget")
	if said := command(t, good, "mouju.txt"); !strings.Contains(said, " 0 of them new or changed") {
		t.Errorf("got %q of a second run, want nothing changed", said)
	}
	corrected := filepath.Join(dir, "sections", "1.txt")
	put(t, corrected, "# 改过\n")
	put(t, filepath.Join(dir, "decisions.toml"), "short = \"某局\"\nreceived = 2024-03-01\norigin = \"2024年2月公布。\"\n")
	said := command(t, good, "mouju.txt")
	if !strings.Contains(said, "sections/1.txt was corrected by hand") || !strings.Contains(said, "sections/1.txt.new") {
		t.Errorf("got %q, want the corrected file named", said)
	}
	if content, _ := os.ReadFile(corrected); string(content) != "# 改过\n" {
		t.Errorf("got %q, want the corrected file as it was", content)
	}
	if content, _ := os.ReadFile(filepath.Join(dir, "report.toml")); !strings.Contains(string(content), "origin = \"2024年2月公布。\"") {
		t.Errorf("got %s, want the answer in it", content)
	} else if !strings.Contains(string(content), "received = 2024-03-01\n") {
		t.Errorf("got %s, want also a day that was answered without quotes", content)
	}
	review, _ := os.ReadFile(filepath.Join(dir, "review.md"))
	if text := string(review); strings.Contains(text, "简称") || !strings.Contains(text, "已经回答 2 条") || !strings.Contains(text, "`published = \"\"`") {
		t.Errorf("got %s, want the open questions with what to write, and answered ones counted", text)
	}
	if content, _ := os.ReadFile(filepath.Join(dir, "original.txt")); string(content) != reportText {
		t.Errorf("got %q, want the original kept", content)
	}
}

func TestRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, "mouju.txt", reportText)
	put(t, "empty.pdf", "")
	put(t, "old.doc", "\xd0\xcf\x11\xe0")
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{nil, usage, "draft [-o DIR] FILE"},
		{[]string{"-x", "mouju.txt"}, usage, "-x"},
		{[]string{"none.pdf"}, refused, "none.pdf"},
		{[]string{"empty.pdf"}, refused, "empty.pdf: is empty"},
		{[]string{"old.doc"}, refused, "save it as .docx"},
		{[]string{"mouju.txt", "empty.pdf"}, refused, "empty.pdf"},
		{[]string{"-o", "mouju/2023-budget", "mouju.txt"}, refused, "2024-budget"},
	} {
		if said := command(t, c.code, c.args...); !strings.Contains(said, c.want) {
			t.Errorf("draft %q: got %q, want it to say %q", c.args, said, c.want)
		}
	}
	left, _ := os.ReadDir(".")
	if len(left) != 3 {
		t.Errorf("got %d files, want nothing written", len(left))
	}
	put(t, "decisions.toml", "")
	os.MkdirAll("mouju/2024-budget", 0o777)
	put(t, "mouju/2024-budget/decisions.toml", "short = \"某局\"\nslug =\n")
	for _, c := range []struct{ decisions, want string }{
		{"short = \"某局\"\nslug =\n", "decisions.toml:2: is no list"},
		{"short = \"某局\"\nshrot = \"某局\"\n", "decisions.toml:2: shrot: no question has this key; the nearest are \"short\""},
		{"\npublished = \"2024年\"\n", "decisions.toml:2: published: \"2024年\" is no answer: write a day"},
		{"publisher-allows = \"yes\"\n", "decisions.toml:1: publisher-allows: \"yes\" is no answer: write \"是\" or \"否\""},
		{"\nshort = [\"某局\"]\n", "decisions.toml:2: short: is no answer: write it between quotes"},
		{"short = \"\"\n", "decisions.toml:1: short: \"\" is no answer"},
		{"address = \"example.cn\"\n", "decisions.toml:1: address"},
		{"slug = \"other\"\n", "is called \"mouju\""},
	} {
		put(t, "mouju/2024-budget/decisions.toml", c.decisions)
		if said := command(t, refused, "-o", "mouju/2024-budget", "mouju.txt"); !strings.Contains(said, c.want) {
			t.Errorf("got %q of decisions %q, want it to say %s", said, c.decisions, c.want)
		}
	}
	if left, _ := os.ReadDir("mouju/2024-budget"); len(left) != 1 {
		t.Errorf("got %d files, want nothing written", len(left))
	}
}
