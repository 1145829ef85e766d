package content

import (
	"yusuan/extract/internal/font"
	"yusuan/layout/page"
)

// state is the graphics state (8.4) as far as it bears on text and lines.
type state struct {
	ctm          matrix // to displayed page coordinates
	clip         page.Rect
	roughClip    bool // the clip is smaller than its box
	fill, stroke paint
	lineWidth    float64
	squareCap    bool
	dashed       bool
	blended      bool // a blend mode lets through what lies under (11.3.5)
	masked       bool // so does a soft mask (11.5)
	overprint    bool // of other colorants, when filling (8.6.7)
	text         textState
}

// textState is the text state (9.3). The text matrices are no part of the graphics state.
type textState struct {
	font      *font.Font
	fontIndex uint16
	size      float64 // Tfs
	charSpace float64 // Tc
	wordSpace float64 // Tw
	scale     float64 // Th, 1 for 100 %
	leading   float64 // Tl
	rise      float64 // Trise
	mode      int     // Tmode
}

// paint is a current colour (8.6).
type paint struct {
	space *colorSpace
	gray  float64 // luminance, 0 black to 1 white
	alpha float64 // constant alpha, 11.3.7.2
}

// seen tells that painting with p leaves anything on the page.
func (p paint) seen() bool { return p.alpha > 0 }

// onPaper is the luminance of p as it looks on white paper.
func (p paint) onPaper() float32 { return float32(1 - (1-p.gray)*min(p.alpha, 1)) }

func newState(ctm matrix, clip page.Rect) state {
	black := paint{space: deviceGray, alpha: 1}
	return state{ctm: ctm, clip: clip, fill: black, stroke: black, lineWidth: 1, text: textState{scale: 1}}
}
