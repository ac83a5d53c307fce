package report_test

import (
	"testing"

	"disclosure/internal/report"
)

func TestIsPlace(t *testing.T) {
	for line, want := range map[string]bool{
		"@ page 3, 54 120 790 300":         true,
		"@ report.pdf, page 12, 0 0 10 10": true,
		"@ sheet 收支总表, cell A6":            true,
		"@ paragraph 7":                    true,
		"@ line 7":                         true,
		"@ page 3":                         false,
		"@ paragraph seven":                false,
		"见 @ line 7":                       false,
		"@":                                false,
		"@ line 7\t":                       false,
		"第 3 页":                            false,
	} {
		if got := report.IsPlace(line); got != want {
			t.Errorf("%q: got %v, want %v", line, got, want)
		}
	}
}
