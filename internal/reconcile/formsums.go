package reconcile

import (
	"fmt"
	"regexp"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// formSums finds the amounts of forms that are the sum of those printed under them:
// 项目资金总额, of which 其中：财政资金, and 其他资金. All that is under an amount is listed
// where the last one is the rest, 其他….
func formSums(r *reading, names *names) []relation {
	var found []relation
	for i := range r.Projects {
		p := &r.Projects[i]
		for k := range p.Fields {
			parts := wholeOf(&p.Form, k+1)
			if len(parts) == 0 {
				continue
			}
			page, around := report.ProjectRef(p.Number), finding.Place{Project: p.Name}
			var figures []*figure
			for _, part := range parts {
				figures = append(figures, amountField(p.Form, part, page, around))
			}
			total := amountField(p.Form, k+1, page, around)
			found = append(found, relation{
				key:    "form-sums." + names.words(p.Name) + "." + key(strings.Join(p.Path(k+1), "›")),
				family: finding.Forms, says: finding.Statement{Pattern: finding.SumOfBelow},
				file: fmt.Sprintf("projects/%02d.toml", p.Number), line: 1, seek: p.Fields[k].Name,
				rule: equal(roundedSum(r, figures, total), of(total)),
			})
		}
	}
	return found
}

// rest begins the name of what is left of an amount beside the parts that are named.
var rest = regexp.MustCompile(`^其[他它]`)

// wholeOf are the numbers of the amounts under the amount k of a form that make it up,
// none where they may be only some of its parts, or parts of one another.
func wholeOf(f *report.Form, k int) []int {
	parts := f.FieldsUnder(k)
	if !f.Fields[k-1].Amount || len(parts) < 2 {
		return nil
	}
	for i, part := range parts {
		field := f.Fields[part-1]
		if !field.Amount || i > 0 && isOfWhich(field.Name) || i == len(parts)-1 && !rest.MatchString(field.Name) {
			return nil
		}
	}
	return parts
}
