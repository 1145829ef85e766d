package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/report"
	"yusuan/cmd/yusuan/internal/say"
	"yusuan/model"
	"yusuan/model/codes"
)

// findingList is the list of the findings' codes.
const findingList = "findings"

// listNames are the lists that --list takes.
func listNames() []string {
	var names []string
	for _, l := range codes.Lists() {
		names = append(names, string(l))
	}
	return append(names, findingList)
}

// codesFlags are the flags of codes.
type codesFlags struct {
	list string
	year int
	json bool
	lang say.Language
}

func codesCommand(l say.Language) *cobra.Command {
	f := codesFlags{lang: l}
	cmd := &cobra.Command{
		Use:   l.Of("codes [CODE|NAME]...", "codes [编码|名称]..."),
		Short: l.Of("Print the code lists of the budget classification, and the codes of findings", "输出收支分类科目代码表，或各种问题的代码"),
		Long: l.Of(`Print the code lists that codes and names are checked against: functional
(功能分类科目), departmentEconomic (部门预算支出经济分类科目), governmentEconomic
(政府预算支出经济分类科目) and revenue (收入分类科目). --list findings prints the code
of each finding with its severity and its message in both languages.

CODE prints the items that begin with it, NAME those that contain it.

The lists were harvested from published disclosures. Behind each name stands what
it rests on: strong is two documents or more, weak is one, memory is general
knowledge; then how many documents show the code.
An item that is not listed may exist. After a name stand the other ones that the
code is printed with, with the years in which they were in force.`, `输出核对编码和名称所依据的代码表：functional（功能分类科目）、departmentEconomic
（部门预算支出经济分类科目）、governmentEconomic（政府预算支出经济分类科目）和
revenue（收入分类科目）。--list findings 输出各种问题的代码，附级别和中英文说明。

给出编码时输出以它开头的科目，给出名称时输出名称中含有它的科目。

代码表由已公开的文件整理而成。名称之后写明依据：strong 表示两份以上文件，weak 表示
一份，memory 表示一般知识；然后是出现该编码的文件数。没有列出的科目也可能存在。
名称之后还列出同一编码的其他名称，以及各自使用的年度。`),
		Example: `  yusuan codes 30217
  yusuan codes 养老 --list functional --year 2019
  yusuan codes --list findings --json`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.OutOrStdout(), args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.list, "list", "", l.Of("one list: ", "只列一种：")+l.List(listNames()))
	flags.IntVar(&f.year, "year", 0, l.Of("name items as in this fiscal year (default: the newest)", "按该年度的科目名称（默认最近的年度）"))
	flags.BoolVar(&f.json, "json", false, l.Of("write one JSON object a line", "每行写一个 JSON 对象"))
	completeWith(cmd, "list", completeOne(listNames()...))
	return cmd
}

func (f *codesFlags) run(out io.Writer, args []string) error {
	if f.year < 0 {
		return say.Errorf("--year must not be negative", "--year 不能为负")
	}
	var printed codeTable
	switch l := codes.List(f.list); {
	case f.list == "":
		for _, l := range codes.Lists() {
			printed.items(l, f.year, args)
		}
	case f.list == findingList:
		printed.findings(args)
	case slices.Contains(codes.Lists(), l):
		printed.items(l, f.year, args)
	default:
		return say.Errorf("--list is %q; it may be %v", "--list 为 %q，只能是 %v", f.list, say.List(listNames()))
	}
	if len(printed) == 0 {
		return say.Errorf("no code or name matches %v", "没有编码或名称与 %v 相符", say.List(args))
	}
	return newPrinter(out, f.lang, f.json).print(printed)
}

// asked tells whether a code begins with one of the arguments or a name contains one.
func asked(args []string, code string, names ...string) bool {
	return len(args) == 0 || slices.ContainsFunc(args, func(arg string) bool {
		return strings.HasPrefix(code, arg) || slices.ContainsFunc(names, func(name string) bool { return strings.Contains(name, arg) })
	})
}

// codeTable is what codes prints.
type codeTable []listed

// listed is an item of a list; as JSON it is the value itself.
type listed interface {
	// row is the item for people.
	row(l say.Language) []string
}

// Text implements message.
func (t codeTable) Text(l say.Language) string {
	rows := make([][]string, len(t))
	for i, item := range t {
		rows[i] = item.row(l)
	}
	return report.Columns(rows)
}

// Objects implements message.
func (t codeTable) Objects() []any {
	all := make([]any, len(t))
	for i, item := range t {
		all[i] = item
	}
	return all
}

// listedCode is an item of a code list.
type listedCode struct {
	List       codes.List     `json:"list"`
	Code       string         `json:"code"`
	Name       string         `json:"name"`
	OtherNames []otherName    `json:"otherNames"`
	Evidence   codes.Evidence `json:"evidence"`
	Documents  int            `json:"documents"`
	Years      []int          `json:"years"`
}

func (c listedCode) row(l say.Language) []string {
	row := []string{string(c.List), c.Code, c.Name, fmt.Sprintf("%s %d", c.Evidence, c.Documents)}
	if len(c.OtherNames) > 0 {
		row = append(row, l.List(c.others(l)))
	}
	return row
}

// others are the other names with their years.
func (c listedCode) others(l say.Language) []string {
	texts := make([]string, len(c.OtherNames))
	for i, o := range c.OtherNames {
		texts[i] = o.in(l)
	}
	return texts
}

// listedFinding is a finding that can be made.
type listedFinding struct {
	List     string         `json:"list"`
	Code     string         `json:"code"`
	Severity model.Severity `json:"severity"`
	Message  model.Message  `json:"message"`
}

func (f listedFinding) row(say.Language) []string {
	return []string{f.Code, string(f.Severity), f.Message.ZH, f.Message.EN}
}

// otherName is a name that a code has in other years or documents.
type otherName struct {
	Name     string         `json:"name"`
	From     int            `json:"from,omitempty"`
	Until    int            `json:"until,omitempty"`
	Evidence codes.Evidence `json:"evidence"`
}

func (o otherName) in(l say.Language) string {
	switch {
	case o.From != 0:
		return l.Format("%s (%d-%d)", "%s（%d-%d）", o.Name, o.From, o.Until)
	case o.Until != 0:
		return l.Format("%s (until %d)", "%s（至 %d）", o.Name, o.Until)
	}
	return o.Name
}

// otherNames are the names of an item but for one.
func otherNames(e *codes.Entry, name string) []otherName {
	out := []otherName{}
	if e.Name != name {
		out = append(out, otherName{Name: e.Name, Evidence: e.Evidence})
	}
	for _, o := range e.Others {
		if o.Name != name {
			out = append(out, otherName(o))
		}
	}
	return out
}

// items adds the items of a list that were asked for.
func (t *codeTable) items(l codes.List, year int, args []string) {
	for _, e := range codes.Entries(l) {
		name := e.NameIn(year)
		item := listedCode{l, e.Code, name, otherNames(&e, name), e.Evidence, e.Documents, append([]int{}, e.Years...)}
		if asked(args, e.Code, append(item.others(say.English), name)...) {
			*t = append(*t, item)
		}
	}
}

// findings adds the findings that were asked for.
func (t *codeTable) findings(args []string) {
	for _, k := range model.FindingKinds() {
		if asked(args, k.Code(), k.Message().ZH, k.Message().EN) {
			*t = append(*t, listedFinding{findingList, k.Code(), k.Severity(), k.Message()})
		}
	}
}
