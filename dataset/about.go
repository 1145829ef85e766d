package dataset

import (
	"strconv"

	"yusuan/model"
)

// Sheets that tell what the others are.
func (l look) aboutName() string  { return l.say("说明", "About") }
func (l look) fieldsName() string { return l.say("字段", "Columns") }

// about is the first sheet of a workbook: what lies here, and how it is to be read.
func (w *workbooks) about(b *openBook) (*sheet, error) {
	s, err := b.add(w.look.aboutName(), sheetForm{widths: []float64{34, 12, 90}})
	if err != nil {
		return nil, err
	}
	lines := &page{sheet: s, look: w.look}
	lines.row(titleStyle, w.look.title)
	if b.number > 1 {
		lines.row(plainStyle, w.look.say("续 "+xlsxName(b.number-1)+"：一个工作簿放不下的行；说明和全部文件见 "+xlsxName(1),
			"Goes on from "+xlsxName(b.number-1)+" with what a workbook has no room for; "+xlsxName(1)+" explains it and lists all files"))
	} else {
		w.contents(lines)
	}
	w.list(lines, b)
	if b.number == 1 {
		for _, part := range reading {
			lines.blank()
			lines.row(headStyle, w.look.say(part.zh[0], part.en[0]))
			for i := range part.zh[1:] {
				lines.row(plainStyle, w.look.say(part.zh[i+1], part.en[i+1]))
			}
		}
		if w.look.review != "" {
			lines.row(plainStyle, w.look.say("“复核”打开该页的图像和所读的表。", "\"Review\" opens the page's picture beside the table that was read."))
		}
	}
	return s, lines.err
}

// contents counts what the data set has.
func (w *workbooks) contents(lines *page) {
	facts := 0
	for _, k := range model.Kinds() {
		facts += w.rows[w.look.kindSheet(k)]
	}
	count := func(t *table) string { return grouped(w.rows[w.look.tableName(t)]) }
	lines.row(plainStyle, w.look.say(
		count(documentsTable)+" 份文件，"+count(tablesTable)+" 张表，"+grouped(facts)+" 个金额，"+count(findingsTable)+" 项发现",
		count(documentsTable)+" files, "+count(tablesTable)+" tables, "+grouped(facts)+" amounts, "+count(findingsTable)+" findings"))
	for n := 2; n <= w.number; n++ {
		lines.row(plainStyle, w.look.say("续见 "+xlsxName(n), "Goes on in "+xlsxName(n)))
	}
}

// list tells what sheets there are, what they have and how many rows.
func (w *workbooks) list(lines *page, b *openBook) {
	lines.blank()
	lines.row(headStyle, w.look.say("工作表", "Sheet"), w.look.say("行数", "Rows"), w.look.say("内容", "What it has"))
	entry := func(name, what string, rows int) {
		s := lines.sheet
		s.begin()
		s.link("#"+quoteSheet(name)+"!A1", name, false)
		if rows > 0 {
			s.number(countStyle, strconv.AppendInt(nil, int64(rows), 10), 0)
		} else {
			s.skip()
		}
		s.text(indentStyle, what)
		lines.end()
	}
	for _, name := range w.sheetNames() {
		if s := b.byName[name]; s != nil {
			entry(name, w.look.describe(name), s.rows-1)
		}
	}
	if b.number == 1 {
		entry(w.look.fieldsName(), w.look.say("各工作表每一列的意义", "what each column of each sheet means"), 0)
	}
}

// describe says what a sheet has.
func (l look) describe(name string) string {
	if k, ok := l.kindOf(name); ok {
		return l.say(k.Chinese()+"所印的金额，每个一行", "amounts that are printed in "+string(k)+" ("+k.Chinese()+"), one a row")
	}
	for _, t := range tables {
		if l.tableName(t) == name {
			return l.say(t.ZH, t.EN)
		}
	}
	return ""
}

// reading tells how workbooks are read: parts of a head and lines.
var reading = []struct{ zh, en []string }{
	{
		[]string{"金额", "金额一律折算为元，与所印相同，不舍入；所印的数和单位在“所印金额”“所印单位”列。",
			"超过 15 位有效数字的金额，Excel 会舍入，因此存为文字；不足一分的金额也存为文字。",
			"求和：同一张表、同一清单中，“相加项”为“是”的金额相加，等于所印合计。同一笔钱见于多张表，不同工作表的金额不可相加。",
			"“印证”列出证明该金额的勾稽关系；“不符”列出含该金额而不成立的关系。"},
		[]string{"Amounts", "Amounts are in yuan, exactly as printed and never rounded; the printed number and unit stand in \"As printed\" and \"Printed unit\".",
			"Excel would round what has more than 15 digits: such amounts are text, and so are those that are no whole fen.",
			"Sums: within one list of one table, the amounts that are \"Addend\" sum to the printed total. The same money stands in several tables: amounts of different sheets are not added.",
			"\"Confirmed by\" lists the identities that prove an amount, \"Contradicted by\" those that contain it and do not hold."},
	},
	{
		[]string{"发现", "“发现”列出读到的问题：“错误”是公开文件自身勾稽不符，“警告”和“提示”是须留意之处。金额的“发现数”大于 0 的，见“发现”。"},
		[]string{"Findings", "\"Findings\" lists what is wrong: an error is an identity that the publisher's own numbers break, warnings and infos are what to look at. An amount whose \"Findings\" is above 0 is in that sheet."},
	},
	{
		[]string{"链接", "“页”是 PDF 的页码，从 1 起；告知了来源网址的，点击即打开该页。", "各表末尾隐藏的列是键，与数据集其他格式中的相同。空列也已隐藏。"},
		[]string{"Links", "\"Page\" is the page of the PDF, from 1; where the file's address was told, it opens that page.",
			"Hidden columns at the end are keys, the same as in the data set's other formats. Columns without a value are hidden, too."},
	},
}

// fields is the sheet that explains the columns.
func (w *workbooks) fields(b *openBook) (*sheet, error) {
	s, err := b.add(w.look.fieldsName(), sheetForm{widths: []float64{20, 26, 90, 40}})
	if err != nil {
		return nil, err
	}
	lines := &page{sheet: s, look: w.look}
	lines.row(headStyle, w.look.say("工作表", "Sheet"), w.look.say("列", "Column"), w.look.say("意义", "What it means"), w.look.say("数据集中的名称", "Name in the data set"))
	for _, t := range tables {
		if !w.has(t) {
			continue
		}
		name := w.look.tableName(t)
		if t == factsTable {
			name = w.look.say("各类表的金额", "Amounts of all kinds")
		}
		for i, f := range w.tables[t].fields {
			if f.Name != "" {
				lines.row(wrapStyle, name, w.tables[t].form.columns[i].head, w.look.say(f.ZH, f.EN), t.Name+"."+f.Name)
			}
		}
	}
	return s, lines.err
}

// page writes a sheet of text.
type page struct {
	sheet *sheet
	look  look
	err   error
}

func (p *page) row(look style, texts ...string) {
	p.sheet.begin()
	for _, text := range texts {
		p.sheet.text(look, text)
	}
	p.end()
}

func (p *page) blank() {
	p.sheet.begin()
	p.end()
}

// end ends a row; the first error stays.
func (p *page) end() {
	if err := p.sheet.end(); p.err == nil {
		p.err = err
	}
}

// grouped is a number with its thousands apart.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
