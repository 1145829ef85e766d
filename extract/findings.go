package extract

import (
	"slices"

	"yusuan/layout/settings"
	"yusuan/model"
)

// findings says what was forgiven while the file was read: of the file first, then page by page.
func findings(seen *reading, imageOnly []int) []model.Finding {
	settings := settings.Default()
	var all []model.Finding
	counts := make(map[string]int)
	for _, p := range seen.problems {
		counts[p.Code]++
	}
	for _, p := range seen.problems { // one finding a code: damage comes in hundreds
		if n := counts[p.Code]; n > 0 {
			all = append(all, model.ReadingFinding(p.Code, p.Detail, n, 0))
			delete(counts, p.Code)
		}
	}
	for _, page := range seen.pages {
		for _, p := range page.Problems {
			all = append(all, model.ReadingFinding(p.Code, p.Detail, p.Count, page.Number))
		}
		if detail := unreadableDetail(page); detail != "" {
			all = append(all, model.ReadingFinding("unreadable-text", detail, 1, page.Number))
		}
		if slices.Contains(imageOnly, page.Number) {
			all = append(all, model.ReadingFinding("image-only-page", "", 1, page.Number))
		}
		if len(page.Images) > 0 && page.TextLayer(settings) {
			all = append(all, model.ReadingFinding("text-layer-read", "", 1, page.Number))
		}
	}
	return all
}
