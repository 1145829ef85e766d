// Package printed writes the tables of a document as they are printed: as an Excel workbook, HTML, Markdown, CSV or text
// for a terminal, with merged cells, heads, indents and the print's own numbers.
//
// It promises that every cell's text is in every format, that amounts are numbers in workbooks whose format gives back
// what is printed, that codes and all else stay text, and that the same document gives the same bytes. Texts are
// never read as formulas, markup or a terminal's commands.
//
// It trusts documents to be what [model.Parse] or an extraction gives, but no text in them.
//
// Files, each using only those before it: words.go number.go table.go shape.go delimited.go terminal.go markdown.go
// html.go style.go sheet.go book.go workbook.go.
package printed
