package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"disclosure/data"
	"disclosure/internal/export"
	"disclosure/internal/finding"
	"disclosure/internal/publish"
	"disclosure/internal/reconcile"
	"disclosure/internal/report"
	"disclosure/internal/source"
	"disclosure/internal/wording"
)

// check reads reports for mistakes and says of each that it is good, or what
// is wrong with it; then what its relations found.
func check(ctx context.Context, args []string, stdout io.Writer) error {
	fs := flag.NewFlagSet("check", flag.ContinueOnError)
	format := fs.String("format", "text", "print findings as `text` or json")
	suggest := fs.Bool("suggest", false, "list instead the amounts that no relation binds, with cells that state the same")
	if err := parse(fs, "disclosure check [DIR…]\n\nReads these report folders, or those built into the program, for mistakes, and holds\ntheir figures against one another. A finding that does not agree and has no remark of\nthe editor's is a mistake.", args); err != nil {
		return err
	}
	if *format != "text" && *format != "json" {
		return misuse(fmt.Sprintf("check: there is no format %q: write text or json", *format))
	}
	if *suggest && *format != "text" {
		return misuse("check: --suggest prints text only")
	}
	reports, err := untilStopped(ctx, func() ([]finding.Checked, error) { return examine(fs.Args()) })
	if ctx.Err() != nil {
		return err
	}
	switch {
	case *format == "json":
		err = errors.Join(err, printJSON(stdout, reports))
	case *suggest:
		printSuggestions(stdout, reports)
		return err // nothing is judged
	default:
		printText(stdout, reports, besides(reports, fs.Args()))
	}
	return errors.Join(err, unexplained(reports))
}

// examine returns the good reports in dirs, or built into the program where
// none are named, and an error that says everything about the others.
func examine(dirs []string) ([]finding.Checked, error) {
	if len(dirs) > 0 {
		folders, err := loadAll(dirs, load)
		return checked(folders), err
	}
	return publish.LoadAll(data.Files, data.Files)
}

// unexplained is the error of findings that do not agree and have no remark.
func unexplained(reports []finding.Checked) error {
	var errs []error
	for _, r := range reports {
		for i := range r.Findings {
			f := &r.Findings[i]
			if f.Outcome == finding.Disagrees && f.Remark == "" && f.Fold == "" {
				errs = append(errs, fmt.Errorf("%s:%d: %s 不一致: %s Check it against the source, then write a remark for it", f.File, f.Line, f.Key, wording.Why(f)))
			}
		}
	}
	return errors.Join(errs...)
}

// printText writes what does not agree in full, and a line each for the rest.
func printText(w io.Writer, reports []finding.Checked, before map[report.Key]*report.Report) {
	for _, r := range reports {
		fmt.Fprintf(w, "ok %s\n", describe(r.Report))
		for _, e := range source.Unread(r.Report) {
			fmt.Fprintf(w, "  %v\n", e)
		}
		printLastYear(w, before[r.Key], r.Report)
		if len(r.Findings) == 0 {
			continue
		}
		fmt.Fprintf(w, "\n%s\n", summary(r))
		for _, outcome := range []finding.Outcome{finding.Disagrees, finding.Rounding, finding.Unchecked} {
			printOutcome(w, r, outcome)
		}
		for _, family := range finding.Families {
			printFamily(w, r, family)
		}
		fmt.Fprintln(w)
	}
}

// summary says in two lines how many relations there are, by outcome and by
// family, and what they bind.
func summary(r finding.Checked) string {
	outcomes, families := finding.Count(r.Findings), map[finding.Family]int{}
	for _, f := range r.Findings {
		families[f.Family]++
	}
	var parts []string
	for _, family := range finding.Families {
		parts = append(parts, fmt.Sprintf("%s %d", wording.Family(family), families[family]))
	}
	c := r.Coverage
	return fmt.Sprintf("共 %d 项关系：%s %d，%s %d，%s %d，%s %d\n%s\n已关联：表格数字 %d/%d，文字和申报表金额 %d/%d，其余数量和百分比 %d/%d",
		len(r.Findings),
		wording.Outcome(finding.Agrees), outcomes[finding.Agrees], wording.Outcome(finding.Rounding), outcomes[finding.Rounding],
		wording.Outcome(finding.Disagrees), outcomes[finding.Disagrees], wording.Outcome(finding.Unchecked), outcomes[finding.Unchecked],
		strings.Join(parts, "，"), c.CellsCovered, c.Cells, c.AmountsCovered, c.Amounts, c.OthersCovered, c.Others)
}

func printOutcome(w io.Writer, r finding.Checked, outcome finding.Outcome) {
	n := finding.Count(r.Findings)[outcome]
	if n == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s（%d）\n", wording.Outcome(outcome), n)
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Outcome != outcome {
			continue
		}
		fmt.Fprintf(w, "  %s:%d: %s\n    %s\n    %s\n    %s\n    %s%s\n", f.File, f.Line, f.Key, wording.Title(f), wording.Formula(f), wording.Why(f), r.Base(), f.At())
		if f.Remark != "" {
			fmt.Fprintf(w, "    说明：%s\n", f.Remark)
		}
	}
}

func printFamily(w io.Writer, r finding.Checked, family finding.Family) {
	title := fmt.Sprintf("\n%s · %s\n", wording.Outcome(finding.Agrees), wording.Family(family))
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Family == family && f.Outcome == finding.Agrees {
			fmt.Fprintf(w, "%s  %s:%d: %s  %s  %s%s\n", title, f.File, f.Line, f.Key, wording.Formula(f), r.Base(), f.At())
			title = ""
		}
	}
}

// printSuggestions lists what an editor may yet declare.
func printSuggestions(w io.Writer, reports []finding.Checked) {
	for _, r := range reports {
		fmt.Fprintf(w, "ok %s\n", describe(r.Report))
		for _, e := range source.Unread(r.Report) {
			fmt.Fprintf(w, "  %v\n", e)
		}
		for _, open := range r.Coverage.Open {
			if open.InTable {
				continue
			}
			fmt.Fprintf(w, "  %s “%s”  %s%s\n", wording.Place(open.Place), open.Text, r.Base(), open.Ref)
			if open.Why != "" {
				fmt.Fprintf(w, "    only: %s\n", open.Why)
				continue
			}
			for _, c := range reconcile.Candidates(r.Report, open) {
				fmt.Fprintf(w, "    = %s  %s%s\n", wording.Place(c.Place), r.Base(), c.Ref)
			}
		}
	}
}

// printJSON writes for each report what stands under its address as
// checks.json; addresses begin at the site's origin.
func printJSON(w io.Writer, reports []finding.Checked) error {
	all := []json.RawMessage{}
	for _, r := range reports {
		var one bytes.Buffer
		if err := (export.Site{}).ChecksJSON(&one, r.Front, r.Result); err != nil {
			return err
		}
		all = append(all, one.Bytes())
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(all)
}
