package export

import (
	"cmp"
	"io"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// ChecksCSV writes what was found when the figures of a report were held
// against one another, one line a finding, as CSV writes an annex table.
func (s Site) ChecksCSV(w io.Writer, f report.Front, checks finding.Result) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	return s.checks(f, checks.Findings).csv(w)
}

// ChecksJSON writes the same with every figure, and which figures are bound.
func (s Site) ChecksJSON(w io.Writer, f report.Front, checks finding.Result) error {
	return encode(w, struct {
		Report  origin `json:"report"`
		Address string `json:"address"`
		Version string `json:"findings_version"`
		Date    string `json:"findings_date,omitempty"` // on which this version was found first
		checksJSON
	}{s.origin(f), s.address(f, checksPage), finding.Version(checks.Findings), checks.Date, s.checksJSON(f, checks)})
}

var checksPage = report.Ref{Part: report.ChecksPart}

// checks makes a grid with a row for each finding.
func (s Site) checks(f report.Front, findings []finding.Finding) grid {
	g := grid{name: "checks", title: report.ChecksPart.Name(), description: "数字之间应有的关系，一行一项：算式、差额（计算结果减去列示的数）、结论和理由；关系符 eq 等于、le 不大于、ge 不小于、iff 同时为0；并入的不单独计数：one-term 相加的各项里至多一项不是 0 或空白，或另一项的名字；对不上不等于有问题",
		columns: head("关系", "类别", "类别代码", "应有的关系", "算式", "关系符", "计算结果", "列示", "列示的数", "差额", "单位", "结论", "结论代码", "并入", "理由", "说明", "依据", "位置", "地址")}
	for _, name := range []int{6, 8, 9} {
		g.columns[name].kind = amount
	}
	for _, c := range findings {
		g.rows = append(g.rows, []cell{words(c.Key), words(wording.Family(c.Family)), words(string(c.Family)), words(wording.Title(&c)), words(wording.Formula(&c)), words(signCodes[c.Sign]),
			computed(c.Computed), words(c.Stated.Text), computed(c.Stated.Value), computed(c.Difference), words(c.Unit), words(wording.Outcome(c.Outcome)), words(string(c.Outcome)), words(folded(c)), words(wording.Why(&c)), words(c.Remark), words(c.Basis),
			words(s.address(f, c.At())), words(s.address(f, checksPage.Check(c.Key)))})
	}
	return g
}

// checkedFigures makes a grid with a row for each figure of each finding.
func (s Site) checkedFigures(f report.Front, findings []finding.Finding) grid {
	g := grid{name: "checked_figures", title: "核对的数字", description: "每项关系里的每个数字：先是参加计算的，最后是用来对照的",
		columns: head("关系", "次序#", "运算", "运算代码", "所在", "原文", "数", "单位", "地址")}
	g.columns[6].kind = amount
	for _, c := range findings {
		figures := c.Operands
		if c.Stated.Place.What != "" {
			stated := c.Stated
			stated.Sign = statedAgainst
			figures = append(figures[:len(figures):len(figures)], stated)
		}
		for i, o := range figures {
			g.rows = append(g.rows, []cell{words(c.Key), number(i + 1), words(operations[o.Sign][0]), words(operations[o.Sign][1]), words(wording.Place(o.Place)), words(o.Text),
				computed(o.Value), words(o.Unit), words(s.operandAddress(f, o))})
		}
	}
	return g
}

// statedAgainst stands for the operation of the figure that the others are held against.
const statedAgainst = "对照"

// operations are the words and the codes of what joins a figure to those before it. None
// of them can be taken for the beginning of a formula.
var operations = map[string][2]string{
	"": {"", ""}, "+": {"加", "add"}, "−": {"减", "subtract"}, "×": {"乘", "multiply"}, "÷": {"除以", "divide"},
	"=": {"等于", "eq"}, "≤": {"不大于", "le"}, "≥": {"不小于", "ge"}, statedAgainst: {statedAgainst, "stated"},
}

// signCodes are the codes of what stands between the sides of a relation.
var signCodes = map[string]string{"=": "eq", "≤": "le", "≥": "ge", "⇔": "iff"}

// folded is the key of the finding that another is folded into, else why it stands for
// nothing of its own; "" for one that speaks for itself.
func folded(c finding.Finding) string { return cmp.Or(c.Into, string(c.Fold)) }

// computed makes the cell of a figure that was calculated.
func computed(figure string) cell {
	digits := plain(figure)
	return cell{text: digits, exact: digits}
}

// plain writes a figure of a finding in digits: −1,234.50 as -1234.50.
func plain(figure string) string {
	return strings.NewReplacer(",", "", "−", "-", "+", "").Replace(figure)
}

// operandAddress is where a figure stands; "" for a constant, or for the result
// of a calculation, which stand nowhere.
func (s Site) operandAddress(f report.Front, o finding.Operand) string {
	if o.Ref == (report.Ref{}) && o.Value != "" {
		return ""
	}
	return s.address(f, o.Ref)
}

// checksJSON is what was found in a report.
type checksJSON struct {
	Outcomes map[string]int             `json:"outcomes"`      // how many findings that speak for themselves have each
	Codes    map[finding.Outcome]string `json:"outcome_codes"` // the words of the codes
	Findings []findingJSON              `json:"findings"`
	Coverage coverageJSON               `json:"coverage"`
}

// findingJSON is one relation and what came of it. What is calculated is
// digits without separators.
type findingJSON struct {
	Key        string          `json:"key"`
	Family     string          `json:"family"`
	Title      string          `json:"title"`
	Formula    string          `json:"formula"`
	Operator   string          `json:"operator,omitempty"` // between its sides: eq, le, ge, iff
	Operands   []operandJSON   `json:"operands"`
	Stated     *operandJSON    `json:"stated"` // null where nothing is stated to be held against
	Computed   string          `json:"computed,omitempty"`
	Difference string          `json:"difference,omitempty"` // computed minus stated: more than nought where more is computed than printed
	Unit       string          `json:"unit,omitempty"`
	Outcome    string          `json:"outcome"`
	Code       finding.Outcome `json:"outcome_code"`
	Fold       finding.Fold    `json:"fold,omitempty"` // why it is not counted: one-term, same-figures, same-reason
	Into       string          `json:"into,omitempty"` // key of the finding that it is folded into
	Why        string          `json:"why"`
	Remark     string          `json:"remark,omitempty"`
	Basis      string          `json:"basis,omitempty"`
	File       string          `json:"file"` // that declares the relation, or whose structure it follows from
	Line       int             `json:"line"`
	Where      string          `json:"where"`   // address of the stated figure, or else of the first
	Address    string          `json:"address"` // of the finding itself
}

// operandJSON is one figure of a relation.
type operandJSON struct {
	Sign      string  `json:"sign,omitempty"`
	Operation string  `json:"operation,omitempty"` // its code: add, subtract, multiply, divide, eq, le, ge
	Label     string  `json:"label"`
	Text      *string `json:"text"`            // as published, null for a blank
	Value     string  `json:"value,omitempty"` // exact, in unit
	Unit      string  `json:"unit,omitempty"`
	Address   string  `json:"address,omitempty"`
}

// coverageJSON tells how many figures are bound by a relation, and names the
// others.
type coverageJSON struct {
	Cells          int                   `json:"cells"`
	CellsCovered   int                   `json:"cells_covered"`
	Amounts        int                   `json:"amounts"` // of money, in the words of sections, tables and forms
	AmountsCovered int                   `json:"amounts_covered"`
	Prose          int                   `json:"prose"` // those of amounts that stand in the sections
	ProseCovered   int                   `json:"prose_covered"`
	Others         int                   `json:"others"` // counts, percentages and the like in words
	OthersCovered  int                   `json:"others_covered"`
	Apart          map[finding.Class]int `json:"apart"` // digits that state no figure, by what they are
	Open           []openJSON            `json:"open"`
}

type openJSON struct {
	operandJSON
	Why string `json:"why,omitempty"` // why it stands only there
}

func (s Site) checksJSON(f report.Front, checks finding.Result) checksJSON {
	operand := func(o finding.Operand) operandJSON {
		return operandJSON{o.Sign, operations[o.Sign][1], wording.Place(o.Place), blankable(o.Text), o.Value, o.Unit, s.operandAddress(f, o)}
	}
	outcomes := map[string]int{}
	for outcome, n := range finding.Count(checks.Findings) {
		outcomes[wording.Outcome(outcome)] = n
	}
	c := checks.Coverage
	apart := map[finding.Class]int{}
	for _, a := range c.Apart {
		apart[a.Class] = a.Count
	}
	return checksJSON{
		Outcomes: outcomes,
		Codes:    wording.Outcomes(),
		Findings: mapSlice(checks.Findings, func(c *finding.Finding) findingJSON {
			j := findingJSON{
				Key: c.Key, Family: string(c.Family), Title: wording.Title(c), Formula: wording.Formula(c), Operator: signCodes[c.Sign],
				Operands: mapSlice(c.Operands, func(o *finding.Operand) operandJSON { return operand(*o) }),
				Computed: plain(c.Computed), Difference: plain(c.Difference), Unit: c.Unit,
				Outcome: wording.Outcome(c.Outcome), Code: c.Outcome, Fold: c.Fold, Into: c.Into, Why: wording.Why(c), Remark: c.Remark, Basis: c.Basis, File: c.File, Line: c.Line,
				Where: s.address(f, c.At()), Address: s.address(f, checksPage.Check(c.Key)),
			}
			if c.Stated.Place.What != "" {
				stated := operand(c.Stated)
				j.Stated = &stated
			}
			return j
		}),
		Coverage: coverageJSON{c.Cells, c.CellsCovered, c.Amounts, c.AmountsCovered, c.Prose, c.ProseCovered, c.Others, c.OthersCovered, apart,
			mapSlice(c.Open, func(o *finding.Open) openJSON { return openJSON{operand(o.Operand), o.Why} })},
	}
}
