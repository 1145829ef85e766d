package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"yusuan/extract/hostile"
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

func (term *terminal) interrupt() { term.tmux("send-keys", "C-c") }

// await waits until the screen shows something.
func (term *terminal) await(pattern string) string {
	term.t.Helper()
	wanted := regexp.MustCompile(pattern)
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if screen := term.screen(); wanted.MatchString(screen) {
			return screen
		}
	}
	term.t.Fatalf("the screen never shows %q:\n%s", pattern, term.screen())
	return ""
}

// slowFirst returns a folder whose first file takes seconds to read, and 20 that take none.
func slowFirst(t *testing.T) string {
	t.Helper()
	dir := copies(t, 20)
	slow := hostile.Pages(40, strings.Repeat("0 w ", 1_000_000))
	if err := os.WriteFile(filepath.Join(dir, "0-slow.pdf"), slow, 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestInterruptOnceInTerminal(t *testing.T) {
	term := newTerminal(t, 70)
	in, out, yusuan := slowFirst(t), t.TempDir(), ownCopy(t)
	term.enter(yusuan + " extract " + in + " -o " + out + " --workers 1; echo ended with $?")
	screen := term.await(`of 21 PDFs, [1-9][0-9]* pages, [0-9]+ pages/s, 0 failed`)
	if strings.Count(screen, "of 21 PDFs") != 1 {
		t.Errorf("the status is drawn beside itself:\n%s", screen)
	}
	term.interrupt()
	term.await(`interrupted: finishing what is under way; interrupt again to stop at once`)
	screen = term.await(`21 seen: [1-9] done, 0 skipped, 0 failed, [1-9][0-9]? not begun; .*\s*ended with 130`)
	if strings.Contains(screen, "of 21 PDFs") {
		t.Errorf("the status stays:\n%s", screen)
	}
	if found := documents(t, out); len(found) == 0 || filepath.Base(found[0]) != "0-slow.json" {
		t.Errorf("what was under way is not finished: %q", found)
	}
	takenUp(t, yusuan, in, out)
}

func TestInterruptTwiceInTerminal(t *testing.T) {
	term := newTerminal(t, 120)
	in, out, yusuan := slowFirst(t), t.TempDir(), ownCopy(t)
	term.enter(yusuan + " extract " + in + " -o " + out + " --workers 1; echo ended with $?")
	term.await(`\[ *\] 0 of 21 PDFs, [1-9][0-9]* pages, [0-9]+ pages/s, 0 failed`)
	if n := len(processes(yusuan)); n != 2 {
		t.Errorf("%d processes", n)
	}
	term.interrupt()
	term.await(`interrupted: finishing`)
	term.interrupt()
	term.await(`interrupted again: stopped; the next run goes on from here\n\s*ended with 130`)
	if found := documents(t, out); len(found) > 0 {
		t.Errorf("not stopped at once: %q", found)
	}
	awaitNoProcess(t, yusuan)
	takenUp(t, yusuan, in, out)
}

// takenUp holds what the next run makes of a stopped one to what an undisturbed run makes.
func takenUp(t *testing.T, yusuan, in, out string) {
	t.Helper()
	whole := t.TempDir()
	for _, folder := range []string{out, whole} {
		if told, err := exec.CommandContext(t.Context(), yusuan, "extract", in, "-o", folder).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, told)
		}
	}
	same(t, whole, out)
}
