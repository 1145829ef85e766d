package extract

import (
	"context"
	"image"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"yusuan/extract/internal/ocr"
	"yusuan/extract/internal/raster"
	"yusuan/layout/page"
	"yusuan/model/words"
)

// agrees tells whether a layer of text that nobody sees is what the picture over it shows: pieces of its lines, from all over
// the page, are recognised where they stand. A layer too short to tell does not; one over a picture too coarse to be read stands.
func agrees(ctx context.Context, lines ocr.Reader, shown *raster.Picture, p *page.Page, sameLine float64) (bool, error) {
	if dpiOf(shown) < limits.coarse {
		return true, nil
	}
	pieces := spread(piecesOf(p, sameLine), limits.samples)
	if len(pieces) == 0 {
		return false, nil
	}
	pictures := make([]*image.Gray, len(pieces))
	for i := range pieces {
		pictures[i] = pieces[i].in(shown)
	}
	read, err := lines.Lines(ctx, pictures)
	if err != nil {
		return false, err
	}
	glyphs, wrong := 0, 0
	for i := range pieces {
		says := letters(pieces[i].text)
		glyphs += len(says)
		wrong += min(words.Distance(says, letters(read[i].Text())), len(says))
	}
	return glyphs > 0 && float64(glyphs-wrong) >= limits.agreement*float64(glyphs), nil
}

// dpiOf is a picture's resolution.
func dpiOf(shown *raster.Picture) float64 {
	return 72 * float64(shown.Image.Bounds().Dx()) / (shown.Box.X1 - shown.Box.X0)
}

// piece is a part of a line of a layer, as displayed.
type piece struct {
	text string
	box  page.Rect
	turn uint8
}

// piecesOf are the parts of a layer's lines that stand together and are long enough to be compared, from the top.
func piecesOf(p *page.Page, sameLine float64) []piece {
	var all []piece
	for turn := range uint8(4) {
		var unseen []page.Char
		for _, c := range p.Chars {
			if c.Flags&page.Invisible != 0 && c.Turn == turn {
				c.Box = c.Box.Upright(turn, p.Width, p.Height)
				unseen = append(unseen, c)
			}
		}
		for _, line := range page.LinesOf(unseen, sameLine) {
			for _, chars := range together(line.Chars) {
				if one := pieceOf(chars); len(letters(one.text)) >= limits.piece {
					one.turn, one.box = turn, one.box.Displayed(turn, p.Width, p.Height)
					all = append(all, one)
				}
			}
		}
	}
	return all
}

// together parts a line's glyphs where space is between them.
func together(chars []page.Char) (parts [][]page.Char) {
	begin := 0
	for i := 1; i <= len(chars); i++ {
		if i == len(chars) || chars[i].Box.X0-chars[i-1].Box.X1 > limits.pieceGap*chars[i].Size {
			parts, begin = append(parts, chars[begin:i]), i
		}
	}
	return parts
}

func pieceOf(chars []page.Char) piece {
	var text strings.Builder
	box := chars[0].Box
	for _, c := range chars {
		text.WriteString(c.Text)
		box = box.Union(c.Box)
	}
	return piece{text: text.String(), box: box}
}

// spread picks so many pieces, as far from each other in their order as they may be.
func spread(all []piece, many int) []piece {
	if len(all) <= many {
		return all
	}
	picked := make([]piece, many)
	for i := range picked {
		picked[i] = all[i*(len(all)-1)/(many-1)]
	}
	return picked
}

// in is the piece's picture.
func (one *piece) in(shown *raster.Picture) *image.Gray {
	bounds := shown.Image.Bounds()
	x, y := float64(bounds.Dx())/(shown.Box.X1-shown.Box.X0), float64(bounds.Dy())/(shown.Box.Bottom-shown.Box.Top)
	room := limits.pieceRoom * min(one.box.X1-one.box.X0, one.box.Bottom-one.box.Top)
	return turned(shown.Image, image.Rect(
		bounds.Min.X+int(math.Floor((one.box.X0-room-shown.Box.X0)*x)), bounds.Min.Y+int(math.Floor((one.box.Top-room-shown.Box.Top)*y)),
		bounds.Min.X+int(math.Ceil((one.box.X1+room-shown.Box.X0)*x)), bounds.Min.Y+int(math.Ceil((one.box.Bottom+room-shown.Box.Top)*y)),
	), (4-one.turn)%4)
}

// letters are what of a text is compared: letters and digits, of which recognisers err less than of points and dashes.
func letters(text string) []rune {
	return slices.DeleteFunc([]rune(norm.NFKC.String(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}
