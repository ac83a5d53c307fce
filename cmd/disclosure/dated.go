package main

import (
	"context"
	"os"
	"strconv"
	"time"

	"disclosure/internal/finding"
	"disclosure/internal/store"
)

// foundOn are the days on which findings were made first, by the version of their report
// and their own.
type foundOn map[[2]string]string

// read notes those of a report in a file, as far as it can be read.
func (d foundOn) read(ctx context.Context, r *store.Report) {
	if outline, err := r.Outline(ctx); err == nil && outline.Checks.Date != "" {
		d[[2]string{r.Version, outline.Checks.Version}] = outline.Checks.Date
	}
}

// date gives each report, and its earlier versions, the day of its findings: that on
// which the file had them first, else today.
func (d foundOn) date(reports []finding.Checked, today string) {
	for i := range reports {
		r := &reports[i]
		if r.Date = today; d[[2]string{r.Version, finding.Version(r.Findings)}] != "" {
			r.Date = d[[2]string{r.Version, finding.Version(r.Findings)}]
		}
		d.date(r.Earlier, today)
	}
}

// today is the day in China, where the site is read. Who makes packages that must not
// depend on the day says another by SOURCE_DATE_EPOCH, as for other programs.
func today() string {
	now := time.Now()
	if seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		now = time.Unix(seconds, 0)
	}
	return now.In(time.FixedZone("", 8*60*60)).Format(time.DateOnly)
}

// builtOn is the day of the commit that the program was built from, in China; "" where
// that is not known. The findings on the reports that are built in are those of that day.
func builtOn(settings map[string]string) string {
	at, err := time.Parse(time.RFC3339, settings["vcs.time"])
	if err != nil {
		return ""
	}
	return at.In(time.FixedZone("", 8*60*60)).Format(time.DateOnly)
}

// builtIn gives the reports that are built into the program the day of their findings.
func builtIn(reports []finding.Checked) {
	foundOn{}.date(reports, builtOn(buildSettings()))
}
