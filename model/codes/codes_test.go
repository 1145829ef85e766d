package codes

import (
	"slices"
	"testing"
)

func TestLookup(t *testing.T) {
	for _, c := range []struct {
		list List
		code string
		year int
		name string
		ok   bool
	}{
		{Functional, "201", 2026, "一般公共服务支出", true},
		{Functional, "2010302", 0, "一般行政管理事务", true},
		{Functional, "20805", 2026, "行政事业单位养老支出", true},
		{Functional, "20805", 2019, "行政事业单位离退休", true},
		{Functional, "210", 2018, "医疗卫生与计划生育支出", true},
		{Functional, "210", 2019, "卫生健康支出", true},
		{Functional, "21208", 2017, "国有土地使用权出让收入安排的支出", true},
		{Functional, "21208", 2019, "国有土地使用权出让收入及对应专项债务收入安排的支出", true},
		{Functional, "2081601", 2024, "行政运行", true},
		{GovernmentEconomic, "50602", 2022, "资本性支出（二）", true},
		{GovernmentEconomic, "50602", 2026, "资本性支出（基本建设）", true},
		{DepartmentEconomic, "30101", 2026, "基本工资", true},
		{GovernmentEconomic, "50201", 2026, "办公经费", true},
		{Functional, "2010750", 2026, "事业运行", true},
		{Functional, "2130599", 2019, "其他扶贫支出", true},
		{Functional, "2130599", 2026, "其他巩固脱贫攻坚成果衔接乡村振兴支出", true},
		{Functional, "22298", 2026, "超长期特别国债安排的支出", true},
		{GovernmentEconomic, "50803", 2020, "资本金注入（一）", true},
		{Revenue, "101", 2026, "税收收入", true},
		{Revenue, "1030148", 2026, "国有土地使用权出让收入", true},
		{Revenue, "1100202", 2026, "均衡性转移支付收入", true},
		{Functional, "10101", 2026, "", false},
		{Revenue, "201", 2026, "", false},
		{Functional, "30101", 2026, "", false},
		{Functional, "9", 2026, "", false},
	} {
		name, e := "", Lookup(c.list, c.code)
		if e != nil {
			name = e.NameIn(c.year)
		}
		if (e != nil) != c.ok || name != c.name {
			t.Errorf("%s of %s in %d is %q, want %q", c.code, c.list, c.year, name, c.name)
		}
	}
}

func TestNamed(t *testing.T) {
	e := Lookup(Functional, "20805")
	for name, want := range map[string]bool{
		"行政事业单位养老支出": true, "行政事业单位 养老支出": true, "行政事业单位离退休": true, "行政运行": false,
	} {
		if e.Named(name, 2026) != want {
			t.Errorf("20805 named %q: %v", name, !want)
		}
	}
	found := Named(Functional, "行政事业单位离退休")
	if len(found) != 1 || found[0].Code != "20805" {
		t.Errorf("Named(行政事业单位离退休) = %v", found)
	}
	if found := Named(Functional, "其他一般公共服务支出（款）"); len(found) != 2 || found[0].Code != "20199" {
		t.Errorf("a name with its level behind gives %v", found)
	}
	if many := Named(Functional, "行政运行"); len(many) < 10 {
		t.Errorf("行政运行 stands under %d 款 only", len(many))
	}
	if short := Named(Functional, "一般公共服务"); len(short) == 0 || short[0].Code != "201" {
		t.Errorf("the short form 一般公共服务 gives %v", short)
	}
}

// The lists are data: what the package promises of them is checked on every row.
func TestLists(t *testing.T) {
	for _, list := range Lists() {
		entries := Entries(list)
		if len(entries) < 50 {
			t.Fatalf("%s has %d entries", list, len(entries))
		}
		for i, e := range entries {
			if len(e.Code) != 3 && len(e.Code) != 5 && len(e.Code) != 7 {
				t.Errorf("%s: code %q", list, e.Code)
			}
			if e.Name == "" || e.Evidence != Strong && e.Evidence != Weak && e.Evidence != Memory {
				t.Errorf("%s: %s: name %q, evidence %q", list, e.Code, e.Name, e.Evidence)
			}
			if i > 0 && entries[i-1].Code >= e.Code {
				t.Errorf("%s: %s comes twice or out of order", list, e.Code)
			}
		}
	}
	for list, first := range map[List]string{Revenue: "1", Functional: "2", DepartmentEconomic: "3", GovernmentEconomic: "5"} {
		for _, e := range Entries(list) {
			if e.Code[:1] != first {
				t.Errorf("%s has the code %s", list, e.Code)
			}
		}
	}
}

// An item stands under its 款, and this under its 类, in the same list; a few local ones do not.
func TestParents(t *testing.T) {
	without := 0
	for _, list := range Lists() {
		for _, e := range Entries(list) {
			if up := Parent(e.Code); up != "" && Lookup(list, up) == nil {
				without++
				t.Logf("%s: %s %s stands under no %s", list, e.Code, e.Name, up)
			}
		}
	}
	if without > 1 {
		t.Errorf("%d items have no parent", without)
	}
}

// What was refused on review is no name of its code.
func TestRefused(t *testing.T) {
	rows, err := readTSV("refused.tsv", 5)
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows {
		e := Lookup(List(row[0]), row[1])
		if e == nil || row[4] == "" {
			t.Errorf("%s %s: no such item, or no reason", row[0], row[1])
		} else if names := append([]OtherName{{Name: e.Name}}, e.Others...); slices.ContainsFunc(names, func(o OtherName) bool { return o.Name == row[2] }) {
			t.Errorf("%s %s is named %s all the same", row[0], row[1], row[2])
		}
	}
}

// No row of the additions is lost to a list or a code that is misspelt.
func TestAdditions(t *testing.T) {
	for _, file := range []string{"official.tsv", "renamed.tsv"} {
		rows, err := readTSV(file, 3)
		if err != nil || len(rows) == 0 {
			t.Fatalf("%s: %d rows, %v", file, len(rows), err)
		}
		for _, row := range rows {
			if Lookup(List(row[0]), row[1]) == nil {
				t.Errorf("%s: %s %s is in no list", file, row[0], row[1])
			}
		}
	}
}
