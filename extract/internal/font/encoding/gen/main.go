// Gen makes widths.txt from the directory of Adobe's metrics of the standard 14 fonts.
// Slanted faces are as wide as their upright ones where Adobe made them so, and are left out.
package main

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

var fonts = []string{"Courier", "Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic",
	"Symbol", "ZapfDingbats"}

func main() {
	out := flag.String("o", "widths.txt", "file to write")
	flag.Parse()
	log.SetFlags(0)
	if flag.NArg() != 1 {
		log.Fatal("usage: gen -o widths.txt directory")
	}
	var b strings.Builder
	b.WriteString("# Widths of the standard 14 fonts: a font's name, then lines of a width and the glyphs that have it.\n" +
		"# From Adobe's Core 14 AFM files. Copyright (c) 1985-1997 Adobe Systems Incorporated. All Rights Reserved.\n")
	for _, name := range fonts {
		f, err := os.Open(filepath.Join(flag.Arg(0), name+".afm"))
		if err != nil {
			log.Fatal(err)
		}
		byWidth, err := read(f)
		f.Close()
		if err != nil {
			log.Fatalf("%s: %v", name, err)
		}
		fmt.Fprintln(&b, name)
		for _, w := range slices.SortedFunc(maps.Keys(byWidth), cmp.Compare[int]) {
			fmt.Fprintln(&b, w, strings.Join(byWidth[w], " "))
		}
	}
	if err := os.WriteFile(*out, []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// read takes the glyphs of each width from lines like "C 32 ; WX 278 ; N space ; B 0 0 0 0 ;".
func read(f *os.File) (map[int][]string, error) {
	byWidth := make(map[int][]string)
	s := bufio.NewScanner(f)
	for s.Scan() {
		words := strings.Fields(s.Text())
		if len(words) < 8 || words[0] != "C" || words[3] != "WX" || words[6] != "N" {
			continue
		}
		w, err := strconv.Atoi(words[4])
		if err != nil {
			return nil, err
		}
		byWidth[w] = append(byWidth[w], words[7])
	}
	return byWidth, s.Err()
}
