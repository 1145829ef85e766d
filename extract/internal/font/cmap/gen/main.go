// Gen makes cmaps.zip from a directory of Adobe's CMap resources, one
// subdirectory to a character collection, as poppler-data installs them.
//
//	go run ./gen -o cmaps.zip directory
package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"yusuan/extract/internal/font/cmap"
)

func main() {
	out := flag.String("o", "cmaps.zip", "file to write")
	flag.Parse()
	log.SetFlags(0)
	if flag.NArg() != 1 {
		log.Fatal("usage: gen -o cmaps.zip directory")
	}
	data, err := build(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, data, 0o644); err != nil {
		log.Fatal(err)
	}
}

// collections are the registry's orderings and the CMap of Unicode codes that covers each best.
var collections = []struct{ ordering, codes string }{
	{"GB1", "UniGB-UTF32-H"},
	{"CNS1", "UniCNS-UTF32-H"},
	{"Japan1", "UniJIS-UTF32-H"},
	{"Korea1", "UniKS-UTF32-H"},
	{"KR", "UniAKR-UTF32-H"},
}

func build(dir string) ([]byte, error) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	w.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	for _, c := range collections {
		if err := add(w, filepath.Join(dir, "Adobe-"+c.ordering), c.ordering, c.codes); err != nil {
			return nil, fmt.Errorf("collection %s: %w", c.ordering, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

func add(w *zip.Writer, dir, ordering, codes string) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	src := source{dir: dir, seen: make(map[string]*cmap.CMap)}
	for _, f := range files {
		if !wanted(f.Name()) {
			continue
		}
		m, err := src.load(f.Name())
		if err != nil {
			return err
		}
		if err := write(w, f.Name(), m); err != nil {
			return err
		}
	}
	c, err := src.collection(ordering, codes)
	if err != nil {
		return err
	}
	return write(w, "unicode/"+ordering, c)
}

// wanted leaves out what maps CIDs to something else, or between two other encodings.
func wanted(name string) bool {
	return !strings.HasPrefix(name, "Adobe-") && !strings.HasPrefix(name, "UCS2-") &&
		!strings.HasSuffix(name, "-UCS2") && !strings.HasSuffix(name, "-UCS2C")
}

func write(w *zip.Writer, name string, v interface{ AppendBinary([]byte) ([]byte, error) }) error {
	data, err := v.AppendBinary(nil)
	if err != nil {
		return err
	}
	f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return err
}

// source reads the CMaps of one directory.
type source struct {
	dir  string
	seen map[string]*cmap.CMap
}

func (s *source) load(name string) (*cmap.CMap, error) {
	if m, ok := s.seen[name]; ok {
		return m, nil
	}
	data, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		return nil, err
	}
	var useErr error
	m := cmap.Parse(data, func(parent string) *cmap.CMap {
		p, err := s.load(parent)
		if err != nil {
			useErr = err
		}
		return p
	}, nil)
	if useErr != nil {
		return nil, fmt.Errorf("%s: %w", name, useErr)
	}
	if m, err = s.derive(name, m); err != nil {
		return nil, err
	}
	s.seen[name] = m
	return m, nil
}

// derive replaces the ranges of UTF-8, UTF-16 and UCS-2 codes by those of UTF-32.
func (s *source) derive(name string, m *cmap.CMap) (*cmap.CMap, error) {
	for _, utf := range []string{"UTF8", "UTF16", "UCS2"} {
		base := strings.Replace(name, "-"+utf+"-", "-UTF32-", 1)
		if _, err := os.Stat(filepath.Join(s.dir, base)); base == name || !strings.HasSuffix(name, "-H") || err != nil {
			continue // not in Unicode, a vertical form (it uses the horizontal one), or without a base
		}
		b, err := s.load(base)
		if err != nil {
			return nil, err
		}
		return m.AsForm(utf, b), nil
	}
	return m, nil
}

// collection tells the text of every CID: first the character of Unicode whose
// code gives the CID, then what Adobe's own table says, which also knows the
// half-width and vertical forms that no Unicode code leads to.
func (s *source) collection(ordering, codes string) (*cmap.Collection, error) {
	var texts []string
	set := func(cid int, text string) {
		for len(texts) <= cid {
			texts = append(texts, "")
		}
		if texts[cid] == "" && useful(text) {
			texts[cid] = text
		}
	}
	for _, name := range []string{codes, strings.TrimSuffix(codes, "H") + "V"} {
		m, err := s.load(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // Adobe-KR has no vertical CMap
		}
		if err != nil {
			return nil, err
		}
		byCID := make(map[int]rune)
		m.Codes(func(code uint32, _, cid int) {
			if r, ok := byCID[cid]; !ok || plainer(rune(code), r) {
				byCID[cid] = rune(code)
			}
		})
		for cid, r := range byCID {
			set(cid, string(r))
		}
	}
	table, err := s.load("Adobe-" + ordering + "-UCS2")
	if err != nil {
		return nil, err
	}
	table.Targets(func(lo, hi uint32, _ string) {
		for cid := lo; cid <= hi; cid++ {
			text, _ := table.Text(cid)
			set(int(cid), text)
		}
	})
	return cmap.NewCollection(texts), nil
}

// plainer reports whether a is the better of two characters of one CID: an
// ordinary one before a compatibility one before private use, then the lower code.
func plainer(a, b rune) bool {
	return cmp.Or(cmp.Compare(oddity(a), oddity(b)), cmp.Compare(a, b)) < 0
}

func oddity(r rune) int {
	switch {
	case unicode.Is(unicode.Co, r):
		return 2
	case 0x2E80 <= r && r <= 0x2FDF, 0xF900 <= r && r <= 0xFAFF, 0xFE10 <= r && r <= 0xFE6F, 0x2F800 <= r && r <= 0x2FA1F:
		return 1
	}
	return 0
}

// useful reports whether a text says something: Adobe gives U+FFFD to a CID that has none.
func useful(text string) bool {
	for _, r := range text {
		if r == 0 || r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) {
			return false
		}
	}
	return text != ""
}
