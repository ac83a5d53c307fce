package static_test

import (
	"fmt"
	"strings"
	"testing"

	"disclosure/static"
)

// TestFourSides wants a narrow window to put each of up to four lists of a table, as budgets
// print income and three divisions of the expenditure, below the one before it.
func TestFourSides(t *testing.T) {
	content, _, _ := static.Open(strings.TrimPrefix(static.Asset("site.css"), "/static/"))
	for side := 2; side <= 4; side++ {
		if rule := fmt.Sprintf(".sided .side-%d{order:%d", side, side-1); !strings.Contains(strings.Join(strings.Fields(string(content)), ""), strings.ReplaceAll(rule, " ", "")) {
			t.Errorf("side %d has no place: want %s", side, rule)
		}
	}
}
