package main

import (
	"fmt"
	"io"
	"path/filepath"

	"disclosure/internal/compare"
	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

// besides finds the report of the year before for each report: among them, or in the
// folder beside its own of those in dirs. What is wrong with that folder is for its own
// check to say.
func besides(reports []finding.Checked, dirs []string) map[report.Key]*report.Report {
	before := map[report.Key]*report.Report{}
	for _, r := range reports {
		before[r.Key] = lastYear(reports, dirs, report.Key{Unit: r.Unit, Year: r.Year - 1, Kind: r.Kind})
	}
	return before
}

func lastYear(reports []finding.Checked, dirs []string, k report.Key) *report.Report {
	for _, r := range reports {
		if r.Key == k {
			return r.Report
		}
	}
	for _, dir := range dirs {
		whole, err := filepath.Abs(dir)
		if err != nil || filepath.Base(filepath.Dir(whole)) != k.Unit {
			continue
		}
		files, name, err := located(filepath.Join(filepath.Dir(whole), filepath.Base(k.Folder())))
		if err != nil {
			continue
		}
		if r, err := source.LoadAlone(files, name); err == nil {
			return r
		}
	}
	return nil
}

// printLastYear says what is remarkable beside the report of the year before: tables
// that repeat it, and figures of that year that differ from what was published then.
// Neither is wrong by itself: a budget is amended, and an empty year repeats the last.
func printLastYear(w io.Writer, before, r *report.Report) {
	if before == nil {
		return
	}
	repeated, priors := compare.Repeated(before, r), compare.Priors(before, r)
	if len(repeated) == 0 && len(priors) == 0 {
		return
	}
	fmt.Fprintf(w, "\n与上年报告 %s 对照\n", before.Folder())
	for _, p := range repeated {
		fmt.Fprintf(w, "  %s：各格与上年的%s完全相同。 See in the original whether the table of this year was taken  %s%s\n",
			r.Table(p.B).Name(), before.Table(p.A).Name(), r.Base(), report.TableRef(p.B))
	}
	for _, p := range priors {
		fmt.Fprintf(w, "  %s，%s，%s：本年印作 %s，上年公布为 %s。 See in both originals that each was read as printed; figures may have been amended meanwhile  %s%s and %s%s\n",
			r.Table(p.Ref.Number).Name(), p.Label, p.Column, p.Text, p.Was, r.Base(), p.Ref, before.Base(), p.Before)
	}
}
