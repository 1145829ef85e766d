package budget

import (
	"strings"

	"yusuan/model"
	"yusuan/model/words"
)

// kindOf tells what a table is about: by its folded title, and where the title tells
// nothing (a place's own wording, or none), by its headers and row labels.
func kindOf(title string, g *grid) model.Kind {
	texts := kindTexts(g)
	if m, ok := words.TitleKind.Among(title, texts); ok && m.Means != string(model.OtherTable) {
		return model.Kind(m.In(strings.Contains(title, "决算")))
	}
	if len(texts("head")) == 0 {
		return model.OtherTable
	}
	_, accounts := words.IsAccounts.Among("", texts)
	if m, ok := words.StructureKind.Among("", texts); ok {
		return model.Kind(m.In(accounts))
	}
	return model.OtherTable
}

// kindTexts gives the texts by which a table is known, each kind of them read when it is first asked for.
func kindTexts(g *grid) func(name string) []string {
	read := map[string][]string{}
	return func(name string) []string {
		out, ok := read[name]
		if !ok {
			if name == "head" {
				out = headTextsOf(g)
			} else {
				out = bodyLabels(g)
			}
			read[name] = out
		}
		return out
	}
}

// headTextsOf returns the texts of the header rows; of a form, the short texts of
// its first rows, since its labels are its header.
func headTextsOf(g *grid) []string {
	var out []string
	for i := range g.cells {
		if s := g.folded[i]; s != "" && (g.cells[i].Row < g.head || g.head == 0 && g.cells[i].Row < settings.labelRows && len(s) <= settings.longText) {
			out = append(out, s)
		}
	}
	return out
}

// bodyLabels returns the texts of the leading body rows that are no amounts.
func bodyLabels(g *grid) []string {
	var out []string
	for i := range g.cells {
		if s := g.folded[i]; s != "" && g.cells[i].Row >= g.head && g.cells[i].Row < g.head+settings.labelRows && len(s) <= settings.longText && !isAmount(g.numbers[i]) {
			out = append(out, s)
		}
	}
	return out
}
