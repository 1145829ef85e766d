package caption

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"yusuan/layout/page"
)

// Caption is what a table says of itself over its grid or in its first rows.
type Caption struct {
	Number, Title, Unit string
	// Department is the text behind 部门：, 编制单位： and the like.
	Department string
	// Lines are the caption's lines as printed, from top to bottom.
	Lines []page.TextLine
	// Continued tells a 续表.
	Continued bool
}

// Named tells a caption that says which table it is.
func (c Caption) Named() bool { return c.Number != "" || c.Title != "" }

const numerals = `[0-9０-９]{1,3}`

var (
	unitPattern = regexp.MustCompile(`[（(]?(?:货币|金额|计量|金)?单?位(?:名称)?[:：﹕]?(?:人民币)?((?:新[臺台][幣币])?[万萬千百亿億]?[元圆]|千元人民币)[:：]?[）)]?$|` +
		`[（(](?:金额)?单位[:：]?(?:人民币)?([万千百亿]?元)[）)]`)
	departmentPattern = regexp.MustCompile(`(?:编制部门|编报部门|填报部门|预算部门|主管部门|部门[（(]单位[）)](?:名称)?|单位[（(]部门[）)](?:名称)?|部门名称|单位名称|编制单位|填报单位|填制单位|预算单位|公开部门|公开单位|部门|单位)[（(]?(?:盖章|公章)?[）)]?[:：﹕]`)
	CodedUnitPattern  = regexp.MustCompile(`^\[?[0-9]{3,9}\]?[-—_ ]?\p{Han}[\p{Han}（）()“”、]{3,}$`)
	numberWords       = `(?:部门|单位|公开|预算|决算|财决|财预|批复|附|续|收支|批)*`
	numberPattern     = regexp.MustCompile(`^[（(【\[]?(` +
		numberWords + `附?表` + numerals + `(?:[-－—–.]` + numerals + `)*|` +
		numberWords + `附?表[一二三四五六七八九十]{1,3}(?:之[一二三四五六七八九十]{1,2}|[-－—–]` + numerals + `)?|` +
		`(?:部门|单位|公开|预算|决算|财决|财预|批复|附|Z|F|CS)+` + numerals + `(?:[-－—–_]` + numerals + `)*表|` +
		`(?:Table|TABLE)\s?[0-9]{1,3}(?:[.-][0-9]+)*)[）)】\]]?`)
	// A year may follow a number's digits at once: 表2 2026年部门收入总表.
	numberThenYear = regexp.MustCompile(`^((?:续|` + numberWords + `)附?表[0-9]{1,2}?(?:[-－][0-9]{1,2}?)?)((?:19|20)[0-9]{2}年)`)
	numberTail     = regexp.MustCompile(`[（(]((?:部门|单位|公开|预算|决算|附)*表` + numerals + `(?:[-－—]` + numerals + `)*|(?:部门|单位|公开|预算|决算|附)*表[一二三四五六七八九十]{1,3}|(?:公开|预算|决算)+` + numerals + `表)[）)]$`)
	yearBracket    = regexp.MustCompile(`[（(]\s*(?:19|20)[0-9]{2}\s*年?度?\s*[）)]$`)
	LeadingYear    = regexp.MustCompile(`^(?:19|20)[0-9]{2}年`)
	YearOnly       = regexp.MustCompile(`^[（(]?(?:(?:19|20)[0-9]{2}|[X×x*]{2,4})年?度?[）)]?$`)
	continued      = regexp.MustCompile(`[（(]?续表?[一二三四五六七八九十0-9]*[）)]?$|^续表?[0-9]*$`)
	ordinalHead    = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.、．](?:[^0-9]|$))`)
	bodyName       = regexp.MustCompile(`(?:局|委|委员会|厅|廳|院|处|處|部|会|會|办|府|站|所|中心|办公室|学校|大学|公司|大队|支队)$`)
	attachment     = regexp.MustCompile(`^附(?:件|录)?[0-9一二三四五六七八九十]*[:：-]?[0-9]*$`)
	printedDate    = regexp.MustCompile(`^(?:打印|填报|编制|制表)?(?:日期|时间)[:：].*$`)
	titleEnd       = regexp.MustCompile(`(?:表|清单|目录|一览)(?:[（(][^（()）]{1,24}[）)])?$`)
	SentenceMark   = regexp.MustCompile(`[。；！？]|，.*，`)
	tableOfLists   = regexp.MustCompile(`[.…·]{4,}\s*[0-9]*$`)
)

// Part is what one piece of a caption line says.
type Part struct {
	Number, Title, Unit, department string
	Other, continued                bool
}

// Read takes a caption piece apart. It works on the text without white space.
func Read(text string) Part {
	var p Part
	rest := page.Unspaced(text)
	// Every pattern is asked only where a character of it stands: most lines are prose.
	has := func(chars string) bool { return strings.ContainsAny(rest, chars) }
	if has("期间") && printedDate.MatchString(rest) || has("附") && attachment.MatchString(rest) || len(rest) < 24 && YearOnly.MatchString(rest) {
		p.Other = true
		return p
	}
	if m := find(has("元圆"), unitPattern, rest); m != nil {
		for _, k := range []int{2, 4} {
			if m[k] >= 0 {
				p.Unit = strings.ReplaceAll(rest[m[k]:m[k+1]], "圆", "元")
			}
		}
		rest = rest[:m[0]] + rest[m[1]:]
	}
	if m := find(has(":：﹕"), departmentPattern, rest); m != nil {
		p.department = strings.Trim(rest[m[1]:], "_＿ ")
		if rest = rest[:m[0]]; rest == "" && p.department == "" {
			p.Other = true
		}
	}
	if has(")）") && yearBracket.MatchString(rest) && utf8.RuneCountInString(rest) > 6 {
		rest = yearBracket.ReplaceAllString(rest, "")
	}
	if rest = strings.Trim(rest, "，,"); rest != "" && has("续") && continued.MatchString(rest) {
		p.continued = true
		rest = continued.ReplaceAllString(rest, "")
		p.Other = rest == ""
	}
	ordinal := false
	if m := ordinalHead.FindString(rest); m != "" {
		if i := strings.IndexAny(rest, "、.．)）"); i >= 0 {
			_, n := utf8.DecodeRuneInString(rest[i:])
			rest, ordinal = rest[i+n:], true
		}
	}
	if m := find(has("表"), numberThenYear, rest); m != nil {
		p.Number = rest[m[2]:m[3]]
		rest = rest[m[4]:]
	} else if m := find(has("表Tt"), numberPattern, rest); m != nil && numberStands(rest, m[1]) {
		p.Number = rest[m[2]:m[3]]
		rest = strings.TrimLeft(rest[m[1]:], "：:、.．-—－")
		p.Number = strings.TrimPrefix(p.Number, "续")
	} else if m := find(has("表") && has(")）"), numberTail, rest); m != nil {
		p.Number = rest[m[2]:m[3]]
		rest = rest[:m[0]]
	}
	if rest = strings.TrimSpace(rest); rest != "" {
		if p.Number != "" || has("表单录览") && titleEnd.MatchString(rest) && !SentenceMark.MatchString(rest) && utf8.RuneCountInString(rest) < 60 {
			p.Title = rest
		} else if (rest[0] == '[' || rest[0] >= '0' && rest[0] <= '9') && CodedUnitPattern.MatchString(rest) && !LeadingYear.MatchString(rest) && !ordinal {
			p.department = rest
		} else {
			p.Other = true
		}
	}
	return p
}

// find looks for a pattern where there is a chance of it.
func find(chance bool, pattern *regexp.Regexp, text string) []int {
	if !chance {
		return nil
	}
	return pattern.FindStringSubmatchIndex(text)
}

// numberStands tells a table number from a word that begins like one (表一般…, 表1日…).
func numberStands(rest string, end int) bool {
	if end == len(rest) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(rest[:end])
	next, _ := utf8.DecodeRuneInString(rest[end:])
	if strings.ContainsRune("一二三四五六七八九十", last) {
		// 表一般 is no 表一: only a separator or a year may follow, or a title.
		return !strings.HasPrefix(rest[end:], "般") && !strings.HasPrefix(rest[end:], "览")
	}
	return !unicode.IsDigit(next) && !strings.ContainsRune("中内所的为是", next)
}

// ReadLines reads the caption lines of a table, from top to bottom.
func ReadLines(lines []page.TextLine) Caption {
	var c Caption
	c.Lines = lines
	for len(lines) > 0 {
		l, n := wrappedTitle(lines)
		lines = lines[n:]
		pieces := l.Pieces
		if len(pieces) > 1 {
			// A title set with wide letter spaces is one piece after all.
			if p := Read(l.Text); p.Title != "" && p.Unit == "" && p.department == "" && shortPieces(pieces) {
				pieces = []page.Piece{{Text: l.Text}}
			}
		}
		for _, piece := range pieces {
			p := Read(piece.Text)
			c.Continued = c.Continued || p.continued
			c.Number = cmp.Or(p.Number, c.Number)
			c.Unit = cmp.Or(p.Unit, c.Unit)
			c.Department = cmp.Or(p.department, c.Department)
			c.Title = cmp.Or(p.Title, c.Title)
		}
	}
	return c
}

// wrappedTitle gives the first line, or the first two or three as one where only together they are a title:
// lines of one size, set in the middle under one another. A unit may be wrapped as well.
func wrappedTitle(lines []page.TextLine) (page.TextLine, int) {
	joined := lines[0]
	for n := 1; n < min(len(lines), 3); n++ {
		l := lines[n]
		if head, rest := lastPiece(joined), lastPiece(l); n == 1 && wrappedUnit(head.Text, rest.Text) {
			rest.Text = head.Text + rest.Text
			others := slices.Concat(joined.Pieces[:len(joined.Pieces)-1], l.Pieces[:len(l.Pieces)-1])
			return page.TextLine{Page: l.Page, Box: l.Box, Size: l.Size, Text: joined.Text + l.Text, Pieces: append(others, rest)}, n + 1
		}
		if !goesOn(lines[n-1], l) {
			break
		}
		joined.Text += l.Text
		joined.Pieces = []page.Piece{{X0: joined.Box.X0, X1: joined.Box.X1, Text: joined.Text}}
		if p, first := Read(joined.Text), Read(lines[0].Text); p.Title != "" && p.Unit == "" && p.department == "" && first.Title == "" && !SentenceMark.MatchString(joined.Text) {
			return joined, n + 1
		}
	}
	return lines[0], 1
}

func lastPiece(l page.TextLine) page.Piece { return l.Pieces[len(l.Pieces)-1] }

// goesOn tells two lines that may be one title, wrapped: of one size, centred on one middle, one right under the other,
// and the upper no publisher's name, which stands over a title by itself.
func goesOn(above, below page.TextLine) bool {
	size := above.Size
	middle := (above.Box.X0 + above.Box.X1 - below.Box.X0 - below.Box.X1) / 2
	return len(above.Pieces) == 1 && len(below.Pieces) == 1 && math.Abs(size-below.Size) < 0.05*size && math.Abs(middle) < size &&
		below.Box.Top-above.Box.Bottom < size && !numberOnly(above.Text) && !bodyName.MatchString(page.Unspaced(above.Text))
}

// wrappedUnit tells `单位：万` over `元`.
func wrappedUnit(above, below string) bool {
	head := strings.HasSuffix(above, "：万") || strings.HasSuffix(above, ":万") || strings.HasSuffix(above, "单位：") || strings.HasSuffix(above, "单位:")
	return head && strings.HasSuffix(page.Unspaced(below), "元") && utf8.RuneCountInString(page.Unspaced(below)) <= 2
}

func shortPieces(pieces []page.Piece) bool {
	for _, p := range pieces {
		if utf8.RuneCountInString(p.Text) > 2 {
			return false
		}
	}
	return true
}

// Like tells a line that can stand in a table's caption.
func Like(l page.TextLine) bool {
	if tableOfLists.MatchString(l.Text) {
		return false
	}
	p := Read(l.Text)
	if p.Number != "" || p.Title != "" || p.Unit != "" || p.department != "" || p.continued {
		return !SentenceMark.MatchString(page.Unspaced(l.Text)) || p.Title != ""
	}
	for _, piece := range l.Pieces {
		if q := Read(piece.Text); len(l.Pieces) > 1 && (q.Unit != "" || q.Number != "" || q.department != "") {
			return true
		}
	}
	t := page.Unspaced(l.Text)
	return YearOnly.MatchString(t) || printedDate.MatchString(t) || attachment.MatchString(t)
}

// numberOnly tells a line that is a table number and nothing else.
func numberOnly(text string) bool {
	p := Read(text)
	return p.Number != "" && p.Title == "" && p.Unit == "" && p.department == ""
}

// Note tells a line that is a remark under a grid: 注：…, 备注：…, 说明：….
func Note(text string) bool {
	t := strings.TrimLeft(page.Unspaced(text), "*＊※（(")
	for _, head := range []string{"注：", "注:", "注、", "备注：", "备注:", "说明：", "说明:", "注1", "注一", "本表无数据", "此表为空", "本表为空", "注："} {
		if strings.HasPrefix(t, head) {
			return true
		}
	}
	return false
}

// Titled tells a line that reads as a title and nothing else.
func Titled(l page.TextLine) bool {
	p := Read(l.Text)
	return p.Title != "" && p.Number == "" && p.Unit == "" && p.department == ""
}
