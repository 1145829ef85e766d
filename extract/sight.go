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

func sightOf(p *page.Page, s *settings.Settings) sight {
	out := sight{number: p.Number, text: textOf(p)}
	out.imageOnly = len(p.Images) > 0 && len(out.text) == 0
	for i := range p.Chars {
		if c := &p.Chars[i]; c.Flags&(page.Guessed|page.Space|page.Invisible) == page.Guessed {
			out.guessed = append(out.guessed, *c)
		}
	}
	for _, f := range p.Problems {
		out.findings = append(out.findings, model.ReadingFinding(f.Kind, f.Detail, f.Count, p.Number))
	}
	if detail := unreadableDetail(p); detail != "" {
		out.findings = append(out.findings, model.ReadingFinding(model.UnreadableText, detail, 1, p.Number))
	}
	if out.imageOnly {
		out.findings = append(out.findings, model.ReadingFinding(model.ImageOnlyPage, "", 1, p.Number))
	}
	if len(p.Images) > 0 && p.TextLayer(s) {
		out.findings = append(out.findings, model.ReadingFinding(model.TextLayerRead, "", 1, p.Number))
	}
	return out
}

// textOf is the text of a page's glyphs in painting order, white space left out.
func textOf(p *page.Page) []byte {
	size := 0
	for i := range p.Chars {
		size += len(p.Chars[i].Text)
	}
	text := make([]byte, 0, size)
	for i := range p.Chars {
		if c := &p.Chars[i]; c.Flags&page.Space == 0 {
			text = append(text, c.Text...)
		}
	}
	return text
}
