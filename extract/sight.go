package extract

import (
	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model"
)

// sight is what the document tells of a page beside its tables: what is kept of one that is let go when it is laid out.
type sight struct {
	number    int
	text      []byte // what its glyphs say, in the order in which they are painted, without white space
	imageOnly bool
	findings  []model.Finding // what was forgiven while it was read
	guessed   []page.Char     // the glyphs that are seen and whose text was guessed
}

// usualBytes are those of an ideograph.
const usualBytes = 3

// sightOf is what is kept of a page, of which so much cannot be read as unreadableDetail tells.
func sightOf(p *page.Page, unreadable string, s *settings.Settings) sight {
	out := sight{number: p.Number, text: make([]byte, 0, usualBytes*len(p.Chars))}
	for i := range p.Chars {
		c := &p.Chars[i]
		if c.Flags&page.Space != 0 {
			continue
		}
		out.text = append(out.text, c.Text...)
		if c.Flags&(page.Guessed|page.Invisible) == page.Guessed {
			out.guessed = append(out.guessed, *c)
		}
	}
	out.imageOnly = len(p.Images) > 0 && len(out.text) == 0
	for _, f := range p.Problems {
		out.findings = append(out.findings, model.ReadingFinding(f.Kind, f.Detail, f.Count, p.Number))
	}
	if unreadable != "" {
		out.findings = append(out.findings, model.ReadingFinding(model.UnreadableText, unreadable, 1, p.Number))
	}
	if out.imageOnly {
		out.findings = append(out.findings, model.ReadingFinding(model.ImageOnlyPage, "", 1, p.Number))
	}
	if len(p.Images) > 0 && p.TextLayer(s) {
		out.findings = append(out.findings, model.ReadingFinding(model.TextLayerRead, "", 1, p.Number))
	}
	return out
}
