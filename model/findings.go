package model

import (
	"fmt"
	"slices"
)

// FindingKind is one of the findings that this program can make. Its code is
// stable: users filter by it. The wording may improve. Only the kinds below exist; a
// finding of another cannot be made.
//
// Of the kinds about what a disclosure says, an error is an identity broken by more than
// rounding explains, a warning a likely slip, an information what a reader of the
// figures should know.
type FindingKind uint8

const (
	_ FindingKind = iota // the zero value is no kind

	// About the reading of a file: what the reader forgave.
	FileRepaired
	FileTruncated
	PageTreeRepaired
	PageWithoutMediaBox
	MediaBoxOdd
	ObjectUnreadable
	StreamDamaged
	StreamLengthWrong
	ContentUnreadable
	FormUnreadable
	FormWithinItself
	NumberOdd
	ResourceFromTree
	TextWithoutFont
	FontEncodingUnknown
	FontProgramUnreadable
	ToUnicodeUnusable
	TextGuessed
	AmountGuessed
	FigureDoubtful
	TextDoubtful
	OCRRepaired
	SeveralValues
	NumbersTogether
	GlyphWithoutUnicode
	CoveredText
	UnreadableText
	TextLayerRead
	ImageOnlyPage
	PageRecognized
	PictureUnreadable
	NoTables

	// About whose budget for which year a document is.
	PublisherFromFileName
	PublisherUnknown
	FiscalYearFromFileName
	FiscalYearUnknown

	// Inside a table.
	RowSumMismatch
	ColumnSumMismatch
	HierarchySumMismatch
	ListOpen
	PartExceedsWhole
	RevenueExpenditureUnequal
	ChangeMismatch
	ChangeRateMismatch
	RateMismatch
	BalanceMismatch
	BalanceExceedsLimit
	SumMissing
	PartsMissing
	RoundingDifference
	RoundedFigure
	LineNumberGap
	FinalExceedsBudget

	// Between tables, and text against tables.
	TableTotalMismatch
	ItemMismatch
	ProjectAmountMismatch
	ProjectSumDiffers
	IndicatorConflict
	IndicatorAmountMismatch
	DuplicateIndicator
	CheckNotPossible
	TextAmountMismatch
	TextRateMismatch
	TextDirectionMismatch
	ReasonMissing
	TextRepeated
	CodeSetsDiffer

	// Form, codes and print.
	TableMissing
	ContentsTableMissing
	ContentsPageWrong
	ContentsOrder
	TableRepeated
	EmptyTableWithoutNote
	NoteContradictsTable
	PlaceholderLeft
	YearMismatch
	UnitMissing
	UnitConflict
	TableNumberOdd
	GoalBreaksOff
	UnusualUse
	CodeUnknown
	CodeNameMismatch
	CodeParentMissing
	DuplicateKey
	MalformedAmount
	MixedSeparators
	SeparatorMissing
	MarkupInText

	// About what people decided.
	CorrectionNotApplied
	CorrectionReplaced

	// About what a data set can hold.
	AmountNotWholeFen

	findingKindsEnd
)

// findingKinds has the code, the severity and the words of each kind.
var findingKinds = [findingKindsEnd]struct {
	code     string
	severity Severity
	message  Message
}{
	// About the reading of a file: what the reader forgave.
	FileRepaired:          {"file-repaired", Info, Message{"文件结构已损坏，经修复后读取", "the file's structure is damaged and was repaired"}},
	FileTruncated:         {"file-truncated", Warning, Message{"文件末尾不完整，后面的内容可能缺失", "the file breaks off before its end; what came after is missing"}},
	PageTreeRepaired:      {"page-tree-repaired", Warning, Message{"页面树已损坏，页面按对象顺序排列", "the page tree is damaged; pages are taken as they were found"}},
	PageWithoutMediaBox:   {"page-without-media-box", Info, Message{"页面没有尺寸，按默认尺寸读取", "a page tells no size; the default is used"}},
	MediaBoxOdd:           {"media-box-odd", Info, Message{"页面尺寸写法不合规范，按其本意或默认尺寸读取", "a page's boundary is not written as one should be; what it means is used, or else the default"}},
	ObjectUnreadable:      {"object-unreadable", Warning, Message{"有对象无法读取，内容可能缺失", "an object could not be read; content may be missing"}},
	StreamDamaged:         {"stream-damaged", Warning, Message{"数据流已损坏，只读出了前一部分", "a stream is damaged; what comes after the damage is missing"}},
	StreamLengthWrong:     {"stream-length-wrong", Info, Message{"数据流长度有误，按实际结束处读取", "a stream's length is wrong; it was read to its real end"}},
	ContentUnreadable:     {"content-unreadable", Warning, Message{"页面内容有一部分无法解析", "a part of the page's content could not be understood"}},
	FormUnreadable:        {"form-unreadable", Warning, Message{"嵌套内容无法读取", "a form on the page could not be read"}},
	FormWithinItself:      {"form-within-itself", Warning, Message{"嵌套内容引用了自身，已略过", "a form paints itself; it was passed over"}},
	NumberOdd:             {"number-odd", Info, Message{"页面内容有数字写成指数形式，按其值读取", "numbers of the page's content are written with exponents; they were read as what they mean"}},
	ResourceFromTree:      {"resource-from-page-tree", Info, Message{"页面自己的资源不全，缺的取自页面树的上层", "a page's own resources lack some that the page tree above it has; they were taken from there"}},
	TextWithoutFont:       {"text-without-font", Warning, Message{"文字没有可用的字体", "text has no usable font"}},
	FontEncodingUnknown:   {"font-encoding-unknown", Warning, Message{"字体的编码无法识别，按默认编码读取", "a font's encoding is unknown; it was read with the default one"}},
	FontProgramUnreadable: {"font-program-unreadable", Info, Message{"嵌入的字体程序无法读取", "an embedded font program could not be read"}},
	ToUnicodeUnusable:     {"to-unicode-unusable", Info, Message{"字体的 ToUnicode 表不可用，已略过", "a font's ToUnicode table is of no use and was passed over"}},
	TextGuessed:           {"text-guessed", Info, Message{"有文字不是文件写明的，而是从字体程序推断的", "the text of glyphs is not told by the file; it was taken from the fonts' own tables"}},
	AmountGuessed:         {"amount-guessed", Warning, Message{"金额的文字是从字体程序推断的，请与页面核对", "amounts are made of glyphs whose text was taken from the fonts' own tables; compare them with the page"}},
	FigureDoubtful:        {"figure-doubtful", Warning, Message{"从图像识别的数字可能有误，请与页面核对", "figures that were recognised in a picture may be wrong; compare them with the page"}},
	TextDoubtful:          {"text-doubtful", Warning, Message{"从图像识别的文字可能有误或有缺失，请与页面核对", "text that was recognised in a picture may be wrong or lack some; compare it with the page"}},
	OCRRepaired:           {"ocr-repaired", Info, Message{"识别的文字经勾稽关系或金额的写法改正", "what was recognised was put right by the document's sums, or by how amounts are written"}},
	SeveralValues:         {"several-values", Warning, Message{"一格内有几个数值，无法判定取哪一个，不作金额", "a cell holds several values; which of them is its amount cannot be told, and it makes none"}},
	NumbersTogether:       {"numbers-together", Warning, Message{"页面上有数字没有各占一格，行或列可能没有分清", "numbers of a page do not stand alone in cells; rows or columns may not be told apart"}},
	GlyphWithoutUnicode:   {"glyph-without-unicode", Error, Message{"字形没有对应的文字，文本不完整", "glyphs have no Unicode text; the text is incomplete"}},
	CoveredText:           {"covered-text", Info, Message{"被后来绘制的色块遮盖的文字没有读取", "text that areas painted later cover is not read"}},
	UnreadableText:        {"unreadable-text", Error, Message{"页面有一部分文字无法辨认，需要文字识别（OCR）", "a part of the page's text cannot be made out; the page needs OCR"}},
	TextLayerRead:         {"text-layer-read", Warning, Message{"页面是图像，文字取自不显示的文字层，可能是识别结果", "the page is a picture; its text is that of a layer nobody sees, which recognition may have made"}},
	ImageOnlyPage:         {"image-only-page", Warning, Message{"页面只有图像，没有文字", "the page is only a picture, without text"}},
	PageRecognized:        {"page-recognized", Warning, Message{"页面的文字由识别图像得出，请与页面核对", "the page's text was recognised in its picture; compare it with the page"}},
	PictureUnreadable:     {"picture-unreadable", Warning, Message{"页面的图像无法读取，文字没有识别", "the page's picture could not be had; its text was not recognised"}},
	NoTables:              {"no-tables", Warning, Message{"没有读到表格", "no table was read"}},

	// About whose budget for which year a document is.
	PublisherFromFileName:  {"publisher-from-file-name", Warning, Message{"文件正文没有写明部门，名称取自文件名", "the text does not tell whose budget it is; the name is taken from the file's name"}},
	PublisherUnknown:       {"publisher-unknown", Warning, Message{"没有找到部门或单位名称", "nothing tells whose budget it is"}},
	FiscalYearFromFileName: {"fiscal-year-from-file-name", Warning, Message{"文件正文没有写明年度，年度取自文件名", "the text does not tell the fiscal year; it is taken from the file's name"}},
	FiscalYearUnknown:      {"fiscal-year-unknown", Warning, Message{"没有找到预算年度", "nothing tells the fiscal year"}},

	// Inside a table.
	RowSumMismatch:            {"row-sum-mismatch", Error, Message{"行内合计不等于各栏之和", "a total along a row is not the sum of its columns"}},
	ColumnSumMismatch:         {"column-sum-mismatch", Error, Message{"合计行不等于各行之和", "a total row is not the sum of its rows"}},
	HierarchySumMismatch:      {"hierarchy-sum-mismatch", Error, Message{"上级项目不等于其下各项之和", "an item is not the sum of the items under it"}},
	ListOpen:                  {"list-open", Warning, Message{"表中可加各项之和不等于所印总额", "the amounts that add up do not reach the list's printed total"}},
	PartExceedsWhole:          {"part-exceeds-whole", Error, Message{"部分大于总额", "a part is more than the whole"}},
	RevenueExpenditureUnequal: {"revenue-expenditure-unequal", Error, Message{"收入总计不等于支出总计", "total revenue is not total expenditure"}},
	ChangeMismatch:            {"change-mismatch", Error, Message{"增减额不等于两年之差", "a change is not the difference of its years"}},
	ChangeRateMismatch:        {"change-rate-mismatch", Error, Message{"增减率与增减额不符", "a rate of change is not that of its amounts"}},
	RateMismatch:              {"rate-mismatch", Warning, Message{"百分比与同行金额不符", "a percentage is not that of the amounts beside it"}},
	BalanceExceedsLimit:       {"balance-exceeds-limit", Warning, Message{"债务余额大于限额", "a debt is more than its limit"}},
	BalanceMismatch:           {"balance-mismatch", Error, Message{"年末结转结余不等于年初加收入减支出", "a closing balance is not the opening one plus revenue less expenditure"}},
	SumMissing:                {"sum-missing", Warning, Message{"合计栏为空而分项有数", "a total is blank while its items have amounts"}},
	PartsMissing:              {"parts-missing", Warning, Message{"合计有数而分项为空", "a total has an amount while its items are blank"}},
	RoundingDifference:        {"rounding-difference", Info, Message{"合计与分项之和相差在四舍五入误差之内", "sums and their parts are apart by no more than rounding explains"}},
	RoundedFigure:             {"rounded-figure", Info, Message{"同一金额小数位数不同", "one amount is printed with fewer decimals than elsewhere"}},
	LineNumberGap:             {"line-number-gap", Info, Message{"行次不连续", "line numbers do not run on"}},
	FinalExceedsBudget:        {"final-exceeds-budget", Info, Message{"决算数大于预算数", "the accounts exceed the budget"}},

	// Between tables, and text against tables.
	TableTotalMismatch:      {"table-total-mismatch", Error, Message{"两表同一总额不一致", "two tables print different totals for one amount"}},
	ItemMismatch:            {"item-mismatch", Error, Message{"两表同一科目金额不一致", "two tables print different amounts for one item"}},
	ProjectAmountMismatch:   {"project-amount-mismatch", Warning, Message{"同一项目在两表中金额不一致", "two tables print different amounts for one project"}},
	ProjectSumDiffers:       {"project-sum-differs", Info, Message{"项目之和与项目支出不一致", "the projects do not sum to project expenditure"}},
	IndicatorConflict:       {"indicator-conflict", Warning, Message{"同一绩效指标在两表中相互矛盾", "two tables set contrary targets for one indicator"}},
	IndicatorAmountMismatch: {"indicator-amount-mismatch", Warning, Message{"成本指标与项目金额不一致", "a cost indicator is not the project's amount"}},
	DuplicateIndicator:      {"duplicate-indicator", Info, Message{"同一项目的绩效指标重复", "a project has one indicator twice"}},
	CheckNotPossible:        {"check-not-possible", Info, Message{"缺少金额，无法核对", "a check could not be made for want of a figure"}},
	TextAmountMismatch:      {"text-amount-mismatch", Warning, Message{"正文金额与表内金额不一致", "an amount in the text is not that of the tables"}},
	TextRateMismatch:        {"text-rate-mismatch", Warning, Message{"正文中的增减或占比与金额不符", "a change or a share in the text is not that of its amounts"}},
	TextDirectionMismatch:   {"text-direction-mismatch", Warning, Message{"正文所说的增减方向与金额不符", "the text says a figure went another way than its amounts"}},
	ReasonMissing:           {"reason-missing", Info, Message{"正文没有说明差异的原因", "the text gives no reason for a difference"}},
	TextRepeated:            {"text-repeated", Info, Message{"正文中文字或标点重复", "words or punctuation stand twice in the text"}},
	CodeSetsDiffer:          {"code-sets-differ", Warning, Message{"收入总表与支出总表的科目不一致", "the tables of all revenue and all expenditure have different items"}},

	// Form, codes and print.
	ContentsTableMissing:  {"contents-table-missing", Warning, Message{"目录所列的表没有找到", "a table that the contents list is not there"}},
	ContentsPageWrong:     {"contents-page-wrong", Info, Message{"目录所写页码与表所在页不符", "the contents give another page than a table's"}},
	ContentsOrder:         {"contents-order", Info, Message{"表的次序与目录不同", "tables stand in another order than the contents list them"}},
	TableRepeated:         {"table-repeated", Info, Message{"同一张表出现两次", "a table stands twice"}},
	TableMissing:          {"table-missing", Warning, Message{"缺少应公开的表", "an obligatory table is missing"}},
	EmptyTableWithoutNote: {"empty-table-without-note", Info, Message{"空表没有说明", "an empty table has no note that says why"}},
	NoteContradictsTable:  {"note-contradicts-table", Warning, Message{"表注称空表而表内有数", "a note says that a table is empty, but it has amounts"}},
	PlaceholderLeft:       {"placeholder-left", Warning, Message{"留有未填写的占位符", "a placeholder was left"}},
	YearMismatch:          {"year-mismatch", Warning, Message{"表名年度与文件年度不一致", "a table's title names another year than the document"}},
	UnitMissing:           {"unit-missing", Warning, Message{"没有写明金额单位", "nothing tells the unit of amounts"}},
	UnitConflict:          {"unit-conflict", Warning, Message{"同一表写明两种金额单位", "a table tells two units of money"}},
	TableNumberOdd:        {"table-number-odd", Info, Message{"表号写法与其他表不同", "a table's number is written otherwise than the others'"}},
	GoalBreaksOff:         {"goal-breaks-off", Info, Message{"绩效目标在句中断开", "a goal breaks off in the middle of a sentence"}},
	UnusualUse:            {"unusual-use", Info, Message{"基本支出经济科目所列的人员、公用经费与通常相反", "personal items stand under public funds, or the other way round"}},
	CodeUnknown:           {"code-unknown", Info, Message{"代码表中没有的科目", "a code that the code lists do not have"}},
	CodeNameMismatch:      {"code-name-mismatch", Warning, Message{"科目编码与名称不符", "a code and a name that do not belong together"}},
	CodeParentMissing:     {"code-parent-missing", Info, Message{"有下级科目而没有上级科目", "an item whose parent is not printed"}},
	DuplicateKey:          {"duplicate-key", Info, Message{"同一科目在表中重复，金额应相加", "an item stands more than once; its amounts add up"}},
	MalformedAmount:       {"malformed-amount", Warning, Message{"金额书写有误，无法读取", "an amount that cannot be read as one"}},
	MixedSeparators:       {"mixed-separators", Info, Message{"同一表内千分位写法不一", "a table sets thousands separators in some amounts only"}},
	SeparatorMissing:      {"separator-missing", Info, Message{"千分位少一个逗号，按全表的写法或加总关系读出", "amounts with a thousands separator too few, read as the document's habit or its sums tell"}},
	MarkupInText:          {"markup-in-text", Warning, Message{"文字中留有网页标记", "markup was left in texts"}},

	// About what people decided.
	CorrectionNotApplied: {"correction-not-applied", Warning, Message{"更正未生效", "a correction is not applied"}},
	CorrectionReplaced:   {"correction-replaced", Info, Message{"同一处有更晚的更正，以后者为准", "a later correction is about the same place, and counts"}},

	// About what a data set can hold.
	AmountNotWholeFen: {"amount-not-whole-fen", Warning, Message{"金额不是整分，或位数超出 decimal(18,2)：amount_yuan 为缺，精确值见 amount_exact", "the amount is no whole number of 分, or too long for decimal(18,2): amount_yuan is absent, amount_exact has it"}},
}

// FindingKinds lists every finding that this program can make.
func FindingKinds() []FindingKind {
	all := make([]FindingKind, 0, findingKindsEnd-1)
	for k := FindingKind(1); k < findingKindsEnd; k++ {
		all = append(all, k)
	}
	return all
}

// FindingKindOf returns the kind that a code names, where there is one.
func FindingKindOf(code string) (k FindingKind, known bool) {
	for k = 1; k < findingKindsEnd; k++ {
		if k.Code() == code {
			return k, true
		}
	}
	return 0, false
}

// Code names the kind in documents.
func (k FindingKind) Code() string { return findingKinds[k].code }

// Severity is that of the kind's findings; a check lowers it where something explains what it found.
func (k FindingKind) Severity() Severity { return findingKinds[k].severity }

// Message says what the kind's findings are about.
func (k FindingKind) Message() Message { return findingKinds[k].message }

// String is the kind's code.
func (k FindingKind) String() string { return k.Code() }

// MarshalText writes the kind's code.
func (k FindingKind) MarshalText() ([]byte, error) { return []byte(k.Code()), nil }

// Finding makes a finding of the kind about some places. The message goes on with what
// is said of these, in both languages; "" for nothing.
func (k FindingKind) Finding(zh, en string, subjects ...Subject) Finding {
	m := k.Message()
	if zh != "" {
		m.ZH += "：" + zh
	}
	if en != "" {
		m.EN += ": " + en
	}
	return Finding{Code: k.Code(), Severity: k.Severity(), Message: m, Subjects: subjects}
}

// Has tells whether the document has a finding of a kind.
func (d *Document) Has(kind FindingKind) bool {
	return slices.ContainsFunc(d.Findings, func(f Finding) bool { return f.Code == kind.Code() })
}

// ReadingFinding says what was forgiven while reading: the reader's detail, how often
// it was seen, and on which page (0 for the file as a whole).
func ReadingFinding(kind FindingKind, detail string, count, page int) Finding {
	f := kind.Finding(detail, detail)
	if count > 1 {
		f.Message.ZH = fmt.Sprintf("%s（共 %d 处）", f.Message.ZH, count)
		f.Message.EN = fmt.Sprintf("%s (%d times)", f.Message.EN, count)
	}
	if page > 0 {
		f.Subjects = []Subject{{Page: page}}
	}
	return f
}
