package ocr

// model is none in a browser: it would be half of what is loaded, and the plain kernels take minutes for a page.
var model []byte
