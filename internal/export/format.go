package export

import (
	"context"
	"io"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// Format is a kind of file in which a part of a report can be had.
type Format struct {
	Ending      string // of the address, without a dot
	Name        string // what people call it
	ContentType string

	write func(ctx context.Context, s Site, w io.Writer, c Content) error
}

// Content is what a file is made of: the front, and of the rest what belongs to
// the part.
type Content struct {
	Front   report.Front
	Section *report.Section
	Project *report.Project
	Table   *report.Table
	Notes   []report.Note // of the table
	Whole   *report.Report
	Checks  finding.Result // of the whole report
}

// MediaType is a content type without its parameters.
func MediaType(contentType string) string {
	media, _, _ := strings.Cut(contentType, ";")
	return media
}

// The amounts of a report, of a body or of the site stand at their address with this
// ending; the store holds them as they are sent.
const (
	FiguresPath = "/figures.csv"
	FiguresType = "text/csv; charset=utf-8; header=present"
)

// Write writes a file of the format.
func (f Format) Write(ctx context.Context, s Site, w io.Writer, c Content) error {
	return f.write(ctx, s, w, c)
}

// The kinds of files, which become formats of a part with what writes it.
var (
	csvFile    = Format{Ending: "csv", Name: "CSV", ContentType: FiguresType}
	xlsxFile   = Format{Ending: "xlsx", Name: "Excel", ContentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
	jsonFile   = Format{Ending: "json", Name: "JSON", ContentType: "application/json; charset=utf-8"}
	zipFile    = Format{Ending: "zip", Name: "Data Package", ContentType: "application/zip"}
	sqliteFile = Format{Ending: "sqlite", Name: "SQLite", ContentType: "application/vnd.sqlite3"}
)

// writtenBy makes a format of a kind of file, by what writes it.
func (f Format) writtenBy(write func(ctx context.Context, s Site, w io.Writer, c Content) error) Format {
	f.write = write
	return f
}

// formats is the one list of the files of each part, in the order in which they
// are offered.
var formats = map[report.Part][]Format{
	report.OverviewPart: {
		xlsxFile.writtenBy(func(_ context.Context, s Site, w io.Writer, c Content) error {
			return s.ReportXLSX(w, c.Whole, c.Checks.Findings)
		}),
		jsonFile.writtenBy(func(_ context.Context, s Site, w io.Writer, c Content) error {
			return s.ReportJSON(w, c.Whole, c.Checks)
		}),
		zipFile.writtenBy(func(_ context.Context, s Site, w io.Writer, c Content) error {
			return s.Package(w, c.Whole, c.Checks.Findings)
		}),
		sqliteFile.writtenBy(func(ctx context.Context, s Site, w io.Writer, c Content) error {
			return s.SQLite(ctx, w, c.Whole, c.Checks.Findings)
		}),
	},
	report.SectionPart: {
		jsonFile.writtenBy(func(_ context.Context, s Site, w io.Writer, c Content) error {
			return s.SectionJSON(w, c.Front, c.Section)
		}),
	},
	report.TablePart: {
		csvFile.writtenBy(func(_ context.Context, _ Site, w io.Writer, c Content) error {
			return CSV(w, c.Front, c.Table)
		}),
		xlsxFile.writtenBy(func(_ context.Context, s Site, w io.Writer, c Content) error {
			return s.TableXLSX(w, c.Front, c.Table, c.Notes)
		}),
		jsonFile.writtenBy(func(_ context.Context, s Site, w io.Writer, c Content) error {
			return s.TableJSON(w, c.Front, c.Table, c.Notes)
		}),
	},
	report.ProjectPart: {
		jsonFile.writtenBy(func(_ context.Context, s Site, w io.Writer, c Content) error {
			return s.ProjectJSON(w, c.Front, c.Project)
		}),
	},
	report.ChecksPart: {
		csvFile.writtenBy(func(_ context.Context, s Site, w io.Writer, c Content) error {
			return s.ChecksCSV(w, c.Front, c.Checks)
		}),
		jsonFile.writtenBy(func(_ context.Context, s Site, w io.Writer, c Content) error {
			return s.ChecksJSON(w, c.Front, c.Checks)
		}),
	},
}

// Formats lists the files in which a part of a report can be had, at the
// address of its page with another ending; none for most pages.
func Formats(ref report.Ref) []Format {
	if ref.Listing() {
		return nil
	}
	return formats[ref.Part]
}
