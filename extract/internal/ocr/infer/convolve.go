package infer

import (
	"errors"
	"fmt"
	"slices"

	"yusuan/extract/internal/ocr/onnx"
)

// window is how a convolution or a pool goes over a picture.
type window struct {
	height, width            int // of the kernel
	down, across             int // strides
	top, left, bottom, right int
	same                     bool // auto_pad SAME_UPPER: the margins are such that the result has a size of ⌈size/stride⌉
}

// maxWindow limits kernels, strides and margins.
const maxWindow = 64

// windowOf reads the attributes; height and width are the kernel's where no attribute has them.
func windowOf(n *onnx.Node, height, width int) (window, error) {
	w := window{height: height, width: width, down: 1, across: 1}
	numbers := func(name string, to ...*int) error {
		ints := n.Attributes[name].Ints
		if ints == nil {
			return nil
		}
		if len(ints) != len(to) {
			return fmt.Errorf("%s of %d numbers", name, len(ints))
		}
		for i, v := range ints {
			if v < 0 || v > maxWindow {
				return fmt.Errorf("%s of %v", name, ints)
			}
			*to[i] = int(v)
		}
		return nil
	}
	dilatedDown, dilatedAcross := 1, 1
	err := errors.Join(
		numbers("kernel_shape", &w.height, &w.width), numbers("strides", &w.down, &w.across),
		numbers("pads", &w.top, &w.left, &w.bottom, &w.right), numbers("dilations", &dilatedDown, &dilatedAcross))
	auto := n.Attributes["auto_pad"].Text
	w.same = auto == "SAME_UPPER"
	switch {
	case err != nil:
		return w, err
	case auto != "" && auto != "NOTSET" && auto != "VALID" && !w.same:
		return w, fmt.Errorf("auto_pad %q", auto)
	case min(w.height, w.width, w.down, w.across) < 1 || max(w.height, w.width) > maxWindow || dilatedDown*dilatedAcross != 1:
		return w, errors.New("a window that is not read")
	case n.Int("ceil_mode", 0) != 0:
		return w, errors.New("ceil_mode")
	}
	return w, nil
}

// over returns the window with the margins for a picture, and the size of the result.
func (w window) over(height, width int) (window, int, int, error) {
	if w.same {
		w.top, w.bottom = sameMargins(height, w.height, w.down)
		w.left, w.right = sameMargins(width, w.width, w.across)
	}
	h, v := height+w.top+w.bottom-w.height, width+w.left+w.right-w.width
	if h < 0 || v < 0 {
		return w, 0, 0, fmt.Errorf("a picture of %d × %d is less than the window", width, height)
	}
	return w, h/w.down + 1, v/w.across + 1, nil
}

func sameMargins(size, kernel, stride int) (before, after int) {
	all := max(((size+stride-1)/stride-1)*stride+kernel-size, 0)
	return all / 2, all - all/2
}

// convolution takes each channel that comes out of all that come in, by a product with the pixels that the window shows.
type convolution struct {
	window
	channels int
	layer    *dense
}

func (c *convolution) run(s *session, in []*tensor) (*tensor, error) {
	x := in[0]
	if len(x.shape) != 4 || x.shape[0] != 1 || x.shape[1] != c.channels {
		return nil, fmt.Errorf("a tensor of shape %v for %d channels", x.shape, c.channels)
	}
	w, height, width, err := c.over(x.shape[2], x.shape[3])
	if err != nil {
		return nil, err
	}
	out, err := s.tensor(1, c.layer.out, height, width)
	if err != nil {
		return nil, err
	}
	p, err := s.planes(x, w, width, c.layer.limit)
	if err != nil {
		return nil, err
	}
	offsets := p.offsets(c.channels, w)
	pairs := len(offsets) / 2
	s.packed = grown(s.packed, pairs*columns*2)
	n := height * width
	for y := range height {
		for j := 0; j < width; j += columns {
			seen := s.padded[y*w.down*p.width+j:]
			_ = seen[int(offsets[0])+p.reach]
			s.kernels.interleave(pairs, &seen[0], &offsets[0], &s.packed[0])
			to := view{out.floats[y*width+j:], n}
			if width-j >= columns {
				c.layer.multiply(s, p.scale, to, view{})
				continue
			}
			s.hidden[0] = grown(s.hidden[0], c.layer.out*columns)
			c.layer.multiply(s, p.scale, view{s.hidden[0], columns}, view{})
			for r := range c.layer.out {
				copy(to.data[r*n:][:width-j], s.hidden[0][r*columns:])
			}
		}
	}
	return out, nil
}

// planes is a picture in integers with its margins, in as many parts as the window's stride: the columns with remainder
// 0, with remainder 1, and so on; so neighbours in the result are neighbours here.
type planes struct {
	height, width int     // of a part of a channel
	part          int     // elements of a part
	reach         int     // from the first offset to the last element that a panel takes
	scale         float32 // what an integer of 1 is
}

// planes makes them in s.padded, for a result `across` wide.
func (s *session) planes(x *tensor, w window, across int, limit float32) (planes, error) {
	channels, height, width := x.shape[1], x.shape[2], x.shape[3]
	p := planes{height: height + w.top + w.bottom}
	// Panels of 16 columns may begin in the last one.
	p.width = max((width+w.left+w.right+w.across-1)/w.across, across+(w.width-1)/w.across) + columns
	p.part = channels * p.height * p.width
	n, err := size([]int{w.across, channels, p.height, p.width})
	if err != nil {
		return p, err
	}
	factor, scale := scales(s.greatest(x.floats), limit)
	p.scale = scale
	s.padded = grown(s.padded, n)
	clear(s.padded)
	s.row = grown(s.row, (width+w.left+w.right+1)&^1) // with its margins
	clear(s.row)
	for c := range channels {
		for y := range height {
			from := x.floats[(c*height+y)*width:][:width]
			at := (c*p.height + y + w.top) * p.width
			if w.across == 1 {
				s.kernels.integers(width, &from[0], factor, &s.padded[at+w.left:][:width][0])
				continue
			}
			s.kernels.integers(width, &from[0], factor, &s.row[w.left])
			if w.across == 2 {
				to := s.padded[at:]
				s.kernels.halves(len(s.row)/2, &s.row[0], &to[0], &to[p.part:][:len(s.row)/2][0])
				continue
			}
			for i, v := range s.row {
				s.padded[i%w.across*p.part+at+i/w.across] = v
			}
		}
	}
	return p, nil
}

// greatest is the greatest magnitude of all elements.
func (s *session) greatest(x []float32) (most float32) {
	whole := len(x) / columns
	if whole > 0 {
		most = s.kernels.largest(whole, &x[0], columns)
	}
	for _, v := range x[whole*columns:] {
		most = max(most, v, -v)
	}
	return most
}

// offsets are where the pixels lie that a window shows, for each channel and place in it, from the window's first place in
// the first channel. There are an even number; the one that may be too much meets weights of 0.
func (p *planes) offsets(channels int, w window) []int32 {
	to := make([]int32, 0, channels*w.height*w.width+1)
	for c := range channels {
		for a := range w.height {
			for b := range w.width {
				to = append(to, int32(b%w.across*p.part+(c*p.height+a)*p.width+b/w.across))
			}
		}
	}
	if len(to)%2 != 0 {
		to = append(to, to[0])
	}
	p.reach = int(slices.Max(to)) - int(to[0]) + columns - 1
	return to
}

// depthwise takes each channel of one.
type depthwise struct {
	window
	taps  []float32
	bias  []float32
	after func(float32) float32
}

func (d *depthwise) run(s *session, in []*tensor) (*tensor, error) {
	x := in[0]
	channels := len(d.bias)
	if len(x.shape) != 4 || x.shape[0] != 1 || x.shape[1] != channels {
		return nil, fmt.Errorf("a tensor of shape %v for %d channels", x.shape, channels)
	}
	w, height, width, err := d.over(x.shape[2], x.shape[3])
	if err != nil {
		return nil, err
	}
	out, err := s.tensor(1, channels, height, width)
	if err != nil {
		return nil, err
	}
	// A row of the result is computed in full vectors; with a stride along it, all columns are, and some are left out.
	dense := max((width-1)*w.across+1, 8)
	stride := dense + w.width - 1
	s.margins = grown(s.margins, (x.shape[2]+w.top+w.bottom)*stride)
	s.panel = grown(s.panel, dense)
	for c := range channels {
		d.pad(s.margins, x.floats[c*x.shape[2]*x.shape[3]:], w, x.shape[2], x.shape[3], stride)
		taps := d.taps[c*w.height*w.width:][:w.height*w.width]
		for y := range height {
			from := s.margins[y*w.down*stride:][:w.height*stride]
			to := out.floats[(c*height+y)*width:][:width]
			if w.across == 1 && width >= 8 {
				s.kernels.convolve(width, &to[0], &from[0], stride, &taps[0], w.height, w.width, d.bias[c])
				continue
			}
			s.kernels.convolve(dense, &s.panel[0], &from[0], stride, &taps[0], w.height, w.width, d.bias[c])
			for i := range to {
				to[i] = s.panel[i*w.across]
			}
		}
	}
	if d.after != nil {
		for i, v := range out.floats {
			out.floats[i] = d.after(v)
		}
	}
	return out, nil
}

// pad copies a channel with its margins.
func (d *depthwise) pad(to, x []float32, w window, height, width, stride int) {
	clear(to[:w.top*stride])
	for y := range height {
		row := to[(w.top+y)*stride:][:stride]
		clear(row[:w.left])
		n := copy(row[w.left:], x[y*width:][:width])
		clear(row[w.left+n:])
	}
	clear(to[(w.top+height)*stride:])
}
