package yusuan

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A file that the build takes and the digest does not see could change the program under the same name.
func TestSourceIsWhatTheBuildTakes(t *testing.T) {
	root, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "-json=Dir,GoFiles,IgnoredGoFiles,OtherFiles,EmbedFiles,Standard", "./cmd/yusuan").Output()
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			Dir                                             string
			GoFiles, IgnoredGoFiles, OtherFiles, EmbedFiles []string
			Standard                                        bool
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		dir, err := filepath.Rel(root, p.Dir)
		if err != nil || p.Standard || strings.HasPrefix(dir, "..") {
			continue
		}
		for _, list := range [][]string{p.GoFiles, p.IgnoredGoFiles, p.OtherFiles, p.EmbedFiles} {
			for _, name := range list {
				files++
				path := filepath.ToSlash(filepath.Join(dir, name))
				path = strings.Replace(path, "ocr/model/recogniser.onnx", "ocr/model/sha256", 1) // its package holds the one to the other
				if _, err := source.ReadFile(path); err != nil {
					t.Errorf("%s is a part of the program that source.go does not embed", path)
				}
			}
		}
	}
	if files < 100 {
		t.Errorf("only %d files seen", files)
	}
}
