package cmap

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"io"
	"sync"
)

//go:embed cmaps.zip
var archive []byte

// collectionPrefix starts the archive's entries that tell the Unicode of CIDs.
const collectionPrefix = "unicode/"

// resources has a loader for every entry of the archive; each runs once, when it is first wanted.
var resources = sync.OnceValue(func() map[string]func() []byte {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil // the archive is part of the program: TestArchive reads it whole
	}
	m := make(map[string]func() []byte, len(r.File))
	for _, f := range r.File {
		m[f.Name] = func() []byte {
			rc, err := f.Open()
			if err != nil {
				return nil
			}
			defer rc.Close()
			data, err := io.ReadAll(rc)
			if err != nil {
				return nil
			}
			return data
		}
	}
	return m
})

// predefined has the CMaps that were asked for. It only remembers: whoever
// asks first or together with others gets the same CMap.
var predefined sync.Map // name → func() *CMap

// Predefined returns the CMap of that name, or nil if there is none
// (ISO 32000-2, table 116, and the others of Adobe's collections).
func Predefined(name string) *CMap {
	switch name {
	case "Identity-H":
		return identityH
	case "Identity-V":
		return identityV
	}
	open, ok := resources()[name]
	if !ok {
		return nil
	}
	load, _ := predefined.LoadOrStore(name, sync.OnceValue(func() *CMap {
		m, err := unmarshal(name, open(), Predefined)
		if err != nil {
			return nil
		}
		return m
	}))
	return load.(func() *CMap)()
}

var (
	identityH = &CMap{Name: "Identity-H", Ordering: "Identity", identity: true, spaces: []codespace{{2, 0, 0xFFFF}}}
	identityV = &CMap{Name: "Identity-V", Ordering: "Identity", identity: true, spaces: []codespace{{2, 0, 0xFFFF}}, Vertical: true}
)
