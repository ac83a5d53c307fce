package page

import (
	"strings"

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
func (f File) MediaType() string {
	media, _, _ := strings.Cut(f.Type, ";")
	return media
}

// files lists the files in which the page of ref can be had.
func files(o report.Outline, ref report.Ref) []File {
	var list []File
	for _, f := range export.Formats(ref) {
		list = append(list, File{f.Name, o.Base() + ref.Path() + "." + f.Ending, f.ContentType})
	}
	if _, ok := ref.Picture(); ok {
		list = append(list, File{"SVG", o.Base() + ref.Path() + ".svg", SVGType})
	}
	return list
}
