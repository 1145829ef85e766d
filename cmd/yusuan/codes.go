package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/report"
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
}

func codesCommand() *cobra.Command {
	var f codesFlags
	cmd := &cobra.Command{
		Use:   "codes [CODE|NAME]...",
		Short: "Print the code lists of the budget classification, and the codes of findings",
		Long: `Print the code lists that codes and names are checked against: functional
(功能分类科目), departmentEconomic (部门预算支出经济分类科目), governmentEconomic
(政府预算支出经济分类科目) and revenue (收入分类科目). --list findings prints the code
of each finding with its severity and its message in both languages.

CODE prints the items that begin with it, NAME those that contain it.

The lists were harvested from published disclosures. Behind each name stands what
it rests on: strong is two documents or more, weak is one, memory is general
knowledge; then how many documents show the code.
An item that is not listed may exist. After a name stand the other ones that the
code is printed with, with the years in which they were in force.`,
		Example: `  yusuan codes 30217
  yusuan codes 养老 --list functional --year 2019
  yusuan codes --list findings --json`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.OutOrStdout(), args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.list, "list", "", "one list: "+strings.Join(listNames(), ", "))
	flags.IntVar(&f.year, "year", 0, "name items as in this fiscal year (default: the newest)")
	flags.BoolVar(&f.json, "json", false, "write one JSON object a line")
	completeWith(cmd, "list", completeOne(listNames()...))
	return cmd
}

func (f *codesFlags) run(out io.Writer, args []string) error {
	if f.year < 0 {
		return errors.New("--year must not be negative")
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
		return fmt.Errorf("--list is %q; it may be %s", f.list, strings.Join(listNames(), ", "))
	}
	if len(printed) == 0 {
		return fmt.Errorf("no code or name matches %s", strings.Join(args, ", "))
	}
	return newPrinter(out, f.json).print(printed)
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
	row() []string
}

// Text implements message.
func (t codeTable) Text() string {
	rows := make([][]string, len(t))
	for i, item := range t {
		rows[i] = item.row()
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

func (c listedCode) row() []string {
	row := []string{string(c.List), c.Code, c.Name, fmt.Sprintf("%s %d", c.Evidence, c.Documents)}
	if len(c.OtherNames) > 0 {
		row = append(row, strings.Join(c.others(), ", "))
	}
	return row
}

// others are the other names with their years.
func (c listedCode) others() []string {
	texts := make([]string, len(c.OtherNames))
	for i, o := range c.OtherNames {
		texts[i] = o.String()
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

func (f listedFinding) row() []string {
	return []string{f.Code, string(f.Severity), f.Message.ZH, f.Message.EN}
}

// otherName is a name that a code has in other years or documents.
type otherName struct {
	Name     string         `json:"name"`
	From     int            `json:"from,omitempty"`
	Until    int            `json:"until,omitempty"`
	Evidence codes.Evidence `json:"evidence"`
}

func (o otherName) String() string {
	switch {
	case o.From != 0:
		return fmt.Sprintf("%s (%d-%d)", o.Name, o.From, o.Until)
	case o.Until != 0:
		return fmt.Sprintf("%s (until %d)", o.Name, o.Until)
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
		if asked(args, e.Code, append(item.others(), name)...) {
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
