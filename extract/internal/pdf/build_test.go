package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// build writes a file of the objects 1, 2 … with a cross-reference table; the first is the document catalog.
func build(objects ...string) []byte { return buildWith("", objects...) }

// buildWith is build with more entries for the trailer.
func buildWith(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, o := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, table)
	return b.Bytes()
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// onePage is a file of one page with the given content stream object.
func onePage(content string) []byte {
	return build("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", content)
}

// compressedFile holds its catalog and pages in an object stream, found by a cross-reference stream.
func compressedFile() []byte {
	parts := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
		"<</Type/Page/Parent 2 0 R/Contents 5 0 R>>"}
	var head, body strings.Builder
	for i, part := range parts {
		fmt.Fprintf(&head, "%d %d ", i+1, body.Len())
		body.WriteString(part + " ")
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	at4 := b.Len()
	fmt.Fprintf(&b, "4 0 obj %s endobj\n", stream(fmt.Sprintf("/Type/ObjStm/N 3/First %d", head.Len()), head.String()+body.String()))
	at5 := b.Len()
	fmt.Fprintf(&b, "5 0 obj %s endobj\n", stream("", "0 0 m"))
	at6 := b.Len()
	rows := []byte{0, 0, 0, 0, 2, 0, 4, 0, 2, 0, 4, 1, 2, 0, 4, 2}
	for _, at := range []int{at4, at5, at6} {
		rows = append(rows, 1, byte(at>>8), byte(at), 0)
	}
	fmt.Fprintf(&b, "6 0 obj %s endobj\nstartxref\n%d\n%%%%EOF\n", stream("/Type/XRef/Size 7/W[1 2 1]/Root 1 0 R", string(rows)), at6)
	return b.Bytes()
}

// contents opens a file and returns the contents of its pages.
func contents(t *testing.T, data []byte) []string {
	t.Helper()
	d := open(t, data, Options{})
	pages, err := d.Pages()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, p := range pages {
		c, err := d.Contents(p)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(c))
	}
	return all
}
