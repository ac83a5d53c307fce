package page

import (
	"slices"

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
}

// History is the page of all versions of a report, oldest first, of which the last is
// the newest.
func (s Site) History(versions []report.Outline) HistoryPage {
	newest := versions[len(versions)-1]
	ref := report.PageOf(report.HistoryPart)
	p := HistoryPage{
		Base:      s.base("history", newest, ref, report.HistoryPart.Name(), newest.Heading+"的各个版本：公布的日期、更正的原因和改动。"),
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
		}
		if newest.Withdrawn == nil {
			view.Version.Href = o.PermanentBase()
		}
		p.Versions = append(p.Versions, view)
	}
	return p
}
