package page

import (
	"disclosure/internal/export"
	"disclosure/internal/report"
)

// SVGType is the content type of a picture's file.
const SVGType = "image/svg+xml"

// File is what a page shows, as a file: the page's address with an ending.
type File struct {
	Name string // CSV
	Href string
	Type string // content type
}

// MediaType is the type without its parameters.
func (f File) MediaType() string { return export.MediaType(f.Type) }

// files lists the files in which the page of ref can be had.
func files(o report.Outline, ref report.Ref) []File {
	var list []File
	for _, f := range export.Formats(ref) {
		list = append(list, File{f.Name, o.Base() + ref.Path() + "." + f.Ending, f.ContentType})
	}
	if _, ok := ref.Picture(); ok {
		list = append(list, File{"SVG", o.Base() + ref.Path() + ".svg", SVGType})
	}
	if ref == (report.Ref{}) {
		list = append(list, File{"全部数字 CSV", o.Base() + export.FiguresPath, export.FiguresType})
	}
	return list
}
