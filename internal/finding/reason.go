package finding

// Reason says in codes why a finding is judged as it is. The figures that it is
// about are those of the finding.
type Reason struct {
	Claim Claim
	Doubt Doubt    `json:",omitempty"`
	Words []string `json:",omitempty"` // what is quoted beside the finding's figures; see Claim and Doubt
	Cut   bool     `json:",omitempty"` // digits of the stated quotient are cut off, which rounding does not explain
}

// Claim is what a relation says of its figures.
type Claim string

// The claims.
const (
	Same       Claim = "same"        // one figure is stated in two places
	Sum        Claim = "sum"         // figures add up to the stated one
	Calculated Claim = "calculated"  // a calculation gives the stated figure
	AtMost     Claim = "at-most"     // it does not give more
	AtLeast    Claim = "at-least"    // it does not give less
	Nought     Claim = "nought"      // a text states nought in words
	Something  Claim = "something"   // words say that there is more than nought
	Together   Claim = "together"    // two figures are nought together, or neither is
	SameWords  Claim = "same-words"  // two texts say the same words
	NeverFalls Claim = "never-falls" // figures in a row; Words holds the first that falls
	NeverRises Claim = "never-rises" // figures in a row; Words holds the first that rises

	SectionListed Claim = "section-listed" // the contents and a section have one title
	TableListed   Claim = "table-listed"   // the list of tables and a table have one title
	StatesNothing Claim = "states-nothing" // a table states no figure but nought
	CalledEmpty   Claim = "called-empty"   // a note says that its table states nothing
	Explained     Claim = "explained"      // a report says why a table states nothing
	Required      Claim = "required"       // a report holds what the rules ask for; Words lists what it lacks
	Target        Claim = "target"         // two targets are the same; Words holds both
)

// Doubt is why nothing is concluded.
type Doubt string

// The doubts.
const (
	NoTable      Doubt = "no-table"      // the table of a figure is missing; Words holds the figure's place
	InWords      Doubt = "in-words"      // a figure is stated in words; Words holds them
	Unread       Doubt = "unread"        // a cell prints digits in no form that is known; Words holds them
	About        Doubt = "about"         // Words holds a figure and the word that makes it uncertain
	Editor       Doubt = "editor"        // Words holds what the editor says is left open by the report
	Floor        Doubt = "floor"         // a figure keeps to the bound that another states, which is not the same figure
	BlankBoth    Doubt = "blank-both"    // neither side has a figure
	BlankParts   Doubt = "blank-parts"   // a calculation has none
	BlankOne     Doubt = "blank-one"     // the figure that another repeats is blank
	BlankResult  Doubt = "blank-result"  // the stated figure is blank
	BlankDecided Doubt = "blank-decided" // a blank is nought by the sums of its table; a conclusion is drawn
	BlankInRow   Doubt = "blank-in-row"  // one of several figures in a row is
	ByNought     Doubt = "by-nought"     // a division by nought
	MaybeNought  Doubt = "maybe-nought"  // a division by what rounding may have made of nought
)
