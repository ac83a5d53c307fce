package original

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A page of a website has more on it than the report: the site's name and menu, the place
// of the page, a line of dates and counts, and at the end links and the owner. The report
// is where nearly all text is; what stands beside the way there is of the site where it
// consists of links or says what sites say around an article.

// article finds the way from the root of a page to the element that holds most of its text,
// that element, and which tables on the way do nothing but set parts of the page beside
// each other.
func article(root *html.Node) (way, frames map[*html.Node]bool, inner *html.Node) {
	letters := map[*html.Node]int{}
	lettersOf(root, letters)
	way, frames = map[*html.Node]bool{}, map[*html.Node]bool{}
	all := letters[root]
	for n := root; n != nil; {
		way[n], inner = true, n
		var next *html.Node
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			if k.Type == html.ElementNode && 3*letters[k] >= 2*all {
				next = k
			}
		}
		if next == nil || next.DataAtom == atom.Table && !holdsTable(next) {
			break // the innermost table on the way is a table of the report
		}
		if next.DataAtom == atom.Table {
			frames[next] = true
		}
		n = next
	}
	return way, frames, inner
}

// lettersOf counts the letters that each element shows.
func lettersOf(n *html.Node, letters map[*html.Node]int) int {
	switch {
	case n.Type == html.TextNode:
		shown := 0
		for _, r := range n.Data {
			if !unicode.IsSpace(r) {
				shown++
			}
		}
		return shown
	case n.DataAtom == atom.Script, n.DataAtom == atom.Style, n.DataAtom == atom.Template, n.DataAtom == atom.Noscript, n.DataAtom == atom.Head:
		return 0
	}
	all := 0
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		all += lettersOf(k, letters)
	}
	letters[n] = all
	return all
}

func holdsTable(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.Table {
			return true
		}
	}
	return false
}

var (
	// siteWords say that a short text is of the site around an article.
	siteWords = regexp.MustCompile(`(^|[^督])索\s*引\s*号|发布(机构|单位|时间|日期)|信息来源|文章来源|来源[:：]|浏览(次数|量)|点击(次数|数|量)|访问(次数|量)|阅读(次数|量)|字(体|号)(大小)?[:：]|【字|(当前|现在的?)位置|打印(本页|此文)?$|关闭(窗口|本页)|分享(到)?|[上下]一[篇条]|版权所有|ICP\s*备|公网安备|网站标识码|无障碍|长辈版|返回(顶部|首页)|主办(单位)?[:：]|承办(单位)?[:：]|技术支持|扫一扫|责任编辑|网站地图|设为首页|加入收藏`)
	// titleWords are in the title of a report, which a site may print above the article.
	titleWords = regexp.MustCompile(`20[0-9]{2}年?.*([预决]算)|([预决]算).*20[0-9]{2}`)
)

// around tells whether an element beside the way to the article is of the site: its own
// elements for that, such as consist of links for the greater part, and short ones with
// the words of sites.
func around(n *html.Node) bool {
	text := strings.Join(strings.Fields(textOf(n)), "")
	if n.Type == html.TextNode {
		text = strings.Join(strings.Fields(n.Data), "")
	}
	letters, linked := len([]rune(text)), 0
	if letters == 0 || n.DataAtom != atom.A && titleWords.MatchString(text) && !siteWords.MatchString(text) {
		return false
	}
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Button, atom.Select:
		return true
	}
	for d := range n.Descendants() {
		if d.DataAtom == atom.A && leadsAway(d) {
			linked += len([]rune(strings.Join(strings.Fields(textOf(d)), "")))
		}
	}
	if n.DataAtom == atom.A && leadsAway(n) {
		linked = letters
	}
	return 2*linked > letters || siteWords.MatchString(text) && letters < 800
}

// leadsAway tells whether a link leads to another place than one of this page.
func leadsAway(a *html.Node) bool {
	for _, at := range a.Attr {
		if at.Key == "href" {
			return !strings.HasPrefix(at.Val, "#_") && at.Val != ""
		}
	}
	return false
}

// edges finds what of a site stands before and behind the report in the element that holds
// both: short elements with the words of sites, the first before the contents and the last.
// One of them alone may be a line of the report.
func (w *page) edges() {
	var found []*html.Node
	look := func(k *html.Node, next func(*html.Node) *html.Node) {
		const most = 12
		for seen := 0; k != nil && seen < most; k = next(k) {
			text := strings.Join(strings.Fields(textOf(k)), "")
			if k.Type != html.ElementNode || text == "" {
				continue
			}
			if seen++; len([]rune(text)) > 300 || contentsTitle.MatchString(text) {
				return
			}
			if siteWords.MatchString(text) && !titleWords.MatchString(text) && !slices.Contains(found, k) {
				found = append(found, k)
			}
		}
	}
	look(w.inner.FirstChild, func(k *html.Node) *html.Node { return k.NextSibling })
	look(w.inner.LastChild, func(k *html.Node) *html.Node { return k.PrevSibling })
	if len(found) < 2 {
		return
	}
	for _, k := range found {
		w.edge[k] = true
	}
}

// sheds sets an element aside that is of the site around the report, and tells whether it
// did. The parts of one that holds the title of the report are looked at one by one; those
// of the element that holds most of the text are the report, but for its edges.
func (w *page) sheds(n *html.Node) bool {
	if w.edge[n] {
		w.flush()
		w.set(n, AroundArticle)
		return true
	}
	if n.Type != html.ElementNode && n.Type != html.TextNode || w.way[n] || !w.way[n.Parent] || n.Parent == w.inner {
		return false
	}
	if n.Type == html.ElementNode && holdsTitle(n) {
		w.way[n] = true
		return false
	}
	if !around(n) {
		return false
	}
	w.flush()
	if n.Type == html.TextNode {
		w.doc.Asides = append(w.doc.Asides, Aside{w.here(), strings.Join(strings.Fields(n.Data), " "), AroundArticle})
	} else {
		w.set(n, AroundArticle)
	}
	return true
}

// holdsTitle tells whether an element holds, besides words of the site, a heading that is
// the title of a report.
func holdsTitle(n *html.Node) bool {
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.H1, atom.H2, atom.H3:
			if titleWords.MatchString(textOf(d)) {
				return true
			}
		}
	}
	return false
}
