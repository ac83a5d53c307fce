package page

import (
	"slices"

	"disclosure/internal/change"
	"disclosure/internal/report"
)

// HistoryPage lists the versions of a report, the newest first.
type HistoryPage struct {
	Base
	Withdrawn *report.Withdrawal // nil for a report that stands
	Versions  []VersionView
}

// VersionView is one version of a report.
type VersionView struct {
	ID        string
	Version   Link   // to its pages; without address where the report was withdrawn
	Published string // "" where nobody stated it
	Reason    string
	Source    string
	Newest    bool
	Changes   []ChangeView // from the version before
	First     bool
}

// History is the page of all versions of a report, oldest first, of which the last is
// the newest. Whole are the same versions with all that they say; a report that was
// withdrawn shows none of it, and needs none.
func (s Site) History(versions []report.Outline, whole []*report.Report) HistoryPage {
	newest := versions[len(versions)-1]
	ref := report.PageOf(report.HistoryPart)
	p := HistoryPage{
		Base:      s.base("history", newest, ref, report.HistoryPart.Name(), fullTitle(newest.Front)+"的各个版本：公布的日期、更正的原因和改动。"),
		Withdrawn: newest.Withdrawn,
	}
	p.Citation = nil // what is cited is a version
	for i, o := range slices.Backward(versions) {
		known, _ := newest.Publication(o.ShortVersion())
		view := VersionView{
			ID:        "v" + o.ShortVersion(),
			Version:   Link{Text: o.ShortVersion()},
			Published: known.Published, Reason: known.Reason, Source: known.Source,
			Newest: i == len(versions)-1,
			First:  i == 0,
		}
		if i > 0 && newest.Withdrawn == nil {
			view.Changes = changesBetween(whole[i-1], whole[i])
		}
		if newest.Withdrawn == nil {
			view.Version.Href = o.PermanentBase()
		}
		p.Versions = append(p.Versions, view)
	}
	return p
}

// changesBetween are the changes from a version to the next, each at its permanent
// address.
func changesBetween(before, after *report.Report) []ChangeView {
	was, is := before.Outline(), after.Outline()
	was.Pinned, is.Pinned = true, true
	return changeViews(change.Between(before, after), before, after, was, is)
}
