// Package review makes a site of documents on which people see what was read beside the page that it was read from: each
// page as a picture, its tables as cells, and of each amount what proves it.
//
// The site is of files: an index, one HTML file a document, and pictures. It opens from the file system, asks no other machine
// for anything, and holds every text of a PDF as data: the scripts put texts into a page as texts only, and each page's
// policy lets no other script run. The same pages are served by Pages, which make pictures when they are asked for.
//
// What a document says is taken as it is. Which amounts prove each other is told anew from its tables, since the document
// names the kinds of proof and not their members.
//
// Files, each using only those before it: data.go html.go pictures.go overlays.go site.go framed.go handler.go.
package review
