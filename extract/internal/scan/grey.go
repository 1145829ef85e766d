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
	case *image.RGBA:
		for y := range out.h {
			rgbaRow(out.row(y), p.Pix[p.PixOffset(b.Min.X, b.Min.Y+y):])
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
