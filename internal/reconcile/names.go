package reconcile

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/calc"
	"disclosure/internal/report"
)

// names says what relations are called that are not declared. A name holds no year, no
// number of a table and no name of the body, so that a relation has one name in the
// reports of all years: 基本支出总表.rows.30201.总计.
type names struct {
	r     *report.Report
	bare  func(string) string
	known map[string]string // words by texts
	table []string          // of each table
}

func newNames(r *report.Report) *names {
	var tables []*report.Table
	for i := range r.Tables {
		tables = append(tables, &r.Tables[i])
	}
	n := &names{r: r, bare: report.BareOf(r.Front, tables...).Words, known: map[string]string{}}
	taken := map[string]int{}
	for i := range r.Tables {
		title := cmp.Or(n.words(r.Tables[i].Title), "附表")
		if taken[title]++; taken[title] > 1 {
			title += "#" + strconv.Itoa(taken[title])
		}
		n.table = append(n.table, title)
	}
	return n
}

// words is a title or a label without enumerator, year, bodies and spaces.
func (n *names) words(text string) string {
	words, ok := n.known[text]
	if !ok {
		words = report.BareTitle(n.bare(text))
		n.known[text] = words
	}
	return words
}

// label is the name of a row. The body itself and the department above it are called
// what they are.
func (n *names) label(text, unit string) string {
	folded := report.Fold(text)
	switch {
	case folded == "":
		return ""
	case folded == report.Fold(unit) || folded == report.Fold(n.r.UnitName):
		return "本单位"
	case strings.HasPrefix(report.Fold(unit), folded) || strings.HasPrefix(report.Fold(n.r.UnitName), folded):
		return "主管部门"
	}
	return n.words(text)
}

var aYear = regexp.MustCompile(`^((?:19|20)[0-9]{2})年?度?$`)

// keys are the code and the year of a row; the year is said by how far it is from that
// of the report: 本年, 上年, 本年-2.
func (n *names) keys(all []string) string {
	var words []string
	for _, key := range all {
		m := aYear.FindStringSubmatch(key)
		if m == nil {
			words = append(words, report.Fold(key))
			continue
		}
		year, _ := strconv.Atoi(m[1])
		switch year - n.r.Year {
		case 0:
			words = append(words, "本年")
		case -1:
			words = append(words, "上年")
		default:
			words = append(words, "本年"+strconv.Itoa(year-n.r.Year))
		}
	}
	return strings.Join(words, "")
}

// column is the name of a column.
func (n *names) column(c report.Column) string {
	var words []string
	for k, word := range c.Uncounted().Path {
		if word = n.words(word); word == "" {
			continue
		}
		if k < len(c.Nth) && c.Nth[k] > 1 {
			word += "#" + strconv.Itoa(c.Nth[k])
		}
		words = append(words, word)
	}
	return strings.Join(words, "/")
}

// row is the name of a row by its keys, else by its own label, and by all labels that
// it stands under with its keys.
func (n *names) row(t *report.Table, row, side int, place report.RowPlace) (short, long string) {
	keys := n.keys(place.Codes)
	own := ownLabel(t, row, side)
	short = keys
	if !slices.ContainsFunc(place.Codes, func(key string) bool { return !aYear.MatchString(key) }) {
		short = n.label(own, t.UnitName) + keys
	}
	if short == "" {
		short = "第" + strconv.Itoa(row) + "行"
	}
	var path []string
	for _, label := range place.Path {
		path = append(path, n.label(label, t.UnitName))
	}
	return short, strings.Join(append(path, keys), "›")
}

// apart numbers names that are given twice, from the second on.
func apart(relations []relation) {
	taken := map[string]int{}
	for i := range relations {
		key := relations[i].key
		if taken[key]++; taken[key] > 1 {
			relations[i].key += "#" + strconv.Itoa(taken[key])
		}
	}
}

// of names where the figure of an expression stands, for the key of one relation of a
// chain: the table, the form, or the section by its title.
func (n *names) of(e *expression) string {
	if e.Op != calc.Leaf {
		return e.Name
	}
	switch ref := e.Figure.ref; {
	case e.Figure.missing:
		return n.words(e.Figure.quoted)
	case ref.Part == report.TablePart:
		return n.table[ref.Number-1]
	case ref.Part == report.ProjectPart:
		return n.words(n.r.Projects[ref.Number-1].Name)
	case ref.Part == report.SectionPart:
		return n.words(n.r.Sections[ref.Number-1].Title)
	}
	return n.words(e.Figure.text)
}
