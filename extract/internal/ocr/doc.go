// Package ocr reads lines of print from their pictures.
package ocr
