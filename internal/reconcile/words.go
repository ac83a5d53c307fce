package reconcile

import (
	"strconv"
	"strings"
	"unicode"

	"disclosure/internal/report"
)

// adds tells whether the expression is a plain sum.
func (e *expression) adds() bool {
	return e.op == leaf || e.op == add && e.left.adds() && e.right.adds()
}

func signText(sign operator) string {
	if sign == leaf {
		return ""
	}
	return string(sign)
}

// cellLabel says where a cell stands: 表 4“办公费”的“总计”.
func cellLabel(t *report.Table, row, column int) string {
	own, keys := rowNames(t, row, t.Columns[column-1].Side)
	if t.UnitName != "" && fold(own) == fold(t.UnitName) {
		own = "本单位"
	}
	return t.Label + "“" + strings.TrimSpace(own+" "+keys) + "”的“" + strings.Join(t.Columns[column-1].Path, "/") + "”"
}

// rowNames names a row by its own label and, where it has none or shares it, by
// its keys.
func rowNames(t *report.Table, row, side int) (own, keys string) {
	var all []string
	for j, c := range t.Columns {
		text := t.Rows[row-1].Cells[j].Text
		switch {
		case c.Side != side || text == "":
		case c.Role == report.Label:
			own = text
		case c.Role == report.Code:
			all = append(all, text)
		}
	}
	shared := own == ""
	for i := range t.Rows {
		shared = shared || i != row-1 && ownLabel(t, i+1, side) == own
	}
	if shared {
		keys = strings.Join(all, " ")
	}
	if own == "" && keys == "" {
		own = "第" + strconv.Itoa(row) + "行"
	}
	return own, keys
}

// ownLabel is the last label of a row on a side.
func ownLabel(t *report.Table, row, side int) string {
	own := ""
	for j, c := range t.Columns {
		if c.Side == side && c.Role == report.Label && t.Rows[row-1].Cells[j].Text != "" {
			own = t.Rows[row-1].Cells[j].Text
		}
	}
	return own
}

// fold makes labels comparable that differ in white space and in the width of
// brackets and commas only.
func fold(text string) string { return strings.Map(folded, text) }

// folded is what a character is compared as; less than nothing where it does
// not count.
func folded(r rune) rune {
	switch r {
	case '（':
		return '('
	case '）':
		return ')'
	case '，':
		return ','
	case '：':
		return ':'
	case '；':
		return ';'
	case '％':
		return '%'
	}
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}
