package main

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"yusuan/cmd/yusuan/internal/say"
)

// The picture in the READMEs is what inspect draws now.
func TestReadmePicture(t *testing.T) {
	stdout, stderr, code := shell(t, "../../testdata", "yusuan inspect made/province4-weasy-aes.pdf --page 5 --draw cells")
	if code != exitDone || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	compare(t, "../../testdata/readme/cells.svg", stdout)
}

// Each stage that can be drawn is told of in the help and the READMEs, and is completed.
func TestStagesAreDocumented(t *testing.T) {
	help := inspectCommand(say.English).Long
	completed, _, _ := shell(t, ".", "yusuan __complete inspect a.pdf --draw ''")
	for _, stage := range stageNames() {
		if !strings.Contains(help, "\n  "+stage+" ") {
			t.Errorf("the help does not tell of %s", stage)
		}
		if !strings.Contains("\n"+completed, "\n"+stage+"\n") {
			t.Errorf("%s is not completed", stage)
		}
		for _, readme := range readmes {
			text, err := os.ReadFile(readme)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(text, []byte("`"+stage+"`")) {
				t.Errorf("%s does not tell of %s", readme, stage)
			}
		}
	}
}

func TestParsePages(t *testing.T) {
	for _, c := range []struct {
		args []string
		want []int // of pages 1 to 6
		last int
	}{
		{nil, []int{1, 2, 3, 4, 5, 6}, 0},
		{[]string{"3"}, []int{3}, 3},
		{[]string{"2-4", " 6"}, []int{2, 3, 4, 6}, 6},
		{[]string{"5", "1-1"}, []int{1, 5}, 5},
	} {
		ranges, err := parsePages(c.args)
		if err != nil {
			t.Errorf("%q: %v", c.args, err)
			continue
		}
		var got []int
		for page := 1; page <= 6; page++ {
			if ranges.contain(page) {
				got = append(got, page)
			}
		}
		if !slices.Equal(got, c.want) || ranges.last() != c.last {
			t.Errorf("%q: pages %v up to %d, want %v up to %d", c.args, got, ranges.last(), c.want, c.last)
		}
	}
	for _, arg := range []string{"", "0", "-1", "4-", "-4", "5-4", "1-2-3", "x", "99999999999999999999"} {
		if got, err := parsePages([]string{arg}); err == nil {
			t.Errorf("%q: got %v, want an error", arg, got)
		}
	}
}

func TestPictureID(t *testing.T) {
	for path, want := range map[string]string{
		"-":                     "stdin",
		"a/预算.pdf":              "预算",
		"b.PDF":                 "b",
		"2026.1":                "2026.1",
		strings.Repeat("预", 80): strings.Repeat("预", 66),
	} {
		if got := pictureID(path); got != want || !utf8.ValidString(got) {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}
