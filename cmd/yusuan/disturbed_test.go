package main

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"yusuan/extract/hostile"
)

// A run that is killed at any moment and started again ends in the folder that
// an undisturbed run leaves. What stands in between is whole, is not made again,
// and no process of the killed run stays.
func TestKilled(t *testing.T) {
	kills := 10
	if hostile.Full() {
		kills = 50
	}
	in, out, whole := mixed(t), t.TempDir(), t.TempDir()
	yusuan := ownCopy(t)
	extract := func(out string) *exec.Cmd {
		return exec.CommandContext(t.Context(), yusuan, "extract", in, "-o", out, "--workers", "3", "--json")
	}
	if told, err := extract(whole).CombinedOutput(); exitCode(err) != exitSomeFailed {
		t.Fatalf("%v\n%s", err, told)
	}
	manifest, err := os.ReadFile(filepath.Join(whole, "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	files := bytes.Count(manifest, []byte("\n"))
	killed := 0
	for tries := 0; killed < kills; tries++ {
		if tries > 10*kills {
			t.Fatalf("only %d of %d runs were killed", killed, tries)
		}
		cmd, ended := extract(out), rand.IntN(files)
		told := newMessages(t, cmd)
		for range ended {
			told.next("file", "error")
		}
		time.Sleep(time.Duration(rand.Int64N(int64(10 * time.Millisecond)))) // anywhere in what is under way
		_ = cmd.Process.Kill()                                               // unless it has ended
		finished := exitCode(cmd.Wait()) == exitSomeFailed
		awaitNoProcess(t, yusuan)
		if finished {
			same(t, whole, out)
			out = t.TempDir()
			continue
		}
		killed++
		if wrong := notIn(t, out, whole); len(wrong) > 0 {
			t.Errorf("killed after %d files: these differ from an undisturbed run's: %q", ended, wrong)
		}
	}
	stood, err := exec.CommandContext(t.Context(), "find", out, "-name", "*.json").Output()
	if err != nil {
		t.Fatal(err)
	}
	told, err := extract(out).CombinedOutput()
	if exitCode(err) != exitSomeFailed || !bytes.Contains(told, fmt.Appendf(nil, `"files_skipped":%d,`, bytes.Count(stood, []byte("\n")))) {
		t.Errorf("the next run says %sthere stood\n%s", told, stood)
	}
	same(t, whole, out)
}

// mixed returns a folder of small files: sound ones, one of them under two names, damaged ones, and names that are hard.
func mixed(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name string, data []byte) bool {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		return os.WriteFile(path, data, 0o666) == nil
	}
	for _, name := range []string{"final1-cairo", "final2-objstm-noxref", "xicheng-cid"} {
		pdf, err := os.ReadFile("../../testdata/made/" + name + ".pdf")
		if err != nil {
			t.Fatal(err)
		}
		for i := range 8 {
			put(fmt.Sprintf("%d/%s-%d.pdf", i%3, name, i), append(pdf, byte('0'+i)))
		}
		put(name+".pdf", pdf)
		put("again-"+name+".pdf", pdf)
		put(strings.Repeat("预", 83)+"12.pdf", pdf) // 255 bytes
		put("cut-"+name+".pdf", pdf[:len(pdf)/9])
		if runtime.GOOS == "linux" {
			put("\xd4\xa4\xcb\xe3.pdf", pdf) // 预算 in GBK
		}
	}
	put("empty.pdf", nil)
	return dir
}

// ownCopy returns the program under a path of its own, by which its processes are known.
func ownCopy(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "yusuan")
	program, err := os.ReadFile(binary)
	if err == nil {
		err = os.WriteFile(path, program, 0o777)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// exitCode is 0 for a process that was not started or did not end by itself, too: no test expects that.
func exitCode(err error) int {
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return exit.ExitCode()
	}
	return 0
}

// processes lists those that run a program, where the system tells.
func processes(program string) (pids []string) {
	links, _ := filepath.Glob("/proc/[0-9]*/exe")
	for _, link := range links {
		if path, err := os.Readlink(link); err == nil && path == program {
			pids = append(pids, strings.Split(link, "/")[2])
		}
	}
	return pids
}

// awaitNoProcess returns when no process runs a program any more.
func awaitNoProcess(t *testing.T, program string) {
	t.Helper()
	for tries := 0; len(processes(program)) > 0; tries++ {
		if tries == patience {
			t.Fatalf("processes stay: %v", processes(program))
		}
		time.Sleep(time.Millisecond)
	}
}

// notIn returns the files of an output folder that are not the same in another one, but for what is not finished.
func notIn(t *testing.T, out, whole string) (wrong []string) {
	t.Helper()
	err := filepath.WalkDir(out, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			if e.Name() == ".partial" {
				return filepath.SkipDir
			}
			return err
		}
		name, err := filepath.Rel(out, path)
		if err != nil {
			return err
		}
		got, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if want, err := os.ReadFile(filepath.Join(whole, name)); err != nil || !bytes.Equal(got, want) {
			wrong = append(wrong, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return wrong
}

// same holds two output folders to the same files and bytes.
func same(t *testing.T, whole, out string) {
	t.Helper()
	if diff, err := exec.CommandContext(t.Context(), "diff", "-r", whole, out).CombinedOutput(); err != nil {
		t.Errorf("%v\n%.2000s", err, diff)
	}
}

// inNamespace runs a script that may mount file systems, with the program in its
// PATH and in $PROGRAM, a PDF in $PDF, the folder of mixed files in $IN and an empty one in $OUT.
func inNamespace(t *testing.T, script string) (stdout, stderr string) {
	t.Helper()
	if err := exec.CommandContext(t.Context(), "unshare", "-rm", "mount", "-t", "tmpfs", "none", t.TempDir()).Run(); err != nil {
		t.Skip("no file system can be mounted here: ", err)
	}
	pdf, err := filepath.Abs("../../testdata/made/final1-cairo.pdf")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PDF", pdf)
	t.Setenv("PROGRAM", binary)
	t.Setenv("IN", mixed(t))
	stdout, stderr, code := shell(t, ".", "unshare -rm sh -ec '"+script+"'")
	if code != 0 {
		t.Fatalf("exit code %d\n%s%s", code, stdout, stderr)
	}
	return stdout, stderr
}

// On a full disk each file that has no room is told of, in the manifest as well;
// when there is room again, the next run makes what is missing.
func TestFullDisk(t *testing.T) {
	whole := t.TempDir()
	t.Setenv("WHOLE", whole)
	stdout, stderr := inNamespace(t, `
		yusuan extract "$IN" -o "$WHOLE" 2> /dev/null || test $? = 3
		mount -t tmpfs -o size=1m none "$OUT"
		yusuan extract "$IN" -o "$OUT" || test $? = 3
		grep -c no.space.left.on.device "$OUT/manifest.jsonl"
		if diff -rq "$WHOLE" "$OUT" | grep -v manifest | grep differ; then exit 9; fi
		wc -l < "$OUT/manifest.jsonl"
		wc -l < "$WHOLE/manifest.jsonl"
		mount -o remount,size=64m "$OUT"
		yusuan extract "$IN" -o "$OUT" 2> /dev/null || test $? = 3
		diff -r "$WHOLE" "$OUT"`)
	var short, lines, files int
	if _, err := fmt.Sscan(stdout, &short, &lines, &files); err != nil {
		t.Fatalf("%v: %s", err, stdout)
	}
	if told := strings.Count(stderr, ": no space left on device\n"); short == 0 || short == files || told != short || lines != files {
		t.Errorf("%d of %d files in the manifest, %d without room, %d told of:\n%s", lines, files, short, told, stderr)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	_, stderr := inNamespace(t, `
		mount -t tmpfs -o ro none "$OUT"
		yusuan extract "$IN" -o "$OUT" || test $? = 1`)
	if !strings.HasPrefix(stderr, "yusuan: output folder ") || !strings.HasSuffix(stderr, ": read-only file system\n") || strings.Count(stderr, "\n") != 1 {
		t.Errorf("told %q", stderr)
	}
}

// A run that brings a data set up to date and is killed at any moment leaves the data set as it was, or as it is to be, when the
// next one has opened its folder: all of its files are those of the one or the other, but for free pages of the database, which
// SQLite does not write back (https://www.sqlite.org/atomiccommit.html).
func TestDataSetKilled(t *testing.T) {
	kills := 5
	if hostile.Full() {
		kills = 50
	}
	documents, old, now := t.TempDir(), t.TempDir(), t.TempDir()
	move := func(name, from string, change ...string) {
		text, err := os.ReadFile(filepath.Join("../../testdata", from))
		if err == nil {
			err = os.WriteFile(filepath.Join(documents, name), []byte(strings.NewReplacer(change...).Replace(string(text))), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	night := func(out string) *exec.Cmd {
		return exec.CommandContext(t.Context(), binary, "dataset", documents, "-o", out, "--since", filepath.Join(out, "manifest.jsonl"), "--prune")
	}
	for _, name := range []string{"final1-cairo", "province2-gs", "central3-writer"} {
		move(name+".json", "golden/"+name+"/want.json")
	}
	move("replaced.json", "dataset/hostile/file2025.json")
	runs(t, exec.CommandContext(t.Context(), binary, "dataset", documents, "-o", old, "--format", "csv,jsonl,parquet,sqlite,xlsx,datapackage"))
	copyFolder(t, now, old)
	move("replaced.json", "dataset/hostile/file2025.json", "示例市教育局", "另一版")
	move("added.json", "dataset/hostile/file2026.json")
	if err := os.Remove(filepath.Join(documents, "final1-cairo.json")); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	runs(t, night(now))
	whole := time.Since(began)
	random := rand.New(rand.NewPCG(16, 50))
	before := t.TempDir()
	copyFolder(t, before, old)
	vacuum(t, before)
	vacuum(t, now)
	var stayed, finished int
	for range kills {
		out := t.TempDir()
		copyFolder(t, out, old)
		cmd := night(out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(random.Int64N(int64(whole))))
		_ = cmd.Process.Kill() // unless it has ended
		_ = cmd.Wait()
		// The next run can read nothing, and says so; but it has opened the folder.
		again := exec.CommandContext(t.Context(), binary, "dataset", filepath.Join(documents, "nowhere"), "-o", out, "--since", filepath.Join(out, "manifest.jsonl"))
		if told, err := again.CombinedOutput(); exitCode(err) != exitFatal {
			t.Fatalf("%v\n%s", err, told)
		}
		vacuum(t, out)
		is, was := differences(t, out, now), differences(t, out, before)
		switch {
		case was == "":
			stayed++
		case is == "":
			finished++
		default:
			t.Errorf("it is not the old one:\n%snor the new one:\n%s", was, is)
		}
	}
	t.Logf("%d runs of %v were killed: %d data sets are as before, %d as after", kills, whole, stayed, finished)
}

// runs runs a command that is to end well.
func runs(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if told, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, told)
	}
}

// vacuum takes the free pages out of a data set's database.
func vacuum(t *testing.T, dir string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "dataset.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("VACUUM"); err != nil {
		t.Fatal(err)
	}
}

func copyFolder(t *testing.T, to, from string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

// differences tells which files of two folders differ, "" where none does.
func differences(t *testing.T, a, b string) string {
	t.Helper()
	told, err := exec.CommandContext(t.Context(), "diff", "-rq", a, b).CombinedOutput()
	if code := exitCode(err); code > 1 {
		t.Fatalf("%v\n%s", err, told)
	}
	return string(told)
}
