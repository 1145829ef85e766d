package main

import (
	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
)

// reasons are the Chinese of the reasons why a file gives no document; the English says itself what it was, and needs none.
var reasons = map[extract.Code]string{
	extract.NotFound:     "没有这个文件",
	extract.Unreadable:   "无法读取",
	extract.NotPDF:       "不是 PDF",
	extract.Damaged:      "损坏过重",
	extract.Password:     "需要密码",
	extract.Encryption:   "加密方式不明",
	extract.OverLimit:    "超出上限",
	extract.Recognizer:   "文字识别出错",
	extract.TimedOut:     "超过时限",
	extract.Interrupted:  "被中断",
	extract.Changed:      "读取时有变动",
	extract.Crashed:      "读取程序出错",
	extract.NotWritten:   "无法写出",
	extract.Unclassified: "失败",
}

// fileError is why a file gave no document, with its name and the page.
func fileError(e *extract.Error, l say.Language) string {
	at := extract.Printable(e.Name)
	if e.Page > 0 {
		at += l.Format(": page %d", "：第 %d 页", e.Page)
	}
	return at + l.Of(": ", "：") + reason(e.Code, e.Reason(), l)
}

// reason is why a file gave no document, with what was being read: in Chinese by its code, where the libraries' own words for
// it have none.
func reason(code extract.Code, message string, l say.Language) string {
	told := l.Cause(message)
	if l == say.English || told != message || reasons[code] == "" {
		return told
	}
	return reasons[code] + "：" + message
}
