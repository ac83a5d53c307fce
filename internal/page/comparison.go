package page

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// Comparison names what is laid beside each other: two reports of a body and, where
// Table is not 0, that table of the first with its counterpart, in the k-th column of
// figures that both have.
type Comparison struct {
	A, B          report.Key
	Table, Column int
}

// Address is where the page of the comparison stands.
func (c Comparison) Address() string {
	address := ComparePath(c.A.Unit) + "?a=" + reportValue(c.A) + "&b=" + reportValue(c.B)
	if c.Table > 0 {
		address += "&table=" + strconv.Itoa(c.Table)
	}
	if c.Column > 1 {
		address += "&column=" + strconv.Itoa(c.Column)
	}
	return address
}

// ComparePath is where the reports of a body are laid beside each other.
func ComparePath(unit string) string { return UnitPath(unit) + "/compare" }

// reportValue names a report among those of its body: 2021/budget.
func reportValue(k report.Key) string { return strconv.Itoa(k.Year) + "/" + k.Kind }

// Comparisons are the pairs of reports of a body that readers ask for: each kind with
// its year before, each budget with its final accounts, a department with the unit.
func Comparisons(reports []report.Outline) (links []Link) {
	add := func(a, b report.Outline, text string) {
		links = append(links, Link{Text: text, Href: Comparison{A: a.Key, B: b.Key}.Address()})
	}
	var standing []report.Outline
	for _, o := range reports {
		if o.Withdrawn == nil {
			standing = append(standing, o)
		}
	}
	find := func(year int, kind string) (report.Outline, bool) {
		at := slices.IndexFunc(standing, func(o report.Outline) bool { return o.Year == year && o.Kind == kind })
		if at < 0 {
			return report.Outline{}, false
		}
		return standing[at], true
	}
	for _, o := range standing {
		for _, before := range standing { // the latest one before
			if before.Kind == o.Kind && before.Year < o.Year {
				add(before, o, fmt.Sprintf("%s：%d 年与 %d 年", o.Words().Name, before.Year, o.Year))
				break
			}
		}
		if final, ok := find(o.Year, finalOf(o.Kind)); ok {
			add(o, final, fmt.Sprintf("%d 年：%s与%s（执行）", o.Year, o.Words().Name, final.Words().Name))
		}
		if unit, ok := find(o.Year, "unit-"+o.Kind); ok {
			add(o, unit, fmt.Sprintf("%d 年：%s与%s", o.Year, o.Words().Name, unit.Words().Name))
		}
	}
	return links
}

// finalOf is the kind of the final accounts of a budget, "" for what is none.
func finalOf(kind string) string {
	if prefix, ok := strings.CutSuffix(kind, "budget"); ok {
		return prefix + "final-accounts"
	}
	return ""
}
