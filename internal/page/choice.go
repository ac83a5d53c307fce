package page

import (
	"net/url"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// Choice is what a reader chooses from the list of bodies.
type Choice struct {
	Name string // words that the name of the body has
	Year int    // 0 for all
	Kind string // slug, "" for all
	Page int    // from 1
	All  bool   // all bodies stand on one page
}

// Any tells whether something was chosen.
func (c Choice) Any() bool { return c.Name != "" || c.Year != 0 || c.Kind != "" }

// Address is where the page of the choice stands.
func (c Choice) Address() string {
	query := url.Values{}
	if c.Name != "" {
		query.Set("name", c.Name)
	}
	if c.Year != 0 {
		query.Set("year", strconv.Itoa(c.Year))
	}
	if c.Kind != "" {
		query.Set("kind", c.Kind)
	}
	if c.Page > 1 {
		query.Set("page", strconv.Itoa(c.Page))
	}
	if len(query) == 0 {
		return "/"
	}
	return "/?" + query.Encode()
}

// has tells whether a report is among what was chosen.
func (c Choice) has(r report.Listed) bool {
	return (c.Year == 0 || r.Year == c.Year) && (c.Kind == "" || r.Kind == c.Kind)
}

// Named tells whether the names of a body have all words of a text, whatever their
// spaces and brackets.
func Named(b report.Body, text string) bool {
	if text == "" {
		return true
	}
	names := strings.ToLower(report.Fold(b.Name + "\n" + b.Short))
	for _, word := range strings.Fields(text) {
		if !strings.Contains(names, strings.ToLower(report.Fold(word))) {
			return false
		}
	}
	return true
}

// Chosen is what a choice makes of the bodies of a site.
type Chosen struct {
	Choice
	Bodies       []report.Body // on this page
	Count, Pages int           // of all that was chosen
	reports      int
	all          []report.Body
}

// From chooses among bodies.
func (c Choice) From(bodies []report.Body) Chosen {
	chosen := Chosen{Choice: c, all: bodies}
	var found []report.Body
	for _, b := range bodies {
		n := 0
		for _, r := range b.Reports {
			if c.has(r) {
				n++
			}
		}
		if n > 0 && Named(b, c.Name) {
			found = append(found, b)
			chosen.reports += n
		}
	}
	chosen.Count = len(found)
	if c.All {
		chosen.Bodies, chosen.Pages = found, 1
		return chosen
	}
	chosen.Pages = max(1, (len(found)+bodiesOnPage-1)/bodiesOnPage)
	if from := (c.Page - 1) * bodiesOnPage; from < len(found) {
		chosen.Bodies = found[from:min(len(found), from+bodiesOnPage)]
	}
	return chosen
}

// Latest is the latest report of a body among what was chosen, one that stands if there
// is one.
func (c Choice) Latest(b report.Body) report.Listed {
	var latest report.Listed
	for _, r := range b.Reports {
		if c.has(r) && (latest.Unit == "" || latest.Withdrawn && !r.Withdrawn) {
			latest = r
		}
	}
	return latest
}
