package search

import (
	"regexp"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// narrow keeps to the places that a query asks for.
func (r *reader) narrow(asked Query) (err error) {
	r.year = asked.Year
	if asked.In != (report.Key{}) {
		r.year = asked.In.Year
		if r.in, err = r.reportID(asked.In); err != nil || r.in == 0 || asked.Year != 0 && asked.Year != r.year {
			return err
		}
	}
	if r.year == 0 {
		r.ranges = []idRange{{ofKind(kinds[0]).first, ofKind(kinds[len(kinds)-1]).last}}
		return nil
	}
	for _, kind := range kinds {
		r.ranges = append(r.ranges, r.ofKind(kind))
	}
	return nil
}

// ofKind is the range of the places of a kind that are asked for.
func (r *reader) ofKind(kind Kind) idRange {
	switch {
	case r.in != 0:
		return ofReport(kind, r.year, r.in)
	case r.year != 0:
		return idRange{ofReport(kind, r.year, 0).first, ofReport(kind, r.year, 1<<reportBits-1).last}
	}
	return ofKind(kind)
}

// mostReports is how many reports a word among others may name. It is a bound
// on the work of a search; a word that names more of them selects none.
const mostReports = 64

var yearWord = regexp.MustCompile(`^[0-9]{4}年?$`)

// resolve finds the reports that the words of q name, where there are several
// words: 福田 2021 三公 asks about one report.
func (r *reader) resolve(q query) (err error) {
	if len(q) < 2 {
		return nil
	}
	for i := range q {
		w := &q[i]
		known := false
		if w.about, known = r.about[w.read.Text]; known {
			continue
		}
		var tokens []string
		if yearWord.MatchString(w.read.Text) {
			year, _ := strconv.Atoi(w.read.Text[:4]) // four digits are a number
			tokens = append(tokens, `"`+yearToken(year)+`"`)
		} else {
			ids, err := r.named(*w)
			if err != nil {
				return err
			}
			for _, id := range ids {
				tokens = append(tokens, `"`+reportToken(reportOf(id))+`"`)
			}
		}
		w.about = strings.Join(tokens, " OR ")
		r.about[w.read.Text] = w.about
	}
	return nil
}

// named returns the reports that a word names, none where there are too many.
func (r *reader) named(w word) ([]int64, error) {
	if len(w.phrases) == 0 {
		return nil, nil
	}
	ids, err := r.matches(lookup{index: inNames, match: w.quoted()}, ofKind(ReportKind), mostReports+1)
	if err != nil || len(ids) > mostReports {
		return nil, err
	}
	return ids, nil
}
