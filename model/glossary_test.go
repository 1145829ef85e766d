package model

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// GLOSSARY.md and its Chinese have a row for each field of a fact, in its order, and for each word of its vocabularies, with the word's
// Chinese; and no others.
func TestGlossaryPages(t *testing.T) {
	var fields []string
	of := reflect.TypeFor[Fact]()
	for i := range of.NumField() {
		name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
		fields = append(fields, name)
	}
	var words []string
	vocabularies := Glossary()
	slices.SortStableFunc(vocabularies, func(a, b Vocabulary) int { return slices.Index(fields, a.Member) - slices.Index(fields, b.Member) })
	for _, v := range vocabularies {
		words = append(words, "### "+v.Member)
		for _, w := range v.Words {
			if w.Value == "" {
				w.Value = `""`
			}
			words = append(words, w.Value+" "+w.Chinese)
		}
	}
	for _, path := range []string{"../GLOSSARY.md", "../GLOSSARY.zh-CN.md"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sections := strings.Split(string(text), "\n## ")
		if len(sections) != 5 {
			t.Fatalf("%s: %d sections", path, len(sections))
		}
		if got := rows(sections[1], 1); !slices.Equal(got, fields) {
			t.Errorf("%s: fields\n%q\nand a fact has\n%q", path, got, fields)
		}
		if got := rows(sections[2], 2); !slices.Equal(got, words) {
			t.Errorf("%s: words\n%q\nand there are\n%q", path, got, words)
		}
		var identities []string
		for _, id := range Identities() {
			identities = append(identities, string(id))
		}
		if got := rows(sections[3], 1); !slices.Equal(got, identities) {
			t.Errorf("%s: identities %q, and there are %q", path, got, identities)
		}
	}
}

var glossaryRow = regexp.MustCompile("(?m)^(?:\\| `([^`]*)` \\| ([^|]*) \\|.*|(### .*))$")

// rows are the first cells of the rows of a section's tables, and its headings.
func rows(section string, cells int) (all []string) {
	for _, m := range glossaryRow.FindAllStringSubmatch(section, -1) {
		all = append(all, strings.TrimSpace(strings.Join(m[1:1+cells], " ")+m[3]))
	}
	return all
}
