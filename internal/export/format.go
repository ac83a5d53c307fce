package export

import "disclosure/internal/report"

// Format is a kind of file.
type Format struct {
	Ending      string // of the address, without a dot
	Name        string // what people call it
	ContentType string
}

var (
	csvFormat    = Format{"csv", "CSV", "text/csv; charset=utf-8; header=present"}
	xlsxFormat   = Format{"xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
	jsonFormat   = Format{"json", "JSON", "application/json; charset=utf-8"}
	zipFormat    = Format{"zip", "Data Package", "application/zip"}
	sqliteFormat = Format{"sqlite", "SQLite", "application/vnd.sqlite3"}
)

// Formats lists the files in which a part of a report can be had, at the
// address of its page with another ending; none for most pages.
func Formats(ref report.Ref) []Format {
	switch {
	case ref.Listing():
		return nil
	case ref.Part == report.OverviewPart:
		return []Format{xlsxFormat, jsonFormat, zipFormat, sqliteFormat}
	case ref.Part == report.TablePart:
		return []Format{csvFormat, xlsxFormat, jsonFormat}
	case ref.Part == report.ChecksPart:
		return []Format{csvFormat, jsonFormat}
	case ref.Part == report.SectionPart, ref.Part == report.ProjectPart:
		return []Format{jsonFormat}
	}
	return nil
}
