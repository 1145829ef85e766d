package main

import (
	"testing"

	"yusuan/model"
)

// A document may come from anywhere: only addresses of the web become links.
func TestWebAddress(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "javascript:alert(1)": "", "file:///etc/passwd": "", "data:text/html,x": "", "a.pdf": "", "https://[": "",
		"https://example.org/预算 1.pdf#x": "https://example.org/%E9%A2%84%E7%AE%97%201.pdf",
		"https://example.org/a>\"b?c=d":  "https://example.org/a%3E%22b?c=d",
	} {
		if got := webAddress(&model.Meta{URL: in}); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
	if webAddress(nil) != "" {
		t.Error("an address of nothing")
	}
}
