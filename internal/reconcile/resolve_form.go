package reconcile

import (
	"fmt"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// project finds a form by its name.
func (s *resolver) project(name string) (*report.Project, error) {
	if name == "*" && s.each != nil {
		return s.each, nil
	}
	var all []string
	var found []*report.Project
	for i := range s.r.Projects {
		p := &s.r.Projects[i]
		all = append(all, p.Name)
		if report.Fold(p.Name) == report.Fold(name) {
			found = append(found, p)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return nil, fmt.Errorf("there is no form %q; the nearest are %s: copy one of them", name, nearest(name, all))
	}
	return nil, fmt.Errorf("there are %d forms %q: a rule can only name one that is there once", len(found), name)
}

func (s *resolver) projectFigure(name string, parts []string) (*figure, error) {
	p, err := s.project(name)
	if err != nil {
		return nil, err
	}
	return formFigure(p.Form, report.ProjectRef(p.Number), finding.Place{Project: p.Name}, parts)
}

// formFigure finds a figure in a form: an amount field, a target, or words.
func formFigure(form report.Form, ref report.Ref, around finding.Place, parts []string) (*figure, error) {
	if len(parts) == 1 {
		switch found := amountsCalled(form, parts[0]); {
		case len(found) == 1:
			return amountField(form, found[0], ref, around), nil
		case len(found) > 1:
			return nil, fmt.Errorf("%s has %d amounts %q: name it with what it stands under, such as %s", wording.Place(around), len(found), parts[0], strings.Join(form.Path(found[0]), " > "))
		}
	}
	if len(parts) == 0 || len(parts) > 2 {
		return nil, fmt.Errorf("%s is named without a figure: add a field, or 测算明细 | words", wording.Place(around))
	}
	p, err := formPassage(form, ref, around, parts[0])
	if err != nil {
		return nil, err
	}
	if len(parts) == 2 {
		return p.say(parts[1])
	}
	if strings.HasPrefix(parts[0], indicatorPrefix) {
		return p.target(), nil
	}
	return nil, fmt.Errorf("%s is a text: add | and the words that state the figure", wording.Place(p.place))
}

// amountsCalled are the numbers of the fields of a form that state an amount and have a
// name, which may follow those of the fields that they stand under: 年度资金 > 其他资金.
func amountsCalled(form report.Form, name string) (found []int) {
	var words []string
	for word := range strings.SplitSeq(name, ">") {
		words = append(words, report.Fold(word))
	}
	for k, field := range form.Fields {
		path := form.Path(k + 1)
		same := field.Amount && len(path) >= len(words)
		for i := range words {
			same = same && report.Fold(path[len(path)-len(words)+i]) == words[i]
		}
		if same {
			found = append(found, k+1)
		}
	}
	return found
}

// at is the place of a field or an indicator in the table or form that is
// around it.
func at(around finding.Place, what finding.What, name string) finding.Place {
	around.What, around.Name = what, name
	return around
}

// indicatorPrefix is what names an indicator by its content.
const indicatorPrefix = "指标 "

// amountField is the figure of field k (from 1) of a form on a page.
func amountField(form report.Form, k int, page report.Ref, around finding.Place) *figure {
	field := form.Fields[k-1]
	text := field.Paragraphs[0]
	value, _ := report.ParseAmount(text)
	return &figure{ref: page.Field(k), place: at(around, finding.Field, field.Name), unit: string(form.FieldUnit(k)),
		text: text, value: value.Rat(), decimals: decimals(text)}
}

// formPassage finds a text in a form by the name of a field, the second level
// of an indicator without target (测算明细), or 指标 and an indicator's content.
func formPassage(form report.Form, ref report.Ref, around finding.Place, name string) (passage, error) {
	var found []passage
	var all []string
	target, isTarget := strings.CutPrefix(name, indicatorPrefix)
	for k, field := range form.Fields {
		all = append(all, field.Name)
		if isTarget || report.Fold(field.Name) != report.Fold(name) {
			continue
		}
		p := passage{place: at(around, finding.Field, field.Name)}
		for m, text := range field.Paragraphs {
			p.paragraphs = append(p.paragraphs, paragraph{ref.FieldParagraph(k+1, m+1), 0, text})
		}
		found = append(found, p)
	}
	for k, indicator := range form.Indicators {
		content := strings.Join(indicator.Content, "")
		switch {
		case isTarget:
			if !indicator.NoTarget {
				all = append(all, indicatorPrefix+content)
			}
			if !indicator.NoTarget && report.Fold(content) == report.Fold(target) {
				found = append(found, passage{at(around, finding.Indicator, content), []paragraph{{ref.IndicatorCell(k+1, 4), 0, indicator.Target}}})
			}
		case indicator.NoTarget:
			all = append(all, indicator.Level2)
			if report.Fold(indicator.Level2) == report.Fold(name) {
				p := passage{place: at(around, finding.Field, indicator.Level2)}
				for m, text := range indicator.Content {
					p.paragraphs = append(p.paragraphs, paragraph{ref.IndicatorCell(k+1, 3), m + 1, text})
				}
				found = append(found, p)
			}
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return passage{}, fmt.Errorf("%s has no %q; the nearest are %s: copy one of them", wording.Place(around), name, nearest(name, all))
	}
	return passage{}, fmt.Errorf("%s has %d places %q: a rule can only name one that is there once", wording.Place(around), len(found), name)
}

// target is the figure of a target; a target in words is a quantity in words,
// one left blank has no value.
func (p passage) target() *figure {
	text := p.paragraphs[0].text
	from, to, err := figureIn(text)
	if err != nil {
		return &figure{ref: p.paragraphs[0].ref, place: p.place, text: text, words: text != ""}
	}
	f := p.figure(p.paragraphs[0], from, to)
	f.text = text // with what stands around it: ≥
	if sign := []rune(sameSense(text))[0]; strings.ContainsRune("≥≤>＞<＜", sign) {
		f.bound, f.short = string(sign), text
	}
	return f
}
