// Package ooxml writes what all Excel workbooks have in common (ECMA-376, SpreadsheetML): names of columns, texts of cells,
// and the words of the format.
//
// It promises that a text is read by Excel as it is, whatever is in it.
package ooxml

import (
	"bytes"
	"encoding/xml"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	// SheetRows and SheetColumns are how many rows and columns a sheet has.
	SheetRows    = 1 << 20
	SheetColumns = 1 << 14
	// cellUnits is how many UTF-16 units a cell may hold.
	cellUnits = 32_767
	cutMark   = "…"
)

// What parts begin with, and the name spaces of what is in them.
const (
	Head          = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	MainSpace     = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	Relations     = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	Packages      = `http://schemas.openxmlformats.org/package/2006/`
	BookTypes     = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
	BookRelations = Head + `<Relationships xmlns="` + Packages + `relationships"><Relationship Id="rId1" Type="` + Relations +
		`/officeDocument" Target="xl/workbook.xml"/></Relationships>`
)

// ColumnName is A, B, … Z, AA, … for columns from 0.
func ColumnName(n int) string {
	name := string(rune('A' + n%26))
	if n >= 26 {
		return ColumnName(n/26-1) + name
	}
	return name
}

// AppendInline appends a text as the content of a cell of the type inlineStr, as long as a cell may hold it.
func AppendInline(b []byte, text string) []byte {
	b = append(b, `<is><t`...)
	if strings.TrimSpace(text) != text {
		b = append(b, ` xml:space="preserve"`...)
	}
	return append(AppendText(append(b, '>'), Cut(text)), `</t></is>`...)
}

// AppendText appends a text so that it is read as it is: with XML's entities, and with an escape for the underscore of
// what would be read as an escape itself (ST_Xstring). Characters that XML has not are U+FFFD.
func AppendText(b []byte, s string) []byte {
	for i, r := range s {
		switch {
		case r == '_' && escapes(s[i:]):
			b = append(b, "_x005F_"...)
		case strings.ContainsRune("&<>\r\n\t\"'", r) || r < ' ' || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError:
			var text bytes.Buffer
			_ = xml.EscapeText(&text, []byte(string(r))) // into memory: there is nothing to fail
			b = append(b, text.Bytes()...)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// escapes tells whether a text begins as _xHHHH_.
func escapes(s string) bool {
	const length = len("_xHHHH_")
	return len(s) >= length && s[1] == 'x' && s[length-1] == '_' && strings.Trim(s[2:length-1], "0123456789abcdefABCDEF") == ""
}

// Cut shortens a text to what a cell may hold; the mark at its end tells so.
func Cut(s string) string { return CutTo(s, cellUnits) }

// CutTo shortens a text to so many UTF-16 units; the mark at its end tells so.
func CutTo(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	units := 0
	for i, r := range s {
		n := utf16.RuneLen(r)
		if units += n; units > limit-len(utf16.Encode([]rune(cutMark))) {
			if utf8.RuneCountInString(s[i:]) == 1 && units <= limit {
				return s
			}
			return s[:i] + cutMark
		}
	}
	return s
}
