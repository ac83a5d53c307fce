package page

import (
	"strconv"
	"strings"
	"unicode"

	"disclosure/internal/report"
	"disclosure/internal/search"
)

// SearchPage is the answer to a query, or where there is none how to ask.
type SearchPage struct {
	Base
	Asked   bool
	Answer  string       // how much was found
	How     string       // how the query was read, "" where it was looked for as typed
	Cut     string       // that not everything found is listed; "" where it is
	Bodies  []Link       // whose name has the words of the query
	Words   []Definition // the site's own explanations of what was asked
	Figures []HitView
	Narrow  []Narrow
	Groups  []HitGroup
	Also    []NearView // other queries, where little was found
	Hints   []Hint     // where nothing was asked or found
}

// Narrow is a choice of where to look.
type Narrow struct {
	Name  string
	Links []Link // the first one is everywhere
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
	Title Highlighted
	Code  Highlighted
	Path  []Highlighted // above it in its table or form
	Text  Highlighted
	Unit  string
	Facts []FactView
	Rest  string        // how many cells are not shown, "" for none
	Where []Highlighted // it stands, the widest place last
}

// FactView is a cell beside the title of a hit.
type FactView struct {
	Name string
	Text Highlighted
	Unit string // of an amount, "" for words
	Href string // where it stands on another page, "" for the page of the hit
}

// Highlighted is a text in pieces, some of which answer the query.
type Highlighted []Piece

// Piece is a part of a Highlighted text.
type Piece struct {
	Text  string
	Found bool
	Left  bool // something is left out here; there is no Text
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
// was asked for; o is the report that is searched, nil for all.
func (s Site) Search(asked search.Query, found search.Results, o *report.Outline) SearchPage {
	p := SearchPage{Base: s.siteBase("search", "检索", "在本站的全部报告里检索正文、附表、表单、指标、名词解释、核对和整理说明。", "")}
	p.within(o)
	p.Query = asked.Text
	switch {
	case strings.TrimSpace(asked.Text) == "":
		p.Hints = hints
		return p
	case len(found.Read) == 0:
		p.Answer = "检索词里没有文字或数字。"
		p.Hints = hints
	case found.Count == 0:
		p.Answer = "没有找到。"
		p.Hints = hints
		if !strings.ContainsFunc(asked.Text, func(r rune) bool { return r > unicode.MaxLatin1 || unicode.IsDigit(r) }) {
			p.How = "报告是用汉字写的，拼音和外文在里面找不到；请写汉字或数字。"
		}
	default:
		p.Answer = "找到 " + count(found.Count, found.More) + "。"
		p.How = how(found)
	}
	p.Asked = true
	p.Title = "“" + asked.Text + "”的检索结果 · " + s.Name
	if found.Page > 1 {
		p.Title = "“" + asked.Text + "”的检索结果，第 " + strconv.Itoa(found.Page) + " 页 · " + s.Name
	}
	if found.More {
		p.Cut = "每一类只列出前面的部分。再加一个词，例如单位、年份或科目，范围就小了。"
	}
	if found.Page == 1 {
		p.Words = wordsAsked(asked.Text)
		for _, h := range found.Figures {
			p.Figures = append(p.Figures, p.figure(h))
		}
	}
	p.Narrow = narrow(asked, found, o)
	for _, k := range found.Kinds {
		if len(k.Hits) == 0 {
			continue
		}
		g := HitGroup{ID: "found-" + kindSlugs[k.Kind], Title: kindTitles[k.Kind], Count: count(k.Count, k.More), Continued: k.Page < found.Page}
		for _, h := range k.Hits {
			g.Hits = append(g.Hits, p.hit(h))
		}
		p.Groups = append(p.Groups, g)
	}
	for _, n := range found.Also {
		other := search.Query{Text: n.Query, In: asked.In, Year: asked.Year}
		view := NearView{Link: Link{Text: n.Query, Href: searchAddress(other)}}
		for _, h := range n.Hits {
			view.Hits = append(view.Hits, p.hit(h))
		}
		p.Also = append(p.Also, view)
	}
	p.Prev, p.Next = turns(asked, found)
	return p
}

// within keeps the page in a report: its name, its contents, and the next query.
func (p *SearchPage) within(o *report.Outline) {
	if o == nil {
		return
	}
	p.SearchIn = strings.TrimPrefix(o.Key.Base(), "/")
	p.Crumbs = []Link{{Text: reportName(o.Front), Href: o.Base()}}
	p.Contents = contents(*o, report.Ref{Part: "search"}) // no page of the report is the current one
}

// hit arranges a hit. In a report that is searched alone, hits do not name it.
func (p *SearchPage) hit(h search.Hit) HitView {
	v := hitView(h)
	if p.SearchIn != "" && h.Kind != search.ReportKind {
		v.Where = v.Where[:len(v.Where)-1]
	}
	return v
}

// how says how a query was read that finds nothing as it was typed.
func how(found search.Results) string {
	if found.Typed {
		return ""
	}
	if len(found.Read) == 1 && len(found.Left) == 0 {
		switch read := found.Read[0]; read.How {
		case search.Rounded:
			return "没有正好是它的数。下面的数四舍五入后是 " + read.Text + "。"
		case search.Ranged:
			return "下面各处写着这个范围里的金额。"
		}
	}
	var all []string
	for _, read := range found.Read {
		text := "“" + read.Text + "”"
		switch read.How {
		case search.Everyday:
			text += "（报告里的说法：" + quoted(read.Or, "、") + "）"
		case search.InMoney:
			text = strings.Join(read.Or, "、")
		case search.Rounded:
			text = "四舍五入后是 " + read.Text + "的数"
		case search.Ranged:
			text = read.Text + "的金额"
		}
		all = append(all, text)
	}
	sentence := "没有正好这样写的地方，按" + strings.Join(all, "、") + "查找"
	if len(found.Left) > 0 {
		sentence += "；" + quoted(found.Left, "、") + "没有用上"
	}
	return sentence + "。"
}

// bodiesFound is how many bodies the answer to a query names at most.
const bodiesFound = 5

// Name names the bodies whose names have the words of the query, where there are few.
func (p *SearchPage) Name(bodies []report.Body) {
	var named []Link
	for _, b := range bodies {
		if p.Asked && Named(b, p.Query) {
			named = append(named, Link{Text: b.Name, Href: UnitPath(b.Unit)})
		}
	}
	if len(named) > bodiesFound {
		all := Choice{Name: p.Query, Page: 1}
		named = append(named[:bodiesFound], Link{Text: "名称里有这些字的全部 " + strconv.Itoa(len(named)) + " 个单位", Href: all.Address()})
	}
	p.Bodies = named
}

// SearchPrompt says what the search box of a page asks: one report or all.
func SearchPrompt(in string) string {
	if in != "" {
		return "本报告"
	}
	return "本站报告"
}

func quoted(words []string, between string) string {
	return "“" + strings.Join(words, "”"+between+"“") + "”"
}

func plainCount(n int, more bool) string {
	if more {
		return strconv.Itoa(n) + "+"
	}
	return strconv.Itoa(n)
}

// hints are examples of queries.
var hints = []Hint{
	hint("三公", "一个词，两个字也可以"),
	hint("网格员培训多少钱", "一个问题，或者报上的一句话"),
	hint("2010301", "科目编码"),
	hint("培训 预算", "几个词，用空格隔开，每个都要出现"),
	hint("100万元", "金额，写成 1,000,000元 也一样"),
	hint("2708万", "四舍五入后的金额"),
	hint("100万到200万", "金额的范围，也可以写 >100万"),
}

func hint(query, what string) Hint {
	return Hint{Link{Text: query, Href: searchAddress(search.Query{Text: query})}, what}
}

// figure is a headline figure as an answer: what it is called, the figure,
// and where it stands.
func (p *SearchPage) figure(h search.Hit) HitView {
	v := p.hit(h)
	v.Title, v.Path, v.Text = highlighted(h.Path[0]), nil, highlighted(search.Highlighted{Text: h.Text.Text})
	return v
}

func count(n int, more bool) string {
	if more {
		return "超过 " + strconv.Itoa(n) + " 处"
	}
	return strconv.Itoa(n) + " 处"
}
