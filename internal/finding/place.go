package finding

// Place is where a figure stands: what is there, and the words by which the
// report itself names it.
type Place struct {
	What What `json:",omitempty"`

	Table   string `json:",omitempty"` // label of the table that it stands in
	Project string `json:",omitempty"` // or the name of the project's form

	Name   string   `json:",omitempty"` // of the row, field, indicator, list or section; see What
	Keys   string   `json:",omitempty"` // of a row that its label does not tell from others
	Own    bool     `json:",omitempty"` // the row is that of the report's own unit
	Number int      `json:",omitempty"` // of a paragraph, and of a row without label and keys
	Above  []string `json:",omitempty"` // of a Repeated cell all labels of its row, the unit's left out
	Column []string `json:",omitempty"` // of a cell, from the top of the header
	Before string   `json:",omitempty"` // of a figure in words, those beside it by which it is told apart: 第一季度累计支付
}

// What tells the kinds of places apart.
type What string

// What stands at a place. A Place without any stands for nothing stated.
const (
	Cell         What = "cell"
	RowCount     What = "row-count"     // the number of rows that have something in the column Name
	FormCount    What = "form-count"    // the number of forms
	Field        What = "field"         // of the form around a table, or of a project's
	Indicator    What = "indicator"     // likewise; Name is its content
	Paragraph    What = "paragraph"     // Name is the number that the section's title begins with
	WholeTable   What = "table"         //
	LackedTable  What = "lacked-table"  // the report has none that the form calls Table
	SectionTitle What = "section-title" //
	TableTitle   What = "table-title"   //
	Explanation  What = "explanation"   // why a table states nothing
	Words        What = "words"         // Name is what is printed
	Constant     What = "constant"      // written in a rule, not printed
	RightSide    What = "right-side"    // what the right side of an equation comes to
)

// Statement is what a relation says ought to hold, in codes and in words that
// are printed or declared.
type Statement struct {
	Pattern Pattern `json:",omitempty"`
	Words   string  `json:",omitempty"` // the declared sentence, or what is quoted; see Pattern

	Project     string `json:",omitempty"` // the form that a declared sentence is said of
	Of          string `json:",omitempty"` // of a text: the amount that it is said of, or the whole of which the amount Words is a share
	Row         string `json:",omitempty"` // the label of the rows that a declared sentence is said of
	Left, Right []Term `json:",omitempty"` // the two of several figures that a declared sentence is said of
}

// Pattern tells how a statement is said.
type Pattern string

// The patterns of statements. What they are about are the figures of the finding.
const (
	Declared    Pattern = ""         // Words says it
	SumOfListed Pattern = "listed"   // the stated figure is the sum of rows that are listed
	SumOfBelow  Pattern = "below"    // or of the rows below it
	SumOfRow    Pattern = "row"      // or of cells of its own row
	Restated    Pattern = "restated" // Words of a text state what Right comes to
	SameTarget  Pattern = "target"   // the indicator Words has one target in a table and in a project's form
	SameTitle   Pattern = "title"    // a list and what it lists have one title
	SaysWhy     Pattern = "says-why" // a report explains why a table states nothing
	SaysEmpty   Pattern = "empty"    // a table states nothing, as its note says
	SaidTwice   Pattern = "twice"    // a paragraph states the amount of one item twice
	SaidOfRow   Pattern = "item"     // a text states the amount of the item Words
	SaidChange  Pattern = "change"   // a percentage is that of a change, which Words names: 增加
	SaidDone    Pattern = "done"     // a percentage is that of the budget that was spent
	SaidPart    Pattern = "part"     // a text lists parts of the amount Words
	SaidShare   Pattern = "share"    // a percentage is that of the amount Words in the amount Of
	SaidRise    Pattern = "rise"     // an amount is not less than it is said to have risen by
	SaidEven    Pattern = "even"     // two amounts are said to be the same
	SaidMore    Pattern = "more"     // one amount is said to be more or less than another, as Words says
)

// Term is a figure as a statement names it: by its place, or a calculation by
// the name that its definition has.
type Term struct {
	Sign  string `json:",omitempty"` // as of an Operand
	Name  string `json:",omitempty"`
	Place Place  `json:",omitzero"`
	Text  string `json:",omitempty"` // of a figure in running text
}
