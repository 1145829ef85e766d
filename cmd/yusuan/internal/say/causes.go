package say

import (
	"fmt"
	"regexp"
	"sync"
)

// cause is what a library says, as its format, and the Chinese of it; %s, or %[1]s and so on, is what a verb showed.
type cause struct{ en, zh string }

// causes are what the libraries say that people meet. A test holds those of this module to what its sources say.
var causes = []cause{
	// The system, and Go's own libraries.
	{"no such file or directory", "没有这个文件或文件夹"},
	{"file does not exist", "没有这个文件或文件夹"},
	{"permission denied", "没有权限"},
	{"operation not permitted", "不允许这样操作"},
	{"no space left on device", "磁盘已满"},
	{"is a directory", "是文件夹"},
	{"not a directory", "不是文件夹"},
	{"file exists", "已经存在"},
	{"directory not empty", "文件夹不是空的"},
	{"read-only file system", "文件系统只读"},
	{"file name too long", "文件名太长"},
	{"too many levels of symbolic links", "符号链接层数太多"},
	{"too many open files", "打开的文件太多"},
	{"input/output error", "读写出错"},
	{"disk quota exceeded", "超出磁盘配额"},
	{"address already in use", "地址已被占用"},
	{"unexpected EOF", "数据意外结束"},
	{"EOF", "数据已到末尾"},
	{"context deadline exceeded", "超过时限"},
	{"context canceled", "被中断"},
	{"signal: killed", "进程被系统结束"},
	{"exit status %d", "退出码 %s"},
	{"bufio.Scanner: token too long", "有一行太长"},
	{"syntax error in pattern", "通配符写法有误"},
	{"fork/exec %s: %v", "启动 %s：%s"},
	{"open %s: %v", "打开 %s：%s"},
	{"stat %s: %v", "查看 %s：%s"},
	{"mkdir %s: %v", "建立文件夹 %s：%s"},
	{"read %s: %v", "读取 %s：%s"},
	{"write %s: %v", "写入 %s：%s"},
	{"listen tcp %s: %v", "监听 %s：%s"},

	// The command line's.
	{"unknown command %q for %q", "%[2]s 没有命令 %[1]s"},
	{"unknown command %q for %q\n\nDid you mean this?\n%s", "%[2]s 没有命令 %[1]s\n\n是否要用：\n%[3]s"},
	{"unknown flag: --%s", "没有选项 --%s"},
	{"unknown shorthand flag: %q in -%s", "-%[2]s 中的 %[1]s 不是选项"},
	{"flag needs an argument: --%s", "选项 --%s 需要一个值"},
	{"flag needs an argument: %q in -%s", "-%[2]s 中的选项 %[1]s 需要一个值"},
	{"invalid argument %q for %q flag: %v", "%[1]s 不能作选项 %[2]s 的值：%[3]s"},
	{"bad flag syntax: %s", "选项写法有误：%s"},
	{"invalid argument %q for %q", "%[1]s 不能作 %[2]s 的参数"},
	{"invalid argument %q for %q\n\nDid you mean this?\n%s", "%[1]s 不能作 %[2]s 的参数\n\n是否要用：\n%[3]s"},
	{"accepts %d arg(s), received %d", "需要 %s 个参数，给了 %s 个"},
	{"required flag(s) %q not set", "缺少必需的选项 %s"},
	{"strconv.ParseInt: parsing %q: invalid syntax", "%s 不是整数"},
	{"strconv.ParseInt: parsing %q: value out of range", "%s 超出范围"},
	{"strconv.ParseBool: parsing %q: invalid syntax", "%s 不是 true 或 false"},
	{"parse error", "写法有误"},
	{"time: invalid duration %q", "%s 不是时长，时长写作 90s、10m"},
	{"time: missing unit in duration %q", "时长 %s 缺少单位，时长写作 90s、10m"},
	{"time: unknown unit %q in duration %q", "时长 %[2]s 的单位 %[1]s 不明，时长写作 90s、10m"},

	// Reading a file.
	{"the file changed while it was read", "文件在读取时有变动"},
	{"the file is larger than %d MiB", "文件大于 %s MiB"},
	{"is a folder", "是文件夹"},
	{"not a regular file", "不是普通文件"},
	{"not a PDF file", "不是 PDF 文件"},
	{"wrong or missing password", "密码不对，或没有给出密码"},
	{"unknown encryption", "加密方式不明"},
	{"%w: dictionary is missing", "%s：缺少加密字典"},
	{"%w: what was decrypted makes no content", "%s：解密所得不是内容"},
	{"read file: %w", "读取文件：%s"},
	{"damaged beyond repair: %w", "损坏过重，无法修复：%s"},
	{"read page tree: %w", "读取页面树：%s"},
	{"no pages found", "没有找到页面"},
	{"no document catalog", "没有文档目录"},
	{"decrypt: %w", "解密：%s"},
	{"more than %d %s", "超出上限：%s %s"},
	{"more than %d MiB of memory", "占用内存超过 %s MiB"},
	{"more than %d arrays and dictionaries in each other", "数组和字典嵌套超过 %s 层"},
	{"internal error: %v", "程序内部错误：%s"},
	{"page %d: %w", "第 %s 页：%s"},
	{"page %d: contents: %w", "第 %s 页：内容：%s"},
	{"page %d: annotations: %w", "第 %s 页：注释：%s"},
	{"object %d: %w", "对象 %s：%s"},
	{"correction %d: %w", "第 %s 条更正：%s"},
	{"correction %d is of another file", "第 %s 条更正是另一个文件的"},
	{"correction %d is a withdrawal: neither it nor what it withdraws is to be applied", "第 %s 条更正是撤回：它和所撤回的都不应施行"},
	{"correction %d stands twice", "第 %s 条更正出现两次"},

	// Reading many.
	{"%s: %w", "%s：%s"},
	{"no file matches: %w", "没有相符的文件：%s"},
	{"another run writes into it", "另一次运行正在写入"},
	{"another run writes into it: %s", "另一次运行正在写入：%s"},
	{"output folder %s: %v", "输出文件夹 %s：%s"},
	{"%s is not written: %v", "%s 没有写出：%s"},
	{"not done within %s", "未能在 %s 内完成"},
	{"start worker process: %v", "启动工作进程：%s"},
	{"the worker process died: %s", "工作进程异常结束：%s"},
	{"the worker process ended: %v", "工作进程已结束：%s"},
	{"data set %s: %w", "数据集 %s：%s"},
	{"%s/%s: %w", "%s/%s：%s"},
	{"%w; %w", "%s；%s"},
	{"the pages are to be read one after the other", "须逐页读取"},
	{"read message: %w", "读取消息：%s"},
	{"read message: head of %d bytes", "读取消息：开头有 %s 字节"},
	{"read message: %d bytes of corrections, of %d", "读取消息：更正有 %s 字节，共 %s 字节"},
	{"write message: %w", "写入消息：%s"},
	{"%s: %s: %w", "%s：%s：%s"},

	// Recognising print.
	{"a quotation mark is not closed", "引号没有配对"},
	{"no program is named", "没有写明程序"},
	{"%d lines were not answered within %s", "%s 行文字在 %s 内没有得到回答"},
	{"it ended before it had answered all lines%s", "程序没有答完全部文字行就结束了%s"},
	{"its answer cannot be read: %w", "程序的回答无法读取：%s"},
	{"it answers what is no JSON object a line: %q", "程序的回答不是每行一个 JSON 对象：%s"},
	{"an answer lacks id, text or conf: %q", "回答缺少 id、text 或 conf：%s"},
	{"the conf of an answer is %v, and not from 0 to 1", "回答的 conf 是 %s，不在 0 到 1 之间"},
	{"it answers line %d, which was not asked or is answered", "程序回答了第 %s 行，这一行没有问过或已经答过"},
	{"picture of a line: %w", "文字行的图像：%s"},
	{"recogniser: %w", "识别模型：%s"},
	{"recogniser: the model has no dictionary, and none is given", "识别模型：模型没有字典，旁边也没有"},
	{"recogniser: %d classes and a dictionary of %d characters", "识别模型：%s 个类别，而字典有 %s 个字"},
	{"ONNX model: %w", "ONNX 模型：%s"},
	{"ONNX model: no graph of operators", "ONNX 模型：没有算子图"},
	{"an ONNX model of %d bytes is beyond the limit of %d", "ONNX 模型有 %s 字节，超出上限 %s"},

	// Pictures of pages.
	{"page %d: PDFium painted nothing", "第 %s 页：PDFium 什么也没有画"},
	{"no file is open", "没有打开的文件"},
	{"start PDFium's process: %w", "启动 PDFium 进程：%s"},
	{"start PDFium: %w", "启动 PDFium：%s"},
	{"PDFium died: %w", "PDFium 异常结束：%s"},
	{"PDFium was not done within %s", "PDFium 未能在 %s 内完成"},
	{"PDFium made an image of another kind, %T", "PDFium 所作的图像是另一种：%s"},
	{"PDFium draws a page of another form", "PDFium 所画页面的尺寸不同"},
	{"PDFium sees %d pages and not %d", "PDFium 看到 %s 页，而不是 %s 页"},
	{"nothing is there that draws the page", "没有可用来绘制页面的程序"},
	{"the PDF is another one by now than that which the document was made of", "PDF 已不是生成文档时的那一个"},
	{"its PDF is not beside it: its pages have no pictures", "旁边没有它的 PDF，页面没有图"},

	// Data sets.
	{"it is of another form: make the data set whole, without --since", "它的格式不同：请不用 --since，重做整个数据集"},
	{"no document could be read: it stays as it was", "没有文档可以读取，数据集保持原样"},
	{"the folder holds another data set than the manifest tells of; give that one's manifest, or a new folder", "文件夹里的数据集与清单所说的不同；请给出它自己的清单，或换一个新文件夹"},
	{"no format %q", "没有格式 %s"},
	{"%s was changed while it was read", "%s 在读取时有变动"},
	{"its digest begins as that of another file, %s: keys would be the same", "它的摘要与另一文件 %s 开头相同，键会重复"},
	{"it was extracted anew since: add to the data set that has it, or make a new one without --since", "它后来又重新提取过：请加入含有它的数据集，或不用 --since 新做一个"},
	{"%s: no step %q", "%s：没有步骤 %s"},
	{"line %d: %w", "第 %s 行：%s"},
	{"status is %q", "status 为 %s"},
	{"sha256 is %q", "sha256 为 %s"},
	{"the folder holds other things than a data set; give a new one", "文件夹里有数据集以外的东西，请换一个新文件夹"},
	{"the data set was made by another version of the program, with other tables: make it whole, without --since", "数据集由另一版本的程序所作，表不相同：请不用 --since，重做整个数据集"},
	{"%s is gone: make the data set whole, without --since", "%s 已不在：请不用 --since，重做整个数据集"},
	{"%s was changed since the data set was made: make it whole, without --since", "%s 在数据集做成后有变动：请不用 --since，重做整个数据集"},
	{"the data set has no %s, but %v: make it whole, without --since, to have it", "数据集没有 %s，只有 %s：如需要，请不用 --since，重做整个数据集"},
	{"the data set was made without --excel or --cells: make it whole, without --since, to have it so", "数据集做成时没有用 --excel 或 --cells：如需要，请不用 --since，重做整个数据集"},
	{"the data set was made with another --lang or --review: make it whole, without --since, to have it so", "数据集做成时的 --lang 或 --review 不同：如需要，请不用 --since，重做整个数据集"},
	{"%q is no address of a review, as https://example.org/review/, of %d characters at most", "%s 不是复核页面的地址，地址写作 https://example.org/review/，最长 %s 个字符"},
	{"the document is larger than %d MiB", "文档大于 %s MiB"},
	{"%s is not that of the data set: make it whole, without --since", "%s 不是这个数据集的：请不用 --since，重做整个数据集"},
	{"%s: %.60s: %w", "%s：%s：%s"},
	{"%s: the driver's connection is a %T", "%s：驱动的连接是 %s"},
	{"%s: the driver's statement is a %T", "%s：驱动的语句是 %s"},
	{"the file that it was made of is gone, or another one by now: extract it anew, or take the document away", "原文件已不在，或已换成另一份：请重新提取，或移走这个文档"},
	{"the file that it was made of gives no document any more: %s", "原文件再也读不出文档：%s"},
	{"sheet %s: %w", "工作表 %s：%s"},
	{"table %s of %d × %d is larger than a sheet", "表 %s 有 %s × %s 格，一个工作表放不下"},

	// Documents.
	{"read document: %w", "读取文档：%s"},
	{"read document: something follows the document", "读取文档：文档后面还有内容"},
	{"read document: format is %q, not %q", "读取文档：格式是 %s，不是 %s"},
	{"read document: not canonical at %q", "读取文档：不是规范写法，在 %s 处"},
	{"retrieved is %q, no date as 2026-01-31", "retrieved 为 %s，不是 2026-01-31 这样的日期"},
	{"region code is %q, none as 110102", "地区代码为 %s，不是 110102 这样的代码"},

	// Reviews and what people decide.
	{"no such document", "没有这个文档"},
	{"overlay: %w", "叠加图：%s"},
	{"%s holds an %s of something else", "%s 里的 %s 是别的东西的"},
	{"%s holds %s, which is of no site of this program: name a folder of its own", "%s 里有 %s，不是本程序所作的网页：请另给一个文件夹"},
	{"something follows it", "后面还有内容"},
	{"no font of this machine has Chinese characters: texts whose fonts are not embedded are blank in pictures", "本机没有含汉字的字体：未嵌入字体的文字，图中为空白"},
	{"its last line broke off, and was taken away", "最后一行不完整，已去掉"},
	{"what stood there is not there", "原来在那里的内容已不在"},
	{"no finding of that code is about the cell", "这个单元格没有该代码的问题"},
	{"longer than %d MiB", "长于 %s MiB"},
	{"line %d: longer than %d MiB", "第 %s 行：长于 %s MiB"},
	{"it withdraws %.80q, which no earlier line decides about the document", "它撤回 %s，而前面没有这一条决定"},
	{"no correction: %w", "不是更正：%s"},
	{"not canonical (RFC 8785): it should be %.300q", "不是规范写法（RFC 8785），应为 %s"},
	{"%d corrections were made and %d withdrawn since it was extracted: extract its PDF again", "提取之后新增更正 %s 条、撤回 %s 条：请重新提取它的 PDF"},
	{"cells that span other rows too begin or end inside of the rows", "跨其他行的单元格在这些行之中开始或结束"},
	{"the rows have other columns", "这些行的列不同"},
	{"the rows are header in part", "这些行有一部分是表头"},
	{"there is text where no cell begins", "没有单元格开始之处有文字"},
	{"nobody decided anything about the document", "还没有人对这个文档作过决定"},
}

// matcher finds what a cause's verbs showed.
type matcher struct {
	cause
	said    *regexp.Regexp
	literal int // how much of the text is the format's own
}

// verb finds the verbs of a format, in which what a regular expression takes for its own is escaped.
var verb = regexp.MustCompile(`%(\\\.\d+)?[a-zA-Z]`)

var matchers = sync.OnceValue(func() []matcher {
	all := make([]matcher, len(causes))
	for i, c := range causes {
		format := regexp.QuoteMeta(c.en)
		all[i] = matcher{c, regexp.MustCompile("(?s)^" + verb.ReplaceAllLiteralString(format, "(.+?)") + "$"), len(verb.ReplaceAllLiteralString(format, ""))}
	}
	return all
})

// Cause is what a library says, in the language. Of several formats that may have said it, it is the one with the most text of its own.
func (l Language) Cause(text string) string {
	if l != Chinese {
		return text
	}
	var best *matcher
	var shown []string
	for i := range matchers() {
		m := &matchers()[i]
		if found := m.said.FindStringSubmatch(text); found != nil && (best == nil || m.literal > best.literal) {
			best, shown = m, found[1:]
		}
	}
	if best == nil {
		return text
	}
	args := make([]any, len(shown))
	for i, s := range shown {
		args[i] = l.Cause(s)
	}
	return fmt.Sprintf(best.zh, args...)
}
