package budget

import (
	"strings"
	"unicode/utf8"

	"yusuan/model/words"
)

// Evidence is everything by which a document tells whose budget for which year
// it is. Identify weighs it; see there for the order.
type Evidence struct {
	// Captions are the lines that belong to tables without being part of their
	// grids, in reading order and as printed: number, title, bracketed year,
	// department and unit (“部门：某市教育局 单位：万元”, “341-湖州市财政局”).
	// A caption set inside the grid (full-width rows) belongs here as well. A
	// line that is repeated on every page may be given once or every time.
	Captions []Line
	// Lines are the other lines of text, in reading order: cover, prose, running
	// headers. The first pages suffice (Identify reads those of its settings).
	Lines []Line
	// Sheets are the document's tables; titles and form cells (部门名称, 主管部门,
	// 预算单位) tell of it.
	Sheets []*Sheet
	// FileName is the base name of the file: what is left when nothing else tells.
	FileName string
}

// Line is one line of text as printed.
type Line struct {
	Page int    // 1-based
	Text string // spaces as printed or collapsed, either will do
}

// documentTitle is a text that may be the title of the document: one line outside of tables, or
// several that follow each other.
type documentTitle struct {
	page   int
	lines  int
	front  bool   // before the contents, on the first pages
	text   string // as printed, without white space and with years in digits
	folded string
}

// titles returns the titles among the lines of the first pages: those that speak of a
// budget, of accounts, of debt or of what a department does. On the pages of the cover
// they may go over several lines, behind these over two.
func (e *Evidence) titles() []documentTitle {
	var all []documentTitle
	front := true
	for i := range e.Lines {
		first := e.Lines[i].titleText()
		if e.Lines[i].Page > settings.evidencePages {
			break
		}
		front = front && e.Lines[i].Page <= settings.titlePages && !isContents(first)
		if first == "" {
			continue
		}
		lines := 2
		if front {
			lines = settings.titleLines
		}
		joined := ""
		for n := range min(lines, len(e.Lines)-i) {
			l := &e.Lines[i+n]
			next := l.titleText()
			if l.Page != e.Lines[i].Page || next == "" || isContents(next) {
				break
			}
			if joined += next; hasAny(joined, "算", "债", "概况", "基本情况", "简介") {
				text := words.DigitYears(joined)
				all = append(all, documentTitle{page: l.Page, lines: n + 1, front: front, text: text, folded: words.Fold(text)})
			}
		}
	}
	return all
}

// titleText is a line without white space and without the unit of money that may stand behind a title, "" where it
// is a sentence or a part of one.
func (l *Line) titleText() string {
	s := withoutUnit(words.Unspaced(l.Text), titleUnit)
	if utf8.RuneCountInString(s) > settings.coverLine || strings.ContainsAny(s, "，。；！？") {
		return ""
	}
	return s
}

// isContents tells the head of the contents, or the first of them.
func isContents(s string) bool {
	return s == "目录" || s == "目次" || strings.HasPrefix(s, "第一部分")
}

// front returns the text over the contents or the first sentence of the first of the
// pages whose text meets a condition, its years in digits and folded; "" where none does.
func (e *Evidence) front(holds func(text string) bool) string {
	for i := 0; i < len(e.Lines) && e.Lines[i].Page <= settings.evidencePages; {
		page, joined, over := e.Lines[i].Page, "", false
		for ; i < len(e.Lines) && e.Lines[i].Page == page; i++ {
			s := e.Lines[i].titleText()
			number, _ := words.CutNumbering(s)
			if over = over || s == "" || isContents(s) || number.Style != words.Unnumbered; !over {
				joined += s
			}
		}
		if text := words.Fold(words.DigitYears(joined)); holds(text) {
			return text
		}
	}
	return ""
}
