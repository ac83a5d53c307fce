package export

import (
	"fmt"
	"regexp"
	"strings"
)

// A workbook spells a character that XML cannot hold as _x000D_. The library
// reads that spelling but does not write it.

// spelling is what would be read as the spelling of a character, the last
// underscore left out, as it may come from the next one.
var spelling = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}`)

// spelled is a text as a workbook holds it.
func spelled(s string) string {
	var out strings.Builder
	for i, r := range s {
		switch {
		case r == '_' && spelling.MatchString(s[i:]):
			out.WriteString("_x005F_")
		case r < ' ' && r != '\t' && r != '\n', r == 0xfffe, r == 0xffff:
			fmt.Fprintf(&out, "_x%04X_", r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
