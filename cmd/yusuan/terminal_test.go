package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// terminal is a real one, in which a shell runs.
type terminal struct {
	t      *testing.T
	socket string
}

func newTerminal(t *testing.T, width int) *terminal {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("there is no terminal to be had here: ", err)
	}
	term := &terminal{t: t, socket: filepath.Join(t.TempDir(), "tmux")}
	term.tmux("-f", "/dev/null", "new-session", "-d", "-x", fmt.Sprint(width), "-y", "24", "env PS1='$ ' sh")
	t.Cleanup(func() { _ = exec.Command("tmux", "-S", term.socket, "kill-server").Run() })
	return term
}

func (term *terminal) tmux(args ...string) string {
	term.t.Helper()
	out, err := exec.CommandContext(term.t.Context(), "tmux", append([]string{"-S", term.socket}, args...)...).CombinedOutput()
	if err != nil {
		term.t.Fatalf("tmux %q: %v\n%s", args, err, out)
	}
	return string(out)
}

// screen is what can be seen, lines that the terminal broke as one.
func (term *terminal) screen() string { return term.tmux("capture-pane", "-p", "-J") }

func (term *terminal) enter(command string) { term.tmux("send-keys", command, "Enter") }

// patience is how often a test looks for what must come: minutes, on any machine.
const patience = 20_000

func (term *terminal) interrupt() { term.tmux("send-keys", "C-c") }

// await waits until the screen shows something.
func (term *terminal) await(pattern string) string {
	term.t.Helper()
	wanted := regexp.MustCompile(pattern)
	for tries := 0; ; tries++ {
		screen := term.screen()
		if wanted.MatchString(screen) {
			return screen
		}
		if tries == patience {
			term.t.Fatalf("the screen never shows %q:\n%s", pattern, screen)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// waiting enters a run in the terminal that has read one file, waits for standard input and has 20 more to read.
// The test writes to the pipe what comes in, as long as it likes.
func (term *terminal) waiting(yusuan, in, out string, pdf []byte) io.WriteCloser {
	term.t.Helper()
	path := filepath.Join(term.t.TempDir(), "pipe")
	if err := exec.CommandContext(term.t.Context(), "mkfifo", path).Run(); err != nil {
		term.t.Skip("no pipes here: ", err)
	}
	pipe, err := os.OpenFile(path, os.O_RDWR, 0) // does not wait for the other end
	if err != nil {
		term.t.Fatal(err)
	}
	term.t.Cleanup(func() { _ = pipe.Close() })
	term.enter(yusuan + " extract " + in + " - -o " + out + " --workers 1 < " + path + "; echo ended with $?")
	begin(term.t, pipe, pdf)
	return pipe
}

func TestInterruptOnceInTerminal(t *testing.T) {
	term, pdf := newTerminal(t, 70), largePDF(t)
	in, out, yusuan := aroundStdin(t, 1, 20), t.TempDir(), ownCopy(t)
	pipe := term.waiting(yusuan, in, out, pdf)
	screen := term.await(`1 of 22 PDFs, [1-9][0-9]* pages, [0-9]+ pages/s, ([0-9hms]+ left, )?0 failed`)
	if strings.Count(screen, "of 22 PDFs") != 1 {
		t.Errorf("the status is drawn beside itself:\n%s", screen)
	}
	term.interrupt()
	term.await(`interrupted: finishing what is under way; interrupt again to stop at once`)
	finish(t, pipe, pdf)
	screen = term.await(`22 seen: 2 done, 0 skipped, 0 failed, 20 not begun; .*\s*(amounts .*\s*)?ended with 130`)
	if strings.Contains(screen, "of 22 PDFs") {
		t.Errorf("the status stays:\n%s", screen)
	}
	if found := documents(t, out); len(found) != 2 || filepath.Base(found[1]) != "stdin.json" {
		t.Errorf("what was under way is not finished: %q", found)
	}
	takenUp(t, yusuan, in, out, pdf)
}

func TestInterruptTwiceInTerminal(t *testing.T) {
	term, pdf := newTerminal(t, 120), largePDF(t)
	in, out, yusuan := aroundStdin(t, 1, 20), t.TempDir(), ownCopy(t)
	term.waiting(yusuan, in, out, pdf)
	term.await(`\[=+ *\] 1 of 22 PDFs, [1-9][0-9]* pages, [0-9]+ pages/s, ([0-9hms]+ left, )?0 failed`)
	if n := len(processes(yusuan)); n != 2 {
		t.Errorf("%d processes", n)
	}
	term.interrupt()
	term.await(`interrupted: finishing`)
	term.interrupt()
	term.await(`interrupted again: stopped; the next run goes on from here\n\s*ended with 130`)
	if found := documents(t, out); len(found) != 1 {
		t.Errorf("not stopped at once: %q", found)
	}
	awaitNoProcess(t, yusuan)
	takenUp(t, yusuan, in, out, pdf)
}

// takenUp holds what the next run makes of a stopped one to what an undisturbed run makes.
func takenUp(t *testing.T, yusuan, in, out string, pdf []byte) {
	t.Helper()
	whole := t.TempDir()
	for _, folder := range []string{out, whole} {
		cmd := exec.CommandContext(t.Context(), yusuan, "extract", in, "-", "-o", folder)
		cmd.Stdin = bytes.NewReader(pdf)
		if told, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, told)
		}
	}
	same(t, whole, out)
}

// A terminal shows tables as text that fits, not as Markdown.
func TestTablesInTerminal(t *testing.T) {
	term := newTerminal(t, 70)
	term.enter(ownCopy(t) + " tables ../../testdata/made/central1-wkhtml.pdf --table t1")
	screen := term.await(`2,188\.11 .*2,188\.11\n.*\n.*2,188\.11 .*2,188\.11`)
	if strings.Contains(screen, "|") {
		t.Errorf("Markdown:\n%s", screen)
	}
}
