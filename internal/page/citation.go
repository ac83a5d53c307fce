package page

import "disclosure/internal/report"

// step stands between the steps of a path, from the top to the leaf.
const step = report.Step

// Control lies beside a place of a page. It leads to the place itself, and says
// of it what a citation names and the page does not.
type Control struct {
	Href  string
	Name  string // what it is for: 引用第 2 段; "" where the row's figures lead to the same, and it is no stop of its own
	Words string // names the place: 第 2 段
	Unit  string // of the amount that is stated there
}

// control returns the control of the place that ref points at, nil on the print
// page: paper has none.
func (v *view) control(ref report.Ref, name string) *Control {
	if v.onPrint || v.still {
		return nil
	}
	return &Control{Href: "#" + v.id(ref), Name: name}
}

// saying returns c with words for the place.
func (c *Control) saying(words string) *Control {
	if c != nil {
		c.Words = words
		c.Name += words
	}
	return c
}

// headID is the id of a cell whose own id is on its text.
func (v *view) headID(cell report.Ref) string { return v.anchor("h" + cell.Anchor) }
