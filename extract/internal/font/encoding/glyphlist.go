package encoding

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

//go:embed glyphlist.txt
var glyphListText string

var glyphList = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 4400)
	for line := range strings.Lines(glyphListText) {
		name, codes, ok := strings.Cut(strings.TrimSpace(line), ";")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		var text []rune
		for code := range strings.FieldsSeq(codes) {
			r, err := strconv.ParseUint(code, 16, 32)
			if err != nil {
				continue
			}
			text = append(text, rune(r))
		}
		m[name] = string(text)
	}
	return m
})

// dingbats are the characters of ZapfDingbats by its glyphs' names.
var dingbats = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 256)
	for code, name := range Named("ZapfDingbats") {
		if r := dingbat(code); r != 0 && name != "" {
			m[name] = string(r)
		}
	}
	return m
})

// Dingbat tells the text that a glyph name of ZapfDingbats stands for, or "". Its names, a1 to a206, are also those
// that producers make up for the glyphs of any font, where they say nothing.
func Dingbat(name string) string { return dingbats()[name] }

// dingbat is the character of a code of ZapfDingbats: the block U+2700 was laid
// out after it, without the signs that Unicode had elsewhere.
func dingbat(code int) rune {
	switch code {
	case 0x25:
		return '☎'
	case 0x2A:
		return '☛'
	case 0x2B:
		return '☞'
	case 0x48:
		return '★'
	case 0x6C:
		return '●'
	case 0x6E:
		return '■'
	case 0x73:
		return '▲'
	case 0x74:
		return '▼'
	case 0x75:
		return '◆'
	case 0x77:
		return '◗'
	case 0xA8:
		return '♣'
	case 0xA9:
		return '♦'
	case 0xAA:
		return '♥'
	case 0xAB:
		return '♠'
	case 0xD5:
		return '→'
	case 0xD6:
		return '↔'
	case 0xD7:
		return '↕'
	}
	switch {
	case 0x21 <= code && code <= 0x7E:
		return rune(0x2700 - 0x20 + code)
	case 0x80 <= code && code <= 0x8D:
		return rune(0x2768 - 0x80 + code)
	case 0xA1 <= code && code <= 0xA7:
		return rune(0x2761 - 0xA1 + code)
	case 0xAC <= code && code <= 0xB5:
		return rune(0x2460 - 0xAC + code)
	case 0xB6 <= code && code <= 0xFE && code != 0xF0:
		return rune(0x2776 - 0xB6 + code)
	}
	return 0
}

// maxName bounds a glyph name that is taken apart; the longest of the glyph list has 30 letters.
const maxName = 128

// Text tells the text that a glyph name stands for, or "" where it says none, by
// the Adobe Glyph List Specification: parts joined by underscores, variants
// after a full stop, uniXXXX and uXXXXX. Numbered names (g12, cid34, glyph56, a44) say nothing.
func Text(name string) string {
	if len(name) > maxName {
		return ""
	}
	if s, ok := glyphList()[name]; ok {
		return plain(name, s)
	}
	name, _, _ = strings.Cut(name, ".")
	var text strings.Builder
	for part := range strings.SplitSeq(name, "_") {
		s := component(part)
		if s == "" {
			return ""
		}
		text.WriteString(s)
	}
	return text.String()
}

func component(name string) string {
	if s, ok := glyphList()[name]; ok {
		return plain(name, s)
	}
	if hex, ok := strings.CutPrefix(name, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var text []rune
		for ; hex != ""; hex = hex[4:] {
			r := scalar(hex[:4])
			if r == 0 {
				return ""
			}
			text = append(text, r)
		}
		return string(text)
	}
	if hex, ok := strings.CutPrefix(name, "u"); ok && 4 <= len(hex) && len(hex) <= 6 {
		if r := scalar(hex); r != 0 {
			return string(r)
		}
	}
	return ""
}

// scalar reads a code point; lower case is wrong but common.
func scalar(hex string) rune {
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || v > unicode.MaxRune || 0xD800 <= v && v <= 0xDFFF {
		return 0
	}
	return rune(v)
}

// plain replaces private use, where the glyph list has the expert set's small
// capitals and raised or lowered figures, by the letter or figure itself.
func plain(name, text string) string {
	for _, r := range text {
		if !unicode.Is(unicode.Co, r) {
			return text
		}
	}
	for _, variant := range []string{"small", "oldstyle", "superior", "inferior", "serif", "sans", "fitted"} {
		base, ok := strings.CutSuffix(name, variant)
		if !ok {
			continue
		}
		if s, ok := glyphList()[base]; ok {
			return s
		}
	}
	return text
}
