package main

import (
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
)

// display is where a command tells how far it is: standard error, with a bar on a terminal.
type display struct {
	printer
	mu sync.Mutex // around the output, and what progress counts
}

func newDisplay(out io.Writer, l say.Language, asJSON, quiet bool) *display {
	d := &display{printer: newPrinter(out, l, asJSON)}
	if quiet {
		d.printer = quietPrinter{d.printer}
		return d
	}
	if fd, ok := terminalOf(out); ok && !asJSON {
		d.printer = barPrinter{textPrinter{out, l}, func() int {
			width, _, err := term.GetSize(fd)
			if err != nil || width <= 0 {
				return 80
			}
			return width
		}}
	}
	return d
}

// terminalOf is the descriptor of a terminal, where out is one.
func terminalOf(out io.Writer) (fd int, ok bool) {
	f, ok := out.(*os.File)
	if !ok {
		return 0, false
	}
	return int(f.Fd()), term.IsTerminal(int(f.Fd()))
}

// tell prints a message. Where standard error is gone there is nobody to tell.
func (d *display) tell(m message) { _ = d.print(m) }

// follow tells the status now and then, until stop is called.
func (d *display) follow(now func() status) (stop func()) {
	quit := make(chan struct{})
	var told sync.WaitGroup
	told.Go(func() {
		tick := time.NewTicker(d.every())
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				d.mu.Lock()
				d.tell(now())
				d.mu.Unlock()
			case <-quit:
				return
			}
		}
	})
	return func() {
		close(quit)
		told.Wait()
		d.clear()
	}
}

// interrupted tells what an interrupt does.
type interrupted struct {
	Type  string `json:"message_type"`
	Again bool   `json:"again"`
}

func (i interrupted) Text(l say.Language) string {
	if i.Again {
		return l.Of("interrupted again: stopped; the next run goes on from here\n", "再次中断：已停止；下次运行从这里继续\n")
	}
	return l.Of("interrupted: finishing what is under way; interrupt again to stop at once\n", "中断：正在做完手上的文件；再次中断则立即停止\n")
}

func (i interrupted) Objects() []any { return []any{i} }

// interrupted tells of an interrupt, the first or a second one.
func (d *display) interrupted(again bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tell(interrupted{"interrupted", again})
}

// failure tells of a file or a document that is left out, at once and in one line.
type failure struct {
	Type    string        `json:"message_type"`
	Name    string        `json:"name"`
	Stage   extract.Stage `json:"stage,omitempty"`
	Page    int           `json:"page"` // 0 where no single page is concerned
	Code    extract.Code  `json:"code"`
	Message string        `json:"message"` // in English
	path    string        // as it was asked for
}

func (f failure) Text(l say.Language) string {
	at := ""
	if f.Page > 0 {
		at = l.Format("page %d: ", "第 %d 页：", f.Page)
	}
	return l.Format("failed: %s: %s%s\n", "失败：%s：%s%s\n", extract.Printable(f.path), at, extract.Printable(reason(f.Code, f.Message, l)))
}

func (f failure) Objects() []any { return []any{f} }

// failed tells of an error that concerns one file.
func failed(path string, err *extract.Error) failure {
	return failure{"error", err.Name, err.Stage, err.Page, err.Code, err.Reason(), path}
}

// tally counts the files of a run.
type tally struct {
	start                time.Time
	files, bytes         int64 // asked for
	doneFiles, doneBytes int64
	skippedBytes         int64
	failed               int
}

// share implements status for what embeds a tally.
func (t *tally) share() float64 { return float64(t.doneFiles) / float64(max(1, t.files)) }

// counted is what every status tells programs.
type counted struct {
	Bytes     int64 `json:"bytes"`
	BytesDone int64 `json:"bytes_done"`
	Elapsed   int   `json:"seconds_elapsed"`
	Left      *int  `json:"seconds_left,omitempty"`
}

func (t *tally) counted() counted {
	c := counted{Bytes: t.bytes, BytesDone: t.doneBytes, Elapsed: int(time.Since(t.start).Seconds())}
	if left, known := t.left(); known {
		c.Left = new(int(left.Seconds()))
	}
	return c
}

// left guesses the time left from the bytes that are left, by how long those took that were read.
func (t *tally) left() (left time.Duration, known bool) {
	read := t.doneBytes - t.skippedBytes
	if read == 0 {
		return 0, false
	}
	return time.Duration(float64(time.Since(t.start)) * float64(t.bytes-t.doneBytes) / float64(read)), true
}

// leftIn returns the time left in words of a status line, as it is when it is asked for.
func (t *tally) leftIn() func(say.Language) string {
	left, known := t.left()
	return func(l say.Language) string {
		if !known {
			return ""
		}
		return l.Format("%s left, ", "还需 %s，", l.Duration(left.Round(time.Second)))
	}
}
