package answer

import (
	"slices"

	"github.com/shopspring/decimal"

	"disclosure/internal/picture"
	"disclosure/internal/report"
)

// Spending is the expenditure from the whole down to the single form.
type Spending struct {
	Whole    Figure
	Branches []Branch // 基本支出 and 项目支出, the larger first

	Forms Forms
}

// Branch is a part of the expenditure.
type Branch struct {
	Figure
	Projects bool     // it is the project expenditure, or a part of it
	Parts    []Branch // the largest first
	Listed   decimal.Decimal
	Under    string           // the division 款 of an item 项, "" elsewhere
	By       picture.Division // what Parts are a list of
	Forms    []int            // numbers of the project forms that are about it
	Text     *report.Ref      // the paragraph that says what it is used for, nil for none

	order   int  // of a part among those of its text
	covered bool // a form is about the whole that the part is of
}

// ByUse is the division by what a text says the money is used for.
const ByUse picture.Division = "use"

// Rest is what the parts do not cover, in the unit of the branch.
func (b Branch) Rest() decimal.Decimal {
	return b.Yuan().Sub(b.Listed).Shift(-b.Unit.Power())
}

// Forms says how the project forms cover the project expenditure.
type Forms struct {
	All     int             // forms of the report
	Placed  int             // of them, parts of the branches
	Covered decimal.Decimal // what the placed forms state together, in 元
	Without []Figure        // parts of the project expenditure without a form
}

// spending builds the tree where the report states what the expenditure is made of.
func (f finder) spending(whole *Total, kinds []picture.Kind) *Spending {
	if whole == nil || kinds == nil {
		return nil
	}
	s := &Spending{Whole: whole.Figure}
	total := decimal.Zero
	for _, k := range kinds {
		b := branch(picture.Part{Item: k.Item, Parts: k.Parts}, k.Name == "project")
		if b.By = k.By; b.By == picture.ByProject {
			f.addUses(b.Parts)
		}
		total = total.Add(b.Yuan())
		s.Branches = append(s.Branches, b)
	}
	if !total.Equal(whole.Yuan()) {
		return nil // one of them is of other funds
	}
	for i := range s.Branches {
		s.Branches[i].tidy()
	}
	slices.SortStableFunc(s.Branches, larger)
	s.Forms = f.placeForms(s)
	return s
}

// branch is a part of the expenditure as the picture of its flow has it.
func branch(p picture.Part, projects bool) Branch {
	b := Branch{
		Figure:   Figure{Label: report.Uncoded(unnumbered(p.Label)), Text: p.Text, Value: p.Value.Decimal, Unit: p.Unit, From: p.Ref},
		Projects: projects, Under: p.Under,
	}
	for _, part := range p.Parts {
		b.Parts = append(b.Parts, branch(part, projects))
	}
	return b
}

func larger(a, b Branch) int { return b.Yuan().Cmp(a.Yuan()) }

// tidy sorts the parts of the branch and adds them.
func (b *Branch) tidy() {
	b.Listed = decimal.Zero
	for i := range b.Parts {
		b.Parts[i].tidy()
		b.Listed = b.Listed.Add(b.Parts[i].Yuan())
	}
	slices.SortStableFunc(b.Parts, larger)
}
