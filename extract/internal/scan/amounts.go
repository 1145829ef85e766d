package scan

import (
	"unicode/utf8"

	"yusuan/extract/internal/ocr"
	"yusuan/layout/page"
)

// halfWidth are the full-width forms that stand for a half-width sign in figures.
var halfWidth = map[string]string{
	"，": ",", "．": ".", "。": ".", "－": "-", "—": "-", "–": "-", "−": "-", "％": "%", "、": ",",
}

// fullWidth are the half-width forms that stand for a full-width sign between ideographs.
var fullWidth = map[string]string{
	",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）",
}

// spelled is a line as disclosures print it: signs are full-width beside ideographs and half-width in figures; of the separators of
// an amount the last one is the point and those before it are commas, whichever was read.
func spelled(glyphs []ocr.Glyph) []ocr.Glyph {
	out := append([]ocr.Glyph(nil), glyphs...)
	for i := range out {
		t := out[i].Text
		before, behind := neighbour(out, i, -1), neighbour(out, i, 1)
		if ring(t) && (before == "" || figure(before)) && (behind == "" || figure(behind)) {
			out[i].Text = "0" // no letter stands alone, or among figures
		} else if half, ok := halfWidth[t]; ok && figure(before) && (figure(behind) || t == "％") {
			out[i].Text = half
		} else if full, ok := fullWidth[t]; ok && (ideograph(before) || ideograph(behind)) && !(figure(before) && figure(behind)) {
			out[i].Text = full
		}
	}
	pairBrackets(out)
	for from := 0; from < len(out); {
		to := from
		for to < len(out) && (digit(out[to].Text) || separator(out[to].Text)) {
			to++
		}
		pointed(out[from:to])
		from = max(to, from+1)
	}
	return out
}

// neighbour is the text of the glyph beside one, white space skipped.
func neighbour(glyphs []ocr.Glyph, i, step int) string {
	for i += step; i >= 0 && i < len(glyphs); i += step {
		if t := glyphs[i].Text; t != " " && t != "　" {
			return t
		}
	}
	return ""
}

func ring(t string) bool      { return t == "o" || t == "O" }
func digit(t string) bool     { return len(t) == 1 && t[0] >= '0' && t[0] <= '9' }
func separator(t string) bool { return t == "," || t == "." }
func figure(t string) bool    { return digit(t) || separator(t) }

func ideograph(t string) bool {
	r, _ := utf8.DecodeRuneInString(t)
	return t != "" && page.Wide(r)
}

// pairBrackets gives both brackets of a pair the width of the wider one.
func pairBrackets(glyphs []ocr.Glyph) {
	var open []int
	for i := range glyphs {
		switch glyphs[i].Text {
		case "(", "（":
			open = append(open, i)
		case ")", "）":
			if len(open) == 0 {
				continue
			}
			first := open[len(open)-1]
			open = open[:len(open)-1]
			if glyphs[first].Text == "（" || glyphs[i].Text == "）" {
				glyphs[first].Text, glyphs[i].Text = "（", "）"
			}
		}
	}
}

// pointed makes the separators of an amount what their places say: the last is the point where other than three digits follow it or
// other separators stand before it; of groups of thousands alone, read as such, none is.
func pointed(glyphs []ocr.Glyph) {
	var at []int
	for i := range glyphs {
		if separator(glyphs[i].Text) {
			at = append(at, i)
		}
	}
	if len(at) == 0 || at[0] == 0 || at[len(at)-1] == len(glyphs)-1 || !groups(at) {
		return
	}
	last := at[len(at)-1]
	if glyphs[last].Text == "," && len(glyphs)-last-1 == 3 {
		return
	}
	for _, i := range at {
		glyphs[i].Text = ","
	}
	glyphs[last].Text = "."
}

// groups tells whether separators stand where those of thousands and a point may: three digits between any two, and no more than
// three before the first of several.
func groups(at []int) bool {
	for i := 1; i < len(at); i++ {
		if at[i]-at[i-1] != 4 {
			return false
		}
	}
	return len(at) == 1 || at[0] <= 3
}
