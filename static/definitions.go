package static

import (
	"bytes"
	"fmt"
)

// besideTerms is how many definitions of one page can stand beside the text;
// those of further terms stay at the end of the page.
const besideTerms = 12

// besideRules lays the k-th definition of a page beside the first mention of
// its term, or under the definition before it where that reaches lower. A style
// sheet cannot count, so there is one rule a definition.
func besideRules() []byte {
	var css bytes.Buffer
	css.WriteString("@supports (anchor-name: --x) and (top: anchor(--x top)) {\n@media screen and (min-width: 80em) {\n")
	for k := 1; k <= besideTerms; k++ {
		top := fmt.Sprintf("anchor(--term-%d top, 0px)", k)
		if k > 1 {
			top = fmt.Sprintf("max(%s, calc(anchor(--beside-%d bottom, 0px) + 1.25rem))", top, k-1)
		}
		fmt.Fprintf(&css, ".term-%[1]d { anchor-name: --term-%[1]d; }\n"+
			"body:is(.section, .project) .beside-%[1]d { position: absolute; left: calc(var(--measure) + 2.5rem); right: 0; anchor-name: --beside-%[1]d; top: %[2]s; }\n", k, top)
	}
	css.WriteString("}\n}\n")
	return css.Bytes()
}
