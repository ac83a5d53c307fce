package main

import (
	"errors"

	"disclosure/data"
	"disclosure/internal/finding"
	"disclosure/internal/page"
	"disclosure/internal/publish"
	"disclosure/internal/raster"
	"disclosure/internal/report"
)

// image is the PNG that others show who link to a report.
type image struct {
	png    []byte
	absent string // the characters of it that its font lacks
	err    error
}

func drawImage(r *report.Report) image {
	drawing := page.Card(r)
	png, err := raster.PNG(drawing)
	return image{png, string(raster.Missing(drawing)), err}
}

// loadDrawn loads the report in dir with its image, which is drawn while the report is
// checked, and those of its earlier versions.
func loadDrawn(dir string) (folder, error) {
	files, name, err := located(dir)
	if err != nil {
		return folder{}, err
	}
	r, err := publish.Read(files, name)
	if err != nil {
		return folder{}, err
	}
	drawn := make(chan image, 1)
	go func() { drawn <- drawImage(r) }()
	checked, err := publish.Check(data.Files, files, r)
	if err != nil {
		return folder{}, err
	}
	own := <-drawn
	checked.Image = own.png
	return folder{checked, dir, own.absent}, errors.Join(own.err, drawImages(checked.Earlier))
}

func drawImages(versions []finding.Checked) error {
	for i := range versions {
		drawn := drawImage(versions[i].Report)
		if drawn.err != nil {
			return drawn.err
		}
		versions[i].Image = drawn.png
	}
	return nil
}
