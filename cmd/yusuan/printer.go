package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/clipperhouse/displaywidth"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
)

// message is something that a command has to tell.
type message interface {
	// Text is for people: whole lines, or "" for what only programs ask for.
	Text(l say.Language) string
	// Objects are for programs, each a line of JSON.
	Objects() []any
}

// status is a message that the next one of its kind makes out of date.
type status interface {
	message
	// share is how much of the run is done, from 0 to 1.
	share() float64
}

// printer tells messages: in words, in words on a terminal, or as JSON. No command asks which.
type printer interface {
	print(m message) error
	// every is how often a status is worth telling.
	every() time.Duration
	// clear takes away what others must not write behind.
	clear()
}

// newPrinter returns the printer of a command's results.
func newPrinter(out io.Writer, l say.Language, asJSON bool) printer {
	if asJSON {
		return jsonPrinter{out}
	}
	return textPrinter{out, l}
}

// quietPrinter tells of failures alone.
type quietPrinter struct{ printer }

func (p quietPrinter) print(m message) error {
	if _, ok := m.(failure); !ok {
		return nil
	}
	return p.printer.print(m)
}

// textPrinter writes words where nothing can be drawn over. Logs keep them: a status is told rarely.
type textPrinter struct {
	out io.Writer
	in  say.Language
}

func (p textPrinter) print(m message) error {
	_, err := io.WriteString(p.out, m.Text(p.in))
	return err
}

func (textPrinter) every() time.Duration { return 10 * time.Second }
func (textPrinter) clear()               {}

// jsonPrinter writes objects. Programs read the same values as from what encoding/json writes, and a terminal shows them.
type jsonPrinter struct{ out io.Writer }

func (p jsonPrinter) print(m message) error {
	var lines bytes.Buffer
	e := json.NewEncoder(&lines)
	e.SetEscapeHTML(false)
	for _, o := range m.Objects() {
		if err := e.Encode(o); err != nil {
			return err
		}
	}
	_, err := p.out.Write(extract.PrintableJSON(lines.Bytes()))
	return err
}

func (jsonPrinter) every() time.Duration { return time.Second }
func (jsonPrinter) clear()               {}

// barPrinter writes words to a terminal, with a bar for the status that is drawn over
// itself as often as eyes follow. Other messages take its place; the next status draws it under them.
type barPrinter struct {
	textPrinter
	width func() int // of the terminal, whose window may change
}

func (p barPrinter) print(m message) error {
	p.clear()
	s, ok := m.(status)
	if !ok {
		return p.textPrinter.print(m)
	}
	// There is room behind it for the interrupt, which is echoed there: what goes on in the
	// next line could not be drawn over.
	_, err := fmt.Fprint(p.out, drawn(strings.TrimSuffix(s.Text(p.in), "\n"), s.share(), p.width()-len("^C ")))
	return err
}

func (barPrinter) every() time.Duration { return 100 * time.Millisecond }

func (p barPrinter) clear() { fmt.Fprint(p.out, "\r\x1b[K") }

// drawn puts a bar before the status where there is room, and cuts what is too
// long: a line that the terminal breaks could not be drawn over.
func drawn(status string, share float64, room int) string {
	bar := min(30, room-displaywidth.String(status)-len("[] "))
	if bar < 5 {
		return displaywidth.TruncateString(status, max(0, room), "")
	}
	full := int(float64(bar) * share)
	return "[" + strings.Repeat("=", full) + strings.Repeat(" ", bar-full) + "] " + status
}
