// Package picture makes pictures of PDF pages with PDFium.
//
// PDFium knows nothing of how this program reads a page, so that a picture shows the page and not what was made of it. It is
// compiled to WebAssembly, without cgo: it sees a file's bytes, and of the machine the folders of fonts, which it may only
// read. It runs in a process of its own, a Painter's, since code that is compiled so that it can be stopped takes three times
// as long: a page that takes too long, or all memory, ends that process, and the next page begins another one.
//
// PDFium is compiled when a process begins: seconds, unless a cache has what an earlier one compiled.
//
// Files, each using only those before it: fonts.go png.go pdfium.go worker.go painter.go.
package picture
