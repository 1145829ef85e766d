package caption

import (
	"math"
	"strings"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// IsNote tells a line that is a remark under a grid: 注：…, 备注：…, 说明：…, Note: …, Source: ….
func IsNote(line string) bool {
	text := strings.TrimLeft(words.Unspaced(line), "*＊※（(")
	for _, head := range []string{"注：", "注:", "注、", "备注：", "备注:", "说明：", "说明:", "注1", "注一", "Note:", "Notes:", "NOTE:", "NOTES:", "Source:", "Sources:", "SOURCE:", "SOURCES:", "本表无数据", "此表为空", "本表为空"} {
		if strings.HasPrefix(text, head) {
			return true
		}
	}
	return false
}

// SaysNote tells a paragraph of which a sentence is a remark: … in 2024. Source: ….
func SaysNote(text string) bool {
	for sentence := range strings.SplitSeq(text, ". ") {
		if IsNote(sentence) {
			return true
		}
	}
	return false
}

// NotesOf takes the leading remarks from the lines under a grid; a remark's wrapped lines are one, those of a list
// one each.
func NotesOf(lines []page.TextLine, s *settings.Settings) ([]string, []page.TextLine) {
	var notes []string
	for i, l := range lines {
		switch {
		case IsNote(l.Text):
			notes = append(notes, l.Text)
		case len(notes) == 0 || Admits(l, s) || !followsNote(lines[i-1], l, s):
			return notes, lines[i:]
		case words.IsListed(l.Text):
			if words.IsItem(l.Text) && !listsItems(notes) {
				return notes, lines[i:] // a heading of the text
			}
			notes = append(notes, l.Text)
		case endsAbove(lines[i-1], l, s):
			return notes, lines[i:]
		default:
			notes[len(notes)-1] = page.JoinTexts(notes[len(notes)-1], l.Text, s)
		}
	}
	return notes, nil
}

// followsNote tells a line that stands right under one of a remark, in its size, and does not begin as a numbered title does.
func followsNote(above, l page.TextLine, s *settings.Settings) bool {
	near := l.Box.Top-above.Box.Bottom < s.Caption.NoteLeading*l.Size
	same := math.Abs(above.Size-l.Size) < s.Caption.SameSize*above.Size
	return near && same && Read(l.Text, s).name.number == ""
}

// listsItems tells whether remarks are a list of 一、 or （一） so far, or nothing but their head.
func listsItems(notes []string) bool {
	last := notes[len(notes)-1]
	_, said, told := strings.Cut(words.Fold(last), ":")
	return words.IsItem(last) || told && (said == "" || words.IsItem(said))
}

// endsAbove tells whether what is said ends in the line above, where the next characters would have had room.
func endsAbove(above, l page.TextLine, s *settings.Settings) bool {
	return strings.HasSuffix(above.Text, "。") && above.Box.X1 < l.Box.X1-s.Caption.NoteRoom*l.Size
}
