// Package caption reads what tables say of themselves: number, title, unit, department, remarks; and what
// a text is by its words alone, for the other rooms: they hold no words of a print of their own.
//
// It promises to read a line the same wherever it stands, over a grid, inside it or at the foot of the
// page before. It trusts the caller for which lines these are.
//
// Files, each using only those before it: words.go reading.go title.go caption.go lines.go.
package caption
