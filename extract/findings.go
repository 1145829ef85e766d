package extract

import (
	"fmt"
	"slices"
	"strings"

	"yusuan/layout/page"
	"yusuan/model"
)

// findings says what was forgiven while the file was read: of the file first, then page by page.
func findings(seen *reading) []model.Finding {
	var all []model.Finding
	counts := make(map[model.FindingKind]int)
	for _, p := range seen.problems {
		counts[p.Kind]++
	}
	for _, p := range seen.problems { // one finding a kind: damage comes in hundreds
		if n := counts[p.Kind]; n > 0 {
			all = append(all, model.ReadingFinding(p.Kind, p.Detail, n, 0))
			delete(counts, p.Kind)
		}
	}
	for _, p := range seen.sights {
		all = append(all, p.findings...)
	}
	return all
}

// noTables says that a document has no table, and of how many pages nothing could be read.
func noTables(s *model.Source) model.Finding {
	pages, pictures := s.PageCount, len(s.ImageOnlyPages)
	return model.NoTables.Finding(fmt.Sprintf("共 %d 页，其中 %d 页只有图像", pages, pictures), fmt.Sprintf("%d of %d pages are only pictures", pictures, pages))
}

// guessedAmounts names the amounts in which glyphs stand whose text was guessed and that nobody has checked: a finding a table.
func guessedAmounts(pages []sight, facts []model.Fact) []model.Finding {
	guessed := make(map[int][]page.Char) // by page
	for _, p := range pages {
		if len(p.guessed) > 0 {
			guessed[p.number] = p.guessed
		}
	}
	amounts := make(map[string][]*model.Fact) // by table
	for i := range facts {
		f := &facts[i]
		if f.Checked == "" && slices.ContainsFunc(guessed[f.Page], func(c page.Char) bool { return isPart(&c, f) }) {
			amounts[f.Table] = append(amounts[f.Table], f)
		}
	}
	var all []model.Finding
	for i := range facts { // tables in their order
		of := amounts[facts[i].Table]
		if len(of) == 0 {
			continue
		}
		delete(amounts, facts[i].Table)
		found := model.ReadingFinding(model.AmountGuessed, of[0].Printed, len(of), 0)
		for _, f := range of {
			found.Subjects = append(found.Subjects, model.Subject{Table: f.Table, Row: new(f.Row), Column: new(f.Column), Page: f.Page, Box: new(f.Box)})
		}
		all = append(all, found)
	}
	return all
}

// isPart tells a glyph of an amount: it stands in its cell, and the amount's print has it.
func isPart(c *page.Char, f *model.Fact) bool {
	x, y := (c.Box.X0+c.Box.X1)/2, (c.Box.Top+c.Box.Bottom)/2
	return f.Box[0] <= x && x <= f.Box[2] && f.Box[1] <= y && y <= f.Box[3] && strings.Contains(f.Printed, c.Text)
}
