package picture

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// Quarters is how the spending of project forms proceeds over the year.
type Quarters struct {
	Forms []Progress
}

// Progress is the 资金支出进度 of one form.
type Progress struct {
	Name  string
	Total Item // of the year, no text where the form states none
	Ref   report.Ref
	Steps []Step // in the order of the quarters
}

// Step is what has been spent by the end of a quarter, as the form states it. One
// statement may be about several quarters.
type Step struct {
	From, To int                 // quarters, from 1
	Text     string              // as published, with its unit: 119万元, 40%
	Share    decimal.NullDecimal // of the form's total, in percent; not valid where there is no total
	Value    decimal.Decimal     // in 元; of a percentage, in percent
	Percent  bool
	Falls    bool // less than the step before, although both are sums from the year's beginning
}

// quarters is nil where no form states its progress.
func quarters(r *report.Report) *Quarters {
	var found Quarters
	for _, p := range r.Projects {
		for k, i := range p.Indicators {
			if !strings.Contains(i.Level1+i.Level2, "支出进度") {
				continue
			}
			progress := Progress{Name: p.Name, Ref: report.ProjectRef(p.Number).IndicatorCell(k+1, 3), Total: yearTotal(p)}
			if progress.Steps = steps(strings.Join(i.Content, "\n")); progress.Steps == nil {
				continue
			}
			progress.measure()
			found.Forms = append(found.Forms, progress)
			break
		}
	}
	if len(found.Forms) == 0 {
		return nil
	}
	return &found
}

// yearTotal is the amount of the year that a form states, else that of the project.
func yearTotal(p report.Project) (total Item) {
	for _, word := range []string{"本年预算", "总金额"} {
		for k, field := range p.Fields {
			if !field.Amount || !strings.Contains(field.Name, word) || len(field.Paragraphs) != 1 {
				continue
			}
			value, err := report.ParseAmount(field.Paragraphs[0])
			if err == nil {
				return Item{Label: field.Name, Text: field.Paragraphs[0], Value: decimal.NewNullDecimal(value), Unit: p.FieldUnit(k + 1), Ref: report.ProjectRef(p.Number).Field(k + 1)}
			}
		}
	}
	return total
}

// measure gives the steps their shares, and marks those that fall.
func (p *Progress) measure() {
	total := p.Total.Yuan()
	for k := range p.Steps {
		s := &p.Steps[k]
		switch {
		case s.Percent:
			s.Share = decimal.NewNullDecimal(s.Value)
		case total.IsPositive():
			s.Share = decimal.NewNullDecimal(s.Value.Shift(2).DivRound(total, 8))
		}
		if k > 0 {
			before := p.Steps[k-1]
			if before.Percent == s.Percent {
				s.Falls = s.Value.LessThan(before.Value)
			} else {
				s.Falls = before.Share.Valid && s.Share.Valid && s.Share.Decimal.LessThan(before.Share.Decimal)
			}
		}
	}
}

var (
	quarterWords = regexp.MustCompile(`第?([一二三四1-4])季度|(1[0-2]|[1-9])\s*[-－—–~～至]\s*(1[0-2]|[1-9])\s*月`)
	stepAmount   = regexp.MustCompile(`([0-9][0-9,]*(?:\.[0-9]+)?)\s*(` + report.MoneyPattern() + `|[%％])?`)
)

// steps reads quarters and what is said of each: 第一季度累计支付 44.11 万元. It is nil
// where a quarter is missing, comes twice or out of turn, or has no figure or several.
func steps(text string) (all []Step) {
	marks := quarterWords.FindAllStringSubmatchIndex(text, -1)
	from, to := 0, 0 // quarters that still wait for their figure
	next := 1
	for k, m := range marks {
		first, last := quartersOf(text, m)
		if first != next || last < first {
			return nil
		}
		next = last + 1
		if from == 0 {
			from = first
		}
		to = last
		end := len(text)
		if k+1 < len(marks) {
			end = marks[k+1][0]
		}
		said := text[m[1]:end]
		amounts := stepAmount.FindAllStringSubmatchIndex(said, -1)
		if len(amounts) == 0 {
			continue // 一季度和二季度支出为 0
		}
		if len(amounts) > 1 || !report.BeginsFigure(said, amounts[0][2]) {
			return nil
		}
		step, ok := stepOf(said, amounts[0])
		if !ok {
			return nil
		}
		step.From, step.To = from, to
		all = append(all, step)
		from = 0
	}
	if next != 5 || from != 0 {
		return nil
	}
	return all
}

// quartersOf are the quarters that a match of quarterWords names; 0 for months that are
// no quarters.
func quartersOf(text string, m []int) (first, last int) {
	if m[2] >= 0 {
		q := 1 + strings.Index("一二三四", text[m[2]:m[3]])/len("一")
		if text[m[2]] >= '1' && text[m[2]] <= '4' {
			q = int(text[m[2]] - '0')
		}
		return q, q
	}
	begin, end := month(text[m[4]:m[5]]), month(text[m[6]:m[7]])
	if begin%3 != 1 || end%3 != 0 || end < begin {
		return 0, 0
	}
	return begin/3 + 1, end / 3
}

func month(digits string) (n int) {
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}

func stepOf(said string, m []int) (s Step, ok bool) {
	value, err := report.ParseAmount(said[m[2]:m[3]])
	if err != nil {
		return s, false
	}
	s.Text, s.Value = strings.TrimSpace(said[m[0]:m[1]]), value
	if m[4] < 0 {
		return s, value.IsZero() // nought is nought in any unit
	}
	switch unit := said[m[4]:m[5]]; unit {
	case "%", "％":
		s.Percent = true
	default:
		s.Value, ok = report.Yuan(value, report.MoneyUnit(unit))
		return s, ok
	}
	return s, true
}
