package yusuan

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"
)

// releases is what .goreleaser.yaml says; .ci/release makes what it describes.
type releases struct {
	Builds []struct {
		Goos, Goarch, Flags, Env []string
		Main                     string
		ModTimestamp             string `yaml:"mod_timestamp"`
		Ldflags                  []string
	}
	Archives []struct{ Files []struct{ Src string } }
	NFPMs    []struct {
		Formats  []string
		Contents []struct{ Src string }
	}
	Dockers []struct {
		Dockerfile string
		Platforms  []string
	} `yaml:"dockers_v2"`
	SBOMs  []struct{ Artifacts string }
	Casks  []any `yaml:"homebrew_casks"`
	Scoops []any
}

// A release has all that it is to have, of files that are there, and what its programs are made of has no time, no place and no state.
func TestReleases(t *testing.T) {
	text, err := os.ReadFile(".goreleaser.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var r releases
	if err := yaml.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Builds) != 1 || len(r.Archives) != 1 || len(r.NFPMs) != 1 || len(r.Dockers) != 1 || len(r.SBOMs) != 1 || len(r.Casks) != 1 || len(r.Scoops) != 1 {
		t.Fatalf("a part is missing: %+v", r)
	}
	b := r.Builds[0]
	files := []string{r.Dockers[0].Dockerfile, b.Main}
	for what, pair := range map[string][2][]string{
		"systems":       {b.Goos, {"linux", "darwin", "windows"}},
		"processors":    {b.Goarch, {"amd64", "arm64"}},
		"flags":         {b.Flags, {"-trimpath", "-buildvcs=false"}},
		"environment":   {b.Env, {"CGO_ENABLED=0"}},
		"packages":      {r.NFPMs[0].Formats, {"deb", "rpm"}},
		"of containers": {r.Dockers[0].Platforms, {"linux/amd64", "linux/arm64"}},
	} {
		if !slices.Equal(pair[0], pair[1]) {
			t.Errorf("%s: %q, want %q", what, pair[0], pair[1])
		}
	}
	if b.ModTimestamp != "{{ .CommitTimestamp }}" || r.SBOMs[0].Artifacts != "binary" {
		t.Errorf("times are %q, lists of %q", b.ModTimestamp, r.SBOMs[0].Artifacts)
	}
	for _, f := range r.Archives[0].Files {
		files = append(files, f.Src)
	}
	for _, c := range r.NFPMs[0].Contents {
		files = append(files, c.Src)
	}
	for _, file := range files {
		if found, err := filepath.Glob(file); err != nil || len(found) == 0 {
			t.Errorf("%s is not there", file)
		}
	}
}
