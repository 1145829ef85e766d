package printed

import (
	"cmp"
	"fmt"
	"strings"

	"yusuan/model"
)

// Language is that of the words that are not printed: heads of the contents, kinds, findings.
type Language string

const (
	Chinese Language = "zh"
	English Language = "en"
)

// vocabulary are the words of one language, formats where something goes in.
type vocabulary struct {
	code                                                         string // BCP 47
	contents, id, number, title, kind, pages, unit, file, tables string
	inUnit, page, between, to                                    string
	findings, noTables                                           string
	confirmed                                                    string // of three figures
	severities                                                   map[model.Severity]string
	message                                                      func(model.Message) string
	kindName                                                     func(model.Kind) string
}

var vocabularies = map[Language]*vocabulary{
	Chinese: {
		code: "zh-CN", contents: "目录", id: "编号", number: "表号", title: "表名", kind: "类型", pages: "页", unit: "单位", file: "文件", tables: "表",
		inUnit: "单位：%s", page: "第 %s 页", between: "、", to: "—", findings: "其他提示", noTables: "没有表格",
		confirmed:  "金额 %d，印证 %d，不符 %d",
		severities: map[model.Severity]string{model.Error: "错误", model.Warning: "警告", model.Info: "提示"},
		message:    func(m model.Message) string { return m.ZH },
		kindName:   model.Kind.Chinese,
	},
	English: {
		code: "en", contents: "Contents", id: "Id", number: "Number", title: "Title", kind: "Kind", pages: "Pages", unit: "Unit", file: "File", tables: "Tables",
		inUnit: "Unit: %s", page: "page %s", between: ", ", to: "–", findings: "Other findings", noTables: "No tables",
		confirmed:  "amounts %d, confirmed %d, contradicted %d",
		severities: map[model.Severity]string{model.Error: "Errors", model.Warning: "Warnings", model.Info: "Remarks"},
		message:    func(m model.Message) string { return m.EN },
		kindName:   func(k model.Kind) string { return string(k) },
	},
}

// severities in the order of how grave they are.
var severities = []model.Severity{model.Error, model.Warning, model.Info}

// words are those of the language, Chinese where none is told.
func (l Language) words() *vocabulary { return vocabularies[cmp.Or(l, Chinese)] }

// pageList tells pages, those that follow one another as the first and the last: 3—5、8.
func (v *vocabulary) pageList(pages []int) string {
	var parts []string
	for i := 0; i < len(pages); {
		end := i
		for end+1 < len(pages) && pages[end+1] == pages[end]+1 {
			end++
		}
		part := fmt.Sprint(pages[i])
		if end > i {
			part += v.to + fmt.Sprint(pages[end])
		}
		parts, i = append(parts, part), end+1
	}
	return strings.Join(parts, v.between)
}
