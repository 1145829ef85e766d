package font

import (
	"fmt"
	"strings"

	"yusuan/extract/internal/font/program"
	"yusuan/extract/internal/pdf"
	"yusuan/model"
)

// flagSymbolic is the flag of a font descriptor that says that the font has its own characters (table 121).
const flagSymbolic = 1 << 2

// maxProgram bounds a font program that is opened for its tables: the largest
// font that producers embed whole, with all ideographs, has 40 MB.
const maxProgram = 64 << 20

// maxPrograms bounds the font programs of a document that are opened, all of which are kept: a dozen fonts with all
// ideographs. Fonts that tell their text without are not opened.
const maxPrograms = 256 << 20

// Sane bounds of ascent and descent in text space units, and what holds
// outside them: producers write 0, 10000 and the em square's or the family's lowest depth.
const (
	minAscent, maxAscent   = 0.3, 1.5
	minDescent, maxDescent = -0.8, -0.02

	cjkAscent, cjkDescent     = 0.88, -0.12
	latinAscent, latinDescent = 0.9, -0.2
)

// setExtent sets ascent and descent by the font descriptor where it is sane.
func (l *Loader) setExtent(f *Font, descriptor pdf.Dict, cjk bool) {
	f.Ascent, f.Descent = latinAscent, latinDescent
	if cjk {
		f.Ascent, f.Descent = cjkAscent, cjkDescent
	}
	ascent, _ := l.doc.Number(descriptor["Ascent"])
	descent, _ := l.doc.Number(descriptor["Descent"])
	ascent, descent = ascent/1000, descent/1000
	if descent > 0 {
		descent = -descent // a common slip of the sign
	}
	if ascent >= minAscent && ascent <= maxAscent && descent >= minDescent && descent <= maxDescent {
		f.Ascent, f.Descent = ascent, descent
	}
}

// openProgram reads the embedded font program (9.9), or returns nil.
func (l *Loader) openProgram(f *Font, descriptor pdf.Dict) *program.Font {
	for _, key := range []pdf.Name{"FontFile2", "FontFile3", "FontFile"} {
		s := l.doc.Stream(descriptor[key])
		if s == nil {
			continue
		}
		if l.programs > maxPrograms {
			l.problem(model.FontProgramUnreadable, f, fmt.Sprintf("other fonts have %d bytes", l.programs))
			return nil
		}
		data, err := l.doc.Data(s)
		l.programs += len(data)
		if err == nil && len(data) > maxProgram {
			err = fmt.Errorf("%d bytes are more than any font has", len(data))
		}
		if len(data) == 0 || len(data) > maxProgram {
			if err != nil {
				l.problem(model.FontProgramUnreadable, f, err.Error())
			}
			continue
		}
		p, err := program.Parse(data)
		if err != nil {
			l.problem(model.FontProgramUnreadable, f, err.Error())
		}
		return p
	}
	return nil
}

// isEmbedded tells a font that brings its own program, without opening it.
func isEmbedded(descriptor pdf.Dict) bool {
	return descriptor["FontFile"] != nil || descriptor["FontFile2"] != nil || descriptor["FontFile3"] != nil
}

// isDingbats tells ZapfDingbats by its names: ITC's own, and that of its free twin.
func isDingbats(name string) bool {
	return strings.Contains(name, "ZapfDingbats") || name == "Dingbats" || name == "D050000L"
}

// cjkName tells the Chinese, Japanese and Korean fonts that a simple font may name.
func cjkName(name string) bool {
	for _, r := range name {
		if r >= 0x2E80 {
			return true
		}
	}
	lower := strings.ToLower(name)
	for _, part := range []string{"song", "simsun", "hei", "kai", "fang", "ming", "gothic", "cjk"} {
		if strings.Contains(lower, part) {
			return true
		}
	}
	return false
}
