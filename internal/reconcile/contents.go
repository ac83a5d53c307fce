package reconcile

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// contents finds what a report's own contents and tables ask for: that titles
// are the same in the contents and above the text, and that a table which
// states nothing says why.
func contents(r *report.Report, names *names) []relation {
	var found []relation
	add := func(key string, pattern finding.Pattern, file, seek string, rule rule) {
		found = append(found, relation{key: key, family: finding.Completeness, says: finding.Statement{Pattern: pattern}, file: file, line: 1, seek: seek, rule: rule})
	}
	const reportFile, tablesFile = "report.toml", "tables.toml"
	lines := r.Outline().ContentsLines()
	if slices.ContainsFunc(lines, func(l report.ContentsLine) bool { return l.Level > 0 }) {
		for _, line := range lines {
			one := sameTitle{list: r.ContentsTitle, listed: line.Title(), ref: line.To}
			switch {
			case line.To.Anchor != "":
				continue // a heading is no title of a part
			case line.To.Part == report.SectionPart:
				one.title, one.what, one.claim = r.Sections[line.To.Number-1].Title, finding.SectionTitle, finding.SectionListed
			case line.To.Part == report.TablePart:
				one.title, one.what, one.claim = r.Tables[line.To.Number-1].Title, finding.TableTitle, finding.TableListed
			default:
				continue // a line that no page has as its title says nothing wrong
			}
			if one.title = report.BareTitle(one.title); one.title != one.listed {
				continue // a shorter title is no other one
			}
			add("contents."+names.words(line.Text), finding.SameTitle, reportFile, line.Text, one)
		}
	} else if len(r.Contents) > 0 {
		for i := range max(len(r.Contents), len(r.Sections)) {
			one := sameTitle{list: r.ContentsTitle, what: finding.SectionTitle, claim: finding.SectionListed}
			if i < len(r.Contents) {
				one.listed = r.Contents[i]
			}
			if i < len(r.Sections) {
				one.title, one.ref = r.Sections[i].Title, report.SectionRef(i+1)
			}
			add("contents."+names.words(cmp.Or(one.title, one.listed)), finding.SameTitle, reportFile, one.listed, one)
		}
	}
	if len(r.Annexes) > 0 {
		for i := range max(len(r.Annexes), len(r.Tables)) {
			one := sameTitle{list: r.AnnexesTitle, what: finding.TableTitle, claim: finding.TableListed}
			line := ""
			if i < len(r.Annexes) {
				line = r.Annexes[i]
				one.listed = listNumber.ReplaceAllString(r.Annexes[i], "")
			}
			if i < len(r.Tables) {
				one.title, one.ref = r.Tables[i].Title, report.TableRef(i+1)
			}
			add("annexes."+names.words(cmp.Or(one.title, one.listed)), finding.SameTitle, reportFile, line, one)
		}
	}
	for i := range r.Tables {
		t := &r.Tables[i]
		if t.StatesNothing() || t.Empty != nil && !t.StatesFigures() {
			add("empty."+names.table[i], finding.SaysWhy, tablesFile, t.Title, emptyTable{i + 1})
			continue
		}
		if note := t.CalledEmpty(); note > 0 && t.StatesFigures() { // zeros say that there was nothing
			add("filled."+names.table[i], finding.SaysEmpty, tablesFile, t.Title, filledTable{i + 1, note})
		}
	}
	return found
}

// listNumber is the number that a line of a list begins with.
var listNumber = regexp.MustCompile(`^[0-9]+[.．、]\s*`)

// sameTitle says that a line of a list is the title of what it lists.
type sameTitle struct {
	list, listed string
	title        string
	what         finding.What
	ref          report.Ref
	claim        finding.Claim
}

func (sameTitle) figures(func(*figure)) {}

func (s sameTitle) judge(_ *reading, f *finding.Finding) {
	f.Operands = []finding.Operand{{Place: finding.Place{What: finding.Words, Name: strings.TrimRight(s.list, "：:")}, Text: s.listed}}
	f.Stated = finding.Operand{Ref: s.ref, Place: finding.Place{What: s.what}, Text: s.title}
	f.Reason.Claim, f.Outcome = s.claim, finding.Disagrees
	if s.title != "" && report.Fold(s.listed) == report.Fold(s.title) {
		f.Outcome = finding.Agrees
	}
}

// filledTable says that a table whose note calls it empty states nothing.
type filledTable struct{ number, note int }

func (filledTable) figures(func(*figure)) {}

func (e filledTable) judge(r *reading, f *finding.Finding) {
	t := &r.Tables[e.number-1]
	f.Operands = []finding.Operand{{Ref: report.TableRef(e.number), Place: finding.Place{What: finding.WholeTable, Table: t.Called()}, Text: t.Title}}
	f.Stated = finding.Operand{Ref: report.TableRef(e.number).Note(e.note), Place: finding.Place{What: finding.Explanation}, Text: t.Notes[e.note-1]}
	f.Outcome, f.Reason.Claim = finding.Agrees, finding.CalledEmpty
	if t.StatesFigures() {
		f.Outcome = finding.Disagrees
	}
}

// emptyTable says that a table which states nothing says why.
type emptyTable struct{ number int }

func (emptyTable) figures(func(*figure)) {}

func (e emptyTable) judge(r *reading, f *finding.Finding) {
	t := &r.Tables[e.number-1]
	f.Basis = "财预〔2016〕143号"
	f.Operands = []finding.Operand{{Ref: report.TableRef(e.number), Place: finding.Place{What: finding.WholeTable, Table: t.Called()}, Text: t.Title}}
	f.Outcome, f.Reason.Claim = finding.Disagrees, finding.Explained
	switch {
	case t.StatesFigures():
		f.Reason.Claim = finding.StatesNothing
	case t.Empty != nil:
		f.Stated = finding.Operand{Ref: t.Empty.From, Place: finding.Place{What: finding.Explanation}, Text: t.Empty.Quote}
		f.Outcome = finding.Agrees
	}
}
