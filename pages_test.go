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
// blocks of code, as many items of lists, tables of as many rows, whose figures and names in code are the same. Of code, comments
// are in the page's language; of a console, what is printed is. Pages about what tests read are for who changes the tests.
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
		compareLines(t, path, "items of lists", english.items, chinese.items)
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
	headings []kept // by their levels
	code     []kept // lines of blocks of code, without comments and what a console prints
	items    []kept // of lists, by how far they are set in
	tables   []kept // rows, by the cells that are figures or a name in code
}

// kept is a line of a page, and what of it is the same in any language.
type kept struct{ same, line string }

var (
	heading = regexp.MustCompile(`^(#+) `)
	item    = regexp.MustCompile(`^( *[*-]) `)
	comment = regexp.MustCompile(`(^|\s)(#|//|--|<!--) .*`)
	figures = regexp.MustCompile("^([-0-9.,]+|`[^` ]+`)$")
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
			p.code = append(p.code, kept{line, line})
		case begins:
			fence = ""
		case strings.Contains(fence, "console"):
			if strings.HasPrefix(line, "$ ") {
				p.code = append(p.code, kept{line, line})
			}
		case fence != "":
			if code := strings.TrimRight(comment.ReplaceAllString(line, ""), " "); code != "" {
				p.code = append(p.code, kept{code, line})
			}
		case heading.MatchString(line):
			p.headings = append(p.headings, kept{heading.FindStringSubmatch(line)[1], line})
		case item.MatchString(line):
			p.items = append(p.items, kept{item.FindStringSubmatch(line)[1], line})
		case strings.HasPrefix(strings.TrimSpace(line), "|"):
			row := "|"
			for cell := range strings.SplitSeq(strings.Trim(strings.TrimSpace(line), "|"), "|") {
				if cell = strings.TrimSpace(cell); figures.MatchString(cell) {
					row += " " + cell
				}
				row += " |"
			}
			p.tables = append(p.tables, kept{row, line})
		}
	}
	return p
}

// compareLines tells the first difference.
func compareLines(t *testing.T, path, what string, english, chinese []kept) {
	t.Helper()
	none := kept{"", "nothing"}
	for i := range max(len(english), len(chinese)) {
		en, zh := none, none
		if i < len(english) {
			en = english[i]
		}
		if i < len(chinese) {
			zh = chinese[i]
		}
		if en.same != zh.same {
			t.Errorf("%s, %s:\n%s\nis in Chinese\n%s", path, what, en.line, zh.line)
			return
		}
	}
}
