// Command dump writes what the reading packages see on every page, one JSON object a
// line: the input of testdata/compare, which holds it against PDFium and pdfplumber.
//
// With -count it writes nothing but the number of pages, so that its time is the time of reading.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"

	"yusuan/extract/internal/content"
	"yusuan/extract/internal/font"
	"yusuan/extract/internal/pdf"
	"yusuan/layout/page"
)

func main() {
	count := flag.Bool("count", false, "write only the number of pages read")
	flag.Parse()
	out := bufio.NewWriter(os.Stdout)
	if err := run(out, flag.Args(), *count); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// line is the dump of one page, or of a file that cannot be read.
type line struct {
	File     string         `json:"file"`
	Error    string         `json:"error,omitempty"`
	Page     int            `json:"page,omitempty"`
	Width    float64        `json:"width,omitempty"`
	Height   float64        `json:"height,omitempty"`
	Chars    [][]any        `json:"chars,omitempty"`   // text, x, y, box x0, top, x1, bottom, size, turn, flags
	Rulings  [][]any        `json:"rulings,omitempty"` // horizontal, at, from, to, width, kind, gray
	Problems []page.Problem `json:"problems,omitempty"`
}

func run(out io.Writer, files []string, count bool) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	pages := 0
	for _, name := range files {
		err := read(name, func(p *page.Page) error {
			pages++
			if count {
				return nil
			}
			return enc.Encode(dumped(name, p))
		})
		if err != nil {
			if err := enc.Encode(line{File: name, Error: err.Error()}); err != nil {
				return err
			}
		}
	}
	if count {
		_, err := fmt.Fprintln(out, pages)
		return err
	}
	return nil
}

func read(name string, emit func(*page.Page) error) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	doc, err := pdf.Open(context.Background(), data, pdf.Options{})
	if err != nil {
		return err
	}
	pages, err := doc.Pages()
	if err != nil {
		return err
	}
	r := content.NewReader(doc, font.NewLoader(doc), content.Limits{})
	for _, p := range pages {
		page, err := r.Page(context.Background(), p)
		if err != nil {
			return err
		}
		if err := emit(page); err != nil {
			return err
		}
	}
	return nil
}

func dumped(name string, p *page.Page) line {
	l := line{File: name, Page: p.Number, Width: p.Width, Height: p.Height, Problems: p.Problems}
	for i := range p.Chars {
		c := &p.Chars[i]
		l.Chars = append(l.Chars, []any{c.Text, c.X, c.Y, c.Box.X0, c.Box.Top, c.Box.X1, c.Box.Bottom, c.Size, c.Turn, c.Flags})
	}
	for _, r := range p.Rulings {
		l.Rulings = append(l.Rulings, []any{r.Horizontal, r.At, r.From, r.To, r.Width, r.Kind, r.Gray})
	}
	return l
}
