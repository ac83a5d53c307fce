package page

import (
	"net/url"
	"strconv"
	"strings"

	"disclosure/internal/report"
	"disclosure/internal/search"
)

// SearchPage is the answer to a query, or where there is none how to ask.
type SearchPage struct {
	Base
	Asked  bool
	Answer string // how much was found
	Cut    string // that not everything found is listed; "" where it is
	Jumps  []Link // to the first hit of each kind
	Groups []HitGroup
	Near   []NearView // where nothing was found
	Hints  []Hint     // where nothing was asked
}

// HitGroup is hits of one kind.
type HitGroup struct {
	ID, Title, Count string
	Continued        bool   // it began on an earlier page
	Basis            []Link // the relations that say that its hits are one figure
	Hits             []HitView
}

// HitView is a place that was found, to be understood by itself.
type HitView struct {
	Link  Link
	Title Marked
	Code  Marked
	Path  []Marked // above it in its table or form
	Text  Marked
	Unit  string
	Facts []FactView
	Rest  string   // how many cells are not shown, "" for none
	Where []Marked // it stands, the widest place last
}

// FactView is a cell beside the title of a hit.
type FactView struct {
	Name string
	Text Marked
	Unit string // of an amount, "" for words
}

// Marked is a text in pieces, some of which answer the query.
type Marked []Piece

// Piece is a part of a Marked text.
type Piece struct {
	Text string
	Mark bool
	Left bool // something is left out here; there is no Text
}

// NearView is another query, which finds something.
type NearView struct {
	Link Link
	Hits []HitView
}

// Hint is an example of a query.
type Hint struct {
	Link Link
	What string
}

// Search is the page of a query. Results are those of the page of hits that
// was asked for.
func (s Site) Search(query string, found search.Results) SearchPage {
	p := SearchPage{Base: s.siteBase("search", "检索", "在本站的全部报告里检索正文、附表、表单、指标和名词解释。", "")}
	p.Query = query
	switch {
	case strings.TrimSpace(query) == "":
		p.Hints = hints
		return p
	case found.Count == 0:
		p.Answer = "没有找到。"
		if len(found.Words) == 0 {
			p.Answer = "检索词里没有文字或数字。"
			p.Hints = hints
		}
	default:
		p.Answer = "找到 " + count(found.Count, found.More) + "。"
	}
	p.Asked = true
	p.Title = "“" + query + "”的检索结果 · " + Name
	if found.Page > 1 {
		p.Title = "“" + query + "”的检索结果，第 " + strconv.Itoa(found.Page) + " 页 · " + Name
	}
	if found.More {
		p.Cut = "每一类只列出前面的部分。再加一个词，例如单位、年份或科目，范围就小了。"
	}
	for _, k := range found.Kinds {
		title := kindTitles[k.Kind]
		id := "found-" + strconv.Itoa(int(k.Kind))
		jump := Link{Text: title, Label: count(k.Count, k.More), Href: searchAddress(query, k.Page) + "#" + id, Current: len(k.Hits) > 0}
		p.Jumps = append(p.Jumps, jump)
		if len(k.Hits) == 0 {
			continue
		}
		g := HitGroup{ID: id, Title: title, Count: count(k.Count, k.More), Continued: k.Page < found.Page}
		for _, h := range k.Hits {
			g.Hits = append(g.Hits, hitView(h))
		}
		p.Groups = append(p.Groups, g)
	}
	for _, n := range found.Near {
		view := NearView{Link: Link{Text: n.Query, Href: searchAddress(n.Query, 1)}}
		for _, h := range n.Hits {
			view.Hits = append(view.Hits, hitView(h))
		}
		p.Near = append(p.Near, view)
	}
	p.Prev, p.Next = turns(query, found)
	return p
}

// turns are the pages of hits before and after this one.
func turns(query string, found search.Results) (prev, next *Link) {
	turn := func(n int) *Link {
		text := "第 " + strconv.Itoa(n) + " 页，共 " + strconv.Itoa(found.Pages) + " 页"
		return &Link{Text: text, Href: searchAddress(query, n)}
	}
	if found.Page > 1 {
		prev = turn(found.Page - 1)
	}
	if found.Page < found.Pages {
		next = turn(found.Page + 1)
	}
	return prev, next
}

var kindTitles = map[search.Kind]string{
	search.ReportKind:    "报告",
	search.TermKind:      "名词解释",
	search.ProseKind:     "正文",
	search.TableKind:     "附表",
	search.FieldKind:     "表单",
	search.IndicatorKind: "指标",
}

var hints = []Hint{
	{Link{Text: "三公", Href: searchAddress("三公", 1)}, "一个词，两个字也可以"},
	{Link{Text: "2010301", Href: searchAddress("2010301", 1)}, "科目编码"},
	{Link{Text: "培训 预算", Href: searchAddress("培训 预算", 1)}, "几个词，用空格隔开，每个都要出现"},
	{Link{Text: "100万元", Href: searchAddress("100万元", 1)}, "金额，写成 1,000,000元 也一样"},
}

func searchAddress(query string, page int) string {
	address := "/search?q=" + url.QueryEscape(query)
	if page > 1 {
		address += "&page=" + strconv.Itoa(page)
	}
	return address
}

func count(n int, more bool) string {
	if more {
		return "超过 " + strconv.Itoa(n) + " 处"
	}
	return strconv.Itoa(n) + " 处"
}

// hitView arranges a hit: what it is called, what it says, and where it is.
func hitView(h search.Hit) HitView {
	v := HitView{Link: Link{Href: h.Report.Base() + h.Ref.String()}, Unit: h.Unit}
	v.Facts, v.Rest = facts(h.Facts)
	for i := len(h.Where) - 1; i >= 0; i-- {
		v.Where = append(v.Where, marked(h.Where[i]))
	}
	if h.Kind != search.ReportKind {
		v.Where = append(v.Where, Marked{{Text: reportName(report.Front{Key: h.Report, UnitShort: h.UnitShort})}})
	}
	title, path := h.Text, h.Path
	switch {
	case h.Kind == search.ProseKind && isParagraph(h.Ref) && len(h.Where) > 0:
		title, v.Text = h.Where[len(h.Where)-1], around(h.Text)
		v.Where = v.Where[1:]
	case len(path) > 0 && (h.Kind == search.TermKind || h.Kind == search.FieldKind || h.Kind == search.IndicatorKind):
		title, path, v.Text = path[len(path)-1], path[:len(path)-1], around(h.Text)
	}
	v.Title = marked(title)
	for _, step := range path {
		v.Path = append(v.Path, marked(step))
	}
	for i, code := range h.Code {
		if i > 0 {
			v.Code = append(v.Code, Piece{Text: " "})
		}
		v.Code = append(v.Code, marked(code)...)
	}
	return v
}

func isParagraph(ref report.Ref) bool { return strings.HasPrefix(ref.Anchor, "p") }

// factsShown is how many cells of a row a hit shows, those that answer the
// query not counted.
const factsShown = 3

// facts chooses the cells that a hit shows, in their order.
func facts(all []search.Fact) (shown []FactView, rest string) {
	others, left := 0, 0
	for _, f := range all {
		if len(f.Text.Marks) == 0 {
			if others == factsShown {
				left++
				continue
			}
			others++
		}
		shown = append(shown, FactView{Name: strings.Join(f.Name, " / "), Text: around(f.Text), Unit: f.Unit})
	}
	if left > 0 {
		rest = "另有 " + strconv.Itoa(left) + " 栏"
	}
	return shown, rest
}

// marked divides a text at its marks.
func marked(m search.Marked) Marked { return cut(m, 0, len(m.Text)) }

func cut(m search.Marked, from, to int) Marked {
	var all Marked
	add := func(start, end int, mark bool) {
		start, end = max(start, from), min(end, to)
		if start < end {
			all = append(all, Piece{Text: m.Text[start:end], Mark: mark})
		}
	}
	at := 0
	for _, k := range m.Marks {
		add(at, k.Start, false)
		add(k.Start, k.End, true)
		at = k.End
	}
	add(at, len(m.Text), false)
	return all
}

// An excerpt has so many characters, so many of them before the first mark.
const (
	excerptLength = 120
	excerptBefore = 24
)

// around is the part of a long text around its first mark.
func around(m search.Marked) Marked {
	var starts []int // of characters
	first := 0
	for at := range m.Text {
		if len(m.Marks) > 0 && at < m.Marks[0].Start {
			first++
		}
		starts = append(starts, at)
	}
	if len(starts) <= excerptLength {
		return marked(m)
	}
	from := min(max(first-excerptBefore, 0), len(starts)-excerptLength)
	if from < 3 { // nothing is gained by leaving out two characters
		from = 0
	}
	start, end := starts[from], len(m.Text)
	if to := from + excerptLength; to < len(starts) {
		end = starts[to]
	}
	all := cut(m, start, end)
	if start > 0 {
		all = append(Marked{{Left: true}}, all...)
	}
	if end < len(m.Text) {
		all = append(all, Piece{Left: true})
	}
	return all
}
