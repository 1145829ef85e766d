package main

import (
	"cmp"
	"slices"
	"strings"

	"yusuan/model/words"
)

// similar are the few words that a mistyped one may have meant: those that it is a part of, and those that few letters part
// from it; the nearest first.
func similar(word string, known []string) []string {
	const most = 3
	distance := func(w string) int { return words.Distance([]byte(word), []byte(w)) }
	var near []string
	for _, w := range known {
		if word != "" && (strings.Contains(w, word) || distance(w) <= max(1, len(word)/4)) {
			near = append(near, w)
		}
	}
	slices.SortStableFunc(near, func(a, b string) int { return cmp.Compare(distance(a), distance(b)) })
	return near[:min(most, len(near))]
}
