package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"yusuan/dataset"
	"yusuan/extract/batch"
)

func TestByteSize(t *testing.T) {
	for text, want := range map[string]int64{"0": 0, "64MiB": 64 << 20, "512MiB": 512 << 20, "2GiB": 2 << 30, "1536MiB": 3 << 29} {
		var b byteSize
		if err := b.Set(text); err != nil || int64(b) != want || b.String() != text {
			t.Errorf("%s is %d, %s, error %v", text, int64(b), b.String(), err)
		}
	}
	for _, text := range []string{"", "1", "-1GiB", "63MiB", "1.5GiB", "1 GiB", "GiB", "1gib", "99999999999999999999GiB", "1GiB1GiB"} {
		var b byteSize
		if err := b.Set(text); err == nil {
			t.Errorf("%q is %d", text, int64(b))
		}
	}
}

// FuzzMeta reads files of what is told beside PDFs: any text ends in a table whose values are in the text, or in an error.
func FuzzMeta(f *testing.F) {
	f.Add("name\turl\tretrieved\na.pdf\thttps://example.org/a\t2026-01-31\n")
	f.Add("\uFEFFsha256\tlicence\r\n" + strings.Repeat("0f", 32) + "\tCC-BY-4.0\r\n\r\n")
	f.Add("name\tregion_code\tregion_name\na\t110102\tx\u009b\n")
	f.Add("name\tname\n")
	f.Add("url\nx\n")
	f.Add("name\n\xd4\xa4\n")
	f.Fuzz(func(t *testing.T, text string) {
		table := newMetaTable()
		if table.parse(strings.NewReader(text)) != nil {
			return
		}
		for name, meta := range table.by {
			if err := meta.Validate(); err != nil {
				t.Fatalf("%q: %v", name, err)
			}
			for _, value := range []string{meta.URL, meta.RegionName, meta.Licence} {
				if name == "" || !strings.Contains(text, value) {
					t.Fatalf("%q: %+v", name, meta)
				}
			}
		}
	})
}

// FuzzPages reads the pages asked for: a range that is read holds its ends and lies within first and last.
func FuzzPages(f *testing.F) {
	for _, seed := range []string{"3", "3-5", " 8", "5-3", "0", "-", "1-", "99999999999999999999", "+1-2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ranges, err := parsePages([]string{text})
		if err != nil {
			return
		}
		if last := ranges.last(); last < 1 || !ranges.contain(last) || !ranges.contain(ranges[0][0]) || last < 1<<30 && ranges.contain(last+1) {
			t.Fatalf("%q is %v", text, ranges)
		}
	})
}

// FuzzFilesFrom reads lists of paths: any bytes are paths that stand in them, in that order, or an error.
func FuzzFilesFrom(f *testing.F) {
	f.Add("a.pdf\r\n\r\nb c.pdf\n", false)
	f.Add("\uFEFFa\nb", false)
	f.Add("a\nb\x00c\x00", true)
	f.Add("a\x00", false)
	f.Add("\n", false)
	f.Fuzz(func(t *testing.T, text string, null bool) {
		paths, err := (&pathFlags{null: null}).parse(strings.NewReader(text))
		if (err == nil) != (len(paths) > 0) {
			t.Fatalf("%q, error %v", paths, err)
		}
		for _, path := range paths {
			_, rest, found := strings.Cut(text, path)
			if path == "" || !found || strings.Contains(path, "\x00") || !null && strings.Contains(path, "\n") {
				t.Fatalf("%q of %q", path, text)
			}
			text = rest
		}
	})
}

// What a worker gives of each file is what extract and dataset make of all of them, but for whether a document is taken.
func TestRecordsAreWhatTheDataSetHas(t *testing.T) {
	tables := dataset.SingleTables()
	_, told, code := shell(t, "../..", `
		mkdir "$OUT/in"
		cp testdata/made/*.pdf testdata/meaning/city-*.pdf testdata/hostile/evil-texts.pdf "$OUT/in"
		yusuan extract "$OUT/in" -o "$OUT/documents" --ocr never -q &&
		yusuan dataset "$OUT/documents" -o "$OUT/data" --format jsonl -q &&
		cd "$OUT/in" && printf '%s\n' * | LC_ALL=C sort | yusuan worker --lines --ocr never --parts document,`+strings.Join(tables, ",")+` > "$OUT/records"
		code=$?
		echo "$OUT" >&2
		exit $code`)
	if code != exitDone {
		t.Fatal(told)
	}
	out := strings.TrimSpace(told)
	records, err := os.ReadFile(filepath.Join(out, "records"))
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string][]string)
	for line := range bytes.Lines(records) {
		var record struct {
			Name   string
			Status batch.RecordStatus
			Parts  map[string]json.RawMessage
		}
		if err := json.Unmarshal(line, &record); err != nil || record.Status != batch.RecordOK {
			t.Fatalf("%.200s: %v", line, err)
		}
		want, err := os.ReadFile(filepath.Join(out, "documents", strings.TrimSuffix(record.Name, ".pdf")+".json"))
		if err != nil || !bytes.Equal(record.Parts[batch.DocumentPart], want) {
			t.Errorf("%s has another document, error %v", record.Name, err)
		}
		for _, table := range tables {
			var rows []json.RawMessage
			if err := json.Unmarshal(record.Parts[table], &rows); err != nil {
				t.Fatal(record.Name, table, err)
			}
			for _, row := range rows {
				got[table] = append(got[table], string(row))
			}
		}
	}
	for _, table := range tables {
		text, err := os.ReadFile(filepath.Join(out, "data", table+".jsonl"))
		want := strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(text), `"taken":true`, `"taken":false`), "\n"), "\n")
		if table == "corrections" {
			want = nil
		}
		if err != nil || !slices.Equal(got[table], want) {
			t.Errorf("%s has %d rows, other ones than the %d of the data set, error %v", table, len(got[table]), len(want), err)
		}
	}
}

// poisoned is the program with a build tag by which it does what a file asks for, to itself.
func poisoned(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "yusuan")
	if out, err := exec.Command("go", "build", "-tags", "poison", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// What a file does to the process that reads it is told in its record, and the next file is read.
func TestPoisonIsARecord(t *testing.T) {
	program := poisoned(t)
	var in bytes.Buffer
	var want []string
	for _, c := range []struct{ what, told string }{
		{"panic", "crashed: the worker process died: poison"}, {"loop", "timeout: not done within 3s"}, {"memory", "over-limit: more than 128 MiB of memory"},
		{"exit", "crashed: the worker process ended: EOF"}, {"kill", "crashed: the worker process died: signal: killed"},
	} {
		fmt.Fprintf(&in, "{\"name\":%q,\"data\":%q}\n../../testdata/made/final1-cairo.pdf\n", c.what, base64.StdEncoding.EncodeToString([]byte("%poison "+c.what+"\n")))
		want = append(want, c.what+" failed "+c.told, "../../testdata/made/final1-cairo.pdf ok")
	}
	cmd := exec.CommandContext(t.Context(), program, "worker", "--lines", "--parts", "documents", "--timeout", "3s", "--memory", "128MiB")
	cmd.Stdin = &in
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range bytes.Lines(out) {
		var r struct {
			Name   string
			Status batch.RecordStatus
			Error  *batch.Failure
		}
		if err := json.Unmarshal(line, &r); err != nil {
			t.Fatal(err)
		}
		told := fmt.Sprint(r.Name, " ", r.Status)
		if r.Error != nil {
			told += fmt.Sprintf(" %s: %s", r.Error.Code, r.Error.Message)
		}
		got = append(got, told)
	}
	if !slices.Equal(got, want) {
		t.Errorf("records\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	awaitNoProcess(t, program)
}

// Who asked has ended: the worker does too, and the process that reads for it, in the middle of a file.
func TestWorkerEndsWithWhoAsked(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a worker notices it when it writes")
	}
	program := poisoned(t)
	answers, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, "worker", "--lines", "--timeout", "0")
	cmd.Stdout = out
	in, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = out.Close()
	fmt.Fprintf(in, "{\"name\":\"loop.pdf\",\"data\":%q}\n", base64.StdEncoding.EncodeToString([]byte("%poison loop\n")))
	time.Sleep(300 * time.Millisecond)
	_ = answers.Close() // while the input stays open
	if code := exitCode(cmd.Wait()); code != exitUnread {
		t.Errorf("it ended with %d", code)
	}
	awaitNoProcess(t, program)
}
