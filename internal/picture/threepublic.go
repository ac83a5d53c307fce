package picture

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// ThreePublic is the “三公” expenses of two years, or of budget and final accounts, that
// one table prints beside each other.
type ThreePublic struct {
	Table  report.Ref
	Series []string // as published: 2020, 2021; 预算数, 决算数
	Rows   []Row    // the whole and its parts
}

// Row is one expense in every series.
type Row struct {
	Label string // words of the header
	Level int
	Items []Item // one a series; without a value where the cell states no figure
}

// threePublic is nil where the table of the headline has not two series.
func (f *finder) threePublic() *ThreePublic {
	headline, ok := f.headlines["three-public"]
	if !ok {
		return nil
	}
	t := f.report.Table(headline.Ref.Number)
	found := f.byRow(t, headline)
	if found == nil {
		found = f.byColumn(t, headline)
	}
	if found == nil || !slices.ContainsFunc(found.Rows, func(r Row) bool {
		return slices.ContainsFunc(r.Items, func(i Item) bool { return i.Yuan().IsPositive() })
	}) {
		return nil
	}
	for _, r := range found.Rows {
		if negative(r.Items) {
			return nil
		}
	}
	found.Table = report.TableRef(t.Number)
	return found
}

// cell is a cell as an item, also one that states no figure.
func (f *finder) cell(t *report.Table, row, j int) Item {
	if figure, ok := f.at(t, row, j); ok {
		return item(figure)
	}
	return Item{Text: t.Rows[row-1].Cells[j-1].Text, Unit: t.UnitOf(j), Ref: report.TableRef(t.Number).Cell(row, j)}
}

// byRow reads a table that prints each year in a row of its own.
func (f *finder) byRow(t *report.Table, headline report.Figure) *ThreePublic {
	column := f.columnOf(t, headline)
	var rows []report.Figure
	for i := range t.Rows {
		figure, ok := f.at(t, i+1, column)
		if ok && figure.LabelPath == headline.LabelPath && figure.Code == headline.Code {
			rows = append(rows, figure)
		}
	}
	slices.SortStableFunc(rows, func(a, b report.Figure) int { return a.AboutYear - b.AboutYear })
	if len(rows) != 2 || rows[0].AboutYear == rows[1].AboutYear {
		return nil
	}
	found := &ThreePublic{Series: []string{strconv.Itoa(rows[0].AboutYear) + " 年", strconv.Itoa(rows[1].AboutYear) + " 年"}}
	for j, c := range t.Columns {
		c = c.Uncounted()
		if c.Role != report.Amount {
			continue
		}
		row := Row{Label: expense(c.Path), Level: len(c.Path) - 1}
		if len(c.Path) > 1 && totalLabel.MatchString(report.Fold(row.Label)) {
			row.Label, row.Level = c.Path[len(c.Path)-2], row.Level-1
		}
		for _, r := range rows {
			row.Items = append(row.Items, f.cell(t, r.Row, j+1))
		}
		found.Rows = append(found.Rows, row)
	}
	return found
}

// threeHead is the word of a head that says that what stands under it are these expenses,
// "" where none does.
func threeHead(c report.Column) string {
	for _, word := range c.Path {
		if strings.Contains(word, "三公") {
			return word
		}
	}
	return ""
}

func expense(path []string) string { return path[len(path)-1] }

// seriesWord is a word of a header that tells budget from final accounts, or years.
var seriesWord = regexp.MustCompile(`^((19|20)[0-9]{2}年?度?)?(预算数|决算数|执行数|预算|决算)$|^(19|20)[0-9]{2}年度?$`)

// byColumn reads a table that prints each series in columns of its own.
func (f *finder) byColumn(t *report.Table, headline report.Figure) *ThreePublic {
	found := &ThreePublic{}
	at := map[string]int{} // of the rows by their words
	within := threeHead(t.Columns[f.columnOf(t, headline)-1])
	for j, c := range t.Columns {
		c = c.Uncounted()
		if threeHead(c) != within {
			continue // other expenses, beside a head for these
		}
		k := slices.IndexFunc(c.Path, func(word string) bool { return seriesWord.MatchString(report.Fold(word)) })
		if c.Role != report.Amount || k < 0 {
			continue
		}
		series := slices.Index(found.Series, c.Path[k])
		if series < 0 {
			series = len(found.Series)
			found.Series = append(found.Series, c.Path[k])
		}
		words := slices.Delete(slices.Clone(c.Path), k, k+1)
		if len(words) == 2 && words[0] == within && totalLabel.MatchString(report.Fold(words[1])) {
			words = words[:1]
		}
		if len(words) > 1 && strings.Contains(words[0], "三公") {
			words = words[1:] // the head of all columns
		}
		if len(words) == 0 {
			continue
		}
		name := strings.Join(words, report.PathSeparator)
		if _, ok := at[name]; !ok {
			at[name] = len(found.Rows)
			row := Row{Label: expense(words), Level: len(words) - 1}
			if len(words) > 1 && totalLabel.MatchString(report.Fold(row.Label)) {
				row.Label, row.Level = words[len(words)-2], row.Level-1
			}
			found.Rows = append(found.Rows, row)
		}
		row := &found.Rows[at[name]]
		if len(row.Items) != series {
			return nil // an expense that one of the series lacks
		}
		row.Items = append(row.Items, f.cell(t, headline.Row, j+1))
	}
	if len(found.Series) != 2 || slices.ContainsFunc(found.Rows, func(r Row) bool { return len(r.Items) != 2 }) {
		return nil
	}
	return found
}
