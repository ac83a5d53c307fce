package original

import (
	"math"
	"slices"
)

// foot is the line of a header that has a word over most columns: the lowest of those
// that most words reach.
func foot(words []phrase, lines int) int {
	found, most := 0, 0
	for i := range lines {
		if n := len(atFoot(words, i)); n >= most {
			found, most = i, n
		}
	}
	return found
}

// atFoot are the words that reach a line.
func atFoot(words []phrase, foot int) (found []phrase) {
	for _, w := range words {
		if w.first <= foot && foot <= w.last {
			found = append(found, w)
		}
	}
	return found
}

// phrase is the words of one cell of a header, which the setting may have divided into lines.
type phrase struct {
	run
	first, last int // its lines
}

// phrases are the words of a header from the top, each with all of its lines: what stands
// close below a word and in its middle, or begins where it begins, goes on with it.
func phrases(header []banded) (found []phrase) {
	for i, b := range header {
		above := make([]int, len(b.runs)) // the word that each goes on with; -1 for none
		for k, r := range b.runs {
			above[k] = slices.IndexFunc(found, func(w phrase) bool {
				gap := r.box.Top - w.box.Bottom
				return w.last < i && gap > -.5*w.glyphs[0].size && gap < .65*w.glyphs[0].size &&
					(math.Abs(w.box.middleX()-r.box.middleX()) < near || math.Abs(w.box.Left-r.box.Left) < near)
			})
		}
		for k, r := range b.runs {
			if above[k] >= 0 && k > 0 && k < len(b.runs)-1 && above[k-1] < 0 && above[k+1] < 0 {
				w := found[above[k]]
				if sides := b.runs[k-1].box.with(b.runs[k+1].box); math.Abs(sides.middleX()-w.box.middleX()) < w.glyphs[0].size {
					above[k] = -1 // it names the word below and those beside that one
				}
			}
			if above[k] < 0 {
				found = append(found, phrase{r, i, i})
				continue
			}
			w := &found[above[k]]
			w.glyphs, w.box, w.last = slices.Concat(w.glyphs, r.glyphs), w.box.with(r.box), i
		}
	}
	letter := func(w phrase, line int) bool { return w.first == line && w.last == line && len(w.glyphs) == 1 }
	for k := len(found) - 1; k > 0; k-- {
		if w, a := found[k], &found[k-1]; letter(w, a.first) && letter(*a, w.first) {
			// The letters of a short word may stand far apart.
			a.glyphs, a.box = slices.Concat(a.glyphs, w.glyphs), a.box.with(w.box)
			found = slices.Delete(found, k, k+1)
		}
	}
	return found
}
