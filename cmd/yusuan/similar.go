package main

import (
	"cmp"
	"slices"
	"strings"
)

// similar are the few words that a mistyped one may have meant: those that it is a part of, and those that few letters part
// from it; the nearest first.
func similar(word string, words []string) []string {
	const most = 3
	var near []string
	for _, w := range words {
		if word != "" && (strings.Contains(w, word) || distance(word, w) <= max(1, len(word)/4)) {
			near = append(near, w)
		}
	}
	slices.SortStableFunc(near, func(a, b string) int { return cmp.Compare(distance(word, a), distance(word, b)) })
	return near[:min(most, len(near))]
}

// distance is how many bytes are to be put in, left out or replaced to make b of a (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		above := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := above
			if a[i] != b[j] {
				replaced++
			}
			above = row[j+1]
			row[j+1] = min(replaced, above+1, row[j]+1)
		}
	}
	return row[len(b)]
}
