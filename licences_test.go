package yusuan

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// licences are those under which modules may be built in or tested with, by words that only their texts have. None asks
// for the source of what it is built into.
var licences = []struct{ name, words string }{
	{"Apache-2.0", "apache license version 2.0"},
	{"MIT", "permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files"},
	{"BSD", "redistribution and use in source and binary forms, with or without modification, are permitted provided that the following conditions are met"},
	{"ISC", "permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted"},
	{"public domain", "has been dedicated to the public domain by the authors"},
}

// refused are words of licences that are not to be had, also beside another one.
var refused = regexp.MustCompile(`gnu (affero |lesser |library )?general public licen[sc]e|mozilla public licen[sc]e|eclipse public licen[sc]e|` +
	`common development and distribution licen[sc]e|server side public licen[sc]e|business source licen[sc]e|commons clause|attribution-noncommercial|non-?commercial (use|purposes) only`)

// licenceFile is what a file of a licence is called. Grants of patents and notices stand beside licences.
var licenceFile = regexp.MustCompile(`(?i)^(un)?(licen[sc]e|copying)s?([-._].*)?$`)

// passedOver are files that are called so and tell nothing of what is built in: a logo's licence, and a list of all modules
// that a module knows of, of which those that are built in are looked at here.
var passedOver = []string{"modernc.org/memory/LICENSE-LOGO", "modernc.org/sqlite/LICENSE-3RD-PARTY.md"}

// noticeFile is what a file is called that an Apache licence asks to be passed on.
var noticeFile = regexp.MustCompile(`(?i)^notice(\.(txt|md))?$`)

var updateLicences = flag.Bool("update-licences", false, "rewrite what yusuan licences prints")

// parts are what is built in besides modules, with the files of their licences.
var parts = []struct {
	name  string
	files []string
}{
	{"yusuan", []string{"LICENSE"}},
	{"the recogniser of print, PaddleOCR's", []string{"extract/internal/ocr/model/NOTICE", "extract/internal/ocr/model/LICENSE"}},
	{"PDFium", []string{"extract/picture/LICENSES.pdfium"}},
	{"Adobe's CMaps", []string{"extract/internal/font/cmap/LICENSE.cmaps"}},
	{"Unicode's data", []string{"extract/internal/font/LICENSE.unicode"}},
	{"the list of places", []string{"model/regions/LICENSES.txt"}},
}

// What yusuan licences prints has the licences of all that is built in, on any system, as they are now.
func TestLicencesAreCurrent(t *testing.T) {
	const printed = "cmd/yusuan/licences.txt"
	var want bytes.Buffer
	want.WriteString("What yusuan is built of, and its licences. Where several modules have the same text, it stands once.\n")
	for _, p := range parts {
		for _, file := range p.files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			section(&want, p.name+": "+filepath.Base(file), text)
		}
	}
	texts, names := builtIn(t)
	slices.SortFunc(texts, func(a, b string) int { return cmp.Compare(names[a][0], names[b][0]) })
	for _, text := range texts {
		section(&want, strings.Join(names[text], "\n"), []byte(text))
	}
	if *updateLicences {
		if err := os.WriteFile(printed, want.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if have, err := os.ReadFile(printed); err != nil || !bytes.Equal(have, want.Bytes()) {
		t.Errorf("%s is not what modules have: run go test -run TestLicencesAreCurrent -update-licences . and read the difference; error %v", printed, err)
	}
}

// section writes a text under a heading, without spaces at the ends of lines.
func section(b *bytes.Buffer, heading string, text []byte) {
	rule := strings.Repeat("=", 78)
	fmt.Fprintf(b, "\n%s\n%s\n%s\n\n", rule, heading, rule)
	for line := range strings.Lines(strings.Trim(string(text), "\r\n")) {
		b.WriteString(strings.TrimRight(line, " \t\r\n") + "\n")
	}
}

// builtIn returns the texts of the licences and notices of all modules that are built in, each once, with the modules
// and the files that have it.
func builtIn(t *testing.T) (texts []string, names map[string][]string) {
	t.Helper()
	names = make(map[string][]string)
	seen := make(map[string]bool)
	add := func(name, path string) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Skip("modules' licences cannot be read: ", err)
		}
		text := string(data)
		if names[text] == nil {
			texts = append(texts, text)
		}
		names[text] = append(names[text], name)
	}
	for _, system := range systems {
		for _, p := range packagesOf(t, system, "-deps", "./cmd/yusuan") {
			for dir := p.dir; !seen[dir]; dir = filepath.Dir(dir) {
				seen[dir] = true
				for _, file := range licenceFiles(t, p.module, dir, true) {
					add(p.module+" "+p.version+": "+filepath.ToSlash(strings.TrimPrefix(filepath.Join(dir, file), p.root+string(filepath.Separator))), filepath.Join(dir, file))
				}
				if dir == p.root {
					break
				}
			}
		}
	}
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	add("Go's standard library: LICENSE", filepath.Join(strings.TrimSpace(string(root)), "LICENSE"))
	for _, n := range names {
		slices.Sort(n)
	}
	return texts, names
}

// systems are those whose programs have other modules.
var systems = []string{"linux", "windows", "darwin"}

// builtPackage is a package of another module.
type builtPackage struct{ module, version, root, dir string }

// packagesOf lists packages of other modules, as go list does with some arguments for a system.
func packagesOf(t *testing.T, system string, args ...string) (all []builtPackage) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}|{{.Version}}|{{.Dir}}|{{$.Dir}}{{end}}{{end}}"}, args...)...)
	cmd.Env = append(os.Environ(), "GOOS="+system)
	out, err := cmd.Output()
	if err != nil {
		t.Skip("modules cannot be listed without their sources: ", err)
	}
	for line := range strings.Lines(string(out)) {
		if p := strings.Split(strings.TrimSpace(line), "|"); len(p) == 4 {
			all = append(all, builtPackage{p[0], p[1], p[2], p[3]})
		}
	}
	return all
}

// licenceFiles are the names of the licences in a folder, with notices where they are wanted.
func licenceFiles(t *testing.T, module, dir string, notices bool) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		wanted := licenceFile.MatchString(e.Name()) || notices && noticeFile.MatchString(e.Name())
		if wanted && !e.IsDir() && !slices.Contains(passedOver, module+"/"+e.Name()) {
			names = append(names, e.Name())
		}
	}
	return names
}

// Every module that is built in, on any system, or that tests need has licences of the list, the folders of its packages
// included.
func TestLicencesOfModules(t *testing.T) {
	looked := make(map[string]bool)
	for _, system := range systems {
		for _, p := range packagesOf(t, system, "-deps", "-test", "./...") {
			if looked[p.dir] {
				continue
			}
			if p.root == "" {
				t.Skip("there are no sources of ", p.module)
			}
			for dir := p.dir; !looked[dir]; dir = filepath.Dir(dir) {
				looked[dir] = true
				n := licencesIn(t, p.module, dir)
				if dir == p.root && n == 0 {
					t.Errorf("%s has no licence", p.module)
				}
				if dir == p.root {
					break
				}
			}
		}
	}
	if len(looked) < 40 {
		t.Errorf("%d folders of modules", len(looked))
	}
}

// The model of the recogniser has its licence beside it, and says whose it is.
func TestLicenceOfModel(t *testing.T) {
	dir := filepath.FromSlash("extract/internal/ocr/model")
	if licencesIn(t, "the recogniser's model", dir) != 1 {
		t.Error("the recogniser's model has no licence")
	}
	notice, err := os.ReadFile(filepath.Join(dir, "NOTICE"))
	if err != nil || !strings.Contains(string(notice), "PaddleOCR") {
		t.Errorf("no notice of the model's authors: %v", err)
	}
}

// licencesIn holds the licences that lie in a folder against the list and counts them.
func licencesIn(t *testing.T, module, dir string) (n int) {
	t.Helper()
	for _, name := range licenceFiles(t, module, dir, false) {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		n++
		if licenceOf(string(text)) == "" {
			t.Errorf("%s: %s is under no licence of the list", module, name)
		}
	}
	return n
}

// licenceOf names a licence of the list by its text, "" where it is none, or where one that is refused stands beside it.
func licenceOf(text string) string {
	text = strings.Join(strings.Fields(strings.ToLower(regexp.MustCompile(`[,*#>_]`).ReplaceAllString(text, " "))), " ")
	if refused.MatchString(text) {
		return ""
	}
	for _, l := range licences {
		if strings.Contains(text, strings.ReplaceAll(l.words, ",", "")) {
			return l.name
		}
	}
	return ""
}

func TestLicenceOf(t *testing.T) {
	own, err := os.ReadFile("LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	mit := "Permission is hereby granted, free of charge, to any person obtaining a copy\nof this software and associated documentation files (the \"Software\") …"
	for text, want := range map[string]string{
		string(own): "Apache-2.0",
		mit:         "MIT",
		mit + "\n\nThe folder x is under the GNU Lesser General\nPublic License": "",
		"GNU AFFERO GENERAL PUBLIC LICENSE Version 3":                            "",
		"All rights reserved.": "",
		"":                     "",
	} {
		if got := licenceOf(text); got != want {
			t.Errorf("%.60q: %q, want %q", text, got, want)
		}
	}
}
