package regions

import (
	"slices"
	"strings"
	"testing"
)

func TestLeading(t *testing.T) {
	for _, c := range []struct {
		text  string
		year  int
		codes string // of the places, in order
		rest  string
	}{
		{"深圳市审计局", 0, "440300", "审计局"},
		{"上海市普陀区商务委员会", 0, "310107", "商务委员会"},
		{"江苏省苏州市昆山市财政局", 0, "320583", "财政局"},
		{"江苏省昆山市财政局", 0, "320583", "财政局"},
		{"普陀区商务委员会", 0, "310107 330903", "商务委员会"},
		{"首都绿化委员会办公室", 0, "110000", "绿化委员会办公室"},
		{"迪庆州财政局", 0, "533400", "财政局"},
		{"城区供水所", 0, "", "城区供水所"},
		{"汕尾市城区供水所", 0, "441502", "供水所"},
		{"教育局", 0, "", "教育局"},
		{"临安市教育局", 2016, "330185", "教育局"},
		{"临安区教育局", 2018, "330112", "教育局"},
		{"黔西县审计局", 2009, "522423", "审计局"},
		{"黔西县审计局", 2018, "520522", "审计局"},
		{"江北区审计局", 2023, "330205 500105", "审计局"},
		{"江北区审计局", 2026, "330205", "审计局"},
		{"襄樊市审计局", 2009, "420600", "审计局"},
	} {
		found, rest := Leading(c.text)
		if got := codes(InYear(found, c.year)); got != c.codes || rest != c.rest {
			t.Errorf("%s in %d: %s and %q, want %s and %q", c.text, c.year, got, rest, c.codes, c.rest)
		}
	}
}

func TestIn(t *testing.T) {
	var got []string
	for _, found := range In("关于江苏省南京市和六合区2025年预算执行情况") {
		got = append(got, codes(found))
	}
	if want := "320100, 320116"; strings.Join(got, ", ") != want {
		t.Errorf("%q, want %s", got, want)
	}
	if found := In("全市各区一般公共预算收入"); found != nil {
		t.Errorf("places where none is named: %v", found)
	}
}

func TestCut(t *testing.T) {
	if found, before, after := Cut("国家税务总局深圳市税务局"); codes(found) != "440300" || before != "国家税务总局" || after != "税务局" {
		t.Errorf("%s %q %q", codes(found), before, after)
	}
	if found, before, after := Cut("国家信访局"); found != nil || before != "国家信访局" || after != "" {
		t.Errorf("%s %q %q", codes(found), before, after)
	}
}

func TestAbove(t *testing.T) {
	for name, want := range map[string]string{"玄武区": "320000 320100", "南京市": "320000", "江苏省": "", "西城区": "110000", "济源市": "410000"} {
		if got := codes(InYear(Named(name), 0)[0].Above()); got != want {
			t.Errorf("%s lies in %q, want %q", name, got, want)
		}
	}
}

// One place has one code over the years, also where a county became a district.
func TestNow(t *testing.T) {
	for name, want := range map[string]string{"临安市": "330112", "临安区": "330112", "宁乡县": "430182", "襄樊市": "420600"} {
		if found := Named(name); len(found) != 1 || found[0].Now() != want {
			t.Errorf("%s goes on as %v, want %s", name, found, want)
		}
	}
}

func TestHolds(t *testing.T) {
	first := func(name string) *Region { return Named(name)[0] }
	for _, c := range []struct {
		above, below string
		holds        bool
	}{{"浙江省", "临安区", true}, {"杭州市", "临安区", true}, {"临安区", "临安区", true}, {"江苏省", "临安区", false}, {"宁波市", "临安区", false}} {
		if first(c.above).Holds(first(c.below)) != c.holds {
			t.Errorf("%s holds %s: %v", c.above, c.below, !c.holds)
		}
	}
}

// The list is data: what the package promises of it is checked on every row.
func TestDivisions(t *testing.T) {
	all, err := read(divisions)
	if err != nil {
		t.Fatal(err)
	}
	known, current, provinces := map[string]bool{}, 0, 0
	for i := range all {
		known[all[i].Code] = true
	}
	for i := range all {
		r := &all[i]
		if len(r.Code) != 6 || strings.Trim(r.Code, "0123456789") != "" || r.Name == "" || prefix(r.Name, longestName+1) > prefix(r.Name, longestName) {
			t.Errorf("row %d: %+v", i, *r)
		}
		if !known[r.Code[:2]+"0000"] || r.now != "" && !known[r.now] {
			t.Errorf("%s %s: no province, or goes on as %q", r.Code, r.Name, r.now)
		}
		if i > 0 && r.Code < all[i-1].Code || r.until != 0 && r.from > r.until || r.until >= newest {
			t.Errorf("%s %s is out of order, or from %d to %d", r.Code, r.Name, r.from, r.until)
		}
		if r.until == 0 {
			current++
			if r.Level() == 1 {
				provinces++
			}
		}
	}
	if provinces != 34 || current < 3200 {
		t.Errorf("%d provinces among %d places in force", provinces, current)
	}
}

func codes(found []*Region) string {
	var all []string
	for _, r := range found {
		all = append(all, r.Code)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}
