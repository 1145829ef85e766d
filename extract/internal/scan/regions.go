package scan

// regions are the parts of a page that rulings close off: cells, and what lies around tables. They are told on a coarse
// raster, row by row: the number of the region, or lined where a ruling passes.
type regions struct {
	w, h, step int
	of         []int32
}

// lined marks places of rulings, unseen such that no region holds yet.
const (
	unseen = -1
	lined  = -2
)

func regionsOf(w, h int, rulings []ruling, step int) regions {
	g := regions{w: w/step + 1, h: h/step + 1, step: step}
	g.of = make([]int32, g.w*g.h)
	for i := range g.of {
		g.of[i] = unseen
	}
	for i := range rulings {
		g.draw(&rulings[i])
	}
	number := int32(0)
	for i, of := range g.of {
		if of == unseen {
			g.flood(int32(i), number)
			number++
		}
	}
	return g
}

func (g *regions) draw(r *ruling) {
	step := float64(g.step)
	from, to, at := int(r.from/step), int(r.to/step), int(r.at/step)
	for k := max(from, 0); k <= to; k++ {
		x, y := k, at
		if !r.horizontal {
			x, y = at, k
		}
		if x >= 0 && y >= 0 && x < g.w && y < g.h {
			g.of[y*g.w+x] = lined
		}
	}
}

// flood gives a number to all places that hang together with one.
func (g *regions) flood(from, number int32) {
	w := int32(g.w)
	todo := []int32{from}
	g.of[from] = number
	add := func(i int32) {
		if i >= 0 && int(i) < len(g.of) && g.of[i] == unseen {
			g.of[i] = number
			todo = append(todo, i)
		}
	}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		add(i - w)
		add(i + w)
		if i%w > 0 {
			add(i - 1)
		}
		if i%w < w-1 {
			add(i + 1)
		}
	}
}

// holding is the region in which most of a box lies.
func (g *regions) holding(b box) int32 {
	counts := make(map[int32]int)
	best := int32(lined)
	for y := b.y0 / g.step; y <= min((b.y1-1)/g.step, g.h-1); y++ {
		for x := b.x0 / g.step; x <= min((b.x1-1)/g.step, g.w-1); x++ {
			of := g.of[y*g.w+x]
			if of == lined {
				continue
			}
			counts[of]++
			if n, most := counts[of], counts[best]; n > most || n == most && of < best {
				best = of
			}
		}
	}
	return best
}
