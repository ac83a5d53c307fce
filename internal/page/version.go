package page

import (
	"disclosure/internal/report"
)

// OldVersion is what a page of an earlier version says of that in one line.
type OldVersion struct {
	Says    string // 这是旧版本…
	Newest  Link   // the same page of the newest version, or its overview
	History Link
}

// Relation is a relation of the page to another in a Link header (RFC 5829).
type Relation struct{ Rel, Href string }

// plainAddress is where the page of ref stands in the newest version, and the overview
// of that where it has no such page.
func plainAddress(o report.Outline, ref report.Ref) string {
	if o.Newest != nil && !o.Newest.Has(ref) {
		return o.Key.Base()
	}
	return o.Key.Base() + ref.Path()
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
		Says:    "这是" + versionName(o.Newest.Front, o.ShortVersion()) + "，已由" + versionName(o.Newest.Front, o.Newest.ShortVersion()) + "取代。",
		Newest:  Link{Text: "最新版本的这一页", Href: plainAddress(o, ref)},
		History: historyLink(o),
	}
	if !o.Newest.Has(ref) {
		old.Newest.Text = "最新版本"
	}
	return old
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
	if o.Before != nil && o.Before.Has(ref) {
		all = append(all, Relation{"predecessor-version", o.Before.PermanentBase() + ref.Path()})
	}
	return all
}
