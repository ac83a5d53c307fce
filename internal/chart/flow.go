package chart

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Band is an amount of a flow, as wide as the amount on the scale of the whole picture.
type Band struct{ X, Width Percent }

// End is where the band ends.
func (b Band) End() Percent { return b.X + b.Width }

// Center is the middle of the band.
func (b Band) Center() Percent { return b.X + b.Width/2 }

// Ribbon joins a piece of a band to one of the row below it, as wide there as here.
type Ribbon struct{ From, To Band }

// Amounts are what a flow is laid out from. Sources add up to Whole, kinds to Whole, and
// the parts of a kind to the kind, as far as figures are rounded.
type Amounts struct {
	Sources []decimal.Decimal // may be none
	Whole   decimal.Decimal
	Kinds   []KindAmounts
}

// KindAmounts is a kind with its parts, of which there may be none.
type KindAmounts struct {
	Value decimal.Decimal
	Parts []decimal.Decimal
}

// Flow is the layout: four rows of bands from top to bottom, and the ribbons between.
type Flow struct {
	Sources []Band
	Whole   Band
	Kinds   []Band
	Parts   [][]Band // of each kind

	In   []Ribbon   // from the sources to the whole
	Out  []Ribbon   // from the whole to the kinds
	Down [][]Ribbon // from each kind to its parts

	Numbers []Percent // where the numbers of the parts stand below them, from left to right
}

const (
	kindGap = 140 // between two kinds and between the parts of two kinds
	partGap = 60  // between two sources or two parts of one kind

	// MostParts is how many parts a flow can number: so many numbers of two digits stand
	// side by side below it on the narrowest screen in the largest letters.
	MostParts = 12
)

// LayFlow lays a flow out.
func LayFlow(a Amounts) Flow {
	sum := func(values []decimal.Decimal) (all decimal.Decimal) {
		for _, v := range values {
			all = all.Add(v)
		}
		return all
	}
	var kinds []decimal.Decimal
	most := decimal.Max(a.Whole, sum(a.Sources))
	gaps, lower := partGap*max(0, len(a.Sources)-1), kindGap*max(0, len(a.Kinds)-1)
	gaps = max(gaps, lower)
	divided := decimal.Decimal{} // the sum of the row of parts
	for _, k := range a.Kinds {
		kinds = append(kinds, k.Value)
		divided = divided.Add(decimal.Max(k.Value, sum(k.Parts)))
		lower += partGap * max(0, len(k.Parts)-1)
	}
	most = decimal.Max(most, sum(kinds), divided)
	s := scale{most, Whole - Percent(max(gaps, lower))}

	var f Flow
	f.Sources = s.row(a.Sources, partGap)
	f.Whole = s.row([]decimal.Decimal{a.Whole}, 0)[0]
	f.Kinds = s.row(kinds, kindGap)
	f.In = join(f.Whole, f.Sources)
	for i, r := range f.In {
		f.In[i] = Ribbon{r.To, r.From}
	}
	f.Out = join(f.Whole, f.Kinds)
	f.layParts(s, a.Kinds)
	var centers []Percent
	for _, parts := range f.Parts {
		for _, p := range parts {
			centers = append(centers, p.Center())
		}
	}
	f.Numbers = Spread(centers, Whole/MostParts)
	return f
}

// row lays amounts side by side in the middle. Edges are rounded, not widths, so that
// the row is as wide as the sum of its amounts.
func (s scale) row(amounts []decimal.Decimal, gap Percent) (bands []Band) {
	sum, skipped := decimal.Decimal{}, Percent(0)
	for i, a := range amounts {
		if i > 0 {
			skipped += gap
		}
		from := s.of(sum)
		sum = sum.Add(a)
		bands = append(bands, Band{from + skipped, s.of(sum) - from})
	}
	if len(bands) > 0 {
		shift := (Whole - bands[len(bands)-1].End()) / 2
		for i := range bands {
			bands[i].X += shift
		}
	}
	return bands
}

// layParts lays the row of parts out; under a kind without parts its room stays free.
func (f *Flow) layParts(s scale, kinds []KindAmounts) {
	at := Percent(0)
	f.Parts, f.Down = make([][]Band, len(kinds)), make([][]Ribbon, len(kinds))
	for i, k := range kinds {
		if i > 0 {
			at += kindGap
		}
		own := s.row([]decimal.Decimal{k.Value}, 0)[0].Width
		if len(k.Parts) > 0 {
			f.Parts[i] = s.row(k.Parts, partGap)
			first := f.Parts[i][0].X
			for j := range f.Parts[i] {
				f.Parts[i][j].X += at - first
			}
			own = f.Parts[i][len(k.Parts)-1].End() - at
		}
		at += own
	}
	shift := (Whole - at) / 2
	for i := range f.Parts {
		for j := range f.Parts[i] {
			f.Parts[i][j].X += shift
		}
		f.Down[i] = join(f.Kinds[i], f.Parts[i])
	}
}

// join divides a band among those below it, from left to right.
func join(from Band, to []Band) (ribbons []Ribbon) {
	at := from.X
	for i, b := range to {
		width := b.Width
		if i == len(to)-1 {
			width = from.End() - at // what rounding leaves
		}
		ribbons = append(ribbons, Ribbon{Band{at, width}, b})
		at += width
	}
	return ribbons
}

// Spread moves places apart as little as possible until each is at least apart from the
// next and half of that from the edges; the order stays.
func Spread(places []Percent, apart Percent) []Percent {
	type block struct{ sum, n int }
	var blocks []block // of places less the room that those before need, never falling
	for i, p := range places {
		blocks = append(blocks, block{int(p) - i*int(apart), 1})
		for n := len(blocks); n > 1 && blocks[n-2].sum*blocks[n-1].n > blocks[n-1].sum*blocks[n-2].n; n = len(blocks) {
			blocks[n-2].sum, blocks[n-2].n = blocks[n-2].sum+blocks[n-1].sum, blocks[n-2].n+blocks[n-1].n
			blocks = blocks[:n-1]
		}
	}
	low := int(apart) / 2
	high := int(Whole) - low - (len(places)-1)*int(apart)
	var moved []Percent
	for _, b := range blocks {
		for range b.n {
			moved = append(moved, Percent(max(low, min(high, b.sum/b.n))+len(moved)*int(apart)))
		}
	}
	return slices.Clip(moved)
}
