// Package scan reads the picture of a page: what stands on it as glyphs and rulings, as from a page of vectors.
//
// It promises glyphs and rulings of a page that is made straight, whatever turn, skew and bend the picture has, in points of the page
// as displayed; lines of print with what makes their text doubtful; and time and memory that the settings bound,
// whatever the picture is. It trusts the reader of lines for what a line says, and no picture for anything.
//
// Files, each using only those before it: settings.go raster.go grey.go contrast.go ink.go components.go trace.go skew.go warp.go
// mapping.go straight.go rulings.go regions.go lines.go seals.go view.go crops.go amounts.go again.go sealed.go glyphs.go unread.go turn.go scan.go.
package scan
