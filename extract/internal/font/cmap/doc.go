// Package cmap reads character maps: from the codes of a PDF string to CIDs and
// from codes to Unicode (ISO 32000-2, 9.7.5 and 9.10.3).
//
// [Parse] reads what a file embeds and forgives what producers get wrong: it
// never fails and never grows beyond named limits. [Predefined] has every CMap
// that a file may name instead (9.7.5.2), and [Unicode] tells the text of the
// CIDs of Adobe's character collections (9.10.2).
//
// The shipped data, cmaps.zip, is made by the program in gen from Adobe's
// cmap-resources and mapping-resources-pdf (BSD-3-Clause, see LICENSE.cmaps), as
// Debian's poppler-data 0.4.12 installs them; go generate wants their directory in CMAPS.
// Nothing of it is unpacked until a font asks for it.
package cmap

//go:generate go run ./gen -o cmaps.zip $CMAPS
