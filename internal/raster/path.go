package raster

import "disclosure/internal/chart"

// unit is how many steps a pixel has in a path, across and down.
const unit = 64

// point is a place in steps.
type point struct{ x, y int }

// path is closed outlines.
type path [][]point

func steps(p chart.Px) int { return int(p) * unit / 100 }

func boxPath(b chart.Box) path {
	left, top, right, bottom := steps(b.X), steps(b.Y), steps(b.X+b.Width), steps(b.Y+b.Height)
	return path{{{left, top}, {right, top}, {right, bottom}, {left, bottom}}}
}

// ribbonPath has the curves that the file of a picture has.
func ribbonPath(r chart.Shaft) path {
	at := func(x, y chart.Px) point { return point{steps(x), steps(y)} }
	middle := (r.Top.Y + r.Bottom.Y) / 2
	left := cubic(nil, at(r.Top.X, r.Top.Y), at(r.Top.X, middle), at(r.Bottom.X, middle), at(r.Bottom.X, r.Bottom.Y))
	right := cubic(nil, at(r.Bottom.X+r.Bottom.Width, r.Bottom.Y), at(r.Bottom.X+r.Bottom.Width, middle), at(r.Top.X+r.Top.Width, middle), at(r.Top.X+r.Top.Width, r.Top.Y))
	return path{append(append([]point{at(r.Top.X, r.Top.Y)}, left...), append([]point{at(r.Bottom.X+r.Bottom.Width, r.Bottom.Y)}, right...)...)}
}

// pieces is how many straight pieces a curve has.
const pieces = 16

// cubic adds the pieces of a curve, without its first point.
func cubic(line []point, a, b, c, d point) []point {
	for i := 1; i <= pieces; i++ {
		t, u := i, pieces-i
		mix := func(a, b, c, d int) int {
			return round(u*u*u*a+3*u*u*t*b+3*u*t*t*c+t*t*t*d, pieces*pieces*pieces)
		}
		line = append(line, point{mix(a.x, b.x, c.x, d.x), mix(a.y, b.y, c.y, d.y)})
	}
	return line
}

// quadratic is cubic for a curve with one control.
func quadratic(line []point, a, b, c point) []point {
	for i := 1; i <= pieces; i++ {
		t, u := i, pieces-i
		mix := func(a, b, c int) int { return round(u*u*a+2*u*t*b+t*t*c, pieces*pieces) }
		line = append(line, point{mix(a.x, b.x, c.x), mix(a.y, b.y, c.y)})
	}
	return line
}

// round divides to the nearest whole number.
func round(n, by int) int {
	if n < 0 {
		return -((-n + by/2) / by)
	}
	return (n + by/2) / by
}
