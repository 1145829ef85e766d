package model

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
)

func TestFindingKinds(t *testing.T) {
	code := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	seen := make(map[string]bool)
	for _, k := range FindingKinds() {
		if !code.MatchString(k.Code()) || seen[k.Code()] {
			t.Errorf("code %q is malformed or there twice", k.Code())
		}
		seen[k.Code()] = true
		if s := k.Severity(); s != Error && s != Warning && s != Info {
			t.Errorf("%s: severity %q", k, s)
		}
		if m := k.Message(); m.ZH == "" || m.EN == "" || strings.HasSuffix(m.EN, ".") {
			t.Errorf("%s: message %+v", k, m)
		}
	}
}

func TestReadingFinding(t *testing.T) {
	for _, c := range []struct {
		kind        FindingKind
		detail      string
		count, page int
		code        string
		zh, en      string
		subjects    int
	}{
		{FormUnreadable, "form Fm1", 1, 3, "form-unreadable", "嵌套内容无法读取：form Fm1", "a form on the page could not be read: form Fm1", 1},
		{FileRepaired, "", 2, 0, "file-repaired", "文件结构已损坏，经修复后读取（共 2 处）", "the file's structure is damaged and was repaired (2 times)", 0},
	} {
		f := ReadingFinding(c.kind, c.detail, c.count, c.page)
		if f.Code != c.code || f.Message.ZH != c.zh || f.Message.EN != c.en || len(f.Subjects) != c.subjects {
			t.Errorf("%s: got %+v", c.kind, f)
		}
	}
}

func TestKindsAreOnce(t *testing.T) {
	seen := make(map[Kind]bool)
	for _, k := range Kinds() {
		if seen[k] || k == "" {
			t.Errorf("kind %q twice or empty", k)
		}
		seen[k] = true
	}
	if declared := len(newSchemaWriter(t).Values(reflect.TypeFor[Kind]())); declared != len(seen) {
		t.Errorf("Kinds lists %d of %d kinds", len(seen), declared)
	}
	if declared := len(newSchemaWriter(t).Values(reflect.TypeFor[Role]())); declared != len(Roles()) {
		t.Errorf("Roles lists %d of %d roles", len(Roles()), declared)
	}
}
