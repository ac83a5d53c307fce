package page

import (
	"fmt"
	"strings"

	"disclosure/internal/change"
	"disclosure/internal/report"
)

// OldVersion is what a page of an earlier version says of that in one line, with what
// became of the places on it.
type OldVersion struct {
	Says    string // 这是旧版本…
	Newest  Link   // the same page of the newest version, or its overview
	History Link
	Outcome string       // how much of the page differs, "" where nothing is said of it
	Changes []ChangeView // the places that do
	Script  string       // tells what the place is of which an address speaks
	Follow  string       // the same page of the newest version, "" where its places are not told

	ref report.Ref
}

// Relation is a relation of the page to another in a Link header (RFC 5829).
type Relation struct{ Rel, Href string }

// plainAddress is where the page of ref stands in the newest version, and the overview
// of that where it has no such page.
func plainAddress(o report.Outline, ref report.Ref) string {
	if o.Newest == nil {
		return o.Key.Base() + ref.Path()
	}
	there, ok := change.Counterpart(o, *o.Newest, ref)
	if !ok {
		return o.Key.Base()
	}
	return o.Key.Base() + there.Path()
}

// historyLink leads to the history of all versions.
func historyLink(o report.Outline) Link {
	return Link{Text: report.HistoryPart.Name(), Href: o.Key.Base() + report.PageOf(report.HistoryPart).Path()}
}

// oldVersion is nil for a page of the newest version.
func oldVersion(o report.Outline, ref report.Ref) *OldVersion {
	if o.Newest == nil {
		return nil
	}
	old := &OldVersion{
		Says:    "这是" + strings.TrimRight(versionName(o.Newest.Front, o.ShortVersion()), " ") + "，已由" + versionName(o.Newest.Front, o.Newest.ShortVersion()) + "取代。",
		Newest:  Link{Text: "最新版本的这一页", Href: plainAddress(o, ref)},
		History: historyLink(o),
		ref:     ref,
	}
	if address := plainAddress(o, ref); address == o.Key.Base() && ref.Part != report.OverviewPart {
		old.Newest.Text = "最新版本"
	}
	return old
}

// Tell says what became of the places of the page, which is one of the report before.
func (old *OldVersion) Tell(before, newest *report.Report) {
	whole := old.ref.Part == report.OverviewPart || old.ref.Part == report.PrintPart
	if !whole && !old.ref.Part.Numbered() || old.ref.Listing() {
		return
	}
	was, is := before.Outline(), newest.Outline()
	was.Pinned = true
	var there report.Ref
	if !whole {
		var ok bool
		if there, ok = change.Counterpart(was, is, old.ref); !ok {
			old.Outcome = "最新版本没有这一部分。"
			return
		}
		old.Follow = is.Key.Base() + there.Path()
	}
	var found []change.Change
	for _, c := range change.Between(before, newest) {
		if whole || c.On(old.ref, there) {
			found = append(found, c)
		}
	}
	old.Changes = changeViews(found, before, newest, was, is)
	different := 0
	for _, c := range found {
		if c.Kind != change.Moved {
			different++
		}
	}
	switch {
	case different > 0 && whole:
		old.Outcome = fmt.Sprintf("全文有 %d 处与最新版本不同。", different)
	case different > 0:
		old.Outcome = fmt.Sprintf("这一页有 %d 处与最新版本不同。", different)
	case len(found) > 0:
		old.Outcome = "这一页的内容与最新版本相同，有的地方换了位置。"
	case whole && before.Version == newest.Version, !whole && printed(before, old.ref) == printed(newest, there):
		old.Outcome = "这一页的内容与最新版本相同。"
	default:
		old.Outcome = "这一页的各处文字与最新版本相同，排列有不同。"
	}
}

// printed is the document of a part.
func printed(r *report.Report, ref report.Ref) string {
	for _, d := range r.Documents() {
		if d.Ref == ref {
			return string(d.Content)
		}
	}
	return ""
}

// versionName is a version (12 digits) in words: 2021-03-01 公布的版本 b13eb6eed519.
func versionName(f report.Front, version string) string {
	if p, ok := f.Publication(version); ok {
		return " " + p.Published + " 公布的版本 " + version + " "
	}
	return "版本 " + version + " "
}

// relations are those of the page of ref to other versions of it.
func relations(o report.Outline, ref report.Ref) []Relation {
	if ref.Part == report.HistoryPart {
		return nil
	}
	all := []Relation{{"version-history", historyLink(o).Href}}
	if o.Pinned {
		all = append(all, Relation{"latest-version", plainAddress(o, ref)})
	}
	if o.Before != nil {
		if there, ok := change.Counterpart(o, *o.Before, ref); ok {
			all = append(all, Relation{"predecessor-version", o.Before.PermanentBase() + there.Path()})
		}
	}
	return all
}
