package doubt

import (
	"slices"
	"strings"

	"yusuan/model/words"
)

// Cell is a cell of a table whose text was recognised in a picture. One that a person decided about is none.
type Cell struct {
	Table, At int // among the document's tables, and among the table's cells
	// Sure is how sure the recogniser is of the least sure of its characters, 0 to 1.
	Sure float64
	// Readings are what it may say otherwise, the likeliest first: texts of the whole cell.
	Readings []Reading
	// Print is what of its print makes its text doubtful.
	Print Reasons
	// Page is where it stands, End where its print ends there along its lines, and High how high that is. High is 0 where that is not known.
	Page      int
	End, High float64
}

// Reading is a text that a cell may have.
type Reading struct {
	Text  string
	Share float64 // how likely it is, 0 to 1
}

// Reasons are why an amount is doubtful, as a set.
type Reasons uint16

const (
	Seal        Reasons = 1 << iota // ink of a seal lies over it
	Crossed                         // its ink crosses a ruling
	Unread                          // there is more ink than what was read
	Malformed                       // its form is none of a number
	Words                           // it says words where its column has amounts
	Unsure                          // the recogniser is not sure of a character
	Alternative                     // another reading is likely, too
	Broken                          // an identity that it stands in does not hold, and none proves it
	Several                         // it says several numbers
	Decimals                        // it has other decimals than its table's amounts
	Cut                             // it has other decimals, and its print or the same amount elsewhere tells that some were lost
	AmongWords                      // it is an amount where its column has words
	Aside                           // it ends elsewhere than the other figures of its column
	Columns                         // its column is not told apart from the next
	Headless                        // its table has no heads, and seems to go on with the one before
	Joined                          // it says an amount and words, of two columns
)

// asPrinted are reasons that no identity takes away: what is proved is the value, and not that the print says no more.
const asPrinted = Several | Cut | Columns | Joined

// reasonWords are the reasons in words, in their order.
var reasonWords = [...]struct{ zh, en string }{
	{"有印章的墨迹", "ink of a seal"}, {"墨迹压线", "its ink crosses a ruling"}, {"有未读出的墨迹", "ink that was not read"},
	{"不成数字的写法", "no form of a number"}, {"金额栏中是文字", "words among amounts"}, {"字符识别把握不足", "an unsure character"},
	{"另有可能的读法", "another likely reading"}, {"所在的合计不成立", "its sums do not hold"},
	{"一格有几个数字", "several numbers in one cell"}, {"小数位数与表内其他金额不同", "other decimals than the table's amounts"},
	{"小数可能没有读全", "decimals may be lost"}, {"文字栏中是金额", "an amount among words"}, {"与同栏数字未对齐", "not aligned with its column's figures"},
	{"列没有分清", "columns are not told apart"}, {"表没有表头，像是前一页的续表", "no heads, as if the table of the page before went on"},
	{"金额与文字并在一格", "an amount and words in one cell"},
}

// words says reasons in both languages.
func (r Reasons) words() (zh, en string) {
	var inZH, inEN []string
	for i, w := range reasonWords {
		if r&(1<<i) != 0 {
			inZH, inEN = append(inZH, w.zh), append(inEN, w.en)
		}
	}
	return strings.Join(inZH, "、"), strings.Join(inEN, ", ")
}

// readingsOf are the readings of a cell that are numbers, of the kind of its text or amounts, and other ones than that, each value once;
// and those that its form leaves where its text is none for its separators or its ends alone.
func readingsOf(c *Cell, text string) []Reading {
	known := []words.Number{words.ReadNumber(text)}
	var out []Reading
	all := regrouped(Reading{text, 1})
	for _, r := range c.Readings {
		all = append(append(all, r), regrouped(r)...)
	}
	all = append(all, cores(text)...)
	for _, r := range all {
		n := words.ReadNumber(r.Text)
		same := func(k words.Number) bool { return k.Kind == n.Kind && k.Compare(n) == 0 }
		switch {
		case n.Kind != words.Amount && (n.Kind != known[0].Kind || n.Kind != words.Percent && n.Kind != words.Count), n.Ungrouped, isPadded(r.Text), slices.ContainsFunc(known, same):
			continue
		}
		known = append(known, n)
		out = append(out, r)
	}
	return out
}

// isPadded tells an amount with zeros before its first digit: 02,188.11, where strokes or pieces of figures were read as such.
func isPadded(text string) bool {
	folded := strings.TrimPrefix(words.Fold(text), "-")
	return len(folded) > 1 && folded[0] == '0' && folded[1] != '.' && strings.Contains(folded, ".") && words.ReadNumber(text).Kind == words.Amount
}

// same is the share of the readings that are not among some others: they say the same number, or none, as O for 0.
func (c *Cell) same(others []Reading) (share float64) {
	for _, r := range c.Readings {
		if !slices.ContainsFunc(others, func(o Reading) bool { return o.Text == r.Text }) {
			share += r.Share
		}
	}
	return share
}

// regrouped are the amounts that a reading with misplaced separators can be. The last separator of an amount is its point, and those
// before it part thousands; where three digits follow the last one, it may be one of these.
func regrouped(r Reading) []Reading {
	folded := words.Fold(r.Text)
	last := strings.LastIndexAny(folded, ".,")
	if last < 0 || len(words.Values(r.Text)) > 1 || words.ReadNumber(r.Text).Kind != words.Misprint {
		return nil
	}
	commas := strings.NewReplacer(".", ",")
	var forms []Reading
	for _, form := range [...]string{commas.Replace(folded[:last]) + "." + folded[last+1:], commas.Replace(folded)} {
		if n := words.ReadNumber(form); n.Kind == words.Amount || n.Ungrouped {
			forms = append(forms, Reading{Text: form})
		}
	}
	for i := range forms {
		forms[i].Share = r.Share / float64(len(forms))
	}
	return forms
}

// number are the digits of a text with their separators, where all of its digits stand together.
var number = words.Pattern(`^([^0-9]*?)([0-9][0-9.,]*[0-9]|[0-9])[^0-9]*$`)

// joinedAmount is an amount with decimals that stands before words or behind them with nothing between.
var joinedAmount = words.Pattern(`^(-?[0-9][0-9,]*\.[0-9]+)\p{Han}|\p{Han}(-?[0-9][0-9,]*\.[0-9]+)$`)

// cores are the amounts in a text that says something else at its ends: what rulings and specks left is read as signs
// there, as in .127.46 and 二17.48. One before the digits may be a minus.
func cores(text string) []Reading {
	m := number().FindStringSubmatch(words.Fold(text))
	if m == nil || !isWords(text) && words.ReadNumber(text).Kind != words.Misprint {
		return nil
	}
	if m[1] == "" {
		return []Reading{{m[2], 1}}
	}
	return []Reading{{m[2], 0.5}, {"-" + m[2], 0.5}}
}

// isWords tells a text that is neither a number nor what stands for none, nor a column's formula: one that says something else.
func isWords(text string) bool {
	folded := words.Fold(text)
	return folded != "" && words.ReadNumber(text).Kind == words.NoNumber && !(strings.Contains(folded, "=") && words.IsColumnFormula(folded))
}
