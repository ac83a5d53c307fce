package answer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
)

// use is a paragraph that begins with a name and an amount.
type use struct {
	text     string
	from     report.Ref
	mentions []report.Mention
}

// uses are those paragraphs by the name, folded and without its number.
func (f finder) uses() map[string][]use {
	all := map[string][]use{}
	for i := range f.report.Sections {
		s := &f.report.Sections[i]
		for _, b := range s.Blocks {
			if b.Kind != report.ParagraphBlock {
				continue
			}
			if mentions := report.Mentions(b.Text); len(mentions) > 0 {
				name := report.Fold(unnumbered(b.Text[:mentions[0].Start]))
				all[name] = append(all[name], use{b.Text, b.Ref(s.Number), mentions})
			}
		}
	}
	return all
}

// addUses adds to each project what a paragraph says that its money is used for: the
// first one that names the project with its amount. The other amounts of the paragraph
// are its parts where they come to it.
func (f finder) addUses(projects []Branch) {
	uses := f.uses()
	for i := range projects {
		b := &projects[i]
		for _, u := range uses[report.Fold(b.Label)] {
			if stated, ok := report.Yuan(u.mentions[0].Value, u.mentions[0].Unit); !ok || !stated.Equal(b.Yuan()) {
				continue
			}
			b.Text = &u.from
			if parts := u.parts(); len(parts) > 0 && sumOf(parts).Equal(b.Yuan()) && !slices.ContainsFunc(parts, func(p Branch) bool { return p.Label == "" }) {
				b.Parts, b.By = parts, ByUse
			}
			break
		}
	}
}

// parts are the amounts behind the first, each with the words before it.
func (u use) parts() (parts []Branch) {
	at := u.mentions[0].End + len(unitAfter(u.text[u.mentions[0].End:]))
	for _, m := range u.mentions[1:] {
		words := strings.TrimSpace(usedFor.ReplaceAllString(between.ReplaceAllString(u.text[at:m.Start], ""), ""))
		words = strings.TrimSpace(between.ReplaceAllString(words, ""))
		parts = append(parts, Branch{Figure: Figure{Label: words, Text: u.text[m.Start:m.End], Value: m.Value, Unit: m.Unit, From: u.from}, Projects: true, order: len(parts)})
		at = m.End + len(unitAfter(u.text[m.End:]))
	}
	return parts
}

func sumOf(parts []Branch) (total decimal.Decimal) {
	for _, p := range parts {
		total = total.Add(p.Yuan())
	}
	return total
}

// unitAfter is the unit behind a figure with the spaces before it.
func unitAfter(text string) string {
	trimmed := strings.TrimLeft(text, " ")
	for _, unit := range slices.Backward(report.MoneyUnits()) {
		if strings.HasPrefix(trimmed, string(unit)) {
			return text[:len(text)-len(trimmed)+len(unit)]
		}
	}
	return ""
}
