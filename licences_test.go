package yusuan

import (
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

// Every module that is built in, on any system, or that tests need has licences of the list, the folders of its packages
// included.
func TestLicencesOfModules(t *testing.T) {
	looked := make(map[string]bool)
	for _, system := range []string{"linux", "windows", "darwin"} {
		cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-test", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}|{{.Dir}}|{{$.Dir}}{{end}}{{end}}", "./...")
		cmd.Env = append(os.Environ(), "GOOS="+system)
		out, err := cmd.Output()
		if err != nil {
			t.Skip("modules cannot be listed without their sources: ", err)
		}
		for line := range strings.Lines(string(out)) {
			parts := strings.Split(strings.TrimSpace(line), "|")
			if len(parts) != 3 || looked[parts[2]] {
				continue
			}
			module, root, dir := parts[0], parts[1], parts[2]
			if root == "" {
				t.Skip("there are no sources of ", module)
			}
			for ; !looked[dir]; dir = filepath.Dir(dir) {
				looked[dir] = true
				n := licencesIn(t, module, dir)
				if dir == root && n == 0 {
					t.Errorf("%s has no licence", module)
				}
				if dir == root {
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
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) || slices.Contains(passedOver, module+"/"+e.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		n++
		if licenceOf(string(text)) == "" {
			t.Errorf("%s: %s is under no licence of the list", module, e.Name())
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
