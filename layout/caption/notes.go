package caption

import (
	"strings"

	"yusuan/layout/page"
	"yusuan/layout/settings"
	"yusuan/model/words"
)

// IsNote tells a line that is a remark under a grid: 注：…, 备注：…, 说明：….
func IsNote(line string) bool {
	text := strings.TrimLeft(words.Unspaced(line), "*＊※（(")
	for _, head := range []string{"注：", "注:", "注、", "备注：", "备注:", "说明：", "说明:", "注1", "注一", "本表无数据", "此表为空", "本表为空"} {
		if strings.HasPrefix(text, head) {
			return true
		}
	}
	return false
}

// NotesOf takes the leading remarks from the lines under a grid; a remark's wrapped lines are one.
func NotesOf(lines []page.TextLine, s *settings.Settings) ([]string, []page.TextLine) {
	var notes []string
	for i, l := range lines {
		switch {
		case IsNote(l.Text):
			notes = append(notes, l.Text)
		case len(notes) == 0 || Admits(l, s) || l.Box.Top-lines[i-1].Box.Bottom >= s.Caption.NoteLeading*l.Size:
			return notes, lines[i:]
		case words.IsListed(l.Text):
			notes = append(notes, l.Text)
		default:
			notes[len(notes)-1] = page.JoinTexts(notes[len(notes)-1], l.Text, s)
		}
	}
	return notes, nil
}
