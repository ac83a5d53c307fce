package page

import (
	"regexp"
	"strconv"

	"disclosure/internal/answer"
	"disclosure/internal/report"
)

// opening is what a newspaper would begin with: how much, how much more, what for.
func (a *answers) opening() []Stretch {
	e := a.found.Expenditure
	if e == nil {
		return nil
	}
	s := a.say()
	s.words(a.view.outline.UnitShort, " ", a.year(), a.kind.Spends, " ").figure(e.Figure, "支出")
	if large := about(e.Figure); large != "" {
		s.words("（约 ", large, "）")
	}
	s.comparison(a.view.outline.Change).words("。")
	if p := a.found.Project; p != nil && share(p.Yuan(), e.Yuan()) != "" {
		s.words("其中项目支出占 ", share(p.Yuan(), e.Yuan()))
		if l := a.found.Largest; l != nil && l.Row != nil {
			s.words("，最大的一项是", l.Row.Label, " ").figure(l.Row.Figure, l.Row.Label)
		}
		s.words("。")
	}
	return s.pieces
}

// sentence is the opening of a report as far as its outline knows it; nil where no
// figure of the overview is its expenditure.
func (v *view) sentence() []Stretch {
	named := headlineFigures(v.outline)
	e, ok := named["expenditure"]
	if !ok {
		return nil
	}
	s := &saying{view: v}
	s.words(strconv.Itoa(v.outline.Year), " 年", v.outline.Words().Spends, " ").figure(e, "支出")
	if large := about(e); large != "" {
		s.words("（约 ", large, "）")
	}
	s.comparison(v.outline.Change)
	if p, ok := named["project"]; ok && share(p.Yuan(), e.Yuan()) != "" {
		s.words("，其中项目支出占 ", share(p.Yuan(), e.Yuan()))
	}
	return s.words("。").pieces
}

// headlineFigures are the amounts of an outline by their common names.
func headlineFigures(o report.Outline) map[string]answer.Figure {
	named := map[string]answer.Figure{}
	for _, h := range o.Headlines {
		if value, err := report.ParseAmount(h.Text); err == nil && h.CommonName() != "" {
			named[h.CommonName()] = answer.Figure{Label: h.Label, Text: h.Text, Value: value, Unit: h.Unit, From: h.From}
		}
	}
	return named
}

// SplitView is a bar of the expenditure in its two parts.
type SplitView struct {
	Project, ProjectShare, Basic, BasicShare string // published amounts with their unit; shares
	Width                                    string // of the project expenditure: 76.18%
}

// splitOf is nil where the outline does not know both parts, or they are not the whole.
func splitOf(o report.Outline) *SplitView {
	named := headlineFigures(o)
	e, p, b := named["expenditure"], named["project"], named["basic"]
	if e.Text == "" || p.Text == "" || b.Text == "" || !p.Yuan().Add(b.Yuan()).Equal(e.Yuan()) || !p.Yuan().IsPositive() || !b.Yuan().IsPositive() {
		return nil
	}
	return &SplitView{
		Project: p.Text + " " + string(p.Unit), ProjectShare: share(p.Yuan(), e.Yuan()),
		Basic: b.Text + " " + string(b.Unit), BasicShare: share(b.Yuan(), e.Yuan()),
		Width: width(p.Yuan(), e.Yuan()),
	}
}

// comparison adds how much more or less that is than a year before.
func (s *saying) comparison(c *report.Comparison) *saying {
	if c == nil {
		return s
	}
	by, err := report.ParseAmount(c.By)
	if err != nil {
		return s
	}
	s.words("，比", base(c.Base), more(c.More), " ").figure(answer.Figure{Text: c.By, Value: by, Unit: c.Unit, From: c.From}, more(c.More))
	if c.Rate != "" {
		s.words("，" + c.Rate)
	}
	return s
}

func more(m bool) string {
	if m {
		return "多"
	}
	return "少"
}

var (
	inBrackets = regexp.MustCompile(`（[^）]*）`)
	yearWord   = regexp.MustCompile(`^([0-9]{4})年`)
)

// base is what a figure is compared with, without what the report adds in brackets.
func base(words string) string {
	return yearWord.ReplaceAllString(inBrackets.ReplaceAllString(words, ""), " $1 年")
}
