package dataset

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"yusuan/model"
)

const (
	dictionaryName = "dictionary.md"
	defaultTitle   = "预算公开数据集 / Data set of budget disclosures"
)

//go:embed conventions.md
var conventions string

// dictionary is the page that explains the data set, in Chinese and English.
func dictionary(opt Options) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n数据字典 / Data dictionary\n\n%s", cmp.Or(opt.About.Title, defaultTitle), conventions)
	if opt.Excel {
		b.WriteString(excelConvention)
	}
	b.WriteString("\n## 表 / Tables\n\n| 表 table | 主键 key | 说明 | description |\n| --- | --- | --- | --- |\n")
	for _, t := range tables {
		fmt.Fprintf(&b, "| [`%s`](#%s) | `%s` | %s | %s |\n", t.Name, t.Name, strings.Join(t.Key, "`, `"), t.ZH, t.EN)
	}
	for _, t := range tables {
		describe(&b, t)
	}
	b.WriteString("\n## 视图 / Views\n\nSQLite 数据库有这些视图；`views.sql` 中也有，供 DuckDB 读 Parquet 时使用。\nThe SQLite database has these views; `views.sql` has them too, for DuckDB over Parquet.\n\n| 视图 view | 说明 | description |\n| --- | --- | --- |\n")
	for _, v := range views() {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", v.name, v.zh, v.en)
	}
	vocabularies(&b)
	return []byte(b.String())
}

const excelConvention = `- 本数据集的 CSV 供 Excel、WPS 使用：带 BOM；以 = + - @ 制表符 换行 ' 及全角 ＝＋－＠ 起首的文字前加一个撇号（纯数字除外），去掉文字起首的一个撇号即还原。
  The CSV files are for Excel and WPS: they begin with a byte order mark, and text that begins with = + - @, a tab, a line break, ' or full-width ＝＋－＠ has an apostrophe before it unless it is a number. Taking one leading apostrophe off any text that has one restores it.
`

func describe(b *strings.Builder, t *table) {
	fmt.Fprintf(b, "\n### %s\n\n%s。%s.\n\n", t.Name, t.ZH, upperFirst(t.EN))
	b.WriteString("| 字段 field | 类型 type | 必有 always | 说明 | description |\n| --- | --- | --- | --- | --- |\n")
	for _, f := range t.Fields {
		always := ""
		if f.required {
			always = "✓"
		}
		zh, en := f.ZH, f.EN
		if to, ok := t.Refers[f.Name]; ok {
			zh, en = zh+fmt.Sprintf("（→ `%s`）", to), en+fmt.Sprintf(" (→ `%s`)", to)
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s |\n", f.Name, dictionaryType(f.Type), always, zh, en)
	}
}

// dictionaryType is the type of a field for people.
func dictionaryType(t fieldType) string {
	switch t {
	case moneyField:
		return "decimal(18,2)"
	case textsField:
		return "list of string"
	case integersField:
		return "list of integer"
	case jsonField:
		return "JSON"
	}
	return t.String()
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// vocabularies lists the values of closed vocabularies.
func vocabularies(b *strings.Builder) {
	b.WriteString("\n## 取值 / Vocabularies\n\n### table_kind\n\n")
	for _, k := range model.Kinds() {
		fmt.Fprintf(b, "- `%s` %s\n", k, k.Chinese())
	}
	seen := map[string][]string{}
	for _, v := range model.Glossary() {
		fmt.Fprintf(b, "\n### %s\n\n", v.Member)
		for _, w := range v.Words {
			fmt.Fprintf(b, "- `%s` %s\n", cmp.Or(w.Value, "（空）"), w.Chinese)
		}
		seen[v.Member] = slices.DeleteFunc(v.Values(), func(s string) bool { return s == "" })
	}
	for _, t := range tables {
		for _, f := range t.Fields {
			name := f.Name
			switch before, twice := seen[name]; {
			case f.Enum == nil || name == tableKind.Name || slices.Equal(before, f.Enum):
				continue
			case twice: // another table's words
				name = t.Name + "." + name
			}
			seen[name] = f.Enum
			fmt.Fprintf(b, "\n### %s\n\n", name)
			for _, v := range f.Enum {
				fmt.Fprintf(b, "- `%s` %s\n", v, cmp.Or(valueNames[v], questionMeaning(v)))
			}
		}
	}
}

// valueNames are the Chinese names of the short vocabularies' values.
var valueNames = map[string]string{
	string(model.Budget): "预算", string(model.FinalAccounts): "决算", string(model.Other): "其他", string(model.Debt): "地方政府债务", string(model.Report): "预算执行情况报告",
	string(model.DepartmentLevel): "部门", string(model.UnitLevel): "单位", string(model.GovernmentLevel): "政府",
	string(model.Ruled): "全框线", string(model.PartRuled): "部分框线", string(model.Aligned): "文字对齐", string(model.OCR): "文字识别",
	string(model.Error): "错误", string(model.Warning): "警告", string(model.Info): "提示",
	string(model.CellRight): "所印如此", string(model.CellText): "改正文字", string(model.PartRows): "一行分作几行", string(model.JoinRows): "几行并作一行",
	string(model.TableKind): "改正表的种类", string(model.TableTitle): "改正表名", string(model.TableUnit): "改正单位", string(model.Slip): "公开者笔误", string(model.Withdrawn): "撤回先前的决定",
	"functional": "功能分类科目", "departmentEconomic": "部门预算支出经济分类科目", "governmentEconomic": "政府预算支出经济分类科目", "revenue": "收入分类科目",
}
