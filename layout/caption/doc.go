// Package caption reads what tables say of themselves: number, title, unit, department, remarks; and what
// a text is by its words alone, for the other rooms: they hold no words of a print of their own.
//
// What words say is told by words: a number, a unit, a title that ends as titles do. Any other line is a title where it
// stands as one: over the grid's middle or larger than its text, near it, and nothing else.
//
// It promises to read a line the same wherever it stands, over a grid, inside it or at the foot of the
// page before. It trusts the caller for which lines these are.
//
// Files, each using only those before it: words.go grammar.go reading.go name.go title.go caption.go place.go over.go
// notes.go.
package caption
