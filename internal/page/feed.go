package page

import (
	"cmp"
	"encoding/xml"
	"slices"
	"time"

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
// it has a day, it was updated when what the site has was written.
func (s Site) Feed(unit string, reports []report.Outline, written time.Time) Feed {
	f := Feed{Lang: language, Title: s.Name + "：新报告、更正和撤回", Updated: written.UTC().Format(time.RFC3339), Author: FeedAuthor{s.Name}}
	f.ID = s.Origin + FeedPath(unit)
	home := s.Origin + "/"
	if unit != "" {
		f.Title = reports[0].UnitName + "：新报告、更正和撤回"
		home = s.Origin + UnitPath(unit)
	}
	f.Links = []FeedLink{{"self", f.ID}, {"alternate", home}}
	for _, o := range reports {
		f.Entries = append(f.Entries, s.events(o)...)
	}
	slices.SortStableFunc(f.Entries, func(a, b FeedEntry) int { return cmp.Compare(b.Updated, a.Updated) })
	f.Entries = f.Entries[:min(mostEntries, len(f.Entries))]
	if len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	return f
}

// events are what is known of a report with its day.
func (s Site) events(o report.Outline) (events []FeedEntry) {
	history := s.Origin + historyLink(o).Href
	add := func(id, what, day, words, source string) {
		e := FeedEntry{ID: id, Title: what + "：" + fullTitle(o.Front), Updated: instant(day), Author: FeedAuthor{o.UnitName}, Summary: words}
		if source != "" {
			e.Summary += "（" + source + "）"
		}
		e.Links = []FeedLink{{"alternate", id}, {"related", history}}
		events = append(events, e)
	}
	if len(o.Publications) == 0 {
		what, day := firstDay(o.Originals)
		if day != "" {
			add(s.Origin+o.PermanentBase(), what, day, "", "")
		}
	}
	for i, p := range o.Publications {
		what := "公布"
		if i > 0 {
			what = "更正"
		}
		version := o.Front
		version.Version = p.Version
		add(s.Origin+version.PermanentBase(), what, p.Published, p.Reason, p.Source)
	}
	if w := o.Withdrawn; w != nil {
		add(history+"#withdrawn", "撤回", w.Date, w.Reason, w.Source)
	}
	return events
}

// firstDay is the day on which the first of a report's originals was published, else on
// which it was taken from there, and which of both it is; "" where nobody says.
func firstDay(originals []report.Original) (what, day string) {
	earliest := func(of func(report.Original) string) (day string) {
		for _, o := range originals {
			if of(o) != "" && (day == "" || of(o) < day) {
				day = of(o)
			}
		}
		return day
	}
	if day = earliest(func(o report.Original) string { return o.Published }); day != "" {
		return "公布", day
	}
	return "取得原件", earliest(func(o report.Original) string { return o.Received })
}

// instant is the beginning of a day in China.
func instant(day string) string { return day + "T00:00:00+08:00" }
