package change

import "slices"

// alike is how much two texts must have in common, from 0 to 1, for one to be the other
// with a change.
const alike = 0.4

// align says which text of the second list each of the first has become, -1 for none.
// Equal texts in their order come first; what lies between them is matched by likeness.
func align(before, after []string) []int {
	to := make([]int, len(before))
	for i := range to {
		to[i] = -1
	}
	common(before, after, to)
	fillGaps(to, len(after), func(i, j int) float64 { return likeness(before[i], after[j]) })
	return to
}

// mostCells bounds the work of common; two longer lists are matched at both ends only.
const mostCells = 4 << 20

// common matches the longest common subsequence.
func common(before, after []string, to []int) {
	start, a, b := 0, len(before), len(after)
	for start < a && start < b && before[start] == after[start] {
		to[start] = start
		start++
	}
	for a > start && b > start && before[a-1] == after[b-1] {
		a, b = a-1, b-1
		to[a] = b
	}
	n, m := a-start, b-start
	if n == 0 || m == 0 || n*m > mostCells {
		return
	}
	// length[i][j] is that of the longest common subsequence of what begins there.
	length := make([][]int, n+1)
	for i := range length {
		length[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if before[start+i] == after[start+j] {
				length[i][j] = length[i+1][j+1] + 1
			} else {
				length[i][j] = max(length[i+1][j], length[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case before[start+i] == after[start+j]:
			to[start+i] = start + j
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
}

// fillGaps matches what is alike between two neighbours that are matched, in order.
func fillGaps(to []int, after int, like func(i, j int) float64) {
	for first := 0; first < len(to); first++ {
		if to[first] >= 0 {
			continue
		}
		last := first
		for last < len(to) && to[last] < 0 {
			last++
		}
		from, until := 0, after
		if first > 0 {
			from = to[first-1] + 1
		}
		if last < len(to) {
			until = to[last]
		}
		for i := first; i < last; i++ {
			best, most := -1, alike
			for j := from; j < until; j++ {
				if l := like(i, j); l >= most && !slices.Contains(to, j) {
					best, most = j, l+1e-9 // of two that are as like the first one
				}
			}
			if best >= 0 {
				to[i], from = best, best+1
			}
		}
		first = last
	}
}

// likeness is the share of pairs of neighbouring characters that two texts have in
// common (the coefficient of Dice).
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	x, y := pairs(a), pairs(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	count := map[[2]rune]int{}
	for _, p := range x {
		count[p]++
	}
	shared := 0
	for _, p := range y {
		if count[p] > 0 {
			count[p]--
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(x)+len(y))
}

func pairs(s string) (all [][2]rune) {
	runes := []rune(s)
	for i := 1; i < len(runes); i++ {
		all = append(all, [2]rune{runes[i-1], runes[i]})
	}
	return all
}

// added are the places of the second list that nothing of the first has become.
func added(to []int, after int) (all []int) {
	known := make([]bool, after)
	for _, j := range to {
		if j >= 0 {
			known[j] = true
		}
	}
	for j, was := range known {
		if !was {
			all = append(all, j)
		}
	}
	return all
}
