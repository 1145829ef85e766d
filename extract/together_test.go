package extract

import (
	"bytes"
	"strings"
	"sync/atomic"
	"testing"

	"yusuan/extract/hostile"
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
