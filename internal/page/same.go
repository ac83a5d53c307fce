package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/search"
	"disclosure/internal/wording"
)

// SameFigure is the page that lists where one report states the same amount as
// asked, which was written as query, such as 2,708.03万元. Places come in
// reading order; the one at from, of which a reader asks, is left out. Those that
// findings say are one figure stand together, apart from those that only happen
// to be equal.
func (s Site) SameFigure(o report.Outline, query string, asked report.Mention, places []search.Hit, findings []finding.Finding, from string) SearchPage {
	p := SearchPage{Base: s.siteBase("search", "这个数还出现在哪里", "一个金额在一份报告里出现的各处。", "")}
	p.within(&o)
	if from == "" {
		p.Heading = "这个数出现在哪里"
	}
	p.Title = query + strings.TrimPrefix(p.Heading, "这个数") + " · " + reportName(o.Front) + " · " + s.Name
	p.Query, p.Asked = query, true
	at := placeOf(places, func(h search.Hit) (rest string, ok bool) { return strings.CutPrefix(from, h.Ref.String()) })
	isFrom := func(h search.Hit) bool { return at >= 0 && h.Ref == places[at].Ref }
	others := slices.DeleteFunc(slices.Clone(places), isFrom)
	switch {
	case len(others) == 0 && len(places) > 0:
		p.Answer = reportName(o.Front) + "里没有别处写着与它相等的金额。"
		return p
	case len(others) == 0:
		p.Answer = reportName(o.Front) + "里没有等于它的金额。"
		return p
	case len(others) < len(places):
		p.Answer = reportName(o.Front) + "里还有 " + strconv.Itoa(countPlaces(others)) + " 处写着与它相等的金额。"
	default:
		p.Answer = reportName(o.Front) + "里有 " + strconv.Itoa(countPlaces(others)) + " 处写着与它相等的金额。"
	}
	grouped := map[int]bool{}
	for _, same := range groupByFigure(asked, places, findings) {
		group := HitGroup{Title: "应当是同一个数"}
		var stating []search.Hit
		for _, i := range same.places {
			grouped[i] = true
			if !isFrom(places[i]) {
				stating = append(stating, places[i])
			}
		}
		group.Hits = p.rows(stating)
		for _, i := range same.findings {
			check := report.Ref{Part: report.ChecksPart}.Check(findings[i].Key)
			group.Basis = append(group.Basis, Link{Text: wording.Title(&findings[i]), Href: o.Base() + check.String()})
		}
		p.Groups = append(p.Groups, group)
	}
	alone := HitGroup{Title: "只是数额相等"}
	var equal []search.Hit
	for i := range places {
		if !grouped[i] && !isFrom(places[i]) {
			equal = append(equal, places[i])
		}
	}
	alone.Hits = p.rows(equal)
	switch {
	case len(p.Groups) == 0:
		alone.Title = "数额相等的各处"
		p.Cut = "数额相等，不一定就是同一笔钱。"
	case len(alone.Hits) == 0:
		p.Cut = "按报告的表格和文字，同一组里的各处应当是同一个数，核对结果也一致。"
	default:
		p.Cut = "按报告的表格和文字，前面各组里的各处应当是同一个数，核对结果也一致；其余的只是数额相等，不一定就是同一笔钱。"
	}
	if len(alone.Hits) > 0 {
		p.Groups = append(p.Groups, alone)
	}
	for i := range p.Groups {
		p.Groups[i].ID = "found-" + strconv.Itoa(i+1)
		p.Groups[i].Count = count(len(p.Groups[i].Hits), false)
	}
	return p
}

// countPlaces counts paragraphs, rows and fields, as a search does.
func countPlaces(cells []search.Hit) int {
	known := map[report.Ref]bool{}
	for _, h := range cells {
		known[h.Place] = true
	}
	return len(known)
}

// rows shows the cells of a row as one hit.
func (p *SearchPage) rows(cells []search.Hit) []HitView {
	var rows []search.Hit
	for _, h := range cells {
		if last := len(rows) - 1; last >= 0 && rows[last].Place == h.Place {
			rows[last].Facts = append(slices.Clone(rows[last].Facts), h.Facts...)
			continue
		}
		rows = append(rows, h)
	}
	var views []HitView
	for _, h := range rows {
		views = append(views, p.hit(h))
	}
	return views
}

// sameFigure is places of one figure, and the findings that say so, by their
// indices in rising order.
type sameFigure struct {
	places, findings []int
}

// groupByFigure returns the groups of two or more places that state the same figure.
// Findings that agree say which places do. A paragraph may state the amount several
// times; it is a place of each figure then. The groups keep the order of the places.
func groupByFigure(asked report.Mention, places []search.Hit, findings []finding.Finding) []*sameFigure {
	type figure struct {
		report.Ref
		paragraph, start int
	}
	of := map[figure]*sameFigure{}
	at := func(o finding.Operand) *sameFigure {
		place := placeOf(places, func(h search.Hit) (rest string, ok bool) {
			rest, ok = strings.CutPrefix(o.Ref.Anchor, h.Ref.Anchor)
			return rest, ok && h.Ref.Part == o.Ref.Part && h.Ref.Number == o.Ref.Number
		})
		if place < 0 || !states(o, asked) {
			return nil
		}
		f := figure{o.Ref, o.Paragraph, o.Start}
		if of[f] == nil {
			of[f] = &sameFigure{places: []int{place}}
		}
		return of[f]
	}
	for i := range findings {
		f := &findings[i]
		if f.Outcome != finding.Agrees || !f.Equates() {
			continue
		}
		kept, gone := at(f.Operands[0]), at(f.Stated)
		if kept == nil || gone == nil {
			continue
		}
		kept.findings = append(kept.findings, i)
		if kept == gone {
			continue
		}
		kept.places = append(kept.places, gone.places...)
		kept.findings = append(kept.findings, gone.findings...)
		for f, same := range of {
			if same == gone {
				of[f] = kept
			}
		}
	}
	var apart []*sameFigure
	for _, same := range of {
		slices.Sort(same.places)
		same.places = slices.Compact(same.places)
		slices.Sort(same.findings)
		if len(same.places) > 1 && !slices.Contains(apart, same) {
			apart = append(apart, same)
		}
	}
	slices.SortFunc(apart, func(a, b *sameFigure) int {
		return cmp.Or(slices.Compare(a.places, b.places), slices.Compare(a.findings, b.findings))
	})
	return apart
}

// states tells whether a figure is the asked amount, in whatever unit.
func states(o finding.Operand, asked report.Mention) bool {
	value, err := decimal.NewFromString(o.Value)
	if err != nil {
		return false
	}
	a, money := report.Yuan(value, report.MoneyUnit(o.Unit))
	b, askedMoney := report.Yuan(asked.Value, asked.Unit)
	return money && askedMoney && a.Equal(b)
}

// placeOf returns the index of the place that a figure is in, -1 for none. A figure
// stands at the place itself, or in a cell or a paragraph of it; within tells whether
// its address begins with that of a place, and what is left of it then.
func placeOf(places []search.Hit, within func(search.Hit) (rest string, ok bool)) int {
	in := -1
	for i, h := range places {
		switch rest, ok := within(h); {
		case !ok:
		case rest == "":
			return i
		case in < 0 && (rest[0] == 'c' || rest[0] == 'p'):
			in = i
		}
	}
	return in
}
