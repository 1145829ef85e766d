package words

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		" 收 入\u3000总\n计 ": "收入总计", "（１，２３４．５）％": "(1,234.5)%", "“三公”经费": "三公经费", "【201】〔甲〕": "(201)(甲)",
		"单位﹕万元﹐﹣": "单位:万元,-", "\"a\"": "a", "＂": "", "￥5": "¥5", "财政拨款": "财政拨款", "": "", "a\u200bb\ufeff\u00adc": "abc", "《表》—−": "《表》—−",
	} {
		if got := Fold(s); got != want {
			t.Errorf("%q is folded to %q, want %q", s, got, want)
		}
	}
	if got := Unspaced(" （一） 收\u3000入\u200b\n"); got != "（一）收入" {
		t.Errorf("Unspaced: %q", got)
	}
	if got := Squash(" a \n b\u3000c "); got != "a b c" {
		t.Errorf("Squash: %q", got)
	}
}

func TestUnits(t *testing.T) {
	for s, want := range map[string]int{
		"元": 0, "千元": 3, "仟元": 3, "万元": 4, "萬元": 4, "十万元": 5, "百万元": 6, "千万元": 7, "亿元": 8, "億元": 8, "十亿元": 9, "万亿元": 12,
		"人民币元": 0, "人民币万元": 4, "千元人民币": 3, "圆": 0, "万圆": 4, "新臺幣千元": 3, "新臺幣元": 0,
	} {
		if u, ok := UnitOf(s); !ok || u.Zeros != want || u.Yuan().String() != "1"+strings.Repeat("0", want) {
			t.Errorf("%s is %v %v, want %d zeros", s, u, ok, want)
		}
	}
	for _, s := range []string{"", "万", "美元", "万美元", "元/人", "人", "亿亿元", "万元整", "单位"} {
		if u, ok := UnitOf(s); ok {
			t.Errorf("%s is the unit %v", s, u)
		}
	}
	for s, want := range map[string]string{
		"项目资金(万元)": "万元", "金额(单位:百万元)": "百万元", "单位:人民币仟元": "仟元", "(项目)资金总额(元)": "元", "合计(万元)其中": "万元",
		"项目(个)": "", "万元": "", "单位:万美元": "", "金额:万元整": "",
	} {
		if u, ok := UnitIn(s); u.Name != want || ok != (want != "") {
			t.Errorf("%s tells %v %v, want %q", s, u, ok, want)
		}
	}
}

func TestReadNumber(t *testing.T) {
	for s, want := range map[string]struct {
		kind  NumberKind
		value string
		unit  string
	}{
		// Signs, brackets, width, separators.
		"1,234.50": {Amount, "1234.5", ""}, "0": {Amount, "0", ""}, "0.00": {Amount, "0", ""}, "0.085181": {Amount, "0.085181", ""}, "2026": {Amount, "2026", ""},
		"-1,234": {Amount, "-1234", ""}, "－1,234.56": {Amount, "-1234.56", ""}, "−2": {Amount, "-2", ""}, "–2": {Amount, "-2", ""}, "—2": {Amount, "-2", ""},
		"﹣2.00": {Amount, "-2", ""}, "△1,234.00": {Amount, "-1234", ""}, "▲ 1.00": {Amount, "-1", ""}, "+5.5": {Amount, "5.5", ""},
		"(1,234.00)": {Amount, "-1234", ""}, "（2.00）": {Amount, "-2", ""}, "(-2.00)": {Amount, "-2", ""}, "(120)": {Amount, "-120", ""}, "(0.00)": {Amount, "0", ""},
		"１，２３４．５": {Amount, "1234.5", ""}, " 1, 091. 871800 ": {Amount, "1091.8718", ""}, "1234567890123456.78": {Amount, "1234567890123456.78", ""},
		"¥1,000": {Amount, "1000", "元"}, "￥ 0.5": {Amount, "0.5", "元"},
		// White space.
		"1 234 567.00": {Amount, "1234567", ""}, "-12 345": {Amount, "-12345", ""}, "（1 234.5）": {Amount, "-1234.5", ""}, "１ ２３４": {Amount, "1234", ""},
		"1 234人": {Count, "1234", "人"}, "1 2 3 . 4 5": {Amount, "123.45", ""}, "1,320.50 1": {Amount, "1320.5", ""}, "(2.00) 12": {Amount, "-2", ""}, "12.5% 3": {Percent, "12.5", ""},
		// Lines of a cell.
		"4015\n541": {Misprint, "0", ""}, "1 234\n567": {Misprint, "0", ""}, "12%\n-": {Misprint, "0", ""}, "120\n35个": {Misprint, "0", ""}, "1,320.50\n万元": {Amount, "1320.5", "万元"}, "5\n合计": {},
		"12.50 13.75": {Misprint, "0", ""}, "12.50\n13.75": {Misprint, "0", ""}, "1,320.50 1.5": {Misprint, "0", ""}, "1,320.50 201": {Misprint, "0", ""}, "1,320.50 0": {Misprint, "0", ""}, "5 1": {Misprint, "0", ""},
		"2024 2025": {Misprint, "0", ""}, "1234 567": {Misprint, "0", ""}, "9,945 1": {Amount, "9945", ""}, "12 345 67": {}, "12.50 2人": {}, "12.50元 2": {},
		// What is printed behind it.
		"120万元": {Amount, "120", "万元"}, "35,000 元": {Amount, "35000", "元"}, "1.5百万元": {Amount, "1.5", "百万元"}, "-3.2亿元": {Amount, "-3.2", "亿元"},
		"1,320.50①": {Amount, "1320.5", ""}, "100*": {Amount, "100", ""}, "5.0²": {Amount, "5", ""}, "5①个": {Count, "5", "个"},
		"12.3%": {Percent, "12.3", ""}, "１２％": {Percent, "12", ""}, "-22.12%": {Percent, "-22.12", ""}, "(3.5%)": {Percent, "-3.5", ""},
		"25个": {Count, "25", "个"}, "3人次/年": {Count, "3", "人次/年"}, "15台（套）": {Count, "15", "台(套)"}, "3年": {Count, "3", "年"}, "3个月": {Count, "3", "个月"},
		"5元/人": {Count, "5", "元/人"}, "3万美元": {Count, "3", "万美元"},
		// Numbers that measure nothing.
		"2026年": {Date, "0", ""}, "2026年度": {Date, "0", ""}, "12月底前": {Date, "0", ""}, "6月30日": {Date, "0", ""}, "2025-06-30": {Date, "0", ""},
		"2025.6.30": {Date, "0", ""}, "2025/06/30": {Date, "0", ""}, "90%～95%": {Range, "0", ""}, "10-20": {Range, "0", ""}, "2024至2026": {Range, "0", ""},
		"(1)": {Ordinal, "0", ""}, "（12）": {Ordinal, "0", ""},
		"-": {StandIn, "0", ""}, "——": {StandIn, "0", ""}, "－－": {StandIn, "0", ""}, "–": {StandIn, "0", ""}, "/": {StandIn, "0", ""}, "无": {StandIn, "0", ""},
		"不适用": {StandIn, "0", ""}, "N/A": {StandIn, "0", ""}, "#": {StandIn, "0", ""},
		"#N/A": {Fault, "0", ""}, "#REF!": {Fault, "0", ""}, "＃DIV/0!": {Fault, "0", ""}, "######": {Fault, "0", ""},
		"1,23.4": {Misprint, "0", ""}, "1.2.3": {Misprint, "0", ""}, "125360,898": {Misprint, "125360898", ""}, "-1234,567.80": {Misprint, "-1234567.8", ""}, "1234,567,890": {Misprint, "0", ""}, "1234,56": {Misprint, "0", ""}, "1,234,56": {Misprint, "0", ""}, "3，456。78": {Misprint, "0", ""},
		"1234567890123456789": {Misprint, "0", ""}, "1,288,65265,360115,98499,814": {Misprint, "0", ""},
		// No numbers.
		"": {}, " ": {}, "合计": {}, "一": {}, "A-货物": {}, "2010302-一般行政管理事务": {}, "208 社会保障": {}, "11000024T0000028722": {},
		"--1": {}, "−—1": {}, "+": {}, ".5": {}, "1.": {}, "(1.00": {}, "()": {}, "(甲)": {}, "2026-2028年国省干线公路": {}, "-----": {}, "不": {}, "50%以上": {}, "无预算": {}, "#1": {},
		"其中：1.00": {}, "第1季度": {}, "3，其他": {}, "5:3": {},
	} {
		n := ReadNumber(s)
		if n.Kind != want.kind || n.Unit != want.unit || want.value != "" && n.Value().String() != want.value {
			t.Errorf("%q is of kind %d, %s %q, want %d, %s %q", s, n.Kind, n.Value(), n.Unit, want.kind, want.value, want.unit)
		}
	}
}

func TestCutNumber(t *testing.T) {
	for s, want := range map[string][2]string{
		"250次/年": {"250", "次/年"}, "15台（套）": {"15", "台（套）"}, "-1,431.217494": {"-1431.217494", ""}, "99.9％": {"99.9", "％"}, "１２个": {"12", "个"}, "1,23个": {"0", "个"},
		"优": {"0", "优"}, "": {"0", ""}, "5.": {"0", "5."},
	} {
		if n, rest := CutNumber(s); n.Value().String() != want[0] || rest != want[1] {
			t.Errorf("%s: %s and %q, want %q", s, n.Value(), rest, want)
		}
	}
}

func TestIsFigure(t *testing.T) {
	for s, want := range map[string]bool{
		"12.5%": true, "1:2": true, "(3)": true, "<0.05*": true, "—": true, "1 234": true, "△1": true, "€5": true, "†": true, "10~20": true, "１２": true,
		"": false, " ": false, "()": false, "个": false, "5个": false, "A1": false, "至": false, "1e5": false, "1：2": false, "1／3": false,
	} {
		if got := IsFigure(s); got != want {
			t.Errorf("%q is a figure: %v", s, got)
		}
	}
	for s, want := range map[string]bool{"2026": false, "2026.5": true, "1234": true, "-": false, "3%": true, "1,999": true, "2150": true} {
		if got := IsQuantity(s); got != want {
			t.Errorf("%q is a quantity: %v", s, got)
		}
	}
	for pair, want := range map[string]bool{"1|234": true, "-12|000.5": true, "1234|567": false, "1.5|234": false, "1|23": false, "1|2345": false} {
		if a, b, _ := strings.Cut(pair, "|"); GoesOn(a, b) != want {
			t.Errorf("%s goes on: %v", pair, !want)
		}
	}
}

func TestColumnMark(t *testing.T) {
	for s, want := range map[string]int{"1": 1, "(12)": 12, "3=4+5": 3, "甲": 0, "**": 0, "——": 0, "栏1": 1, "10": 10} {
		if n, ok := ColumnMark(s); !ok || n != want {
			t.Errorf("%s is %d %v, want %d", s, n, ok, want)
		}
	}
	for _, s := range []string{"", "10.00", "201", "合计", "1,000", "A"} {
		if _, ok := ColumnMark(s); ok {
			t.Errorf("%q numbers a column", s)
		}
	}
}

func TestCutNumbering(t *testing.T) {
	for s, want := range map[string]Numbering{
		"一、本年收入": {Han, 1}, "二十一、债务": {Han, 21}, "十、其他": {Han, 10}, "三十、往来": {Han, 30},
		"（二）外交": {HanParen, 2}, "(十二)其他": {HanParen, 12}, "1.购置": {Digit, 1}, "2、运行": {Digit, 2}, "3．维护": {Digit, 3},
		"(3)费用": {DigitParen, 3}, "4）其他": {DigitParen, 4}, "①其一": {Circled, 1}, "第二部分 部门预算表": {Part, 2}, "第一部分：概况": {Part, 1},
		"12.5万元": {}, "一般公共服务支出": {}, "三公经费": {}, "十": {}, "": {}, "一、": {}, "第一季度": {}, "2026年": {}, "（一": {}, "1": {}, "一）其他": {},
	} {
		if got, rest := CutNumbering(s); got != want || want.Style != Unnumbered && strings.HasPrefix(s, rest) || want.Style == Unnumbered && rest != s {
			t.Errorf("%s: %v and %q, want %v", s, got, rest, want)
		}
	}
	if !slices.IsSorted([]Style{Unnumbered, Part, Han, HanParen, Digit, DigitParen, Circled}) {
		t.Error("the styles are not in their order")
	}
	for s, want := range map[string]string{"其中：（一）因公出国（境）费": "因公出国（境）费", "其中:1.购置": "购置", " 二、外交支出 ": "外交支出", "其他": "其他"} {
		if got := ItemName(s); got != want {
			t.Errorf("%s names %q, want %q", s, got, want)
		}
	}
}

func TestCodes(t *testing.T) {
	for s, want := range map[string][2]string{
		"2010302-一般行政管理事务": {"2010302", "一般行政管理事务"}, "[201]一般公共服务支出": {"201", "一般公共服务支出"}, "208 社会保障和就业支出": {"208", "社会保障和就业支出"},
		"11T01-甲项目": {"11T01", "甲项目"}, "A-货物": {"A", "货物"}, "20805养老": {"20805", "养老"}, "2026年项目": {"", "2026年项目"}, "教育支出": {"", "教育支出"}, "201": {"", "201"}, "12养老": {"", "12养老"},
	} {
		if code, name := CutCode(s); code != want[0] || name != want[1] {
			t.Errorf("%s: %q %q, want %q", s, code, name, want)
		}
	}
	for s, want := range map[string]bool{"201": true, "A": true, "11000024T0000028722": true, "AB": false, "": false, "201支出": false, strings.Repeat("1", 41): false} {
		if IsCode(s) != want {
			t.Errorf("%q is a code: %v", s, !want)
		}
	}
	for s, want := range map[string]bool{"05": true, "201": true, "2010302": true, "2010": false, "0": false, "20a": false} {
		if IsItemCode(s) != want {
			t.Errorf("%q is an item's code: %v", s, !want)
		}
	}
}

func TestYears(t *testing.T) {
	if got := slices.Collect(Years("2025年执行数较12026年与2026年度、1999年")); !slices.Equal(got, []int{2025, 2026, 1999}) {
		t.Errorf("years %v", got)
	}
	for s, want := range map[string]int{"2026": 4, "2026年度预算": len("2026年度"), "2026年预算": len("2026年"), "20265": 0, "1234": 0, "年": 0, "202": 0} {
		if got := CutYear(s); got != want {
			t.Errorf("%s begins with a year of %d bytes, want %d", s, got, want)
		}
	}
	if YearIn("预算") != 0 || YearIn("年2026年") != 2026 {
		t.Error("YearIn")
	}
}

func TestBodies(t *testing.T) {
	for _, s := range []string{"某市教育局", "某市人民政府", "某市教育局(本级)", "某市某中心(筹)", "某某委员会", "市水务處", "江海市临江区司法局", "某县(本级)"} {
		if !IsBody(s) {
			t.Errorf("%s is no body", s)
		}
	}
	for _, s := range []string{"教育", "会", "教育支出", "某局", "设备购置(更新)", "(本级)", ""} {
		if IsBody(s) {
			t.Errorf("%s is a body", s)
		}
	}
}

func TestTotals(t *testing.T) {
	for _, s := range []string{"合计", "收入总计:", "小计", "总额", "本年支出合计"} {
		if !IsTotalLabel(s) {
			t.Errorf("%s is no total's label", s)
		}
	}
	for _, s := range []string{"资金总额", "教育支出", strings.Repeat("长", 13) + "合计表", strings.Repeat("长", 30) + "合计"} {
		if IsTotalLabel(s) {
			t.Errorf("%s is a total's label", s)
		}
	}
	if !IsTotalHead("资金总额") || IsTotalHead("基本支出") {
		t.Error("IsTotalHead")
	}
}

// A tally is as exact as decimals, and its tolerance is Tolerance.
func TestTally(t *testing.T) {
	for _, c := range []struct {
		total string
		parts string
		want  Outcome
	}{
		{"20.00", "15.00 5.00", Equal}, {"20.01", "15.00 5.00", Rounded}, {"20.02", "15.00 5.00", Unequal},
		{"20", "15.4 5.1", Rounded}, {"20", "15.6 5.1", Unequal}, // 0.5 + 2 × 0.05
		{"15.03", "15.00 0", Unequal}, // a bare 0 is nothing, not up to a half
		{"0.00", "0.00", Zeros}, {"0", "", Zeros}, {"20.00", "", Unequal}, {"1.000001", "0.5 0.500001", Equal},
		{"1.0000001", "1", Untold}, {"1", "0.0000001", Untold}, {"900000000000000", "1", Untold}, {"-3.00", "-1.00 -2.00", Equal},
	} {
		var sum Tally
		printed := []Precision{{ReadNumber(c.total).Half(), ReadNumber(c.total).Coefficient == 0}}
		exact := ReadNumber(c.total).Value()
		for _, p := range strings.Fields(c.parts) {
			n := ReadNumber(p)
			sum.Add(n)
			exact = exact.Sub(n.Value())
			printed = append(printed, Precision{n.Half(), n.Coefficient == 0})
		}
		got := sum.Against(ReadNumber(c.total))
		if got != c.want {
			t.Errorf("%s of %s: %d, want %d", c.total, c.parts, got, c.want)
		}
		if within := exact.Abs().LessThanOrEqual(Tolerance(printed...)); got != Untold && within != (got != Unequal) {
			t.Errorf("%s of %s: apart by %s, and the tolerance is %s", c.total, c.parts, exact, Tolerance(printed...))
		}
	}
}

// FuzzWords reads any text: nothing panics, width and space make no difference, an
// amount is read again as itself, and what one reader takes for a number the others do.
func FuzzWords(f *testing.F) {
	for _, seed := range []string{"1,234.50", "-0.85181", "△12", "１，２３４．５", "1,23", "-", "+.5", "00012345678901234567.1", "−—1", "1.2.3", "(2.00)", "120万元", "①", "1,320.50①",
		"二十一、债务", "（十二）其他", "第二部分 表", "其中：1.购置", "2025-06-30", "2026年", "单位：百万元", "[201]一般公共服务支出", "某市教育局（本级）", "10%～20%", "#N/A", "１人", "0 0", "2\n2", "#\n#"} {
		f.Add(seed, "0.50")
	}
	f.Fuzz(func(t *testing.T, text, other string) {
		if !utf8.ValidString(text) {
			return // what is read is
		}
		foldsOnce(t, text)
		readsOnce(t, text)
		sumsAlone(t, ReadNumber(text), ReadNumber(other))
		if numbering, rest := CutNumbering(text); !strings.Contains(text, rest) || numbering.Style == Unnumbered && rest != text {
			t.Fatalf("%q is numbered %v before %q", text, numbering, rest)
		}
		if code, name := CutCode(text); code != "" && (!IsCode(code) || name == "") {
			t.Fatalf("%q is the code %q of %q", text, code, name)
		}
		for year := range Years(Fold(text)) {
			if year < firstYear || year > lastYear {
				t.Fatalf("%q tells the year %d", text, year)
			}
		}
		IsBody(Fold(text))
		IsQuantity(text)
		ColumnMark(Fold(text))
		UnitIn(Fold(text))
		ItemName(text)
	})
}

// foldsOnce tells a folded text that folding changes, and a number that it changes. White space that parts two numbers,
// 12 13, is gone when they are folded: of them only the first may be told, never what their digits make together.
func foldsOnce(t *testing.T, text string) {
	folded := Fold(text)
	if again := Fold(folded); again != folded {
		t.Fatalf("%q is folded to %q, and that to %q", text, folded, again)
	}
	n, parts := ReadNumber(text), partedDigits(text)
	switch {
	case strings.ContainsRune(text, '\n') && len(Values(text)) > 1:
		folded = text
	case len(parts) > 1 && !isOneNumber(parts):
		if first := ReadNumber(parts[0]); (n.Kind == Amount || n.Kind == Percent) && n != first {
			t.Fatalf("%q is %+v, its first part %+v", text, n, first)
		}
		folded = text
	}
	if ReadNumber(folded) != n || ReadNumber(" "+text) != n {
		t.Fatalf("%q is %+v, folded %+v, after a space %+v", text, n, ReadNumber(folded), ReadNumber(" "+text))
	}
}

// readsOnce tells an amount that is read otherwise when it is written plainly, a negative one without a sign, and a number
// that is no figure; of lines with a value each, some may say with words that there is none.
func readsOnce(t *testing.T, text string) {
	n := ReadNumber(text)
	comma := func(r rune) rune {
		if r == '。' || r == '、' {
			return ','
		}
		return r
	}
	lines := strings.ContainsRune(text, '\n') && len(Values(text)) > 1
	if !lines && n.Unit == "" && (n.Kind == Amount || n.Kind == Percent || n.Kind == Range || n.Kind == Misprint) && !IsFigure(strings.Map(comma, text)) {
		t.Fatalf("%q is %+v and no figure", text, n)
	}
	if n.Kind != Amount {
		return
	}
	if again := ReadNumber(n.Value().String()); again.Kind != Amount || !again.Value().Equal(n.Value()) {
		t.Fatalf("%q is %s, and that %+v", text, n.Value(), again)
	}
	if n.Coefficient < 0 && !strings.ContainsFunc(Fold(text), func(r rune) bool { return isMinus(r) || r == '(' }) {
		t.Fatalf("%q is %s", text, n.Value())
	}
}

// sumsAlone tells an amount that is not the sum of itself and nothing.
func sumsAlone(t *testing.T, n, total Number) {
	if n.Kind != Amount || n.Coefficient != 0 || total.Kind != Amount {
		return
	}
	var sum Tally
	sum.Add(n)
	sum.Add(total)
	if sum.Against(total) == Unequal {
		t.Fatalf("%s and nothing are not %s", total.Value(), total.Value())
	}
}
