// Package raster makes the picture of a page out of the images that the page paints.
//
// Most scanned pages are one image, or one that was cut into strips. Such a page's picture is its images' samples, turned and
// put beside each other as the page places them: nothing is drawn, and nothing lost. What needs a renderer, a page of layers,
// masks, or image filters that the standard library does not know, is an *UnsupportedError.
//
// Nothing that an image says of itself is believed: its size is checked before room is taken for it.
//
// Files, each using only those before it: settings.go pixels.go space.go samples.go decode.go raster.go.
package raster
