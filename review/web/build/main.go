// Command build makes the page for browsers of this source: go run ./review/web/build -o FOLDER
//
// It compiles the program as WebAssembly, takes PDFium from the module that brings it, and writes index.html, which needs no other
// file. The same source makes the same bytes.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"yusuan/files"
	"yusuan/review/web"
)

func main() {
	out := flag.String("o", "", "folder for index.html")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(1)
	}
	if err := build(*out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func build(folder string) error {
	module, err := goTold("env", "GOMOD")
	if err != nil {
		return err
	}
	parts, err := parts(filepath.Dir(module))
	if err != nil {
		return err
	}
	page, err := web.Page(parts)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	return files.Write(filepath.Join(folder, "index.html"), page)
}

// parts makes what the page is put together of, from the source in a folder.
func parts(source string) (*web.Parts, error) {
	program, err := compile(source)
	if err != nil {
		return nil, err
	}
	goRoot, err := goTold("env", "GOROOT")
	if err != nil {
		return nil, err
	}
	module, err := goTold("list", "-m", "-f", "{{.Dir}}", "github.com/klippa-app/go-pdfium")
	if err != nil {
		return nil, err
	}
	p := &web.Parts{Program: program}
	for path, to := range map[string]*[]byte{
		filepath.Join(goRoot, "lib", "wasm", "wasm_exec.js"):            &p.GoScript,
		filepath.Join(module, "internal", "pdfium_wasm", "pdfium.wasm"): &p.PDFium,
		filepath.Join(source, "cmd", "yusuan", "licences.txt"):          &p.Licences,
		filepath.Join(source, "testdata", "made", "xicheng-cid.pdf"):    &p.Sample,
	} {
		if *to, err = os.ReadFile(path); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// compile makes the program as WebAssembly.
func compile(source string) ([]byte, error) {
	folder, err := os.MkdirTemp("", "yusuan-web")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "yusuan.wasm")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", path, "./cmd/yusuan-web")
	cmd.Dir = source
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("go build: %w", err)
	}
	return os.ReadFile(path)
}

// goTold is what the go command prints, on one line.
func goTold(args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
