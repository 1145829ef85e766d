package model

import (
	"fmt"
	"slices"
)

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
	{"covered-text", Info, Message{"被后来绘制的色块遮盖的文字没有读取", "text that areas painted later cover is not read"}},
	{"unreadable-text", Error, Message{"页面有一部分文字无法辨认，需要文字识别（OCR）", "a part of the page's text cannot be made out; the page needs OCR"}},
	{"text-layer-read", Warning, Message{"页面是图像，文字取自不显示的文字层，可能是识别结果", "the page is a picture; its text is that of a layer nobody sees, which recognition may have made"}},
	{"image-only-page", Warning, Message{"页面只有图像，没有文字", "the page is only a picture, without text"}},
}

// Findings about whose budget for which year a document is.
var identityKinds = []FindingKind{
	{"publisher-from-file-name", Warning, Message{"文件正文没有写明部门，名称取自文件名", "the text does not tell whose budget it is; the name is taken from the file's name"}},
	{"publisher-unknown", Warning, Message{"没有找到部门或单位名称", "nothing tells whose budget it is"}},
	{"fiscal-year-from-file-name", Warning, Message{"文件正文没有写明年度，年度取自文件名", "the text does not tell the fiscal year; it is taken from the file's name"}},
	{"fiscal-year-unknown", Warning, Message{"没有找到预算年度", "nothing tells the fiscal year"}},
}

// Findings about what a disclosure says: what holds in it and what does not. An
// error is an identity broken by more than rounding explains, a warning a likely
// slip, an information what a reader of the figures should know.
var checkKinds = []FindingKind{
	// Inside a table.
	{"row-sum-mismatch", Error, Message{"行内合计不等于各栏之和", "a total along a row is not the sum of its columns"}},
	{"column-sum-mismatch", Error, Message{"合计行不等于各行之和", "a total row is not the sum of its rows"}},
	{"hierarchy-sum-mismatch", Error, Message{"上级项目不等于其下各项之和", "an item is not the sum of the items under it"}},
	{"part-exceeds-whole", Error, Message{"部分大于总额", "a part is more than the whole"}},
	{"revenue-expenditure-unequal", Error, Message{"收入总计不等于支出总计", "total revenue is not total expenditure"}},
	{"change-mismatch", Error, Message{"增减额不等于两年之差", "a change is not the difference of its years"}},
	{"change-rate-mismatch", Error, Message{"增减率与增减额不符", "a rate of change is not that of its amounts"}},
	{"balance-mismatch", Error, Message{"年末结转结余不等于年初加收入减支出", "a closing balance is not the opening one plus revenue less expenditure"}},
	{"sum-missing", Warning, Message{"合计栏为空而分项有数", "a total is blank while its items have amounts"}},
	{"parts-missing", Warning, Message{"合计有数而分项为空", "a total has an amount while its items are blank"}},
	{"rounding-difference", Info, Message{"合计与分项之和相差在四舍五入误差之内", "sums and their parts are apart by no more than rounding explains"}},
	{"rounded-figure", Info, Message{"同一金额小数位数不同", "one amount is printed with fewer decimals than elsewhere"}},
	{"line-number-gap", Info, Message{"行次不连续", "line numbers do not run on"}},
	{"final-exceeds-budget", Info, Message{"决算数大于预算数", "the accounts exceed the budget"}},
	// Between tables, and text against tables.
	{"table-total-mismatch", Error, Message{"两表同一总额不一致", "two tables print different totals for one amount"}},
	{"item-mismatch", Error, Message{"两表同一科目金额不一致", "two tables print different amounts for one item"}},
	{"project-amount-mismatch", Warning, Message{"同一项目在两表中金额不一致", "two tables print different amounts for one project"}},
	{"project-sum-differs", Info, Message{"项目之和与项目支出不一致", "the projects do not sum to project expenditure"}},
	{"indicator-conflict", Warning, Message{"同一绩效指标在两表中相互矛盾", "two tables set contrary targets for one indicator"}},
	{"indicator-amount-mismatch", Warning, Message{"成本指标与项目金额不一致", "a cost indicator is not the project's amount"}},
	{"duplicate-indicator", Info, Message{"同一项目的绩效指标重复", "a project has one indicator twice"}},
	{"check-not-possible", Info, Message{"缺少金额，无法核对", "a check could not be made for want of a figure"}},
	{"text-amount-mismatch", Warning, Message{"正文金额与表内金额不一致", "an amount in the text is not that of the tables"}},
	{"text-rate-mismatch", Warning, Message{"正文中的增减或占比与金额不符", "a change or a share in the text is not that of its amounts"}},
	// Form, codes and print.
	{"table-missing", Warning, Message{"缺少应公开的表", "an obligatory table is missing"}},
	{"empty-table-without-note", Info, Message{"空表没有说明", "an empty table has no note that says why"}},
	{"note-contradicts-table", Warning, Message{"表注称空表而表内有数", "a note says that a table is empty, but it has amounts"}},
	{"placeholder-left", Warning, Message{"留有未填写的占位符", "a placeholder was left"}},
	{"year-mismatch", Warning, Message{"表名年度与文件年度不一致", "a table's title names another year than the document"}},
	{"unit-missing", Warning, Message{"没有写明金额单位", "nothing tells the unit of amounts"}},
	{"unit-conflict", Warning, Message{"同一表写明两种金额单位", "a table tells two units of money"}},
	{"table-number-odd", Info, Message{"表号写法与其他表不同", "a table's number is written otherwise than the others'"}},
	{"goal-breaks-off", Info, Message{"绩效目标在句中断开", "a goal breaks off in the middle of a sentence"}},
	{"unusual-use", Info, Message{"基本支出经济科目所列的人员、公用经费与通常相反", "personal items stand under public funds, or the other way round"}},
	{"code-unknown", Info, Message{"代码表中没有的科目", "a code that the code lists do not have"}},
	{"code-name-mismatch", Warning, Message{"科目编码与名称不符", "a code and a name that do not belong together"}},
	{"code-parent-missing", Info, Message{"有下级科目而没有上级科目", "an item whose parent is not printed"}},
	{"duplicate-key", Info, Message{"同一科目在表中重复，金额应相加", "an item stands more than once; its amounts add up"}},
	{"malformed-amount", Warning, Message{"金额书写有误，无法读取", "an amount that cannot be read as one"}},
	{"mixed-separators", Info, Message{"同一表内千分位写法不一", "a table sets thousands separators in some amounts only"}},
	{"markup-in-text", Warning, Message{"文字中留有网页标记", "markup was left in texts"}},
}

// CheckKinds lists the findings about what a disclosure says.
func CheckKinds() []FindingKind { return slices.Clone(checkKinds) }

// FindingKindOf returns the kind of a code; a code that is not listed gives the zero kind.
func FindingKindOf(code string) FindingKind {
	for _, k := range FindingKinds() {
		if k.Code == code {
			return k
		}
	}
	return FindingKind{}
}

// otherReading stands for what the reader forgave and no kind describes.
var otherReading = FindingKind{"reading-problem", Warning, Message{"读取时忽略了一处问题", "something was passed over while reading"}}

// FindingKinds lists every finding that this program can make.
func FindingKinds() []FindingKind {
	return slices.Concat(readingKinds, []FindingKind{otherReading}, identityKinds, checkKinds)
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
