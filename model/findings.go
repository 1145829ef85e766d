package model

import "fmt"

// FindingKind is one of the findings that this program can make. Its code is
// stable: users filter by it. The wording may improve.
type FindingKind struct {
	Code     string
	Severity Severity
	Message  Message
}

// Findings about the reading of a file. They come from what the reader forgave.
var readingKinds = []FindingKind{
	{"file-repaired", Info, Message{"文件结构已损坏，经修复后读取", "the file's structure is damaged and was repaired"}},
	{"page-tree-repaired", Warning, Message{"页面树已损坏，页面按对象顺序排列", "the page tree is damaged; pages are taken as they were found"}},
	{"page-without-media-box", Info, Message{"页面没有尺寸，按默认尺寸读取", "a page tells no size; the default is used"}},
	{"object-unreadable", Warning, Message{"有对象无法读取，内容可能缺失", "an object could not be read; content may be missing"}},
	{"stream-damaged", Warning, Message{"数据流已损坏，只读出了前一部分", "a stream is damaged; what comes after the damage is missing"}},
	{"stream-length-wrong", Info, Message{"数据流长度有误，按实际结束处读取", "a stream's length is wrong; it was read to its real end"}},
	{"content-unreadable", Warning, Message{"页面内容有一部分无法解析", "a part of the page's content could not be understood"}},
	{"form-unreadable", Warning, Message{"嵌套内容无法读取", "a form on the page could not be read"}},
	{"form-within-itself", Warning, Message{"嵌套内容引用了自身，已略过", "a form paints itself; it was passed over"}},
	{"text-without-font", Warning, Message{"文字没有可用的字体", "text has no usable font"}},
	{"glyph-without-unicode", Error, Message{"字形没有对应的文字，文本不完整", "glyphs have no Unicode text; the text is incomplete"}},
	{"image-only-page", Warning, Message{"页面只有图像，没有文字", "the page is only a picture, without text"}},
}

// otherReading stands for what the reader forgave and no kind describes.
var otherReading = FindingKind{"reading-problem", Warning, Message{"读取时忽略了一处问题", "something was passed over while reading"}}

// FindingKinds lists every finding that this program can make.
func FindingKinds() []FindingKind {
	return append(append([]FindingKind{}, readingKinds...), otherReading)
}

// ReadingFinding says what was forgiven while reading: the reader's code and
// detail, how often it was seen, and on which page (0 for the file as a whole).
func ReadingFinding(code, detail string, count, page int) Finding {
	kind := otherReading
	for _, k := range readingKinds {
		if k.Code == code {
			kind = k
		}
	}
	zh, en := kind.Message.ZH, kind.Message.EN
	if detail != "" {
		zh, en = zh+"："+detail, en+": "+detail
	}
	if count > 1 {
		zh, en = fmt.Sprintf("%s（共 %d 处）", zh, count), fmt.Sprintf("%s (%d times)", en, count)
	}
	f := Finding{Code: kind.Code, Severity: kind.Severity, Message: Message{ZH: zh, EN: en}}
	if page > 0 {
		f.Subjects = []Subject{{Page: page}}
	}
	return f
}
