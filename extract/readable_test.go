package extract

import (
	"testing"

	"yusuan/layout/page"
)

func TestUnreadable(t *testing.T) {
	for _, c := range []struct {
		text string
		bad  int
	}{
		{"一般公共预算 1,024.50", 0},
		{"Übersicht über die Ausgaben für Straßen, déjà vu", 0},
		{"Ô¤Ëã", 4}, // 预算 in GBK, read as Latin 1
		{"表 1：收入·········26 × × ××××", 0}, // leaders and signs
		{"预算\ue001\uf8ff表", 2},            // private use
		{"\ufffd\ufffd", 2},
	} {
		p := &page.Page{}
		for _, r := range c.text {
			ch := page.Char{Text: string(r)}
			switch r {
			case ' ':
				ch.Flags = page.Space
			case '\ufffd':
				ch.Flags = page.NoUnicode
			}
			p.Chars = append(p.Chars, ch)
		}
		if found, _ := unreadable(p); len(found) != c.bad {
			t.Errorf("%q: %d glyphs are unreadable, want %d", c.text, len(found), c.bad)
		}
		if told := unreadableDetail(p) != ""; told != (c.bad > 0) {
			t.Errorf("%q: told %v", c.text, told)
		}
	}
}
