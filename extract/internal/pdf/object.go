package pdf

// The object types of ISO 32000-2, 7.3, as plain Go values, whichever library read them.

// Object is one of nil (null), bool, int64, float64, exponential, Name, String, Array, Dict, *Stream or Ref.
type Object any

// exponential is a number in exponent notation, which PostScript has and PDF does not (7.3.3). Document.Number reads it.
type exponential float64

// Name is a name object (7.3.5), without the solidus and with #xx resolved.
type Name string

// String is a string object (7.3.4): bytes, decrypted, without delimiters.
type String string

// Ref is an indirect reference (7.3.10).
type Ref struct{ Number, Generation int }

// Array is an array object (7.3.6); its elements may be Refs.
type Array []Object

// Dict is a dictionary object (7.3.7); its values may be Refs.
type Dict map[Name]Object

// Stream is a stream object (7.3.8). Its data is read with Document.Data.
type Stream struct {
	Dict Dict
	Ref  Ref // zero for streams that have no object number (inline images)

	source any // what the reader that found it needs to decode it
}
