package source_test

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/internal/source"
)

// TestLoadRefusesSides checks the sides of a table that has some.
func TestLoadRefusesSides(t *testing.T) {
	const header = "收入/项目,收入/预算,支出/项目,支出/预算\n"
	for _, c := range []struct{ name, header, sides, labels, word string }{
		{"sides from the right", header, `["支出", "收入"]`, `["收入/项目", "支出/项目"]`, "left to right"},
		{"a side in two pieces", "收入/项目,支出/预算,支出/项目,收入/预算\n", `["收入", "支出"]`, `["收入/项目", "支出/项目"]`, "together"},
	} {
		t.Run(c.name, func(t *testing.T) {
			fsys := files(t)
			table := string(fsys[dir+"/tables.toml"].Data)
			add(fsys, "tables.toml", table+`
[[table]]
number = 3
label = "表 3"
title = "收支总表"
amounts = ["收入/预算", "支出/预算"]
labels = `+c.labels+`
sides = `+c.sides+"\n")
			add(fsys, "tables/03.csv", c.header+"甲,1.00,乙,1.00\n")
			line := strings.Count(table, "\n") + 8 // sides
			wantOne(t, fsys, "tables.toml", line, c.word)
		})
	}
}

// TestLoadRefusesNoSections checks a report that lists none of its sections.
func TestLoadRefusesNoSections(t *testing.T) {
	fsys := files(t)
	text := string(fsys[dir+"/report.toml"].Data)
	add(fsys, "report.toml", text[:strings.Index(text, "[[section]]")])
	for _, n := range []string{"1", "2", "3"} {
		delete(fsys, dir+"/sections/"+n+".txt")
	}
	wantOne(t, fsys, "report.toml", 1, "no [[section]]")
}

func TestLoadRefusesMissingFiles(t *testing.T) {
	for _, c := range []struct {
		file     string
		wantFile string
		wantLine int
		word     string
	}{
		{"source.txt", "source.txt", 1, "is missing"},
		{"report.toml", "report.toml", 1, "is missing"},
		{"tables.toml", "tables.toml", 1, "is missing"},
		{"sections/2.txt", "report.toml", 29, "sections/2.txt is missing"},
		{"tables/01.csv", "tables.toml", 2, "tables/01.csv is missing"},
		{"tables/02.csv", "tables.toml", 27, "tables/02.csv is missing"},
		{"glossary.toml", "report.toml", 5, "glossary.toml is missing"},
		{"projects/01.toml", "projects/02.toml", 1, "projects/01.toml"},
	} {
		t.Run(c.file, func(t *testing.T) {
			fsys := files(t)
			if _, ok := fsys[dir+"/"+c.file]; !ok {
				fsys = fuller(t)
			}
			delete(fsys, dir+"/"+c.file)
			if c.file == "projects/01.toml" {
				edit(t, fsys, "notes.toml", "测试", "试验") // the note stays valid without the project
			}
			wantOne(t, fsys, c.wantFile, c.wantLine, c.word)
		})
	}
}

// TestLoadRefusesFolderForFile checks a folder where a file must be.
func TestLoadRefusesFolderForFile(t *testing.T) {
	fsys := files(t)
	delete(fsys, dir+"/tables.toml")
	fsys[dir+"/tables.toml"] = &fstest.MapFile{Mode: fs.ModeDir}
	wantOne(t, fsys, "tables.toml", 1, "cannot be read")
}

// TestLoadReportsEveryFile checks that one load names each wrong file, and
// that what refers to a file already reported is not reported again.
func TestLoadReportsEveryFile(t *testing.T) {
	fsys := fuller(t)
	edit(t, fsys, "sections/2.txt", "2023年部门预算收入", " 2023年部门预算收入") // the headline and the note point here
	edit(t, fsys, "tables/01.csv", "12000.00", " 12000.00")        // and the first headline here
	edit(t, fsys, "tables/02.toml", "460,000.00\"\n\n[[field]]", "-\"\n\n[[field]]")
	edit(t, fsys, "projects/02.toml", "name =", "nome =")
	edit(t, fsys, "glossary.toml", "基本经费", "事业收入")
	_, err := source.Load(fsys, dir)
	var got []string
	for _, e := range refusals(err) {
		got = append(got, strings.TrimPrefix(e.File, dir+"/"))
	}
	want := []string{"sections/2.txt", "tables/01.csv", "tables/02.toml", "projects/02.toml", "glossary.toml"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("files named:\ngot  %v\nwant %v\n%v", got, want, err)
	}

	fsys = fuller(t) // nothing is said of what only report.toml could tell
	edit(t, fsys, "report.toml", "year = 2023\n", "year = \n")
	edit(t, fsys, "tables.toml", "number = 3\n", "number = \n")
	if _, err := source.Load(fsys, dir); len(refusals(err)) != 2 {
		t.Errorf("report.toml and tables.toml broken: got %d errors, want 2:\n%v", len(refusals(err)), err)
	}

	if _, err := source.Load(fsys, "shili-qinghe-nyncj/2022-budget"); err == nil || !strings.Contains(err.Error(), "is no folder") {
		t.Errorf("Load of no folder: got %v", err)
	}
}
