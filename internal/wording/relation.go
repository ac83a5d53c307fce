package wording

import (
	"cmp"
	"strings"

	"disclosure/internal/finding"
)

// Title says what ought to hold, in a sentence.
func Title(f *finding.Finding) string {
	says := f.Says
	switch says.Pattern {
	case finding.SumOfListed:
		return place(f.Stated.Place) + "应等于所列各项之和"
	case finding.SumOfBelow:
		return place(f.Stated.Place) + "应等于它下面各项之和"
	case finding.SumOfRow:
		return place(f.Stated.Place) + "应等于同一行各栏之和"
	case finding.Restated:
		said := f.Stated.Place
		if len(f.Operands) == 1 && len(says.Right) == 1 && Place(said) == Place(says.Right[0].Place) {
			said = f.Operands[0].Place // the words are held against what is stated elsewhere
		}
		return place(said) + "的" + quoted(strings.TrimLeft(says.Words, "，。；：、 ")) + "应等于" + terms(says.Right)
	case finding.SameTarget:
		return "指标" + quoted(says.Words) + "在" + f.Operands[0].Place.Table + "与项目申报表中的目标值应相同"
	case finding.SameTitle:
		lists := "目录所列与正文的标题应相同："
		if f.Reason.Claim == finding.TableListed {
			lists = "附表目录所列与附表的标题应相同："
		}
		return lists + cmp.Or(f.Stated.Text, f.Operands[0].Text)
	case finding.SaysEmpty:
		return about(f.Operands[0], "下的注说本表为空，表中就应没有数字")
	case finding.SaidTwice:
		return Within(f.Stated.Place) + "：两处所说" + named(says.Words, "这一项") + "的金额应相同"
	case finding.SaidOfRow:
		return place(f.Stated.Place) + "：" + named(says.Words, "这一项") + "的金额应与表中的相同"
	case finding.SaidChange:
		return Within(f.Stated.Place) + named(says.Of, "") + "：" + says.Words + "的百分比应等于" + says.Words + "的金额除以上年的"
	case finding.SaidDone:
		return Within(f.Stated.Place) + named(says.Of, "") + "：完成预算的百分比应等于决算除以预算"
	case finding.SaidPart:
		whole := Within(f.Stated.Place)
		if says.Words != "" {
			whole += quoted(says.Words)
		}
		if f.Sign == "≤" {
			return whole + "不应少于所列各项之和"
		}
		return whole + "应等于所列各项之和"
	case finding.SaidShare:
		return Within(f.Stated.Place) + "：" + named(says.Words, "该项") + "所占的百分比应等于它除以" + named(says.Of, "总数")
	case finding.SaidRise:
		return Within(f.Stated.Place) + named(says.Of, "") + "：比上年" + says.Words + "的金额不应大于本年的金额"
	case finding.SaidEven:
		return Within(f.Stated.Place) + named(says.Of, "") + "：原文说持平，两处金额应相同"
	case finding.SaidMore:
		return Within(f.Stated.Place) + named(says.Of, "") + "：原文说" + says.Words
	case finding.SaysWhy:
		return about(f.Operands[0], "没有数字，报告应说明原因")
	}
	title := says.Words
	if says.Project != "" {
		title = Project(says.Project) + "：" + title
	}
	if says.Row != "" {
		title += "：" + says.Row
	}
	if len(says.Left) > 0 {
		title += "：" + terms(says.Left) + "与" + terms(says.Right)
	}
	return title
}

// about says something of a table, and its title behind it where it has a label.
func about(table finding.Operand, words string) string {
	if table.Place.Table == table.Text {
		return table.Text + words
	}
	return table.Place.Table + words + "：" + table.Text
}

// named quotes the name of an amount; or says what it is called where it has none.
func named(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return quoted(name)
}

// terms names figures that are calculated with.
func terms(all []finding.Term) string {
	signs := map[string]string{"+": "加", "−": "减去", "×": "乘以", "÷": "除以"}
	var words strings.Builder
	for _, t := range all {
		words.WriteString(signs[t.Sign] + cmp.Or(t.Name, place(t.Place)))
		if t.Text != "" {
			words.WriteString(quoted(t.Text))
		}
	}
	return words.String()
}

// Piece is a stretch of a formula: a figure, or what joins figures.
type Piece struct {
	Text   string
	Figure *finding.Operand // nil for what joins figures
}

// Formula writes a relation with the published figures.
func Formula(f *finding.Finding) string {
	var text strings.Builder
	for _, piece := range Pieces(f) {
		text.WriteString(piece.Text)
	}
	return text.String()
}

// Pieces is Formula in its pieces.
func Pieces(f *finding.Finding) []Piece {
	var pieces []Piece
	at := 0
	for i := range len(f.Operands) + 1 {
		o := &f.Stated
		if i < len(f.Operands) {
			o = &f.Operands[i]
		}
		if o.InFormula.End == 0 {
			continue
		}
		if joining := f.Formula[at:o.InFormula.Start]; joining != "" {
			pieces = append(pieces, Piece{Text: joining})
		}
		pieces = append(pieces, Piece{figure(f, o), o})
		at = o.InFormula.End
	}
	if f.Formula == "" {
		return []Piece{{Text: inWords(f)}}
	}
	if rest := f.Formula[at:]; rest != "" {
		pieces = append(pieces, Piece{Text: rest})
	}
	return pieces
}

// figure is a figure as the formula shows it.
func figure(f *finding.Finding, o *finding.Operand) string {
	switch {
	case o.Place.What == finding.LackedTable:
		return "无此表"
	case o.Text == "" && f.Reason.Doubt == finding.BlankDecided:
		return Blank + "（推定为 0）"
	case o.Text == "":
		return Blank
	}
	return f.Formula[o.InFormula.Start:o.InFormula.End]
}

// Blank is said of a figure where none is printed.
const Blank = "空白"

// equals is the sign between two sides that ought to be the same, ≠ where they are not.
func equals(f *finding.Finding) string {
	switch f.Outcome {
	case finding.Agrees:
		return "="
	case finding.Unchecked:
		return "与"
	}
	return "≠"
}

// inWords is the formula of a relation between words; "" for one of figures.
func inWords(f *finding.Finding) string {
	switch f.Reason.Claim {
	case finding.SectionListed, finding.TableListed:
		return quoted(f.Operands[0].Text) + " " + equals(f) + " " + quoted(f.Stated.Text)
	case finding.SameWords:
		return quoted(f.Operands[0].Text) + " " + equals(f) + " " + quoted(f.Stated.Text)
	case finding.StatesNothing, finding.Explained:
		if f.Stated.Text != "" {
			return "空表应说明原因：" + quoted(f.Stated.Text)
		}
		return "空表应说明原因"
	case finding.CalledEmpty:
		return quoted(f.Stated.Text)
	case finding.Required:
		return "应有：" + f.Says.Words
	}
	return ""
}
