package raster

import "math"

// samples reads rows of samples of 1, 2, 4, 8 or 16 bits (8.9.5.2).
type samples struct {
	space    space
	bits     int
	width    int
	decoded  [][256]byte // by component: the byte that a raw sample stands for
	unpacked []byte
}

// newSamples reads samples with a /Decode array, nil for the usual one.
func newSamples(s space, bits, width int, decode []float64) *samples {
	all := &samples{space: s, bits: bits, width: width, decoded: make([][256]byte, s.components), unpacked: make([]byte, width*s.components)}
	highest := float64(int(1)<<min(bits, 8) - 1) // of 16 bits the upper 8 count
	for c := range all.decoded {
		least, most, unit := 0.0, 1.0, 255.0
		if s.colours != nil {
			most, unit = highest, 1
		}
		if len(decode) == 2*s.components {
			least, most = decode[2*c], decode[2*c+1]
		}
		for raw := range 256 {
			v := unit * (least + min(float64(raw)/highest, 1)*(most-least))
			all.decoded[c][raw] = byte(math.Round(min(max(v, 0), 255)))
		}
	}
	return all
}

// size is how many bytes a row has.
func (s *samples) size() int { return (s.width*s.space.components*s.bits + 7) / 8 }

// pixels writes the pixels of a row of samples.
func (s *samples) pixels(to, row []byte) {
	s.unpack(row)
	n, deep := s.space.components, s.space.deep()
	if n == 1 && deep == 1 && s.space.colours == nil {
		table := &s.decoded[0]
		for x, raw := range s.unpacked {
			to[x] = table[raw]
		}
		return
	}
	var sample [4]byte
	for x := range s.width {
		for c := range n {
			sample[c] = s.decoded[c][s.unpacked[x*n+c]]
		}
		s.space.write(to[x*deep:][:deep], sample[:n])
		if deep == 4 {
			to[4*x+3] = 0xFF
		}
	}
}

// unpack parts a row into a byte a sample.
func (s *samples) unpack(row []byte) {
	switch s.bits {
	case 8:
		copy(s.unpacked, row)
	case 16:
		for i := range s.unpacked {
			s.unpacked[i] = row[2*i]
		}
	default:
		each := 8 / s.bits
		mask := byte(1<<s.bits - 1)
		for i := range s.unpacked {
			s.unpacked[i] = row[i/each] >> (8 - s.bits*(i%each+1)) & mask
		}
	}
}
