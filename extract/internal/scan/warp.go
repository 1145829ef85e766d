package scan

import "math"

// bend is a smooth displacement along one axis: a polynomial of the place along lines of print, u, and across them, v, both -1 to 1
// over the page, without terms of v alone: these would only move lines as a whole, which no line tells.
type bend struct {
	c        [bendTerms]float64 // in pixels
	from, to uv                 // the places between which lines tell it; beyond them it stays as it is there
}

const (
	bendAlong  = 4 // the highest power of u
	bendAcross = 2 // and of v
	bendTerms  = bendAlong * (bendAcross + 1)
)

// terms are the values of the polynomial's terms.
func terms(u, v float64) (t [bendTerms]float64) {
	k, powerU := 0, 1.0
	for range bendAlong {
		powerU *= u
		powerV := 1.0
		for range bendAcross + 1 {
			t[k] = powerU * powerV
			powerV *= v
			k++
		}
	}
	return t
}

func (b *bend) at(u, v float64) float64 {
	u, v = min(max(u, b.from.u), b.to.u), min(max(v, b.from.v), b.to.v)
	sum := 0.0
	for k, t := range terms(u, v) {
		sum += b.c[k] * t
	}
	return sum
}

// track is what a line shows of a bend: places that would be at one v if nothing were bent.
type track []uv

// uv is a place on the page, both axes -1 to 1, and the displacement across there, in pixels from anywhere.
type uv struct{ u, v, across float64 }

// bendOf fits a bend to tracks by least squares, each up to its own offset, twice: the second time without the tracks that lie
// far off. Terms are held small where the tracks do not tell them.
func bendOf(tracks []track, s *Settings) bend {
	var b bend
	for range 2 {
		var normal [bendTerms][bendTerms]float64
		var right [bendTerms]float64
		n := 0
		for _, t := range tracks {
			if n > 0 && t.missed(&b) > s.Stray {
				continue
			}
			t.addTo(&normal, &right)
			n += len(t)
		}
		for k := range normal {
			normal[k][k] += s.Stiff * float64(max(n, 1))
		}
		kept := tracks[:0:0]
		b = bend{c: solved(normal, right)}
		b.from, b.to = reach(tracks)
		for _, t := range tracks {
			if t.missed(&b) <= s.Stray {
				kept = append(kept, t)
			}
		}
		tracks = kept
	}
	return b
}

// reach is the least and the greatest place of tracks.
func reach(tracks []track) (from, to uv) {
	from, to = uv{u: 1, v: 1}, uv{u: -1, v: -1}
	for _, t := range tracks {
		for _, p := range t {
			from.u, from.v = min(from.u, p.u), min(from.v, p.v)
			to.u, to.v = max(to.u, p.u), max(to.v, p.v)
		}
	}
	return from, to
}

// addTo adds a track to the normal equations, with its offset taken out.
func (t track) addTo(normal *[bendTerms][bendTerms]float64, right *[bendTerms]float64) {
	var mean [bendTerms]float64
	across := 0.0
	for _, p := range t {
		for k, v := range terms(p.u, p.v) {
			mean[k] += v / float64(len(t))
		}
		across += p.across / float64(len(t))
	}
	for _, p := range t {
		row := terms(p.u, p.v)
		for k := range row {
			row[k] -= mean[k]
		}
		for k := range row {
			for l := range row {
				normal[k][l] += row[k] * row[l]
			}
			right[k] += row[k] * (p.across - across)
		}
	}
}

// missed is how far a track lies off a bend, the root of the mean square.
func (t track) missed(b *bend) float64 {
	mean, square := 0.0, 0.0
	for _, p := range t {
		d := p.across - b.at(p.u, p.v)
		mean += d / float64(len(t))
		square += d * d / float64(len(t))
	}
	return math.Sqrt(max(square-mean*mean, 0))
}

// solved solves a positive definite system by Cholesky's way.
func solved(a [bendTerms][bendTerms]float64, b [bendTerms]float64) [bendTerms]float64 {
	for j := range a {
		for k := range j {
			a[j][j] -= a[j][k] * a[j][k]
		}
		a[j][j] = math.Sqrt(max(a[j][j], 1e-12))
		for i := j + 1; i < len(a); i++ {
			for k := range j {
				a[i][j] -= a[i][k] * a[j][k]
			}
			a[i][j] /= a[j][j]
		}
	}
	for i := range b {
		for k := range i {
			b[i] -= a[i][k] * b[k]
		}
		b[i] /= a[i][i]
	}
	for i := len(b) - 1; i >= 0; i-- {
		for k := i + 1; k < len(b); k++ {
			b[i] -= a[k][i] * b[k]
		}
		b[i] /= a[i][i]
	}
	return b
}
