package words

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a printed line is by its form, whatever it stands in.

var pageNumber = Pattern(`^(?:[-—－–―·~～\s]*第?\s*[0-9ⅰ-ⅹIVXivx]{1,4}\s*[页頁]?[-—－–―·~～\s]*|第\s*[0-9]+\s*[页頁]\s*[,，/]?\s*共\s*[0-9]+\s*[页頁]|` +
	`[0-9]{1,4}\s*/\s*[0-9]{1,4}|Page\s*[0-9]+(?:\s*of\s*[0-9]+)?)$`)

// IsPageNumber tells a line that numbers a page: 3, - 3 -, 第3页, 3/12, iv.
func IsPageNumber(line string) bool {
	first, _ := utf8.DecodeRuneInString(line)
	switch {
	case first >= '0' && first <= '9', first >= 'ⅰ' && first <= 'ⅹ', unicode.IsSpace(first), strings.ContainsRune("-—－–―·~～第IVXivxP", first):
		return pageNumber().MatchString(line)
	}
	return false
}

// otherYear is what else forms print for a year: a mask where it is to be filled in (XX年, ****年度), one in Chinese
// (二○二六年), one of the Republic (中華民國115年度).
var otherYear = Pattern(`^(?:[Xx×*]{2,4}年?度?|[二两][○〇0零Oo][○〇0零Oo一二三四五六七八九]{2}年度?|中[华華]民[国國](?:[0-9]{2,3}|[一二三四五六七八九十百]{2,5})(?:年度?)?)$`)

// IsYearAlone tells a year and nothing else, in brackets or not, or what masks one: 2026, 2026年度, （2026年）, XX年, 二○二六年.
func IsYearAlone(line string) bool {
	line = strings.Trim(Fold(line), "()")
	if line == "" {
		return false
	}
	if CutYear(line) == len(line) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(line)
	return strings.ContainsRune("Xx×*二两中", first) && otherYear().MatchString(line)
}

// IsItem tells a printed label that is numbered as the items of a list are: 一、本年收入, （二）项目支出.
func IsItem(label string) bool {
	n, _ := CutNumbering(label)
	return n.Style == Han || n.Style == HanParen
}

// IsListed tells a line that is numbered as the lines of a list are, in whichever style: 1. （一） ①, but no part of a document.
func IsListed(line string) bool {
	n, _ := CutNumbering(line)
	return n.Style != Unnumbered && n.Style != Part || line != "" && isDigit(line[0]) && listedYear().MatchString(line)
}

// listedYear finds a number before a year that is no amount: 2.2026年….
var listedYear = Pattern(`^[0-9]{1,2}[.．](?:19|20)[0-9]{2}年`)

var toldItem = Pattern(`^(?:[一二三四五六七八九]是|目标|其[一二三四五]|第[一二三四五六七八九])`)

// IsToldItem tells a text that begins an item of a list that is told in words: 一是…, 其二, 第三.
func IsToldItem(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return (first == '目' || first == '其' || first == '第' || hanDigit(first) > 0) && toldItem().MatchString(text)
}

// HanNumeral is the part of a regular expression that finds a number in Chinese below a hundred.
const HanNumeral = `[一二三四五六七八九十]{1,3}`

// IsHanDigit tells a character of numbers in Chinese.
func IsHanDigit(r rune) bool { return hanDigit(r) > 0 }

// columnFormula finds the other marks by which a row numbers the columns: A, 十二, 3=2/1*100, B=C+D.
var columnFormula = Pattern(`^(?:[A-Z]|` + HanNumeral + `|(?:[A-Z]|[0-9]{1,2})[=＝].+)$`)

// IsColumnFormula tells a mark by which a row of a head numbers the columns in letters or in Chinese, or says how one is
// reckoned from others. ColumnMark reads those that count in digits.
func IsColumnFormula(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return (first >= 'A' && first <= 'Z' || first >= '0' && first <= '9' || hanDigit(first) > 0) && columnFormula().MatchString(s)
}
