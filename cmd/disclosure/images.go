package main

import (
	"disclosure/internal/finding"
	"disclosure/internal/page"
	"disclosure/internal/raster"
	"disclosure/internal/report"
)

// drawImages gives each report, and each of its earlier versions, the image that others
// show who link to it. It returns the characters that the image of a report cannot show.
func drawImages(all []finding.Checked) (absent map[report.Key]string, err error) {
	absent = map[report.Key]string{}
	for i := range all {
		r := &all[i]
		drawing := page.Card(r.Report)
		if r.Image, err = raster.PNG(drawing); err != nil {
			return nil, err
		}
		if missing := raster.Missing(drawing); len(missing) > 0 {
			absent[r.Key] = string(missing)
		}
		if _, err := drawImages(r.Earlier); err != nil {
			return nil, err
		}
	}
	return absent, nil
}
