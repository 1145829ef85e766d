package dataset

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yusuan/model"
)

// Language is that of what a workbook says beside what is printed.
type Language string

const (
	Chinese Language = "zh"
	English Language = "en"
)

// Languages returns every language.
func Languages() []Language { return []Language{Chinese, English} }

// look is how workbooks show tables to people.
type look struct {
	lang   Language
	title  string // of the data set
	review string // address of the review pages, "" for none
}

func newLook(opt Options) look {
	return look{lang: cmp.Or(opt.Lang, Chinese), title: cmp.Or(opt.About.Title, defaultTitle), review: opt.Review}
}

// ReviewAddress is the address of the pages of a review, as workbooks link to them: https://example.org/review/ or that of its index.html.
func ReviewAddress(told string) (string, error) {
	address := told
	if !strings.HasSuffix(address, ".html") {
		address = strings.TrimSuffix(address, "/") + "/index.html"
	}
	const place = keyLength + 10 // a document and a page
	if address = linkTo(address, ""); address == "" || strings.ContainsAny(address, "#?") || len(address) > linkLength-place {
		return "", fmt.Errorf("%q is no address of a review, as https://example.org/review/, of %d characters at most", told, linkLength-place)
	}
	return address, nil
}

// say takes the text of the language.
func (l look) say(zh, en string) string {
	if l.lang == English {
		return en
	}
	return zh
}

// sheetTable is a table as sheets show it.
type sheetTable struct {
	form   sheetForm
	fields []field // of the columns
	cells  []func(s *sheet, row []value)
}

// columnHead names a column. What is hidden stands behind all others: keys, by which other programs find rows.
type columnHead struct {
	zh, en string
	hidden bool
}

// columnHeads are the columns of sheets by field, or by table and field where the name alone says too little. What has none is
// left out: the box on the page, what another column tells, what is told of the file.
var columnHeads = map[string]columnHead{
	"actual":                      {zh: "实有", en: "Found"},
	"addend":                      {zh: "相加项", en: "Addend"},
	"amount_yuan":                 {zh: "金额（元）", en: "Amount (yuan)"},
	"answer_id":                   {zh: "答案的键", en: "Answer key", hidden: true},
	"budget_unit_code":            {zh: "预算单位编码", en: "Budget unit code"},
	"budget_unit_name":            {zh: "预算单位", en: "Budget unit"},
	"bytes":                       {zh: "文件字节数", en: "Bytes"},
	"cell_id":                     {zh: "单元格的键", en: "Cell key", hidden: true},
	"checked":                     {zh: "核对", en: "Checked", hidden: true},
	"closes":                      {zh: "合于所印合计", en: "Makes the printed total"},
	"code":                        {zh: "编码", en: "Code"},
	"corrections.code":            {zh: "问题代码", en: "Finding"},
	"findings.code":               {zh: "问题代码", en: "Finding"},
	"column":                      {zh: "列", en: "Column"},
	"facts.column":                {},
	"column_count":                {zh: "列数", en: "Columns"},
	"column_span":                 {zh: "占列", en: "Column span"},
	"confidence":                  {zh: "把握", en: "Confidence"},
	"confirmed_by":                {zh: "印证", en: "Confirmed by"},
	"confirmed_count":             {zh: "得到印证", en: "Confirmed"},
	"contradicted_by":             {zh: "不符", en: "Contradicted by"},
	"contradicted_count":          {zh: "与他数不符", en: "Contradicted"},
	"corrected":                   {zh: "更正", en: "Corrected", hidden: true},
	"correction_count":            {zh: "更正数", en: "Corrections"},
	"correction_id":               {zh: "更正的键", en: "Correction key", hidden: true},
	"department_economic_code":    {zh: "部门经济分类编码", en: "Department economic code"},
	"department_economic_name":    {zh: "部门经济分类", en: "Department economic item"},
	"direction":                   {zh: "收支", en: "Direction"},
	"disclosure":                  {zh: "公开种类", en: "Disclosure"},
	"document_count":              {zh: "文件数", en: "Files"},
	"document_sha256":             {zh: "文件 SHA-256", en: "File SHA-256", hidden: true},
	"documents":                   {zh: "见于文件数", en: "Files"},
	"evidence":                    {zh: "依据", en: "Evidence"},
	"expected":                    {zh: "应有", en: "Expected"},
	"fact_count":                  {zh: "金额数", en: "Amounts"},
	"fact_id":                     {zh: "金额的键", en: "Amount key", hidden: true},
	"finding_count":               {zh: "发现数", en: "Findings"},
	"finding_id":                  {zh: "发现的键", en: "Finding key", hidden: true},
	"fiscal_year":                 {zh: "年度", en: "Fiscal year"},
	"fiscal_years":                {zh: "年度", en: "Fiscal years"},
	"fiscal_yuan":                 {zh: "财政拨款（元）", en: "Fiscal appropriation (yuan)"},
	"functional_code":             {zh: "功能分类编码", en: "Functional code"},
	"functional_name":             {zh: "功能分类", en: "Functional item"},
	"fund":                        {zh: "资金", en: "Fund"},
	"general_public_yuan":         {zh: "一般公共预算（元）", en: "General public budget (yuan)"},
	"goal_plain":                  {zh: "绩效目标", en: "Goal"},
	"government_economic_code":    {zh: "政府经济分类编码", en: "Government economic code"},
	"government_economic_name":    {zh: "政府经济分类", en: "Government economic item"},
	"government_fund_yuan":        {zh: "政府性基金（元）", en: "Government funds (yuan)"},
	"header_rows":                 {zh: "表头行数", en: "Head rows"},
	"indicator_count":             {zh: "绩效指标数", en: "Indicators"},
	"indicator_id":                {zh: "指标的键", en: "Indicator key", hidden: true},
	"is_header":                   {zh: "表头", en: "Head"},
	"item":                        {zh: "费用", en: "Expense"},
	"kind":                        {zh: "种类", en: "Kind"},
	"label":                       {zh: "项目名称", en: "Label"},
	"last_digit_yuan":             {zh: "末位之值（元）", en: "Last digit (yuan)"},
	"level":                       {zh: "级次", en: "Level"},
	"level1":                      {zh: "一级指标", en: "Level 1"},
	"level2":                      {zh: "二级指标", en: "Level 2"},
	"level3":                      {zh: "三级指标", en: "Level 3"},
	"licence":                     {zh: "许可", en: "Licence"},
	"list":                        {zh: "清单", en: "List"},
	"measure":                     {zh: "量", en: "Measure"},
	"measure_unit":                {zh: "度量单位", en: "Unit of measure"},
	"message_en":                  {en: "What is wrong"},
	"message_zh":                  {zh: "问题"},
	"method":                      {zh: "识别方法", en: "Method"},
	"documents.name":              {zh: "文件名", en: "File"},
	"name":                        {zh: "名称", en: "Name"},
	"nature":                      {zh: "指标性质", en: "Nature"},
	"notes":                       {zh: "表注", en: "Notes"},
	"ordinal":                     {zh: "序号", en: "Number"},
	"other_funds_yuan":            {zh: "其他资金（元）", en: "Other funds (yuan)"},
	"other_names":                 {zh: "异名", en: "Other names"},
	"page":                        {zh: "页", en: "Page"},
	"page_count":                  {zh: "页数", en: "Pages"},
	"pages":                       {zh: "所在各页", en: "On pages"},
	"parent":                      {zh: "上级编码", en: "Parent"},
	"path":                        {zh: "表头", en: "Heads"},
	"period":                      {zh: "期间", en: "Period"},
	"printed":                     {zh: "所印金额", en: "As printed"},
	"printed_unit":                {zh: "所印单位", en: "Printed unit"},
	"procurement_code":            {zh: "采购大类编码", en: "Purchase code"},
	"procurement_name":            {zh: "采购大类", en: "Purchase"},
	"project_code":                {zh: "项目编码", en: "Project code"},
	"project_id":                  {zh: "项目的键", en: "Project key", hidden: true},
	"project_name":                {zh: "项目", en: "Project"},
	"facts.publisher_code":        {},
	"publisher_code":              {zh: "公开者编码", en: "Publisher code"},
	"documents.publisher_id":      {zh: "公开者的键", en: "Publisher key", hidden: true},
	"publishers.publisher_id":     {zh: "公开者的键", en: "Publisher key", hidden: true},
	"publisher_level":             {zh: "公开者层级", en: "Publisher level"},
	"publisher_name":              {zh: "公开者", en: "Publisher"},
	"facts.publisher_region_code": {},
	"publisher_region_code":       {zh: "公开者所在地代码", en: "Publisher region code"},
	"publisher_region_name":       {zh: "公开者所在地", en: "Publisher region"},
	"question":                    {zh: "问题", en: "Question"},
	"readings":                    {zh: "其他读法", en: "Other readings"},
	"region_code":                 {zh: "地区代码", en: "Region code"},
	"region_name":                 {zh: "地区", en: "Region"},
	"retrieved":                   {zh: "获取日期", en: "Retrieved"},
	"revenue_item_code":           {zh: "收入分类编码", en: "Revenue code"},
	"revenue_item_name":           {zh: "收入分类", en: "Revenue item"},
	"right":                       {zh: "应为", en: "Right"},
	"right_rows":                  {zh: "更正后各行", en: "Right rows"},
	"facts.row":                   {},
	"row":                         {zh: "行", en: "Row"},
	"row_count":                   {zh: "行数", en: "Rows"},
	"row_span":                    {zh: "占行", en: "Row span"},
	"scope":                       {zh: "级别", en: "Scope"},
	"severity":                    {zh: "严重程度", en: "Severity"},
	"slip":                        {zh: "认定笔误", en: "Slip", hidden: true},
	"facts.source_url":            {},
	"source_url":                  {zh: "来源网址", en: "Source"},
	"stage":                       {zh: "阶段", en: "Stage"},
	"state_capital_yuan":          {zh: "国有资本经营（元）", en: "State capital (yuan)"},
	"subject":                     {zh: "所指处", en: "Place"},
	"subject_count":               {zh: "所指处数", en: "Places"},
	"table_count":                 {zh: "表格数", en: "Tables"},
	"facts.table_id":              {},
	"table_id":                    {zh: "表格的键", en: "Table key", hidden: true},
	"facts.table_kind":            {},
	"table_kind":                  {zh: "表的种类", en: "Kind of table"},
	"table_number":                {zh: "表号", en: "Table number"},
	"table_title":                 {zh: "表名", en: "Table title"},
	"table_unit":                  {zh: "金额单位", en: "Unit of amounts"},
	"taken":                       {zh: "取用", en: "Taken"},
	"text":                        {zh: "文字", en: "Text"},
	"total_yuan":                  {zh: "所印合计（元）", en: "Printed total (yuan)"},
	"use":                         {zh: "用途", en: "Use"},
	"value":                       {zh: "指标值", en: "Value"},
	"was":                         {zh: "原读作", en: "Was"},
	"was_rows":                    {zh: "原有各行", en: "Rows that were"},
	"when":                        {zh: "何时", en: "When"},
	"who":                         {zh: "何人", en: "Who"},
	"why":                         {zh: "理由", en: "Why"},
	"year":                        {zh: "金额年度", en: "Year of amount"},
	"years":                       {zh: "见于年度", en: "Years"},
}

// headOf is the head of a field's column, "" where the field is left out.
func (l look) headOf(t *table, f field) (string, bool) {
	h, ok := columnHeads[t.Name+"."+f.Name]
	if !ok {
		h = columnHeads[f.Name]
	}
	return l.say(h.zh, h.en), h.hidden
}

// table makes the columns of a table's sheets, hidden ones behind the others, the key the last of all.
func (l look) table(t *table) sheetTable {
	var shown, hidden, key sheetTable
	for i, f := range t.Fields {
		h, isHidden := l.headOf(t, f)
		if h == "" {
			continue
		}
		to := &shown
		switch {
		case isHidden && f.Name == t.Key[0]:
			to = &key
		case isHidden:
			to = &hidden
		}
		to.add(column{head: h, most: mostWidth(f), hidden: isHidden}, f, l.cell(t, i))
		if f.Name == "page" && l.review != "" {
			to.add(column{head: l.say("复核", "Review"), most: 10}, field{}, l.reviewCell(t, i))
		}
	}
	shown.form.frozen = 1
	if len(shown.fields) > 1 && shown.fields[1].Name == fiscalYear.Name {
		shown.form.frozen = 2
	}
	for _, behind := range []sheetTable{hidden, key} {
		shown.form.columns = append(shown.form.columns, behind.form.columns...)
		shown.fields = append(shown.fields, behind.fields...)
		shown.cells = append(shown.cells, behind.cells...)
	}
	return shown
}

func (s *sheetTable) add(c column, f field, cell func(*sheet, []value)) {
	s.form.columns = append(s.form.columns, c)
	s.fields = append(s.fields, f)
	s.cells = append(s.cells, cell)
}

// mostWidth is how wide a column may be, in characters.
func mostWidth(f field) float64 {
	switch {
	case strings.HasPrefix(f.Name, "message_"):
		return 60
	case f.unique:
		return 30
	case f.Type.isText():
		return 36
	}
	return 24
}

// cell writes the cell of a field.
func (l look) cell(t *table, i int) func(*sheet, []value) {
	f := t.Fields[i]
	var show func(*sheet, []value)
	switch {
	case f.Type == moneyField:
		show = moneyCell(i, t.has(strings.TrimSuffix(f.Name, "_yuan")+"_exact"))
	case f.Name == "page":
		show = pageCell(i, t.has("source_url"))
	case f.Name == "source_url":
		show = addressCell(i)
	case f.Type == booleanField:
		words := [2]string{l.say("否", "no"), l.say("是", "yes")}
		show = func(s *sheet, row []value) { s.text(plainStyle, words[row[i].n]) }
	case f.Type == textsField || f.Type == integersField:
		show = listCell(i, l.words(f))
	case f.Name == printed.Name:
		show = func(s *sheet, row []value) { s.text(exactStyle, row[i].text) }
	case f.Type.isText():
		show = wordCell(i, l.words(f))
	case f.Type == numberField:
		show = func(s *sheet, row []value) {
			s.number(plainStyle, strconv.AppendFloat(nil, row[i].number(), 'f', -1, 64), 0)
		}
	default:
		show = func(s *sheet, row []value) { s.number(centreStyle, strconv.AppendInt(nil, row[i].n, 10), 0) }
	}
	if f.Type == moneyField { // which may have only an exact text
		return show
	}
	return func(s *sheet, row []value) {
		if !row[i].set {
			s.skip()
			return
		}
		show(s, row)
	}
}

// exactFen is where amounts need more than the 15 digits that Excel keeps.
const exactFen = 1_000_000_000_000_000

// moneyCell writes amounts as numbers, but those that Excel would round, and those that are no whole 分, as text.
func moneyCell(i, exact int) func(*sheet, []value) {
	return func(s *sheet, row []value) {
		v := row[i]
		switch {
		case v.set && v.n < exactFen && v.n > -exactFen:
			digits := strconv.AppendFloat(nil, float64(v.n)/100, 'f', -1, 64)
			s.number(moneyStyle, digits, len(digits)/3+3)
		case v.set:
			s.text(exactStyle, string(appendYuan(nil, v.n)))
		case exact >= 0 && row[exact].set:
			s.text(exactStyle, row[exact].text)
		default:
			s.skip()
		}
	}
}

// pageCell writes a page's number, which opens the page of the PDF where its address is told.
func pageCell(i, url int) func(*sheet, []value) {
	return func(s *sheet, row []value) {
		number := strconv.FormatInt(row[i].n, 10)
		if url >= 0 && row[url].set {
			if to := linkTo(row[url].text, "page="+number); to != "" {
				s.link(to, number, true)
				return
			}
		}
		s.number(centreStyle, []byte(number), 0)
	}
}

func addressCell(i int) func(*sheet, []value) {
	return func(s *sheet, row []value) {
		if to := linkTo(row[i].text, ""); to != "" {
			s.link(to, row[i].text, false)
			return
		}
		s.text(plainStyle, row[i].text)
	}
}

// reviewCell links to a page of the review.
func (l look) reviewCell(t *table, page int) func(*sheet, []value) {
	document, shown := t.has(documentKey.Name), l.say("复核", "review")
	return func(s *sheet, row []value) {
		if !row[page].set {
			s.skip()
			return
		}
		s.link(l.review+"#"+shortKey(row[document].text)+"/"+strconv.FormatInt(row[page].n, 10), shown, false)
	}
}

// wordCell writes a text, a word of a vocabulary in the language.
func wordCell(i int, words map[string]string) func(*sheet, []value) {
	return func(s *sheet, row []value) { s.text(plainStyle, cmp.Or(words[row[i].text], row[i].text)) }
}

// listCell writes the items of a list one behind the other.
func listCell(i int, words map[string]string) func(*sheet, []value) {
	return func(s *sheet, row []value) { s.text(plainStyle, joined(row[i].text, words)) }
}

// joined are the items of a JSON array of texts and numbers.
func joined(list string, words map[string]string) string {
	var items []any
	if json.Unmarshal([]byte(list), &items) != nil {
		return list
	}
	var b strings.Builder
	for i, item := range items {
		if i > 0 {
			b.WriteString(" / ")
		}
		switch item := item.(type) {
		case string:
			b.WriteString(cmp.Or(words[item], item))
		case float64:
			b.WriteString(strconv.FormatFloat(item, 'f', -1, 64))
		}
	}
	return b.String()
}

// words are the Chinese words of a field's vocabulary, nil in English and where it has none.
func (l look) words(f field) map[string]string {
	if l.lang == English {
		return nil
	}
	if f.Name == "confirmed_by" || f.Name == "contradicted_by" {
		return identityNames
	}
	if f.Enum == nil {
		return nil
	}
	words := make(map[string]string)
	for _, value := range f.Enum {
		switch f.Name {
		case tableKind.Name:
			words[value] = model.Kind(value).Chinese()
		case "question":
			words[value] = questionMeaning(value)
		default:
			words[value] = valueNames[value]
		}
	}
	for _, v := range model.Glossary() {
		if v.Member != f.Name {
			continue
		}
		for _, w := range v.Words {
			words[w.Value] = w.Chinese
		}
	}
	return words
}

// identityNames are the identities by which amounts are confirmed, as people call them.
var identityNames = map[string]string{
	string(model.RowSum): "行内合计", string(model.ColumnSum): "合计行", string(model.Hierarchy): "上下级", string(model.Balance): "结转平衡",
	string(model.Side): "收支总计", string(model.AcrossTables): "他表", string(model.InText): "正文", string(model.ChangeOf): "增减", string(model.Rate): "百分比",
}

// tableName is the name of a table's sheet.
func (l look) tableName(t *table) string {
	return l.say(zhName(t), upperFirst(strings.ReplaceAll(t.Name, "_", " ")))
}

// zhName is what people call a table.
func zhName(t *table) string {
	name, _, _ := strings.Cut(t.ZH, "：")
	return name
}

// sheetName is the name of the sheet of a row.
func (l look) sheetName(t *table, values []value) string {
	if t != factsTable {
		return l.tableName(t)
	}
	return l.kindSheet(model.Kind(values[t.has(tableKind.Name)].text))
}

// sheetNameLength is how long the name of a sheet may be.
const sheetNameLength = 31

// kindSheet is the name of the sheet of the facts that tables of a kind print.
func (l look) kindSheet(k model.Kind) string {
	name := string(k)
	for _, short := range [][2]string{{"government", "gov"}, {"general-public", "public"}, {"expenditure", "spending"}, {"social-insurance", "insurance"}} {
		if len(name) > sheetNameLength {
			name = strings.Replace(name, short[0], short[1], 1)
		}
	}
	return l.say(k.Chinese(), upperFirst(strings.ReplaceAll(name, "-", " ")))
}

// kindOf is the kind of the table whose facts a sheet has.
func (l look) kindOf(sheet string) (model.Kind, bool) {
	all := model.Kinds()
	i := slices.IndexFunc(all, func(k model.Kind) bool { return l.kindSheet(k) == sheet })
	if i < 0 {
		return "", false
	}
	return all[i], true
}
