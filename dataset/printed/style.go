package printed

import (
	"fmt"
	"slices"
	"strings"

	"yusuan/dataset/internal/ooxml"
	"yusuan/model"
)

// style is how a cell of a workbook looks.
type style struct {
	size       float64 // of the text, in points; 0 for the default
	bold, link bool
	border     bool
	fill       string // a colour, RRGGBB, "" for none
	format     string // of numbers, "" for none
	horizontal string // ST_HorizontalAlignment, "" for the default
	indent     int    // in steps of ST_CellAlignment, each about an em
}

const (
	headFill    = "F2F2F2"
	defaultSize = 11
	firstFormat = 164 // the first number that is not a built-in format's
)

// fills mark cells with findings.
var fills = map[model.Severity]string{model.Error: "FFD6D6", model.Warning: "FFF0C2", model.Info: "E2EEFC"}

// stylesheet numbers the styles of a workbook as they come.
type stylesheet struct {
	numbers map[style]int
	formats list
	fonts   list
	fills   list
	styles  list
}

// list numbers texts as they come.
type list []string

func (l *list) number(s string) int {
	if i := slices.Index(*l, s); i >= 0 {
		return i
	}
	*l = append(*l, s)
	return len(*l) - 1
}

func newStylesheet() *stylesheet {
	s := &stylesheet{numbers: make(map[style]int)}
	// The default font decides how wide a digit of ST_Col's width is. Every system has this one, or one as wide.
	s.fonts = list{`<font><sz val="10"/><name val="Arial"/><family val="2"/></font>`}
	s.fills = list{`<fill><patternFill patternType="none"/></fill>`, `<fill><patternFill patternType="gray125"/></fill>`}
	s.styles = list{`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`}
	return s
}

// number is the number of a style, a new one where it is new.
func (s *stylesheet) number(x style) int {
	if n, ok := s.numbers[x]; ok {
		return n
	}
	format, fill, border := 0, 0, 0
	if x.format != "" {
		format = firstFormat + s.formats.number(x.format)
	}
	if x.fill != "" {
		fill = s.fills.number(`<fill><patternFill patternType="solid"><fgColor rgb="FF` + x.fill + `"/><bgColor indexed="64"/></patternFill></fill>`)
	}
	if x.border {
		border = 1
	}
	alignment, room := "", "wrapText"
	if x.format != "" {
		room = "shrinkToFit" // a number without room would be #####
	}
	if x.horizontal != "" {
		alignment = ` horizontal="` + x.horizontal + `"`
	}
	if x.indent > 0 {
		alignment += fmt.Sprintf(` indent="%d"`, x.indent)
	}
	s.styles = append(s.styles, fmt.Sprintf(`<xf numFmtId="%d" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">`+
		`<alignment%s vertical="center" %s="1"/></xf>`, format, s.font(x), fill, border, alignment, room))
	s.numbers[x] = len(s.styles) - 1
	return s.numbers[x]
}

func (s *stylesheet) font(x style) int {
	font := "<font>"
	if x.bold {
		font += "<b/>"
	}
	if x.link {
		font += "<u/>"
	}
	size := x.size
	if size == 0 {
		size = defaultSize
	}
	font += fmt.Sprintf(`<sz val="%g"/>`, size)
	if x.link {
		font += `<color rgb="FF0563C1"/>`
	}
	return s.fonts.number(font + `<name val="宋体"/><charset val="134"/></font>`)
}

// xml is the part of the styles.
func (s *stylesheet) xml() string {
	const side = ` style="thin"><color rgb="FF7F7F7F"/>`
	formats := make([]string, len(s.formats))
	for i, f := range s.formats {
		formats[i] = fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="%s"/>`, firstFormat+i, ooxml.AppendText(nil, f))
	}
	borders := []string{`<border><left/><right/><top/><bottom/><diagonal/></border>`,
		`<border><left` + side + `</left><right` + side + `</right><top` + side + `</top><bottom` + side + `</bottom><diagonal/></border>`}
	return ooxml.Head + `<styleSheet ` + ooxml.MainSpace + `>` + counted("numFmts", formats) + counted("fonts", s.fonts) + counted("fills", s.fills) +
		counted("borders", borders) + `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		counted("cellXfs", s.styles) + `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
}

// counted is a list as an element that counts it, nothing where it is empty.
func counted(element string, items []string) string {
	if len(items) == 0 {
		return ""
	}
	return fmt.Sprintf(`<%s count="%d">%s</%[1]s>`, element, len(items), strings.Join(items, ""))
}
