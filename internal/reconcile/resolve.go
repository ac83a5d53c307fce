package reconcile

import (
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"disclosure/internal/calc"
	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

func nearest(word string, candidates []string) string { return source.Nearest(word, candidates) }

// resolver finds the figures that rules name in a report. Labels are compared
// without white space and width of brackets; @本年, @上年 and @本单位 stand for
// the report's own year, the one before and its unit.
type resolver struct {
	r       *report.Report
	reading *reading
	rows    map[[2]int][]report.RowPlace // by table and side, as they are asked for
	form    []formTable                  // tables that the form has, nil for a report's own rules
	own     *strings.Replacer            // of @本年 and the like
	names   map[string]*definition
	at      []string        // parts of the relation's place
	each    *report.Project // the form that * in the place stands for
}

// formTable is a table that a form of reports has.
type formTable struct {
	Label, Title string
}

// definition is a named expression. It is read when it is first used, so that
// definitions may stand in any order.
type definition struct {
	text    string
	value   *expression
	figures int  // how many it holds
	open    bool // being read: a use of it now would be circular
	wrong   bool // refused already
	report  func(error)
}

func newResolver(r *reading, form []formTable) resolver {
	return resolver{
		r: r.Report, reading: r, rows: map[[2]int][]report.RowPlace{}, form: form,
		own: strings.NewReplacer("@本年", strconv.Itoa(r.Year), "@上年", strconv.Itoa(r.Year-1), "@本单位", r.UnitName),
	}
}

// parts divides a place.
func (s *resolver) parts(place string) []string {
	place = s.own.Replace(place)
	parts := strings.Split(place, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}

// definition returns what a name stands for, and how many figures that has.
func (s *resolver) definition(word string) (e *expression, figures int, err error) {
	d, ok := s.names[word]
	if !ok {
		var all []string
		for name := range s.names {
			all = append(all, name)
		}
		return nil, 0, fmt.Errorf("nothing is defined as %q; the nearest are %s: correct it, or add a [[define]]", word, nearest(word, all))
	}
	if d.open {
		return nil, 0, fmt.Errorf("%q is defined by itself: define it by figures", word)
	}
	if d.value == nil && !d.wrong {
		d.open = true
		value, figures, err := parseExpression(d.text, &resolver{r: s.r, reading: s.reading, rows: s.rows, form: s.form, own: s.own, names: s.names})
		d.open = false
		if err == nil {
			_, err = value.Unit(unitOf)
		}
		if d.wrong = err != nil; d.wrong {
			d.report(err)
		}
		d.value, d.figures = value, figures
	}
	if d.wrong {
		return nil, 0, errReported
	}
	if d.value.Op == calc.Leaf {
		return d.value, d.figures, nil
	}
	return &expression{Op: calc.Named, Left: d.value, Name: word}, d.figures, nil
}

// errReported is returned where what is wrong was said elsewhere.
var errReported = fmt.Errorf("uses a definition that is refused: correct that first")

var sectionPlace = regexp.MustCompile(`^部分\s*([0-9]+)\s*段\s*([0-9]+)$`)

// isPlace tells whether a part names a table, a form or a paragraph.
func isPlace(part string) bool {
	return strings.HasPrefix(part, "表 ") || strings.HasPrefix(part, "项目 ") || strings.HasPrefix(part, "部分 ")
}

// reference finds a figure by its place:
//
//	表 7 | 行政运行 | 支出总计            a cell: table by label, row, header path
//	表 12 | @本单位 > 2021 | 总计         a row told apart by a label above or a key
//	表 14 | 任务 | 主要内容 | 5个子系统    words in a cell of words
//	表 14 | 指标 购置办公设备数量          the target of an indicator
//	表 13 | 计数 项目名称                 how many rows have a label in this column
//	计数 项目                            how many forms there are
//	部分 2 段 1 | 增加289.11万元          words in a paragraph
//	项目 委托业务 | 本年预算金额（万元）    a field of a form that states an amount
//	项目 委托业务 | 测算明细 | 25 万元     words in a field or in an indicator without target
//	项目 委托业务 | 指标 工作人员满意度     the target of an indicator
//	项目 委托业务 | 项目名称 | 文字         a text as a whole; 文字 … for words of it
//
// What does not begin with a table, a form or a paragraph stands in those of
// the relation's own place.
func (s *resolver) reference(place string) (*figure, error) {
	parts := s.parts(place)
	if len(parts) == 1 && parts[0] == "计数 项目" {
		return s.formCount()
	}
	if !isPlace(parts[0]) {
		if len(s.at) == 0 {
			return nil, fmt.Errorf("%q names no table, form or paragraph: begin with 表 …, 项目 … or 部分 … 段 …", place)
		}
		parts = append([]string{s.at[0]}, parts...)
	}
	if words, ok := strings.CutPrefix(parts[len(parts)-1], inWords); ok {
		return s.text(parts[:len(parts)-1], strings.TrimSpace(words))
	}
	if strings.HasPrefix(parts[0], "表 ") {
		return s.tableFigure(parts)
	}
	if project, ok := strings.CutPrefix(parts[0], "项目 "); ok {
		return s.projectFigure(project, parts[1:])
	}
	if len(parts) != 2 {
		return nil, fmt.Errorf("%q is no figure: write 部分 … 段 … | words", place)
	}
	p, err := s.passage(parts[:1])
	if err != nil {
		return nil, err
	}
	return p.say(parts[1])
}

// quoted finds the figure in words of the relation's place.
func (s *resolver) quoted(words string, nth int) (*figure, error) {
	p, err := s.here(words)
	if err != nil {
		return nil, err
	}
	return p.stated(words, nth)
}

// nought finds words that say that there is nothing.
func (s *resolver) nought(words string) (*figure, error) {
	p, err := s.here(words)
	if err != nil {
		return nil, err
	}
	f, err := p.quote(words)
	if err != nil {
		return nil, err
	}
	f.value, f.exact, f.unit, f.short = zero, true, string(s.r.MoneyUnit), "“"+words+"”"
	return f, nil
}

// something finds words that say that there is more than nought.
func (s *resolver) something(words string) (*figure, error) {
	f, err := s.words(words)
	if err == nil {
		f.words, f.some, f.unit, f.short = false, true, string(s.r.MoneyUnit), "“"+words+"”"
	}
	return f, err
}

// words finds a quantity in words.
func (s *resolver) words(words string) (*figure, error) {
	p, err := s.here(words)
	if err != nil {
		return nil, err
	}
	f, err := p.quote(words)
	if err == nil {
		f.words, f.short = true, "“"+words+"”"
	}
	return f, err
}

func (s *resolver) here(words string) (passage, error) {
	if len(s.at) == 0 {
		return passage{}, fmt.Errorf("「%s」 stands in no place: add at = \"…\" to the relation", words)
	}
	return s.passage(s.at)
}

// inWords begins a part that names a text, or words of it, as they are.
const inWords = "文字"

// text finds words at a place, or the whole text there.
func (s *resolver) text(place []string, words string) (*figure, error) {
	p, err := s.passage(place)
	if err != nil {
		return nil, err
	}
	if words == "" {
		words = p.paragraphs[0].text
	}
	f, err := p.quote(words)
	if err == nil {
		f.words, f.short = true, "“"+words+"”"
	}
	return f, err
}

// formCount is how many forms the report has.
func (s *resolver) formCount() (*figure, error) {
	n := len(s.r.Projects)
	if n == 0 {
		return nil, fmt.Errorf("the report has no forms to count: remove the relation")
	}
	return &figure{ref: report.ProjectRef(1), place: finding.Place{What: finding.FormCount}, text: strconv.Itoa(n), value: big.NewRat(int64(n), 1), exact: true}, nil
}

// passage finds a text by its place.
func (s *resolver) passage(parts []string) (passage, error) {
	if m := sectionPlace.FindStringSubmatch(parts[0]); m != nil && len(parts) == 1 {
		n, _ := strconv.Atoi(m[1])
		k, _ := strconv.Atoi(m[2])
		return s.section(n, k)
	}
	if project, ok := strings.CutPrefix(parts[0], "项目 "); ok && len(parts) == 2 {
		p, err := s.project(project)
		if err != nil {
			return passage{}, err
		}
		return formPassage(p.Form, report.ProjectRef(p.Number), finding.Place{Project: p.Name}, parts[1])
	}
	if strings.HasPrefix(parts[0], "表 ") && len(parts) >= 2 {
		return s.tablePassage(parts)
	}
	return passage{}, fmt.Errorf("%q is no place of text: write 部分 2 段 1, 项目 … | 测算明细, or 表 14 | row | column", strings.Join(parts, " | "))
}

func (s *resolver) section(n, k int) (passage, error) {
	if n < 1 || n > len(s.r.Sections) {
		return passage{}, fmt.Errorf("there is no section %d, the last is %d: correct the number", n, len(s.r.Sections))
	}
	section := &s.r.Sections[n-1]
	text, ok := section.Paragraph(k)
	if !ok {
		return passage{}, fmt.Errorf("section %d has no paragraph %d: count its paragraphs from 1, headings apart", n, k)
	}
	title, _, _ := strings.Cut(section.Title, " ")
	return passage{finding.Place{What: finding.Paragraph, Name: title, Number: k}, []paragraph{{report.SectionRef(n).Paragraph(k), 0, text}}}, nil
}
