package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/files/shards"
)

// disclosures are a folder of the repository's PDFs, one of them twice and one that is none.
func disclosures(t *testing.T) string {
	t.Helper()
	made, err := filepath.Glob("../../testdata/made/*.pdf")
	if err != nil || len(made) < 10 {
		t.Fatalf("%d PDFs, error %v", len(made), err)
	}
	dir := t.TempDir()
	for _, path := range made {
		data, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, filepath.Base(path)), data, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	copyTo(t, filepath.Join(dir, "sub", "twin.pdf"))
	if err := os.WriteFile(filepath.Join(dir, "sub", "bad.pdf"), []byte("no"), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// below returns the files below a folder.
func below(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		found[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// sameFiles holds the files below a folder to those below another one.
func sameFiles(t *testing.T, what, got, want string) {
	t.Helper()
	there, wanted := below(t, got), below(t, want)
	if len(wanted) == 0 {
		t.Errorf("%s: nothing to be held to", what)
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if text, ok := there[name]; !ok || text != wanted[name] {
			t.Errorf("%s: %s differs, or is missing", what, name)
		}
		delete(there, name)
	}
	if len(there) > 0 {
		t.Errorf("%s: %q should not be there", what, slices.Sorted(maps.Keys(there)))
	}
}

// script runs a script of which a step that fails otherwise than with 3 fails the test.
func script(t *testing.T, dir, text string) (told string) {
	t.Helper()
	stdout, stderr, code := shell(t, dir, text)
	if code != exitDone && code != exitSomeFailed {
		t.Fatalf("%s: exit code %d\n%s%s", text, code, stdout, stderr)
	}
	return stdout + stderr
}

const allFormats = " --format csv,parquet,sqlite,xlsx,datapackage,jsonl"

// Shards are merged to the data set that one run makes, byte for byte, and every other command sees the same documents in them.
func TestShardsMerged(t *testing.T) {
	in, dir := disclosures(t), t.TempDir()
	script(t, dir, "yusuan extract "+in+" gone.pdf -o plain -q")
	script(t, dir, "yusuan dataset plain -o data -q"+allFormats)
	checked := script(t, dir, "yusuan check plain --json")
	script(t, dir, "yusuan tables plain -o tables --format csv -q")
	for _, n := range []int{1, 3, 8} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			out := fmt.Sprintf("out%d", n)
			told := 0
			for i := range n {
				told += strings.Count(script(t, dir, fmt.Sprintf("yusuan extract %s gone.pdf -o %s --shard %d/%d --json", in, out, i, n)), `"message_type":"error"`)
				if i == n-1 {
					continue
				}
				stdout, stderr, code := shell(t, dir, fmt.Sprintf("yusuan dataset %s -o early%d", out, n))
				if _, err := os.Stat(filepath.Join(dir, fmt.Sprintf("early%d", n))); code != exitFatal || !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("%d of %d shards make a data set: exit code %d, %s%s", i+1, n, code, stdout, stderr)
				}
			}
			if told != 2 {
				t.Errorf("%d failures are told", told)
			}
			script(t, dir, fmt.Sprintf("yusuan dataset %s -o data%d -q"+allFormats, out, n))
			sameFiles(t, "data set", filepath.Join(dir, fmt.Sprintf("data%d", n)), filepath.Join(dir, "data"))
			if got := script(t, dir, "yusuan check "+out+" --json"); got != checked {
				t.Errorf("check tells\n%s\nand of one folder\n%s", got, checked)
			}
			script(t, dir, fmt.Sprintf("yusuan tables %s -o tables%d --format csv -q", out, n))
			sameFiles(t, "tables", filepath.Join(dir, fmt.Sprintf("tables%d", n)), filepath.Join(dir, "tables"))
		})
	}
}

// A shard whose run is killed is not done, and the next run ends in the same files.
func TestShardKilled(t *testing.T) {
	in, dir := disclosures(t), t.TempDir()
	for _, out := range []string{"whole", "out"} {
		script(t, dir, "yusuan extract "+in+" -o "+out+" --shard 0/2 -q")
	}
	script(t, dir, "yusuan extract "+in+" -o whole --shard 1/2 -q")
	cmd := exec.CommandContext(t.Context(), binary, "extract", in, "-o", "out", "--shard", "1/2", "--workers", "1", "--json")
	cmd.Dir = dir
	told := newMessages(t, cmd)
	told.await("file", 2)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	_, errs, code := shell(t, dir, "yusuan dataset out -o data")
	if want := "yusuan: out: shards 1 of 2 are missing, or were not run to their end\n"; code != exitFatal || errs != want {
		t.Errorf("exit code %d, %s", code, errs)
	}
	if told := script(t, dir, "yusuan extract "+in+" -o out --shard 1/2"); strings.Contains(told, " 0 skipped") {
		t.Errorf("nothing was kept: %s", told)
	}
	sameFiles(t, "taken up", filepath.Join(dir, "out"), filepath.Join(dir, "whole"))
}

// What sha256sum lists is understood, whatever a file's name is.
func TestDigests(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	var names []string
	for _, name := range []string{"a.pdf", "sub/b c.pdf", " *d.pdf", "line\nbreak.pdf", `back\slash.pdf`, `back\nslash.pdf`, "预算.pdf"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if os.MkdirAll(filepath.Dir(path), 0o777) != nil || os.WriteFile(path, []byte(name), 0o666) != nil {
			t.Skipf("no file %q here", name)
		}
		names = append(names, name)
	}
	for _, options := range []string{"", " --binary"} {
		list, err := exec.CommandContext(t.Context(), "sh", "-c", "sha256sum"+options+" -- *.pdf sub/*.pdf").Output()
		if err != nil {
			t.Skip("no sha256sum: ", err)
		}
		for _, end := range []string{"\n", "\r\n"} {
			text := append(bytes.Clone(byteOrderMark), bytes.ReplaceAll(list, []byte("\n"), []byte(end))...)
			if err := os.WriteFile("list", text, 0o666); err != nil {
				t.Fatal(err)
			}
			inputs, err := batch.Expand([]string{"."})
			if err != nil {
				t.Fatal(err)
			}
			f := shardFlags{digests: "list"}
			listed, err := f.listed(shards.Shard{Count: 2}, inputs)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				if sum, ok := listed(filepath.Join(dir, filepath.FromSlash(name))); !ok || sum != extract.Digest([]byte(name)) {
					t.Errorf("%q has %s, %v", name, sum, ok)
				}
			}
		}
	}
	sum := strings.Repeat("a", 64)
	for text, want := range map[string]string{
		sum + "  a.pdf\nx\n":   `line 2: no digest and path as sha256sum writes them: "x"`,
		sum + " a.pdf\n":       "line 1: no digest and path as sha256sum writes them",
		sum + "a  a.pdf\n":     "line 1: no digest and path as sha256sum writes them",
		sum[1:] + "  a.pdf\n":  "line 1: no digest and path as sha256sum writes them",
		sum[1:] + "g  a.pdf\n": "line 1: no digest and path as sha256sum writes them",
		sum + "  \n":           "line 1: no digest and path as sha256sum writes them",
		sum + "  a.pdf\n" + strings.Repeat("b", 64) + " *./a.pdf\n": `line 2: "./a.pdf" has two digests`,
		"":                    "it lists none of the PDFs",
		sum + "  other.pdf\n": "it lists none of the PDFs",
		strings.ToUpper(sum) + "  a.pdf\n" + sum + "  a.pdf\n": "",
	} {
		if err := os.WriteFile("list", []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		f := shardFlags{digests: "list"}
		_, err := f.listed(shards.Shard{Count: 2}, []batch.Input{{Path: "a.pdf"}})
		if err == nil && want != "" || err != nil && (want == "" || !strings.Contains(err.Error(), want) || say.Chinese.Error(err) == err.Error()) {
			t.Errorf("%q: error %v", text, err)
		}
	}
}

// job is what is read of a Job of Kubernetes.
type job struct {
	Kind     string
	Metadata struct{ Name string }
	Spec     struct {
		CompletionMode       string `yaml:"completionMode"`
		Completions          int
		Parallelism          int
		BackoffLimitPerIndex *int `yaml:"backoffLimitPerIndex"`
		MaxFailedIndexes     *int `yaml:"maxFailedIndexes"`
		Suspend              bool
		Template             struct {
			Spec struct {
				RestartPolicy string `yaml:"restartPolicy"`
				Containers    []struct {
					Command, Args []string
					Env           []struct{ Name, Value string }
				}
			}
		}
	}
}

// run runs the job's container in a folder, with variables besides its own, and returns its exit code.
func (j job) run(t *testing.T, dir string, variables ...string) (told string, code int) {
	t.Helper()
	c := j.Spec.Template.Spec.Containers[0]
	cmd := exec.CommandContext(t.Context(), c.Command[0], slices.Concat(c.Command[1:], c.Args)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+filepath.Dir(binary)+":"+os.Getenv("PATH"))
	for _, v := range c.Env {
		cmd.Env = append(cmd.Env, v.Name+"="+v.Value)
	}
	cmd.Env = append(cmd.Env, variables...)
	text, err := cmd.CombinedOutput()
	return string(text), exitCode(err)
}

// The jobs' own commands, run for each index, make the data set that one run makes.
func TestKubernetesJob(t *testing.T) {
	text, err := os.Open("../../deploy/k8s/job.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer text.Close()
	jobs := make([]job, 2)
	documents := yaml.NewDecoder(text)
	for i := range jobs {
		if err := documents.Decode(&jobs[i]); err != nil {
			t.Fatal(err)
		}
		if s := jobs[i].Spec.Template.Spec; jobs[i].Kind != "Job" || s.RestartPolicy != "Never" || len(s.Containers) != 1 {
			t.Fatalf("%+v", jobs[i])
		}
	}
	extraction, merge := jobs[0], jobs[1]
	s := extraction.Spec
	if s.CompletionMode != "Indexed" || s.Completions < 2 || s.Completions > shards.Most || s.Parallelism > s.Completions ||
		s.BackoffLimitPerIndex == nil || s.MaxFailedIndexes == nil || *s.MaxFailedIndexes > s.Completions || !merge.Spec.Suspend {
		t.Errorf("%+v", s)
	}
	in, dir := disclosures(t), t.TempDir()
	script(t, dir, "yusuan extract "+in+" -o plain -q; yusuan dataset plain -o data --format parquet,csv -q")
	places := []string{"DISCLOSURES=" + in, "DOCUMENTS=" + filepath.Join(dir, "documents"), "DATA=" + filepath.Join(dir, "merged")}
	if told, code := merge.run(t, dir, append(places, "DOCUMENTS="+filepath.Join(dir, "none"))...); code != exitFatal {
		t.Errorf("a data set of nothing: exit code %d, %s", code, told)
	}
	for i := range s.Completions {
		if told, code := extraction.run(t, dir, append(places, fmt.Sprintf("JOB_COMPLETION_INDEX=%d", i))...); code != exitDone {
			t.Errorf("index %d: exit code %d, %s", i, code, told)
		}
		told, code := merge.run(t, dir, places...)
		if (code == exitDone) != (i == s.Completions-1) {
			t.Errorf("after index %d: exit code %d, %s", i, code, told)
		}
	}
	sameFiles(t, "data set", filepath.Join(dir, "merged"), filepath.Join(dir, "data"))
	// Indexes are as many as shards, and what is wrong with a run fails the index.
	if told, code := extraction.run(t, dir, append(places, fmt.Sprintf("JOB_COMPLETION_INDEX=%d", s.Completions))...); code != exitFatal {
		t.Errorf("an index more: exit code %d, %s", code, told)
	}
}
