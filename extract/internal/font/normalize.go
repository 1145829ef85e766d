package font

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed EquivalentUnifiedIdeograph.txt
var equivalentText string

// equivalents maps radicals and strokes to the ideograph that looks the same.
// Compatibility normalisation knows the Kangxi radicals only.
var equivalents = sync.OnceValue(func() map[rune]rune {
	m := make(map[rune]rune, 400)
	for line := range strings.Lines(equivalentText) {
		line, _, _ = strings.Cut(line, "#")
		codes, to, ok := strings.Cut(line, ";")
		if !ok {
			continue
		}
		lo, hi, ranged := strings.Cut(strings.TrimSpace(codes), "..")
		if !ranged {
			hi = lo
		}
		for r := codePoint(lo); r <= codePoint(hi); r++ {
			m[r] = codePoint(strings.TrimSpace(to))
		}
	}
	// Unicode equates ⼾ with the traditional 戶. Fonts for simplified Chinese draw one glyph for
	// ⼾ and 户, and producers that name a glyph by its first code point call that 户 ⼾.
	m['⼾'] = '户'
	return m
})

// codePoint reads a code point of Unicode's data files.
func codePoint(s string) rune {
	v, err := strconv.ParseUint(s, 16, 32)
	if err != nil {
		return utf8.RuneError
	}
	return rune(v)
}

// verticalForms are the punctuation marks that vertical presentation forms stand
// for, full-width as in horizontal Chinese text.
var verticalForms = map[rune]rune{
	'︐': '，', '︑': '、', '︒': '。', '︓': '：', '︔': '；', '︕': '！', '︖': '？', '︗': '〖', '︘': '〗', '︙': '…',
	'︰': '：', '︱': '—', '︲': '–', '︳': '＿', '︴': '＿',
	'︵': '（', '︶': '）', '︷': '｛', '︸': '｝', '︹': '〔', '︺': '〕', '︻': '【', '︼': '】',
	'︽': '《', '︾': '》', '︿': '〈', '﹀': '〉', '﹁': '「', '﹂': '」', '﹃': '『', '﹄': '』', '﹇': '［', '﹈': '］',
}

// normalize gives text the form that the program works with: radicals and
// compatibility ideographs become the ordinary ideograph, vertical forms
// the ordinary punctuation, Latin ligatures their letters, exotic spaces U+0020;
// what is not seen (soft hyphens, zero-width characters) goes. Full-width forms
// and the ideographic space stay.
func normalize(s string) string {
	if ordinary(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case ordinaryRune(r) || r == '\u3000':
			b.WriteRune(r)
		case isSpace(r):
			b.WriteByte(' ')
		case unseen(r):
		case isCompatibilityIdeograph(r), 0xFB00 <= r && r <= 0xFB06:
			b.WriteString(norm.NFKC.String(string(r)))
		default:
			b.WriteRune(replacement(r))
		}
	}
	return b.String()
}

func ordinary(s string) bool {
	for _, r := range s {
		if !ordinaryRune(r) {
			return false
		}
	}
	return true
}

// ordinaryRune tells the bulk of all text quickly: ASCII, ideographs, full-width forms.
func ordinaryRune(r rune) bool {
	return 0x20 <= r && r < 0x7F || 0x3001 <= r && r <= 0x303F || 0x4E00 <= r && r <= 0x9FFF || 0xFF01 <= r && r <= 0xFF5E
}

func replacement(r rune) rune {
	switch {
	case 0x2E80 <= r && r <= 0x2FDF, 0x31C0 <= r && r <= 0x31EF:
		if to, ok := equivalents()[r]; ok {
			return to
		}
	case 0xFE10 <= r && r <= 0xFE4F:
		if to, ok := verticalForms[r]; ok {
			return to
		}
	}
	return r
}

func isCompatibilityIdeograph(r rune) bool {
	return 0xF900 <= r && r <= 0xFAFF || 0x2F800 <= r && r <= 0x2FA1F
}

// isSpace reports white space, as producers use tabs and line ends for it, too.
func isSpace(r rune) bool { return unicode.IsSpace(r) }

// unseen reports the characters that have no glyph: format controls (soft
// hyphen, zero-width space and joiners, byte order mark) and variation selectors.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Variation_Selector)
}

// sound reports whether a text can be what a glyph means: not empty, and no
// U+0000, U+FFFD, control character, private use, surrogate or noncharacter.
func sound(s string) bool {
	for _, r := range s {
		switch {
		case ordinaryRune(r) || isSpace(r):
		case r == utf8.RuneError, unicode.In(r, unicode.Cc, unicode.Co, unicode.Cs), r&0xFFFE == 0xFFFE:
			return false
		}
	}
	return s != ""
}
