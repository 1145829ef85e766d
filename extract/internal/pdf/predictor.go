package pdf

import "errors"

// unpredict undoes a predictor (7.4.4.4) in place; err is the filter's own and comes back if nothing else fails.
func unpredict(data []byte, p filterParms, err error) ([]byte, error) {
	if p.predictor <= 1 || len(data) == 0 {
		return data, err
	}
	if p.colors < 1 || p.colors > 32 || p.bits < 1 || p.bits > 16 || p.columns < 1 || p.columns > maxColumns {
		return nil, errors.New("predictor parameters out of range")
	}
	pixel := (p.colors*p.bits + 7) / 8
	row := (p.colors*p.bits*p.columns + 7) / 8
	if p.predictor == 2 {
		tiffRows(data, row, pixel, p)
		return data, err
	}
	return pngRows(data, row, pixel), err
}

// pngRows undoes PNG's filters; each row starts with a byte that names its own.
func pngRows(data []byte, row, pixel int) []byte {
	out := data[:0]
	prior := make([]byte, row)
	for len(data) > 1 {
		n := min(row, len(data)-1)
		kind, line := data[0], data[1:1+n]
		data = data[1+n:]
		pngRow(kind, line, prior[:n], pixel)
		start := len(out)
		out = append(out, line...) // moves down by at least one byte: never over what is still to be read
		prior = out[start:]
		if n < row {
			break
		}
	}
	return out
}

func pngRow(kind byte, line, prior []byte, pixel int) {
	switch kind {
	case 1: // Sub
		for i := pixel; i < len(line); i++ {
			line[i] += line[i-pixel]
		}
	case 2: // Up
		for i := range line {
			line[i] += prior[i]
		}
	case 3: // Average
		for i := range line {
			left := 0
			if i >= pixel {
				left = int(line[i-pixel])
			}
			line[i] += byte((left + int(prior[i])) / 2)
		}
	case 4: // Paeth
		for i := range line {
			var left, corner byte
			if i >= pixel {
				left, corner = line[i-pixel], prior[i-pixel]
			}
			line[i] += paeth(left, prior[i], corner)
		}
	}
}

func paeth(left, up, corner byte) byte {
	p := int(left) + int(up) - int(corner)
	dl, du, dc := distance(p, int(left)), distance(p, int(up)), distance(p, int(corner))
	switch {
	case dl <= du && dl <= dc:
		return left
	case du <= dc:
		return up
	}
	return corner
}

func distance(a, b int) int {
	if a < b {
		return b - a
	}
	return a - b
}

// tiffRows undoes TIFF's horizontal differencing for components of 8 and 16 bits and of fewer in single colours.
func tiffRows(data []byte, row, pixel int, p filterParms) {
	for ; len(data) > 0; data = data[min(row, len(data)):] {
		line := data[:min(row, len(data))]
		switch p.bits {
		case 8:
			for i := pixel; i < len(line); i++ {
				line[i] += line[i-pixel]
			}
		case 16:
			for i := pixel; i+1 < len(line); i += 2 {
				sum := uint16(line[i])<<8 + uint16(line[i+1]) + uint16(line[i-pixel])<<8 + uint16(line[i-pixel+1])
				line[i], line[i+1] = byte(sum>>8), byte(sum)
			}
		default:
			tiffBits(line, p)
		}
	}
}

// tiffBits undoes differencing of components that are smaller than a byte.
func tiffBits(line []byte, p filterParms) {
	prior := make([]byte, p.colors)
	mask := byte(1)<<p.bits - 1
	for i := 0; (i+1)*p.bits <= len(line)*8; i++ {
		at := i * p.bits
		shift := 8 - p.bits - at%8
		if shift < 0 {
			return // 3, 5, 6 and 7 bits are no legal sizes
		}
		c := i % p.colors
		prior[c] = (line[at/8]>>shift + prior[c]) & mask
		line[at/8] = line[at/8]&^(mask<<shift) | prior[c]<<shift
	}
}
