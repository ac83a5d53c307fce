package reconcile

import (
	"regexp"
	"strings"

	"disclosure/internal/finding"
	"disclosure/internal/report"
)

// sameWords says that two texts say the same words. White space, the width of brackets
// and the way in which a date is written do not count.
type sameWords struct{ a, b *figure }

func (sameWords) figures(func(*figure)) {}

func (s sameWords) judge(r *reading, f *finding.Finding) {
	f.Sign, f.Reason.Claim, f.Outcome = "=", finding.SameWords, finding.Disagrees
	f.Operands, f.Stated = []finding.Operand{s.a.operand(r, "")}, s.b.operand(r, "")
	if asDates(s.a.text) == asDates(s.b.text) {
		f.Outcome = finding.Agrees
	}
}

var (
	onlyDates = regexp.MustCompile(`^[0-9.\-－~～—/年月日至\s]+$`)
	noDigits  = regexp.MustCompile(`[^0-9]+`)
)

// asDates makes texts comparable that are dates and nothing else, and others as labels
// are.
func asDates(text string) string {
	if onlyDates.MatchString(text) {
		return strings.Trim(noDigits.ReplaceAllString(text, " "), " ")
	}
	return report.Fold(text)
}

// together says that two figures are nought together, or neither is: there are no
// things, and no amount for them.
type together struct{ a, b *expression }

func (s together) figures(visit func(*figure)) {
	visit(s.a.Figure)
	visit(s.b.Figure)
}

func (s together) judge(r *reading, f *finding.Finding) {
	var formula line
	formula.figure(s.a.Figure.shown(r))
	a, b := s.a.Figure.read(r).value, s.b.Figure.read(r).value
	same := a == nil || b == nil || (a.Sign() == 0) == (b.Sign() == 0)
	formula.WriteString(map[bool]string{true: " ⇔ ", false: " ⇎ "}[same])
	formula.figure(s.b.Figure.shown(r))
	f.Operands, f.Stated = []finding.Operand{s.a.Figure.operand(r, "")}, s.b.Figure.operand(r, "")
	formula.set(f)
	f.Sign, f.Reason.Claim, f.Outcome = "⇔", finding.Together, finding.Disagrees
	switch {
	case a == nil || b == nil:
		f.Outcome, f.Reason.Doubt = finding.Unchecked, finding.BlankOne
	case same:
		f.Outcome = finding.Agrees
	}
}
