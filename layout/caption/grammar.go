package caption

import (
	"regexp"
	"strings"
	"sync"

	"yusuan/model/words"
)

// How captions are worded. All patterns are for text without white space.

const (
	numerals = `[0-9０-９]{1,3}`
	year     = `(?:19|20)[0-9]{2}年`
)

var (
	// unitTold is the unit with the words before it, at a text's end or in brackets in it.
	unitTold = words.Pattern(`[（(]?(?:货币|金额|计量|金)?单?位(?:名称)?[:：﹕]?((?:人民币|新[臺台][幣币])?` + words.UnitPattern + `(?:人民币)?)[:：]?[）)]?$|` +
		`[（(](?:金额)?单位[:：]?((?:人民币)?` + words.UnitPattern + `)[）)]`)
	department = sync.OnceValue(func() *regexp.Regexp {
		labels := append(words.DepartmentLabel.Words(), "单位")
		return regexp.MustCompile(`(?:` + printed(labels) + `)[（(]?(?:盖章|公章)?[）)]?[:：﹕]`)
	})

	// numberThere is a table's number at a text's beginning, numberBeforeYear one that a title's year follows at once: 表2 2026年….
	numberThere      = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[（(【\[]?(` + numberForms() + `)[）)】\]]?`) })
	numberBeforeYear = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(` + numberForms() + `|` + bareForms + `)(` + year + `)`)
	})
	// bareNumber is one that only its place before a title tells: 2.5, 5-2.
	bareNumber  = words.Pattern(`^(` + bareForms + `)[、．：:]?(?:\p{Han}|[“《（(]|\p{Lu})`)
	bareOnly    = words.Pattern(`^(?:` + bareForms + `)$`)
	numberAlone = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(?:` + numberForms() + `|` + bareForms + `)[：:、．.]?$`)
	})
	// numberWhole is a text that is a number, whatever word is in it: 社预01表.
	numberWhole = words.Pattern(`^\p{Han}{1,4}` + numerals + `(?:[-－—–_]` + numerals + `)*表$`)
	numberAtEnd = sync.OnceValue(func() *regexp.Regexp {
		word := printed(words.TableNumber.Words("word"))
		return regexp.MustCompile(`[（(]((?:` + word + `)*表` + numerals + `(?:[-－—]` + numerals + `)*|(?:` + word + `)*表` + words.HanNumeral + `|(?:` + word + `)+` + numerals + `表)[）)]$`)
	})

	yearBracket        = words.Pattern(`[（(](?:19|20)[0-9]{2}年?度?[）)]$`)
	continued          = words.Pattern(`[（(]?续表?(?:` + words.HanNumeral + `|[0-9]+)?[）)]?$|^续表?[0-9]*$`)
	attachment         = words.Pattern(`^附(?:件|录)?(?:` + words.HanNumeral + `|[0-9]*)[:：-]?[0-9]*$`)
	printedDate        = words.Pattern(`^(?:打印|填报|编制|制表)?(?:日期|时间)[:：].*$`)
	titleEndInBrackets = words.Pattern(`(?:` + strings.Join(titleEnds, "|") + `)[（(][^（()）]{1,24}[）)]$`)
	// otherName is what names something else than a table: a figure, a text.
	otherName  = words.Pattern(`^(?:图|圖|Fig(?:ure|\.)|FIGURE|Chart)\s?(?:[0-9A-Z]|` + words.HanNumeral + `)|(?:说明|說明|报告|報告|概况|职责)$`)
	inBrackets = words.Pattern(`^[（(][^（()）]+[）)]$`)
)

// titleEnds are how titles end, departmentWords what all labels of a department or unit hold.
var (
	titleEnds       = []string{"表", "清单", "目录", "一览"}
	departmentWords = []string{"部门", "单位"}
)

// bareForms finds numbers that are no words.
const bareForms = `[0-9]{1,2}(?:[-－–.][0-9]{1,2}){1,2}`

// numberForms finds the numbers of tables: 预算01表, 附表3-1, 表四, §8, Table 2.13.
func numberForms() string {
	before, letters := printed(words.TableNumber.Words("word", "word-before")), printed(words.TableNumber.Words("word", "letter"))
	return `(?:` + before + `)*附?表` + numerals + `(?:[-－—–.]` + numerals + `)*|` +
		`(?:` + before + `)*附?表` + words.HanNumeral + `(?:之` + words.HanNumeral + `|[-－—–]` + numerals + `)?|` +
		`(?:` + letters + `)+` + numerals + `(?:[-－—–_]` + numerals + `)*表|` +
		`§` + numerals + `(?:[-－–.]` + numerals + `)*|` +
		`(?:Table|TABLE|Exhibit|EXHIBIT)\s?[0-9]{1,3}(?:[.-][0-9]+|\. [0-9]{1,2}\b)*`
}

// printed is the part of a regular expression that finds one of some folded words as they are printed.
func printed(folded []string) string {
	return strings.NewReplacer("(", "[（(]", ")", "[）)]").Replace(strings.Join(folded, "|"))
}
