package page

import (
	"strconv"

	"github.com/disclosure/disclosure/internal/report"
	"github.com/disclosure/disclosure/internal/store"
)

// SameFigure is the page that lists where one report states the same amount as
// query, such as 2,708.03万元. Places come in reading order.
func (s Site) SameFigure(o report.Outline, query string, places []store.Hit) SearchPage {
	p := SearchPage{Base: s.siteBase("search", "这个数还出现在哪里", "一个金额在一份报告里出现的各处。", "")}
	p.Crumbs = []Link{{Text: Name, Href: "/"}, {Text: reportName(o.Front), Href: o.Base()}, {Text: p.Heading, Current: true}}
	p.Title = query + "还出现在哪里 · " + reportName(o.Front) + " · " + Name
	p.Query, p.Asked = query, true
	p.Answer = reportName(o.Front) + "里没有等于它的金额。"
	if len(places) > 0 {
		p.Answer = reportName(o.Front) + "里有 " + strconv.Itoa(len(places)) + " 处写着与它相等的金额。"
		p.Cut = "这里列出的只是数额相等的地方；数额相等，不一定就是同一笔钱。"
	}
	for _, h := range places {
		title := kindTitles[h.Kind]
		if last := len(p.Groups) - 1; last < 0 || p.Groups[last].Title != title {
			id := "found-" + strconv.Itoa(len(p.Groups)+1)
			p.Groups = append(p.Groups, HitGroup{ID: id, Title: title})
		}
		group := &p.Groups[len(p.Groups)-1]
		group.Hits = append(group.Hits, hitView(h))
		group.Count = count(len(group.Hits), false)
	}
	return p
}
