package page

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"disclosure/internal/change"
	"disclosure/internal/report"
)

// Feed is the list of what was published, corrected and withdrawn, for programs that
// look for news (Atom, RFC 4287). It holds what has a day: that on which the publisher
// published it, else that on which the original was taken from there. None is invented.
type Feed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  FeedAuthor  `xml:"author"`
	Links   []FeedLink  `xml:"link"`
	Entries []FeedEntry `xml:"entry"`
}

// FeedEntry is one event.
type FeedEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Author  FeedAuthor `xml:"author"`
	Links   []FeedLink `xml:"link"`
	Summary string     `xml:"summary,omitempty"`
}

// FeedAuthor is who speaks: the site, or the body that published.
type FeedAuthor struct {
	Name string `xml:"name"`
}

// FeedLink leads to what an entry is about.
type FeedLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

// mostEntries is how many events a feed holds, the latest first.
const mostEntries = 100

// FeedPath is the address of the feed of a body, of the whole site where it is "".
func FeedPath(unit string) string {
	if unit == "" {
		return "/feed.atom"
	}
	return UnitPath(unit) + "/feed.atom"
}

// Feed is the feed of the reports of a body, or of all where unit is "". Where nothing in
// it has a day, it was updated on the day on which what the site has was written.
func (s Site) Feed(unit string, reports [][]report.Listing, written time.Time) Feed {
	f := Feed{Lang: language, Title: s.Name + "：新报告、更正和撤回", Updated: instant(written.UTC().Format(time.DateOnly)), Author: FeedAuthor{s.Name}}
	f.ID = s.Origin + FeedPath(unit)
	home := s.Origin + "/"
	if unit != "" {
		f.Title = reports[0][0].UnitName + "：新报告、更正和撤回"
		home = s.Origin + UnitPath(unit)
	}
	f.Links = []FeedLink{{"self", f.ID}, {"alternate", home}}
	for _, versions := range reports {
		f.Entries = append(f.Entries, s.events(versions)...)
	}
	slices.SortStableFunc(f.Entries, func(a, b FeedEntry) int { return cmp.Compare(b.Updated, a.Updated) })
	f.Entries = f.Entries[:min(mostEntries, len(f.Entries))]
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	return f
}

// events are what is known of a report with its day, of all its versions, the oldest first.
func (s Site) events(versions []report.Listing) (events []FeedEntry) {
	r := versions[len(versions)-1]
	history := s.Origin + r.Key.Base() + report.PageOf(report.HistoryPart).Path()
	add := func(id, what, day, words, source string) {
		e := FeedEntry{ID: id, Title: what + "：" + r.Heading, Updated: instant(day), Author: FeedAuthor{r.UnitName}, Summary: words}
		if source != "" {
			e.Summary += "（" + source + "）"
		}
		e.Links = []FeedLink{{"alternate", id}, {"related", history}}
		events = append(events, e)
	}
	version := func(v string) string { return s.Origin + report.Front{Key: r.Key, Version: v}.PermanentBase() }
	switch first := version(r.Version); {
	case len(r.Publications) > 0:
	case r.Published != "":
		add(first, "公布", r.Published, "", "")
	case r.Received != "":
		add(first, "取得原件", r.Received, "", "")
	}
	for i, p := range r.Publications {
		what := "公布"
		if i > 0 {
			what = "更正"
		}
		add(version(p.Version), what, p.Published, p.Reason, p.Source)
		for _, v := range versions {
			if strings.HasPrefix(v.Version, p.Version) {
				events[len(events)-1].Summary += differences(v)
			}
		}
	}
	if w := r.Withdrawn; w != nil {
		add(history+"#withdrawn", "撤回", w.Date, w.Reason, w.Source)
	}
	return events
}

// differences says what differs in a version from the one before; "" for the first.
func differences(v report.Listing) string {
	if v.Different == 0 {
		return ""
	}
	var places []string
	for _, c := range v.Changes {
		words := c.Place
		if name := anchorName(report.Ref{Anchor: c.Anchor}); len(words) == 0 && name != "" {
			words = []string{name}
		}
		place := strings.Join(append([]string{c.Part}, words...), placeStep)
		switch change.Kind(c.Kind) {
		case change.Changed:
			place += "：" + briefly(c.Was) + "改为" + briefly(c.Is)
		case change.Gone:
			place += "：删去" + briefly(c.Was)
		case change.Added:
			place += "：新增" + briefly(c.Is)
		}
		places = append(places, place)
	}
	says := fmt.Sprintf("\n本站与前一版本对照，有 %d 处不同：", v.Different) + strings.Join(places, "；")
	if v.Different > len(places) {
		says += "，等等"
	}
	return says + "。"
}

// briefly is a published text in quotes; a long one is only said to be one.
func briefly(text string) string {
	if n := utf8.RuneCountInString(text); n > 80 {
		return fmt.Sprintf("一段 %d 字的文字", n)
	}
	return inQuotes(text)
}

// instant is the beginning of a day in China.
func instant(day string) string { return day + "T00:00:00+08:00" }
