// Package join makes logical tables of the grids of all pages: captions and notes find their grids, grids
// that go on over a page break or stand beside it become one table, and what the break cuts is mended.
//
// It promises cells that cover every place of a table once, each with its region on every page that it touches,
// a repeated header kept once, and for each part the reason why it stands where it does. It trusts that a grid's cells cover
// its places, and nothing of what pages repeat: a header may come again or not, clipped or lower, and a caption may
// stand at the foot of the page before.
//
// Files, each using only those before it: reason.go page.go share.go table.go parts.go rests.go captions.go furniture.go texts.go header.go
// alike.go chain.go continuation.go wings.go stack.go cut.go spans.go mend.go confidence.go
// assemble.go join.go.
package join
