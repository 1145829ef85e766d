package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"yusuan/model"
)

// evil is what no terminal is to be sent: escape sequences, in one byte of old terminals and in two, a title, a turn of
// the direction of writing, an end of the line and of the text.
const evil = "x\x1b[31m\u009b31m\x1b]0;p\a\u202egnp.\u2066\u200b\x7f\r\n\b\x00"

// hostileFolder has PDFs and documents whose texts and names are evil, and others that are none.
func hostileFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	pdf, err := os.ReadFile("../../testdata/hostile/evil-texts.pdf")
	if err != nil {
		t.Fatal(err)
	}
	creator := []byte("<FEFFD800003D>")
	if !bytes.Contains(pdf, creator) {
		t.Fatal("the file's creator is another one")
	}
	pdf = bytes.Replace(pdf, creator, []byte("<FEFF202E009B>"), 1)
	put("evil.pdf", pdf)
	put("a\x1b[31m\u202e\n.pdf", pdf)
	put("b\x1b[31m\u009b\n.pdf", []byte("none"))
	put("c\x1b[31m\u2066\n.json", []byte(`{"disclosure":"`+"\u202e\u009b"+`"}`))

	stdout, stderr, code := shell(t, dir, "yusuan extract evil.pdf --ocr never")
	doc, err := model.Parse([]byte(stdout))
	if code != 0 || err != nil {
		t.Fatalf("exit code %d: %s, error %v", code, stderr, err)
	}
	put("broken.json", bytes.Replace([]byte(stdout), []byte(`"code":"`), []byte(`"code":"x\u001b[31m`+"\u202e"), 1))
	put("member.json", bytes.Replace([]byte(stdout), []byte(`{"disclosure"`), []byte(`{"disclosure":"","`+"\u202e\u009b"+`":1,"disclosure"`), 1))
	doc.Source.Name, doc.Source.Producer, doc.Publisher.Name = evil, evil, evil
	for i := range doc.Tables {
		doc.Tables[i].Number, doc.Tables[i].Title = evil, evil
	}
	for i := range doc.Findings {
		doc.Findings[i].Message = model.Message{ZH: evil, EN: evil}
		doc.Findings[i].Expected, doc.Findings[i].Actual = evil, evil
	}
	put("valid.json", doc.AppendJSON(nil))
	put("meta.tsv", []byte("name\t"+evil+"\n"))
	put("told.tsv", []byte("name\turl\nx\u202e\u009b\ta\nx\u202e\u009b\tb\n"))
	put("unmatched.tsv", []byte("name\nx\u202e\n"))
	put("list", []byte("\u202e\x1b\n"))
	put("manifest.jsonl", []byte(`{"name":"`+"\u202e\u009b"+`"`+"\x1b"))
	return dir
}

// Whatever files hold and are called, and whatever is asked for, all that a terminal is sent can be seen.
func TestAllThatIsPrintedCanBeSeen(t *testing.T) {
	dir, out := hostileFolder(t), t.TempDir()
	for i, args := range [][]string{
		{"extract", ".", "-o", out}, {"extract", ".", "-o", out + "2", "--json"}, {"extract", "evil.pdf", "-o", out + evil[:5] + "\u202e", "--meta", "told.tsv"},
		{"extract", "evil.pdf", "evil.pdf" + evil[:20]}, {"extract", "b\x1b[31m\u009b\n.pdf"}, {"extract", "evil.pdf", "--meta", "meta.tsv"}, {"extract", "evil.pdf", "--meta", "\u202e\x1b"},
		{"check", "."}, {"check", ".", "--lang", "zh"}, {"check", ".", "--json"}, {"check", "\u202e\x1b"}, {"check", "valid.json", "--code", "\u202e\x1b"},
		{"check", "valid.json", "--publisher", "\u202e\x1b"}, {"check", ".", "--severity", "\u202e\x1b"}, {"check", "--files-from", "list"}, {"extract", "--files-from", "\u202e\x1b"},
		{"check", "valid.json", "--meta", "unmatched.tsv"}, {"check", ".", "--region", "\u202e\x1b"},
		{"dataset", ".", "-o", out + "3"}, {"dataset", ".", "-o", out + "4", "--json"}, {"dataset", "valid.json", "-o", out + "5", "--since", "manifest.jsonl"},
		{"dataset", "valid.json", "-o", out + "5", "--since", "\u202e\x1b"}, {"dataset", "\u202e\x1b.json", "-o", out + "6"}, {"dataset", "evil.pdf", "-o", "."},
		{"inspect", "evil.pdf"}, {"inspect", "a\x1b[31m\u202e\n.pdf"}, {"inspect", "evil.pdf", "--draw", "chars"}, {"inspect", "evil.pdf", "--page", "9"}, {"inspect", "\u202e\x1b"},
		{"inspect", "evil.pdf", "--draw", "\u202e\x1b"}, {"inspect", "evil.pdf", "--draw", "chars", "-o", "valid.json/\u202e\x1b"},
		{"codes", "\u202e\x1b"}, {"codes", "--list", "\u202e\x1b"}, {"\u202e\x1b\n"}, {"extrac\u202e"}, {"check", "--\x1b\u202e"}, {"check", "-\u202e"}, {"check", ".", "--timeout", "\u202e\x1b"},
	} {
		cmd := exec.CommandContext(t.Context(), binary, args...)
		cmd.Dir = dir
		if i > 0 { // one of them recognises what it cannot read, which takes seconds
			cmd.Env = append(os.Environ(), "YUSUAN_OCR=never")
		}
		printed, err := cmd.CombinedOutput()
		if code := exitCode(err); code != exitDone && code != exitFatal && code != exitSomeFailed {
			t.Errorf("%q: %v", args, err)
		}
		if at := hidden(string(printed)); at >= 0 {
			t.Errorf("%q prints %q", args, printed[max(0, at-80):min(len(printed), at+20)])
		}
		if len(printed) == 0 {
			t.Errorf("%q prints nothing", args)
		}
	}
}

// hidden is the place of the first character of a text that does something else than to be seen or to end a line, -1 for none.
func hidden(s string) int {
	for at, r := range s {
		if r == utf8.RuneError && !strings.HasPrefix(s[at:], string(utf8.RuneError)) || r != '\n' && r != '\u3000' && !strconv.IsPrint(r) {
			return at
		}
	}
	return -1
}

// What goes to a terminal is made visible where programs get canonical bytes, and holds the same values.
func TestDocumentsOnTerminal(t *testing.T) {
	dir := hostileFolder(t)
	piped, _, _ := shell(t, dir, "yusuan extract evil.pdf --ocr never")
	if !strings.Contains(piped, `"creator":"`+"\u202e\u009b") {
		t.Fatalf("the document does not hold what is to be hidden: %.400s", piped)
	}
	term := newTerminal(t, 200)
	sent := filepath.Join(t.TempDir(), "sent")
	term.tmux("pipe-pane", "cat > "+sent)
	term.enter("cd " + dir + " && " + binary + " extract evil.pdf --ocr never; echo; echo ended with $?")
	term.await(`(?m)^ended with 0`)
	var raw []byte
	for tries := 0; !bytes.Contains(raw, []byte("ended with 0")); tries++ { // the pipe is no part of the screen
		if tries == patience {
			t.Fatal("what is sent to the terminal never comes: ", string(raw))
		}
		time.Sleep(10 * time.Millisecond)
		raw, _ = os.ReadFile(sent) // which is made when there is something to write
	}
	if !bytes.Contains(raw, []byte(`"creator":"\u202e\u009b"`)) || bytes.ContainsAny(raw, "\u202e\u009b") {
		t.Errorf("the terminal is sent %q", raw)
	}
}
