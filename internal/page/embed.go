package page

import (
	"html"

	"disclosure/internal/report"
)

// EmbedPage is a table alone, for the frames of other sites, with what says where it is
// from.
type EmbedPage struct {
	Base
	TableView
	Source string // report, version and who shows it
	Whole  Link   // the page of the table, for ever
}

// EmbedPath is where an annex table stands for frames, below its report.
func EmbedPath(ref report.Ref) string { return ref.Path() + "/embed" }

// EmbedTable is the table t for frames. It has no controls: no script runs there.
func (s Site) EmbedTable(o report.Outline, t *report.Table) EmbedPage {
	ref := report.TableRef(t.Number)
	heading := t.Name()
	framed := newView(o, ref)
	framed.still = true
	p := EmbedPage{
		Base:      s.base("table", o, ref, heading, tableDescription(o, t, heading)),
		TableView: framed.table(t),
		Source:    o.UnitName + "《" + o.Heading + "》" + o.InventedMark() + "，" + heading + "。版本 " + o.ShortVersion() + "，由“" + s.Name + "”照录。",
		Whole:     Link{Text: "看原表和出处", Href: s.Origin + o.PermanentBase() + ref.Path()},
	}
	p.In, p.Sections, p.Standing, p.End = nil, nil, nil, ""
	p.NoIndex = true
	return p
}

// EmbedPicturePage is a picture alone, for the frames of other sites.
type EmbedPicturePage struct {
	Base
	Picture Picture
	Source  string
	Whole   Link
}

// EmbedPicture is the picture with a slug for frames, false where the report has none.
func (s Site) EmbedPicture(o report.Outline, r *report.Report, slug string) (EmbedPicturePage, bool) {
	shown, ok := s.PicturePage(o, r, slug)
	p := EmbedPicturePage{
		Base: shown.Base, Picture: shown.Picture,
		Source: o.UnitName + "《" + o.Heading + "》" + o.InventedMark() + "。版本 " + o.ShortVersion() + "，由“" + s.Name + "”绘图，数字照录。",
		Whole:  Link{Text: "看图和出处", Href: s.Origin + o.PermanentBase() + report.PictureRef(slug).Path()},
	}
	p.NoIndex = true
	return p, ok
}

// embedCode is what another site writes to show the page of ref in a frame: of this
// very version, which never changes.
func (s Site) embedCode(o report.Outline, ref report.Ref, heading string) string {
	address := s.Origin + o.PermanentBase() + EmbedPath(ref)
	return `<iframe src="` + html.EscapeString(address) + `" title="` + html.EscapeString(heading+" · "+reportName(o.Front)) + `" width="100%" height="480" loading="lazy"></iframe>`
}
