package report

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// Columns writes rows, indented, whose columns stand under one another: a Chinese character
// takes the room of two letters. A column without text takes none.
func Columns(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, s := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], displaywidth.String(s))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := "  "
		for i, s := range row {
			if widths[i] > 0 {
				line += "  " + s + strings.Repeat(" ", widths[i]-displaywidth.String(s))
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}
