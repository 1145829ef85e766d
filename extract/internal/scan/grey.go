package scan

import (
	"image"
	"image/color"
)

// greyOf is what a picture shows but for red ink: the red channel, to which red is as white as paper and black, blue and
// green are dark. What red takes from the other channels is added by half, so that the rests of a dark or a dirty seal
// vanish too, while print that it covers stays.
func greyOf(picture image.Image) raster {
	b := picture.Bounds()
	out := newRaster(b.Dx(), b.Dy())
	switch p := picture.(type) {
	case *image.Gray:
		for y := range out.h {
			copy(out.row(y), p.Pix[p.PixOffset(b.Min.X, b.Min.Y+y):])
		}
	case *image.YCbCr:
		for y := range out.h {
			ycbcrRow(out.row(y), p, b.Min.X, b.Min.Y+y)
		}
	case *image.RGBA:
		for y := range out.h {
			rgbaRow(out.row(y), p.Pix[p.PixOffset(b.Min.X, b.Min.Y+y):])
		}
	case *image.NRGBA:
		for y := range out.h {
			nrgbaRow(out.row(y), p.Pix[p.PixOffset(b.Min.X, b.Min.Y+y):])
		}
	case *image.Paletted:
		for y := range out.h {
			palettedRow(out.row(y), p, b.Min.X, b.Min.Y+y)
		}
	default:
		for y := range out.h {
			row := out.row(y)
			for x := range row {
				row[x] = greyOfColor(picture.At(b.Min.X+x, b.Min.Y+y))
			}
		}
	}
	return out
}

// withoutRed is the grey of a colour, of 0 to 255 each.
func withoutRed(r, g, b int) uint8 {
	return uint8(min(r+max(r-max(g, b), 0)/2, 255))
}

func greyOfColor(c color.Color) uint8 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return onPaper(withoutRed(int(n.R), int(n.G), int(n.B)), n.A)
}

// onPaper is a grey that is seen through on white paper, as far as alpha lets it.
func onPaper(grey, alpha uint8) uint8 {
	return uint8((int(grey)*int(alpha) + 255*(255-int(alpha))) / 255)
}

func ycbcrRow(to []uint8, p *image.YCbCr, x0, y int) {
	for x := range to {
		yy := int(p.Y[p.YOffset(x0+x, y)])
		at := p.COffset(x0+x, y)
		// JFIF's conversion with 16 bits behind the point.
		cb, cr := int(p.Cb[at])-128, int(p.Cr[at])-128
		if cb == 0 && cr == 0 {
			to[x] = uint8(yy)
			continue
		}
		r := min(max(yy+91881*cr>>16, 0), 255)
		g := min(max(yy-(22554*cb+46802*cr)>>16, 0), 255)
		b := min(max(yy+116130*cb>>16, 0), 255)
		to[x] = withoutRed(r, g, b)
	}
}

func rgbaRow(to, from []uint8) {
	for x := range to {
		p := from[4*x : 4*x+4 : 4*x+4]
		if p[3] == 255 {
			to[x] = withoutRed(int(p[0]), int(p[1]), int(p[2]))
			continue
		}
		paper := 255 - int(p[3]) // the channels are multiplied by alpha already
		to[x] = withoutRed(min(int(p[0])+paper, 255), min(int(p[1])+paper, 255), min(int(p[2])+paper, 255))
	}
}

func nrgbaRow(to, from []uint8) {
	for x := range to {
		p := from[4*x : 4*x+4 : 4*x+4]
		to[x] = onPaper(withoutRed(int(p[0]), int(p[1]), int(p[2])), p[3])
	}
}

func palettedRow(to []uint8, p *image.Paletted, x0, y int) {
	var greys [256]uint8
	for i := range min(len(p.Palette), len(greys)) {
		greys[i] = greyOfColor(p.Palette[i])
	}
	from := p.Pix[p.PixOffset(x0, y):]
	for x := range to {
		to[x] = greys[from[x]]
	}
}
