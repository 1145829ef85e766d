// Package content interprets page content (ISO 32000-2, clauses 8 and 9): from
// content streams to the glyphs, rulings, fills and images that are seen on a page.
//
// It promises that everything on a [page.Page] is in displayed coordinates (points
// from the top left corner, after the crop box, /Rotate and UserUnit), that what is
// clipped away, switched off or outside the crop box is not there, nor text that an opaque
// area was painted over, and that what is overprinted is there once. Values of form fields
// and free texts without an appearance are there as viewers would write them. Rulings are
// neither merged nor snapped: that is layout's part.
//
// It trusts nothing in a content stream. Whatever cannot be understood is skipped and,
// where text may be lost, noted as a problem of the page; only an exceeded limit and the
// end of the context are errors.
//
// Clip regions are kept as rectangles: a clip path of another shape counts as its
// bounding box, and nothing that is painted through it hides text. Shadings, tiling
// patterns and transparency groups paint no text and no ruling and are passed over; a
// pattern as a colour is mid-gray.
package content
