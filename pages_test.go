package yusuan

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// inBoth are pages that have both languages in themselves, or none of their own.
var inBoth = []string{"dataset/conventions.md"}

// Each page has its Chinese beside it, NAME.zh-CN.md, of the same shape: headings of the same levels in the same order, the same
// blocks of code, tables of as many rows, whose figures are the same. Of code, comments are in the page's language; of a console,
// what is printed is. Pages about what tests read are for who changes the tests.
func TestPagesHaveChinese(t *testing.T) {
	found := 0
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (e.Name() == "testdata" || path != "." && strings.HasPrefix(e.Name(), ".") || e.Name() == "node_modules"):
			return filepath.SkipDir
		case e.IsDir() || filepath.Ext(path) != ".md" || slices.Contains(inBoth, filepath.ToSlash(path)):
			return nil
		}
		stem := strings.TrimSuffix(path, ".md")
		if english, ok := strings.CutSuffix(stem, ".zh-CN"); ok {
			if _, err := os.Stat(english + ".md"); err != nil {
				t.Errorf("%s: no page in English: %v", path, err)
			}
			return nil
		}
		found++
		english, chinese := readPage(t, path), readPage(t, stem+".zh-CN.md")
		compareLines(t, path, "headings", english.headings, chinese.headings)
		compareLines(t, path, "code", english.code, chinese.code)
		compareLines(t, path, "tables", english.tables, chinese.tables)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < 4 {
		t.Errorf("%d pages", found)
	}
}

// page is what a page has in any language.
type page struct {
	headings []string // their levels
	code     []string // lines of blocks of code, without comments and what a console prints
	tables   []string // rows, each with the cells that are figures
}

var (
	heading = regexp.MustCompile(`^(#+) `)
	comment = regexp.MustCompile(`(^|\s)(#|//|--|<!--) .*`)
	figures = regexp.MustCompile(`^[-0-9.,]+$`)
)

func readPage(t *testing.T, path string) (p page) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Error(err)
		return p
	}
	fence := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, " \r\n")
		begins := strings.HasPrefix(strings.TrimSpace(line), "```")
		switch {
		case begins && fence == "":
			fence = line
			p.code = append(p.code, line)
		case begins:
			fence = ""
		case strings.Contains(fence, "console"):
			if strings.HasPrefix(line, "$ ") {
				p.code = append(p.code, line)
			}
		case fence != "":
			if line = strings.TrimRight(comment.ReplaceAllString(line, ""), " "); line != "" {
				p.code = append(p.code, line)
			}
		case heading.MatchString(line):
			p.headings = append(p.headings, heading.FindStringSubmatch(line)[1])
		case strings.HasPrefix(strings.TrimSpace(line), "|"):
			row := "|"
			for cell := range strings.SplitSeq(strings.Trim(strings.TrimSpace(line), "|"), "|") {
				if cell = strings.TrimSpace(cell); figures.MatchString(cell) {
					row += " " + cell
				}
				row += " |"
			}
			p.tables = append(p.tables, row)
		}
	}
	return p
}

// compareLines tells the first difference.
func compareLines(t *testing.T, path, what string, english, chinese []string) {
	t.Helper()
	for i := range max(len(english), len(chinese)) {
		switch {
		case i >= len(chinese):
			t.Errorf("%s: the Chinese page lacks of its %s: %s", path, what, english[i])
		case i >= len(english):
			t.Errorf("%s: the Chinese page has more %s: %s", path, what, chinese[i])
		case english[i] != chinese[i]:
			t.Errorf("%s: %s: %s, and in Chinese %s", path, what, english[i], chinese[i])
		default:
			continue
		}
		return
	}
}
