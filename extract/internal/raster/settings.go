package raster

// Settings are the thresholds of this package.
type Settings struct {
	// Covers is the share of the page that its images cover at least, where they are its picture.
	Covers float64
	// Stamp is the share of the page up to which an image over the picture is a stamp or a seal, which is left out.
	Stamp float64
	// Slant is how far an image's side may lean, as a share of its length: half a pixel or so over its whole width.
	Slant float64
	// Alike is how much the lengths of two pixels may differ, as a share: sides of one, or those of two strips.
	Alike float64
	// Overlap is how far strips may lie over each other, or apart, in their pixels.
	Overlap float64
	// DPI is more than print needs. An image that has a multiple of it is made as many times smaller while it is read.
	DPI float64
	// Strips is the most images that a picture is put together of.
	Strips int
	// Pixels is the most pixels that an image may have, before it is made smaller: A4 at 600 dots per inch has 34.8 million.
	// The most expensive, a progressive JPEG in colour, takes 15 bytes for each while it is decoded.
	Pixels int
	// Encoded is the most bytes that an image may have that is still encoded.
	Encoded int64
}

// Default are the settings that the tests of this package and all commands have.
func Default() *Settings {
	return &Settings{Covers: 0.5, Stamp: 0.1, Slant: 0.0005, Alike: 0.02, Overlap: 2, DPI: 300, Strips: 1000, Pixels: 36_000_000, Encoded: 64 << 20}
}
