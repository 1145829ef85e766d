// Package draw makes pictures of what the stages saw of a page.
//
// A picture is made afterwards, of the values that the stages gave; nothing is
// drawn inside a stage. It is one SVG file that needs no other: the page's size in points,
// its text as words, and over it what one stage saw, in that stage's colour.
// Whatever a PDF says is written as text, never as markup, and nothing is
// drawn outside of the page.
//
// Files, each using only those before it: picture.go names.go glyphs.go grids.go tables.go draw.go summary.go.
package draw

import (
	"yusuan/layout"
	"yusuan/model"
)

// Stage is what a picture shows.
type Stage string

const (
	Chars         Stage = "chars"         // glyphs as read, each in its box
	Words         Stage = "words"         // glyphs that stand together
	Rulings       Stage = "rulings"       // lines as read
	Edges         Stage = "edges"         // lines after snapping and joining
	Intersections Stage = "intersections" // where edges meet
	Lines         Stage = "lines"         // text that no ruled grid took, in pieces: what alignment looks at
	Regions       Stage = "regions"       // where alignment looked for tables, and what it saw there
	Columns       Stage = "columns"       // where the columns of each grid begin, and why
	Rows          Stage = "rows"          // where the rows of each grid begin, and why
	Cells         Stage = "cells"         // the cells of each grid
	Captions      Stage = "captions"      // what was read over each part of a table, and under it
	Joins         Stage = "joins"         // which table each part became
	Tables        Stage = "tables"        // logical tables, their headers and captions
	Findings      Stage = "findings"      // what is to be known of the data
)

var painters = []struct {
	stage Stage
	paint func(*picture)
}{
	{Chars, (*picture).chars},
	{Words, (*picture).words},
	{Rulings, (*picture).rulings},
	{Edges, (*picture).edges},
	{Intersections, (*picture).intersections},
	{Lines, (*picture).lines},
	{Regions, (*picture).regions},
	{Columns, (*picture).columns},
	{Rows, (*picture).rows},
	{Cells, (*picture).cells},
	{Captions, (*picture).captions},
	{Joins, (*picture).joins},
	{Tables, (*picture).tables},
	{Findings, (*picture).findings},
}

// Stages lists what can be drawn, in the order of the way through the program.
func Stages() []Stage {
	all := make([]Stage, len(painters))
	for i, p := range painters {
		all[i] = p.stage
	}
	return all
}

// SVG draws what a stage saw of a page. The document is the one that the page is
// of: it holds tables and findings. A stage that is none of Stages is drawn as the bare page.
func SVG(seen *layout.Seen, doc *model.Document, stage Stage) []byte {
	return drawn(newPicture(seen, doc, string(stage), false), stage)
}

// Overlay draws the same to lie over a picture of the page: without ground, and without the page's text.
func Overlay(seen *layout.Seen, doc *model.Document, stage Stage) []byte {
	return drawn(newPicture(seen, doc, string(stage), true), stage)
}

func drawn(p *picture, stage Stage) []byte {
	for _, painter := range painters {
		if painter.stage == stage {
			painter.paint(p)
		}
	}
	return p.end()
}
