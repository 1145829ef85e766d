package picture

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/image/font/sfnt"
)

// fontPlaces are where PDFium, which believes to run on Linux, looks for fonts.
var fontPlaces = []string{"/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts/TTF"}

// FontFolders are the folders in which this system keeps fonts, as far as they are there.
func FontFolders() []string {
	folders := fontPlaces
	switch runtime.GOOS {
	case "darwin":
		folders = []string{"/System/Library/Fonts", "/Library/Fonts"}
	case "windows":
		folders = []string{filepath.Join(os.Getenv("SystemRoot"), "Fonts")}
	}
	var there []string
	for _, folder := range folders {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			there = append(there, folder)
		}
	}
	return there
}

// ChineseFont finds a font among folders that has Chinese characters; "" where none does. Without one, PDFium leaves
// texts blank whose fonts are not embedded.
func ChineseFont(folders []string) string {
	found := ""
	for _, folder := range folders {
		_ = filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
			if err == nil && e.Type().IsRegular() && isChinese(path) {
				found = path
				return fs.SkipAll
			}
			return nil // what cannot be read has no font to give
		})
		if found != "" {
			break
		}
	}
	return found
}

// isChinese tells a font that has a glyph for 预.
func isChinese(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".ttf", ".ttc", ".otf", ".otc":
	default:
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	fonts, err := sfnt.ParseCollectionReaderAt(f)
	if err != nil || fonts.NumFonts() == 0 {
		return false
	}
	font, err := fonts.Font(0)
	if err != nil {
		return false
	}
	glyph, err := font.GlyphIndex(nil, '预')
	return err == nil && glyph > 0
}
