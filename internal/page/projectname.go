package page

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// Way leads from the name of a project to its form.
type Way struct{ Href string }

// projectName is the name of a project in a text: the bytes from start to end.
type projectName struct {
	start, end int
	way        *Way
}

// betweenNameAndAmount is how many bytes of other words may stand between the name that a
// form has and the amount: 日常运营和监督 300 万元 for 日常运营.
const betweenNameAndAmount = 24

// projectNames finds in running text the names of projects that have a form: those behind
// which an amount stands that the form states.
func (v *view) projectNames(s string, mentions []report.Mention) (names []projectName) {
	if v.ref.Part == report.ProjectPart || len(mentions) == 0 {
		return nil // a form names itself and its neighbours
	}
	for _, e := range v.outline.Projects {
		for from := 0; ; {
			at := strings.Index(s[from:], e.Title)
			if at < 0 || e.Title == "" {
				break
			}
			start, end := from+at, from+at+len(e.Title)
			from = end
			k := slices.IndexFunc(mentions, func(m report.Mention) bool { return m.Start >= end })
			if k < 0 {
				break
			}
			if between := s[end:mentions[k].Start]; len(between) > betweenNameAndAmount || strings.ContainsAny(between, "，、。；：,;:0123456789（(") {
				continue
			}
			if yuan, ok := report.Yuan(mentions[k].Value, mentions[k].Unit); ok && v.states(e, yuan) {
				names = append(names, projectName{start, end, v.wayTo(e)})
			}
		}
	}
	return names
}

// ofProject is the way to the form of the project that a row is about: one of its name,
// or one whose name its own begins with and that states an amount of the row.
func (v *view) ofProject(label string, row report.Row, t *report.Table) *Way {
	if len(v.outline.Projects) == 0 || label == "" {
		return nil
	}
	if v.projects == nil {
		for _, e := range v.outline.Projects {
			v.projects = append(v.projects, report.Fold(e.Title))
		}
	}
	folded := report.Fold(label)
	for i, e := range v.outline.Projects {
		if name := v.projects[i]; name == "" || !strings.HasPrefix(folded, name) {
			continue
		}
		for j, cell := range row.Cells {
			unit := t.UnitOf(j + 1)
			if unit == "" {
				unit = v.outline.MoneyUnit
			}
			yuan, ok := report.Yuan(cell.Value.Decimal, unit)
			if cell.Value.Valid && ok && v.states(e, yuan) {
				return v.wayTo(e)
			}
		}
	}
	return nil
}

func (v *view) wayTo(e report.ProjectEntry) *Way {
	return &Way{v.href(report.ProjectRef(e.Number))}
}

// states tells whether a form states an amount, in 元, other than zero.
func (v *view) states(e report.ProjectEntry, yuan decimal.Decimal) bool {
	return !yuan.IsZero() && slices.ContainsFunc(e.Amounts, func(a report.FormAmount) bool {
		value, err := report.ParseAmount(a.Text)
		stated, ok := report.Yuan(value, cmp.Or(a.Unit, v.outline.MoneyUnit))
		return err == nil && ok && stated.Equal(yuan)
	})
}
