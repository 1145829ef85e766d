package dataset

import (
	"slices"

	"yusuan/model"
)

// fieldType is what a field holds.
type fieldType int

const (
	textField     fieldType = iota // absent rather than empty
	textsField                     // a list of texts, as JSON where a format has no lists
	integersField                  // a list of integers, the same
	jsonField                      // a JSON array of what formats have no columns for
	integerField                   // 64 bits
	numberField                    // a coordinate or measured value, binary floating point
	booleanField
	moneyField // 元 with two decimals, exact
)

// isText tells what is kept as text.
func (t fieldType) isText() bool { return t == textField || t == jsonField || t.isList() }

// isList tells a list, which Parquet has as such.
func (t fieldType) isList() bool { return t == textsField || t == integersField }

// field is a column of a table.
type field struct {
	Name   string
	Type   fieldType
	ZH, EN string   // what it means
	Enum   []string // all values that there are, nil where they are not a closed vocabulary

	required bool
	unique   bool // hardly any two rows have the same
	value    func(*row) value
}

// always marks a field that every row has.
func (f field) always() field {
	f.required = true
	return f
}

// differs marks a text field of which hardly any two rows have the same.
func (f field) differs() field {
	f.unique = true
	return f
}

// oneOf closes a field's vocabulary.
func oneOf[S ~string](f field, values []S) field {
	for _, v := range values {
		if v != "" {
			f.Enum = append(f.Enum, string(v))
		}
	}
	return f
}

// table is a table of the data set.
type table struct {
	Name    string
	ZH, EN  string
	Fields  []field
	Key     []string          // names of the fields that tell rows apart
	Refers  map[string]string // field → the table whose key it holds
	Indexes [][]string        // what a database looks rows up by, beside keys
	// whole makes all rows of a table that is small, on every run, of what the manifest keeps of all documents. Nil for a
	// table that grows by the rows of each document, which then depend on that document alone.
	whole func(documents []record, emit func(*row) error) error

	number int // place among tables
}

// has returns the place of a field, -1 where there is none.
func (t *table) has(name string) int {
	return slices.IndexFunc(t.Fields, func(f field) bool { return f.Name == name })
}

// Fields that several tables have.
var (
	documentKey  = field{Name: "document_sha256", ZH: "文件的 SHA-256", EN: "SHA-256 of the file", value: func(r *row) value { return text(r.doc.Source.SHA256) }}.always()
	tableID      = field{Name: "table_id", ZH: "表格的键：文件/表", EN: "key of the table: file/table", value: func(r *row) value { return text(r.tableID) }}
	cellID       = field{Name: "cell_id", ZH: "单元格的键：文件/表/行/列", EN: "key of the cell: file/table/row/column", value: func(r *row) value { return text(r.cellID) }}.differs()
	factID       = field{Name: "fact_id", ZH: "金额的键：文件/表/行/列", EN: "key of the fact: file/table/row/column", value: func(r *row) value { return text(r.id) }}.differs().always()
	findingID    = field{Name: "finding_id", ZH: "发现的键：文件/序号", EN: "key of the finding: file/number", value: func(r *row) value { return text(r.id) }}.always()
	rowNumber    = field{Name: "row", Type: integerField, ZH: "行，从 0 起", EN: "row, from 0", value: func(r *row) value { return r.row }}
	columnNumber = field{Name: "column", Type: integerField, ZH: "列，从 0 起", EN: "column, from 0", value: func(r *row) value { return r.column }}

	tableTitle  = field{Name: "table_title", ZH: "表名", EN: "title of the table as printed", value: ofTable(func(t *model.Table) string { return t.Title })}
	tableKind   = oneOf(field{Name: "table_kind", ZH: "表的种类", EN: "kind of the table", value: ofTable(func(t *model.Table) string { return string(t.Kind) })}, model.Kinds())
	tableNumber = field{Name: "table_number", ZH: "所印表号", EN: "number of the table as printed", value: ofTable(func(t *model.Table) string { return t.Number })}

	factYear     = field{Name: "year", Type: integerField, ZH: "金额所属年度", EN: "year that the amount is of", value: func(r *row) value { return r.amountYear() }}
	factStage    = word("stage", "预算编制与执行的阶段", "stage of the budget cycle", func(r *row) string { return string(r.fact.Stage) })
	printed      = field{Name: "printed", ZH: "所印金额", EN: "the amount as printed", value: func(r *row) value { return text(r.fact.Printed) }}
	printedUnit  = field{Name: "printed_unit", ZH: "所印单位", EN: "its unit as printed", value: func(r *row) value { return text(r.fact.PrintedUnit) }}
	findingCount = field{Name: "finding_count", Type: integerField, ZH: "涉及此处的发现数", EN: "number of findings that concern it", value: func(r *row) value { return integer(r.findings) }}.always()

	fiscalYear  = field{Name: "fiscal_year", Type: integerField, ZH: "文件的年度", EN: "fiscal year of the file", value: func(r *row) value { return r.fiscalYear() }}
	publisherID = field{Name: "publisher_id", ZH: "公开部门或单位的键：历年、含（本级）与否均相同", EN: "key of the publishing department or unit: the same over the years, with and without （本级）", value: func(r *row) value { return text(r.doc.Publisher.ID) }}

	// publication is whose publication for which year a row is of.
	publication = []field{
		{Name: "publisher_name", ZH: "公开部门或单位的名称，照印", EN: "name of the publishing department or unit, as printed", value: func(r *row) value { return text(r.doc.Publisher.Name) }},
		fiscalYear,
		oneOf(field{Name: "disclosure", ZH: "预算、决算、债务、执行情况报告或其他", EN: "kind of publication: budget, final accounts, debt, report of execution, other", value: func(r *row) value { return text(string(r.doc.Disclosure)) }},
			model.Disclosures()).always(),
	}
	publisherRegion = []field{
		{Name: "publisher_region_name", ZH: "公开者所在地行政区划名称", EN: "name of the publisher's region", value: func(r *row) value { return text(r.region().Name) }},
		{Name: "publisher_region_code", ZH: "公开者所在地行政区划代码：随文件所给的优先", EN: "code of the publisher's region: what was told beside the file, else what the file tells", value: func(r *row) value { return text(r.region().Code) }},
	}
	// publisher is what else is told of it.
	publisher = slices.Concat([]field{
		oneOf(field{Name: "publisher_level", ZH: "部门、单位或政府", EN: "whether it is a department with its units, a unit, or a government", value: func(r *row) value { return text(string(r.doc.Publisher.Level)) }},
			model.PublisherLevels()),
	}, publisherRegion, []field{
		{Name: "publisher_code", ZH: "公开部门或单位的编码，照印", EN: "code of the publishing department or unit, as printed", value: func(r *row) value { return text(r.doc.Publisher.Code) }},
	})
	place = []field{
		{Name: "page", Type: integerField, ZH: "页码，从 1 起", EN: "page, from 1", value: func(r *row) value { return r.page }},
		{Name: "x0", Type: numberField, ZH: "左边，自页面左上角起，单位点", EN: "left side, in points from the page's top left", value: func(r *row) value { return r.side(0) }},
		{Name: "top", Type: numberField, ZH: "上边", EN: "top side", value: func(r *row) value { return r.side(1) }},
		{Name: "x1", Type: numberField, ZH: "右边", EN: "right side", value: func(r *row) value { return r.side(2) }},
		{Name: "bottom", Type: numberField, ZH: "下边", EN: "bottom side", value: func(r *row) value { return r.side(3) }},
	}
	provenance = []field{
		{Name: "source_url", ZH: "来源网址", EN: "address that the file was taken from", value: func(r *row) value { return text(r.meta.URL) }},
		{Name: "retrieved", ZH: "获取日期", EN: "date on which it was retrieved", value: func(r *row) value { return text(r.meta.Retrieved) }},
		{Name: "licence", ZH: "许可", EN: "licence of the file", value: func(r *row) value { return text(r.meta.Licence) }},
	}
)

// ofTable is a value of the row's table, absent where it is of none.
func ofTable(of func(*model.Table) string) func(*row) value {
	return func(r *row) value {
		if r.table == nil {
			return value{}
		}
		return text(of(r.table))
	}
}

// term makes the two fields of a name and its code.
func term(name, zh, en string, of func(*row) *model.Term) []field {
	return []field{
		{Name: name + "_name", ZH: zh + "的名称，照印", EN: en + ": name as printed", value: func(r *row) value {
			if t := of(r); t != nil {
				return text(t.Name)
			}
			return value{}
		}},
		{Name: name + "_code", ZH: zh + "的编码，照印；只印名称的，为按名称查得的", EN: en + ": code as printed, or found by the name where only that is printed", value: func(r *row) value {
			if t := of(r); t != nil {
				return text(t.Code)
			}
			return value{}
		}},
	}
}

// yuan makes the field of an amount with two decimals.
func yuan(name, zh, en string, of func(*row) string) field {
	return field{Name: name, Type: moneyField, ZH: zh + "（元），两位小数；不是整分的金额为缺，从不四舍五入", EN: en + ", in 元 with two decimals; absent where it is no whole 分, never rounded",
		value: func(r *row) value { return wholeFen(of(r)) }}
}

// exact makes the field of an amount as it is.
func exact(of func(*row) string) field {
	return field{Name: "amount_exact", ZH: "金额（元），精确的十进制文本；单位不明时为缺", EN: "the amount in 元, exact, as decimal text; absent where no unit is told",
		value: func(r *row) value { return text(of(r)) }}
}

// corrected makes the field of the correction that something was given its text by.
func corrected(of func(*row) string) field {
	return field{Name: "corrected", ZH: "所用更正的键；照读为缺", EN: "key of the correction that gave it its text or unit; absent where it is as read",
		value: func(r *row) value { return text(of(r)) }}
}

// checked makes the field of the decision that something is what is printed.
func checked(of func(*row) string) field {
	return field{Name: "checked", ZH: "认定与所印相符的决定的键；没有为缺", EN: "key of the decision that it is what is printed; absent for none",
		value: func(r *row) value { return text(of(r)) }}
}

// word makes the field of a closed vocabulary of facts; what is "" is absent.
func word(member, zh, en string, of func(*row) string) field {
	all := model.Glossary()
	v := &all[slices.IndexFunc(all, func(v model.Vocabulary) bool { return v.Member == member })]
	return oneOf(field{Name: member, ZH: zh, EN: en, value: func(r *row) value { return text(of(r)) }}, v.Values())
}
