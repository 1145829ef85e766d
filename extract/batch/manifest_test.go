package batch

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A folder may come from anywhere, its manifest with it: an entry that tells what no run writes is none, and its file is
// read again.
func TestForeignEntriesAreNone(t *testing.T) {
	in := tree(t, map[string][]byte{"a.pdf": made(t, "final1-cairo")})
	sound := t.TempDir()
	mustRun(t, Options{Out: sound}, in)
	want := contents(t, sound)
	for what, c := range map[string]struct {
		old, new string
		gone     bool // the document is not there
	}{
		"no digest of a document that is not there": {`,"outputSha256":"` + manifest(t, sound)[0].OutputSHA256 + `"`, ``, true},
		"no digest of a document elsewhere":         {`"output":"a.json","outputSha256":"` + manifest(t, sound)[0].OutputSHA256 + `"`, `"output":"../a.json"`, true},
		"fewer than no facts":                       {`"facts":`, `"facts":-`, false},
		"more confirmed than there are":             {`"confirmed":`, `"confirmed":9`, false},
		"unknown status":                            {`"status":"done"`, `"status":"finished"`, false},
		"meta of no date":                           {`"pretty":false`, `"pretty":false,"meta":{"retrieved":"today"}`, false},
	} {
		out := t.TempDir()
		for name, text := range want {
			changed := strings.Replace(text, c.old, c.new, 1)
			if name == manifestName && changed == text {
				t.Fatalf("%s: the manifest has no %s", what, c.old)
			}
			if name != manifestName && c.gone {
				continue
			}
			if name != manifestName {
				changed = text
			}
			if err := os.WriteFile(filepath.Join(out, name), []byte(changed), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if s := mustRun(t, Options{Out: out}, in); s.Done != 1 || s.Skipped != 0 {
			t.Errorf("%s: %+v", what, s)
		}
		sameContents(t, what, contents(t, out), want)
	}
}

// FuzzRequest reads what a run may say to a worker: any bytes end in messages that are read as they were written, or in an error.
func FuzzRequest(f *testing.F) {
	for _, head := range []any{setup{Memory: 1 << 30}, request{Name: "a.pdf", Password: []byte{0, 0xFF}, PagesApart: true},
		request{Name: "a.pdf", Corrections: 4}, request{Corrections: -1}} {
		var b bytes.Buffer
		if err := writeFrame(&b, head, []byte("[{}]body")); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Add([]byte("\x00\x00\x00\x10\x00\x00\x00\x00" + `{"password":"!"}`))
	f.Add([]byte("\x00\x00\x00\x0D\x00\x00\x00\x00" + `{"memory":1e9}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4 && data[4] != 0 {
			t.Skip("a body of 16 MiB and more is memory and no other way")
		}
		var asSetup setup
		if _, err := readFrame(bytes.NewReader(data), &asSetup); err == nil && asSetup.Memory > 0 && hardLimit(asSetup.Memory) < softLimit(asSetup.Memory) {
			t.Fatalf("limits of %d bytes", asSetup.Memory)
		}
		var first, second request
		body, err := readFrame(bytes.NewReader(data), &first)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := writeFrame(&b, first, body); err != nil {
			t.Fatal(err)
		}
		again, err := readFrame(&b, &second)
		if err != nil || !bytes.Equal(again, body) || first.Name != second.Name || !bytes.Equal(first.Password, second.Password) {
			t.Fatalf("%+v %q became %+v %q, error %v", first, body, second, again, err)
		}
		if decided, file, err := first.parted(body); err == nil && len(file)+first.Corrections != len(body) {
			t.Fatalf("%d corrections and %d bytes of %d", len(decided), len(file), len(body))
		}
	})
}
