package page

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// HomePage lists the bodies of the site with their reports.
type HomePage struct {
	Base
	Counts string // how many bodies and reports there are
	Choose bool   // there are so many that one wants to choose among them
	Choice Choice
	Answer string // what was chosen comes to, "" where nothing was
	Narrow []Narrow
	Bars   bool // among many bodies, bars without words say how the expenditure is divided
	Groups []BodyGroup
}

// BodyGroup is bodies under a title, which those that exist have none of.
type BodyGroup struct {
	Title  string
	Says   string
	Bodies []BodyItem
}

// BodyItem is a body with the ways to all its reports, and what its latest one says.
type BodyItem struct {
	Link
	Kinds  []KindItem // none where the latest report is the only one and is shown
	Latest *ReportItem
	Whole  bool // there is room to show all of the latest report
}

// KindItem is the reports of one kind of a body, the latest first.
type KindItem struct {
	Name    string
	Reports []Link
}

// ReportItem is one report in a list.
type ReportItem struct {
	Link
	Year      int
	Gone      string    // that it was withdrawn, "" for one that stands
	Extent    string    // how much there is to read
	Sentence  []Stretch // how much money it is about, nil where its figures do not say
	Split     *SplitView
	Headlines []HeadlineView
}

const (
	headlinesAtHome = 2  // how many of a report's figures a list shows
	bodiesOnPage    = 20 // of the list of bodies
	fewBodies       = 3  // up to which each is shown whole, and nobody needs to choose

	// MostAsked is how many characters of a body's name one may ask for.
	MostAsked = 100
)

// Home is the front page of the site. The outlines are those of the latest reports of
// the bodies that it shows.
func (s Site) Home(chosen Chosen, outlines map[report.Key]report.Outline) HomePage {
	kinds := kindsOf(chosen.all)
	p := HomePage{
		Base:   s.siteBase("home", kinds, kinds+"的网上阅读本：逐段、逐行、逐格都有固定地址，原文照录，一字不改。", "/"),
		Counts: counts(chosen.all),
		Choose: len(chosen.all) > fewBodies,
		Choice: chosen.Choice,
	}
	p.LinkedData = s.webSite()
	p.Path = chosen.Address() // the way back from the other display
	if chosen.Any() || chosen.Page > 1 {
		p.Address, p.Canonical = s.Origin+p.Path, s.Origin+p.Path
		p.NoIndex = true
	}
	if chosen.Any() {
		p.Answer = fmt.Sprintf("找到 %s 个单位的 %s 份报告。", strconv.Itoa(chosen.Count), strconv.Itoa(chosen.reports))
		if chosen.Count == 0 {
			p.Answer = "没有找到这样的报告。"
		}
	}
	if p.Choose && !s.Copy { // a copy answers no query
		p.Narrow = chosen.narrow()
	}
	var real, invented BodyGroup
	invented.Title = "虚构的示例"
	invented.Says = "下面的单位、人员和金额都是编造的，只用来试这个网站。"
	for _, b := range chosen.Bodies {
		item := bodyItem(b, chosen, outlines)
		p.Bars = p.Bars || p.Choose && item.Latest != nil && item.Latest.Split != nil
		if b.Invented {
			invented.Bodies = append(invented.Bodies, item)
		} else {
			real.Bodies = append(real.Bodies, item)
		}
	}
	for _, g := range []BodyGroup{real, invented} {
		if len(g.Bodies) > 0 {
			p.Groups = append(p.Groups, g)
		}
	}
	p.turn(chosen)
	return p
}

// turn leads to the pages before and after.
func (p *HomePage) turn(chosen Chosen) {
	to := func(page int, words string) *Link {
		c := chosen.Choice
		c.Page = page
		return &Link{Text: fmt.Sprintf("%s（第 %d 页，共 %d 页）", words, page, chosen.Pages), Href: c.Address()}
	}
	if chosen.Page > 1 {
		p.Prev = to(chosen.Page-1, "前面的单位")
	}
	if chosen.Page < chosen.Pages {
		p.Next = to(chosen.Page+1, "后面的单位")
	}
}

func bodyItem(b report.Body, chosen Chosen, outlines map[report.Key]report.Outline) BodyItem {
	item := BodyItem{
		Link:  Link{Text: b.Name, Href: UnitPath(b.Unit)},
		Whole: len(chosen.all) <= fewBodies,
	}
	if latest := chosen.Latest(b); latest.Withdrawn {
		item.Latest = &ReportItem{Link: Link{Text: yearAndKind(latest.Key), Href: historyPath(latest.Key)}, Gone: withdrawn}
	} else if o, ok := outlines[latest.Key]; ok {
		name := yearAndKind(o.Key)
		if item.Whole {
			name = o.Heading
		}
		one := reportItem(o, name)
		item.Latest = &one
	}
	if item.Latest != nil && len(b.Reports) == 1 {
		return item
	}
	for _, kind := range report.Kinds() {
		k := KindItem{Name: kind.Name}
		for _, r := range b.Reports {
			if r.Kind == kind.Slug {
				link := Link{Text: strconv.Itoa(r.Year), Href: r.Base()}
				if r.Withdrawn {
					link = Link{Text: strconv.Itoa(r.Year) + "（" + withdrawn + "）", Href: historyPath(r.Key)}
				}
				k.Reports = append(k.Reports, link)
			}
		}
		if len(k.Reports) > 0 {
			item.Kinds = append(item.Kinds, k)
		}
	}
	return item
}

// withdrawn is what lists say of a report that its publisher took back.
const withdrawn = "已撤回"

func historyPath(k report.Key) string { return k.Base() + report.PageOf(report.HistoryPart).Path() }

// kindsOf names the kinds of reports: 部门预算报告、部门决算报告.
func kindsOf(bodies []report.Body) string {
	there := map[string]bool{}
	for _, b := range bodies {
		for _, r := range b.Reports {
			there[r.Kind] = true
		}
	}
	var names []string
	for _, kind := range report.Kinds() {
		if there[kind.Slug] {
			names = append(names, kind.Report)
		}
	}
	if len(names) == 0 {
		return "报告"
	}
	return strings.Join(names, "、")
}

// counts says how much there is: what is invented is counted apart.
func counts(bodies []report.Body) string {
	units, reports, examples := 0, 0, 0
	first, last := 0, 0
	for _, b := range bodies {
		if b.Invented {
			examples += len(b.Reports)
			continue
		}
		units, reports = units+1, reports+len(b.Reports)
		for _, r := range b.Reports {
			if first == 0 || r.Year < first {
				first = r.Year
			}
			last = max(last, r.Year)
		}
	}
	var says string
	switch {
	case reports == 0 && examples == 0:
		return "本站还没有报告。"
	case reports == 0:
		return fmt.Sprintf("本站只有 %s 份虚构的示例，没有真实的报告。", strconv.Itoa(examples))
	case first == last:
		says = fmt.Sprintf("共有 %s 个单位的 %s 份报告，%d 年", strconv.Itoa(units), strconv.Itoa(reports), first)
	default:
		says = fmt.Sprintf("共有 %s 个单位的 %s 份报告，%d 年至 %d 年", strconv.Itoa(units), strconv.Itoa(reports), first, last)
	}
	if examples > 0 {
		says += fmt.Sprintf("；另有 %s 份虚构的示例，列在最后", strconv.Itoa(examples))
	}
	return says + "。"
}

// narrow are the years and kinds to choose from, each with the number of its reports
// among what else was chosen.
func (chosen Chosen) narrow() (all []Narrow) {
	c := chosen.Choice
	byYear, byKind := map[int]int{}, map[string]int{}
	years, kinds := 0, 0
	for _, b := range chosen.all {
		named := Named(b, c.Name)
		for _, r := range b.Reports {
			byYear[r.Year] += 0 // years of others are to choose from, too
			if named && (c.Kind == "" || r.Kind == c.Kind) {
				byYear[r.Year]++
				years++
			}
			if named && (c.Year == 0 || r.Year == c.Year) {
				byKind[r.Kind]++
				kinds++
			}
		}
	}
	link := func(text string, count int, c Choice) Link {
		c.Page = 1
		return Link{Label: strconv.Itoa(count), Text: text, Href: c.Address(), Current: c.Year == chosen.Year && c.Kind == chosen.Kind}
	}
	c.Year = 0
	year := Narrow{Name: "年份", Links: []Link{link("全部", years, c)}}
	for _, y := range slices.Backward(slices.Sorted(maps.Keys(byYear))) {
		c.Year = y
		year.Links = append(year.Links, link(strconv.Itoa(y), byYear[y], c))
	}
	c = chosen.Choice
	c.Kind = ""
	kind := Narrow{Name: "种类", Links: []Link{link("全部", kinds, c)}}
	for _, k := range report.Kinds() {
		c.Kind = k.Slug
		if byKind[k.Slug] > 0 || k.Slug == chosen.Kind {
			kind.Links = append(kind.Links, link(k.Name, byKind[k.Slug], c))
		}
	}
	for _, n := range []Narrow{year, kind} {
		if len(n.Links) > 2 || chosen.Any() {
			all = append(all, n)
		}
	}
	return all
}

// reportItem is the report o under a name.
func reportItem(o report.Outline, name string) ReportItem {
	sentence, split := newView(o, report.Ref{}).sentence(), splitOf(o)
	o.Headlines = o.Headlines[:min(headlinesAtHome, len(o.Headlines))]
	return ReportItem{
		Sentence:  sentence,
		Split:     split,
		Link:      Link{Text: name, Href: o.Base()},
		Year:      o.Year,
		Extent:    extent(o),
		Headlines: headlines(o, func(ref report.Ref) string { return partName(o, ref) }),
	}
}
