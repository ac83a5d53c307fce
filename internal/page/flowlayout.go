package page

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"disclosure/internal/chart"
	"disclosure/internal/picture"
)

// flowLayout is a flow with its geometry, which the file and the shared image draw too.
type flowLayout struct {
	flow     *picture.Flow
	geometry chart.Flow
	parts    [][]flowPart
	sources  bool // they have a row of their own
}

// flowPart is what one box of the lowest row stands for: an item, or the smallest ones
// of a kind that has more than the picture can number.
type flowPart struct {
	items  []picture.Item
	number int
}

func (p flowPart) yuan() (sum decimal.Decimal) {
	for _, i := range p.items {
		sum = sum.Add(i.Yuan())
	}
	return sum
}

// name is what the part is called, and amount its figure: published, but for the sum of
// several.
func (p flowPart) name() string {
	if len(p.items) > 1 {
		return fmt.Sprintf("其余 %d 项", len(p.items))
	}
	return nameOf(p.items[0])
}

func (p flowPart) amount() string {
	if len(p.items) > 1 {
		return grouped(p.yuan().Shift(-p.items[0].Unit.Power()))
	}
	return p.items[0].Text
}

// partsOf puts the smallest parts together until there are few enough to be numbered.
func partsOf(kinds []picture.Kind) (parts [][]flowPart) {
	kept := make([][]bool, len(kinds))
	count := 0
	for i, k := range kinds {
		kept[i] = slices.Repeat([]bool{true}, len(k.Parts))
		count += len(k.Parts)
	}
	gathered := make([]bool, len(kinds))
	for count > chart.MostParts {
		kind, least := -1, -1
		for i, k := range kinds {
			for j, p := range k.Parts {
				if kept[i][j] && (kind < 0 || p.Yuan().LessThan(kinds[kind].Parts[least].Yuan())) {
					kind, least = i, j
				}
			}
		}
		kept[kind][least] = false
		if gathered[kind] {
			count--
		}
		gathered[kind] = true
	}
	for i, k := range kinds {
		var own []flowPart
		var rest flowPart
		for j, p := range k.Parts {
			if kept[i][j] {
				own = append(own, flowPart{items: []picture.Item{p.Item}})
			} else {
				rest.items = append(rest.items, p.Item)
			}
		}
		if len(rest.items) > 0 {
			own = append(own, rest)
		}
		parts = append(parts, own)
	}
	return parts
}

func newFlowLayout(flow *picture.Flow) flowLayout {
	l := flowLayout{flow: flow, parts: partsOf(flow.Kinds), sources: len(flow.Sources) > 1}
	amounts := chart.Amounts{Whole: flow.Whole.Yuan()}
	if l.sources {
		for _, s := range flow.Sources {
			amounts.Sources = append(amounts.Sources, s.Yuan())
		}
	}
	number := 0
	if l.sources {
		number = len(flow.Sources)
	}
	for i, k := range flow.Kinds {
		kind := chart.KindAmounts{Value: k.Yuan()}
		number++
		for j := range l.parts[i] {
			number++
			l.parts[i][j].number = number
			kind.Parts = append(kind.Parts, l.parts[i][j].yuan())
		}
		amounts.Kinds = append(amounts.Kinds, kind)
	}
	l.geometry = chart.LayFlow(amounts)
	return l
}

// divided tells whether a kind has parts.
func (l flowLayout) divided() bool {
	return slices.ContainsFunc(l.parts, func(p []flowPart) bool { return len(p) > 0 })
}

// kindClass is the class of a kind and its parts: kinds differ in their tint.
func kindClass(i int) string { return "k" + strconv.Itoa(i%3+1) }

// kindNumber is the number of kind i: after those of the sources, and of the kinds before
// with their parts.
func (l flowLayout) kindNumber(i int) int {
	n := len(l.sourceNumbers()) + 1
	for k := range i {
		n += 1 + len(l.parts[k])
	}
	return n
}

func (l flowLayout) kindNumbers() (numbers []int) {
	for i := range l.flow.Kinds {
		numbers = append(numbers, l.kindNumber(i))
	}
	return numbers
}

// sourceNumbers are the numbers of the sources, none where they have no row.
func (l flowLayout) sourceNumbers() (numbers []int) {
	for i := range l.geometry.Sources {
		numbers = append(numbers, i+1)
	}
	return numbers
}

// placedNumber is the number of a box that is too narrow for it, above the box.
type placedNumber struct {
	number   int
	from, at chart.Percent // the middle of the box, and of the number
}

// tooNarrow tells whether a box has no room for its number on the narrowest screen.
func tooNarrow(b chart.Band, number int) bool { return tier(b.Width, strconv.Itoa(number)) > 0 }

// narrow places the numbers of the boxes of a row that are too narrow for them.
func (l flowLayout) narrow(numbers []int, row []chart.Band) (placed []placedNumber) {
	var from []chart.Percent
	for i, b := range row {
		if tooNarrow(b, numbers[i]) {
			placed = append(placed, placedNumber{number: numbers[i], from: b.Center()})
			from = append(from, b.Center())
		}
	}
	for i, at := range chart.Spread(from, chart.Whole/chart.MostParts) {
		placed[i].at = at
	}
	return placed
}

// top is where the first row begins: below the numbers above it.
func (l flowLayout) top() chart.Em {
	if len(l.narrow(l.sourceNumbers(), l.geometry.Sources)) > 0 {
		return numberUp + numberHeight
	}
	return 0
}

// height is that of the whole flow, with the numbers of the parts where a list follows.
func (l flowLayout) height(list bool) chart.Em {
	h := l.top() + wholeHeight + ribbonHeight + boxHeight
	if l.sources {
		h += boxHeight + ribbonHeight
	}
	if l.divided() {
		h += ribbonHeight + boxHeight
		if list {
			h += leaderHeight + numberHeight
		}
	}
	return h
}
