package draw

import (
	"fmt"
	"slices"
	"strings"
)

// joined puts the texts that say something into one.
func joined(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), " · ")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// pagesName lists pages.
func pagesName(pages []int) string {
	name := "pages "
	if len(pages) == 1 {
		name = "page "
	}
	return name + strings.Trim(fmt.Sprint(pages), "[]")
}

// placeName tells where a cell stands: "row 3, column 0, 1 × 2" for one over two columns.
func placeName(row, column, rowSpan, columnSpan int) string {
	name := fmt.Sprintf("row %d, column %d", row, column)
	if rowSpan > 1 || columnSpan > 1 {
		name += fmt.Sprintf(", %d × %d", rowSpan, columnSpan)
	}
	return name
}
