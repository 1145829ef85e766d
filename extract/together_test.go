package extract

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"yusuan/extract/hostile"
	"yusuan/layout"
	"yusuan/layout/page"
	"yusuan/layout/settings"
)

// The pages of a file give the same document whether they are read one after the other or at the same time, also where
// what pages share is damaged.
func TestPagesReadTogether(t *testing.T) {
	plain := hostile.Pages(100, strings.Repeat("BT /F 9 Tf 99 99 Td (text) Tj ET ", 200))
	files := map[string][]byte{
		"sound":                  plain,
		"font without encoding":  bytes.ReplaceAll(plain, []byte("/Helvetica"), []byte("/Helvetica/Encoding/None")),
		"contents of any length": bytes.ReplaceAll(plain, []byte("/Length "), []byte("/Length 9")),
	}
	for _, name := range []string{"province2-gs", "xicheng-cid", "xicheng-chromium"} {
		files[name] = made(t, name)
	}
	for name, data := range files {
		_, _, err := (&run{data: data, opt: Options{Readers: 2}}).together(t.Context(), 8)
		if damaged := strings.Contains(name, " "); (err != nil) != damaged {
			t.Errorf("%s: read together with error %v", name, err)
		}
		want := documentBytes(t, name, data, 1)
		for _, readers := range []int{2, 3, 8} {
			if got := documentBytes(t, name, data, readers); !bytes.Equal(got, want) {
				t.Errorf("%s: %d readers give another document than one", name, readers)
			}
		}
	}
}

func documentBytes(t *testing.T, name string, data []byte, readers int) []byte {
	t.Helper()
	told, pages := 0, 0
	d, err := Bytes(t.Context(), name, data, Options{Readers: readers, OnPage: func(page, of int) {
		if told++; page != told {
			t.Errorf("%s, %d readers: page %d told as %d", name, readers, told, page)
		}
		pages = of
	}})
	if err != nil {
		return []byte(err.Error())
	}
	if told != pages {
		t.Errorf("%s, %d readers: told of %d of %d pages", name, readers, told, pages)
	}
	return d.AppendJSON(nil)
}

// A panic in a reader is an error of the file, and names the page that it is of.
func TestPanicOfReaders(t *testing.T) {
	data := hostile.Pages(40, "BT /F 9 Tf 99 99 Td (text) Tj ET")
	var read atomic.Int64
	_, err := Bytes(t.Context(), "a", data, Options{Readers: 4, OnStage: func(stage Stage, page int) {
		if read.Add(1); stage == StageRead && page == 30 {
			panic("out of range")
		}
	}})
	if err == nil || !strings.Contains(err.Error(), "page 30") {
		t.Errorf("error %v", err)
	}
}

// What stands on a page is found for good: the reader puts the glyphs of the next page in its place.
func TestPagesAreLetGo(t *testing.T) {
	s := settings.Default()
	for _, name := range []string{"province2-gs", "central4-hlines", "province5-writer-borderless", "xicheng-weasy-turned"} {
		file, err := (&run{data: made(t, name)}).open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var kept, gone []*layout.View
		for _, leaf := range file.leaves {
			p, err := file.reader.Page(t.Context(), leaf)
			if err != nil {
				t.Fatal(err)
			}
			whole := *p
			whole.Chars, whole.Rulings = slices.Clone(p.Chars), slices.Clone(p.Rulings)
			kept, gone = append(kept, layout.See(&whole, nil, s, true)), append(gone, layout.See(p, &file.room, s, false))
			for i := range p.Chars {
				p.Chars[i] = page.Char{Text: "〇"}
			}
			clear(p.Rulings)
			clear(file.room.Take(len(p.Chars)))
			file.room.Empty()
		}
		want, _ := layout.Join(kept, 1, s)
		got, _ := layout.Join(gone, 2, s)
		if !reflect.DeepEqual(texts(got), texts(want)) || len(want.Tables) == 0 {
			t.Errorf("%s: other tables of pages that were let go", name)
		}
	}
}

// texts are those of the cells of all tables, and of the lines outside of them.
func texts(r *layout.Result) []string {
	var all []string
	for _, t := range r.Tables {
		for _, c := range t.Cells {
			all = append(all, c.Text)
		}
	}
	for _, l := range r.Lines {
		all = append(all, l.Text)
	}
	return all
}
