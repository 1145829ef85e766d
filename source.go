// Package yusuan knows the source that a program is built of, and names it.
package yusuan

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

// source is what the program is built of: its Go files, the data that they embed, and go.sum, which holds the
// modules that it uses to their bytes. The compiler puts it in, so that it is never another program's. Patterns
// tell files by their kind, not folders: what else lies in a working copy is not taken in. A test holds them to
// what the build takes. For the recogniser's model, of megabytes, the file with its digest stands.
//
//go:embed go.mod go.sum *.go */*.go */*/*.go */*/*/*.go */*/*/*/*.go
//go:embed dataset/conventions.md dataset/views.sql dataset/government.sql model/schema.json cmd/yusuan/*.schema.json cmd/yusuan/licences.txt model/codes/*.tsv model/regions/*.tsv model/words/*.tsv
//go:embed review/assets/*
//go:embed extract/internal/ocr/model/sha256 extract/internal/ocr/infer/*.s
//go:embed extract/internal/font/*.txt extract/internal/font/*/*.txt extract/internal/font/cmap/cmaps.zip
var source embed.FS

// Source names the source by its digest, 12 hexadecimal digits: the same for every build of it, with or without
// version control and on any machine, another one after any change. Tests are no part of the program.
var Source = sync.OnceValue(func() string {
	h := sha256.New()
	err := fs.WalkDir(source, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := source.ReadFile(path)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d\n", path, len(data))
		h.Write(data)
		return nil
	})
	if err != nil {
		panic(err) // only for a file that is not there, and the compiler put them in
	}
	return hex.EncodeToString(h.Sum(nil))[:12]
})
