package draft

import (
	"strings"

	"disclosure/internal/original"
)

// group is the fields of a form that stand beside a cell over several rows, such as
// 项目资金（元）. They stand in columns: under a name at the head of a column stand those
// below it from 其中 on.
type group struct {
	field int         // number of the field of that cell, 0 outside of a group
	end   int         // first row below it
	last  map[int]int // the last field of each column, by the column of its name
	heads map[int]int // what the fields of a column stand under since 其中
}

// enter begins the group of a cell.
func (g *group) enter(c *original.Cell, field int) {
	*g = group{field: field, end: c.Row + c.RowSpan, last: map[int]int{}, heads: map[int]int{}}
}

// above is what the next field stands under, whose name is in a cell; its number is
// noted.
func (g *group) above(c *original.Cell, number int) int {
	if g.field == 0 || c.Row >= g.end {
		return 0
	}
	if head := g.last[c.Col]; g.heads[c.Col] == 0 && head > 0 && strings.HasPrefix(bare(c.Text), "其中") {
		g.heads[c.Col] = head
	}
	g.last[c.Col] = number
	if head := g.heads[c.Col]; head > 0 {
		return head
	}
	return g.field
}
