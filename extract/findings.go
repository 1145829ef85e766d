package extract

import (
	"slices"

	"yusuan/model"
)

// findings says what was forgiven while the file was read: of the file first, then page by page.
func findings(seen *reading, imageOnly []int) []model.Finding {
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
	for _, page := range seen.pages {
		for _, p := range page.Problems {
			all = append(all, model.ReadingFinding(p.Kind, p.Detail, p.Count, page.Number))
		}
		if detail := unreadableDetail(page); detail != "" {
			all = append(all, model.ReadingFinding(model.UnreadableText, detail, 1, page.Number))
		}
		if slices.Contains(imageOnly, page.Number) {
			all = append(all, model.ReadingFinding(model.ImageOnlyPage, "", 1, page.Number))
		}
	}
	return all
}
