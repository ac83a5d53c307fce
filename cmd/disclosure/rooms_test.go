package main

import (
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var roomLine = regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\|")

// README lists every room, and no room imports one that is listed above it.
func TestRooms(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "| room |")
	table, _, _ = strings.Cut(table, "\n\n")
	listed := map[string]int{}
	for i, room := range roomLine.FindAllStringSubmatch(table, -1) {
		listed[room[1]] = i
	}
	files, err := filepath.Glob("../../*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	inner, err := filepath.Glob("../../*/*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	rooms := map[string]bool{}
	for _, file := range append(files, inner...) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		room := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(file)), "../../")
		rooms[room] = true
		from, ok := listed[room]
		if !ok {
			t.Errorf("README lacks the room %s", room)
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range parsed.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			if of, ours := strings.CutPrefix(path, "disclosure/"); ours && listed[of] <= from {
				t.Errorf("%s imports %s, which README does not list below %s", file, of, room)
			}
		}
	}
	for _, room := range slices.Sorted(maps.Keys(listed)) {
		if !rooms[room] {
			t.Errorf("README lists %s, where no code is", room)
		}
	}
}
