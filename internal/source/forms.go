package source

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"unicode"

	"disclosure/internal/report"
)

// formFile is the form of a paper form's file.
type formFile struct {
	Title           string // projects only
	Caption         string
	IndicatorsTitle string   `toml:"indicators_title"`
	IndicatorHeader []string `toml:"indicator_header"`
	Field           []struct {
		Name         string
		Under        string // name of the field that it stands under, the nearest before it
		Text, Amount *string
	}
	Indicator []struct {
		Level1, Level2  string
		Content, Target *string
	}
}

// indicatorColumns is how many columns the indicators of a form have: three
// levels and the target.
const indicatorColumns = 4

// projectFile is the name of a project's file, its number.
var projectFile = regexp.MustCompile(`^[0-9]{2,}\.toml$`)

// readProjects reads projects/01.toml and on.
func (l *loader) readProjects() {
	entries, err := fs.ReadDir(l.fsys, path.Join(l.dir, "projects"))
	l.projectsOK = true
	if err != nil {
		return // a report without projects
	}
	gap := false
	for _, entry := range entries {
		if !projectFile.MatchString(entry.Name()) {
			continue // left to refuseSurplus
		}
		name := path.Join("projects", entry.Name())
		number := len(l.projects) + 1
		if want := fmt.Sprintf("projects/%02d.toml", number); name != want && !gap {
			l.fail(name, 1, "stands where %s must: number the projects 01, 02, 03 … without gaps", want)
			gap = true
		}
		l.projects = append(l.projects, l.readProject(name, number))
	}
}

func (l *loader) readProject(name string, number int) *report.Project {
	before := l.failed
	var file formFile
	doc := l.decode(name, &file)
	if doc == nil {
		return nil
	}
	doc.require(at{"title"}, file.Title)
	p := &report.Project{Number: number, Title: file.Title, Form: readForm(doc, file)}
	if len(p.Fields) == 0 || p.Fields[0].Paragraphs[0] == "" {
		doc.fail(at{"field", 0}, "the first field, the name of the project, is missing or blank: write it")
	}
	if l.failed > before {
		return nil
	}
	p.Name = p.Fields[0].Paragraphs[0]
	return p
}

// readTableForm reads what surrounds the rows of a table that is a form.
func (l *loader) readTableForm(name string) *report.Form {
	var file formFile
	doc := l.decode(name, &file)
	if doc == nil {
		return nil
	}
	if file.Title != "" {
		doc.fail(at{"title"}, "the title of a table stands in %s: remove it here", tablesFile)
	}
	form := readForm(doc, file)
	return &form
}

func readForm(doc *document, file formFile) report.Form {
	form := report.Form{
		Caption: file.Caption, IndicatorsTitle: file.IndicatorsTitle, IndicatorHeader: file.IndicatorHeader,
	}
	for i, entry := range file.Field {
		key := at{"field", i}
		doc.require(key.of("name"), entry.Name)
		field := report.Field{Name: entry.Name, Amount: entry.Amount != nil}
		switch {
		case (entry.Text == nil) == (entry.Amount == nil):
			doc.fail(key, "field %q needs either text or amount: write one of them, and text = \"\" where it is blank", entry.Name)
		case entry.Text != nil:
			field.Paragraphs = paragraphs(*entry.Text)
		default:
			if _, err := report.ParseAmount(*entry.Amount); err != nil {
				doc.fail(key.of("amount"), "amount %v%s; where the print has no figure, write text = and what it has, text = \"\" for a field left blank", err, figureHint(*entry.Amount))
			}
			field.Paragraphs = []string{*entry.Amount}
		}
		if field.Paragraphs == nil {
			field.Paragraphs = []string{""}
		}
		if entry.Under != "" {
			field.Under = fieldBefore(form.Fields, entry.Under)
			if field.Under == 0 {
				doc.fail(key.of("under"), "field %q stands under %q, and no field before it has that name: write the name as it is printed, or remove under", entry.Name, entry.Under)
			}
		}
		form.Fields = append(form.Fields, field)
	}
	if len(file.Indicator) > 0 || file.IndicatorsTitle != "" || file.IndicatorHeader != nil {
		doc.require(at{"indicators_title"}, file.IndicatorsTitle)
		if len(file.IndicatorHeader) != indicatorColumns {
			doc.fail(at{"indicator_header"}, "indicator_header has %d words: write %d, for the levels and the target", len(file.IndicatorHeader), indicatorColumns)
		}
		for k, word := range file.IndicatorHeader {
			doc.require(at{"indicator_header", k}, word)
		}
	}
	for i, entry := range file.Indicator {
		key := at{"indicator", i}
		doc.require(key.of("level1"), entry.Level1)
		indicator := report.Indicator{Level1: entry.Level1, Level2: entry.Level2, NoTarget: entry.Target == nil}
		if entry.Content == nil {
			doc.fail(key.of("content"), "content is missing: write it, \"\" where it is blank")
		} else {
			indicator.Content = paragraphs(*entry.Content)
		}
		if entry.Target != nil {
			indicator.Target = *entry.Target
		}
		form.Indicators = append(form.Indicators, indicator)
	}
	return form
}

// fieldBefore is the number of the last of these fields that has a name, 0 for none.
func fieldBefore(fields []report.Field, name string) int {
	for k := len(fields); k > 0; k-- {
		if fields[k-1].Name == name {
			return k
		}
	}
	return 0
}

// paragraphs divides a text of a form: one paragraph a line, blank lines and
// the white space around paragraphs dropped. A blank text is one empty
// paragraph.
func paragraphs(text string) []string {
	var found []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimFunc(line, unicode.IsSpace); line != "" {
			found = append(found, line)
		}
	}
	if found == nil {
		return []string{""}
	}
	return found
}
