package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"yusuan/model"
	"yusuan/model/codes"
)

// codeList is a code list by the name that documents give it.
type codeList struct {
	name string
	list codes.List
}

var codeLists = []codeList{
	{"functional", codes.Functional}, {"departmentEconomic", codes.DepartmentEconomic}, {"governmentEconomic", codes.GovernmentEconomic},
}

// findingList is the list of the findings' codes.
const findingList = "findings"

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
(功能分类科目), departmentEconomic (部门预算支出经济分类科目) and
governmentEconomic (政府预算支出经济分类科目). --list findings prints the code of
each finding with its severity and its message in both languages.

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
	flags.StringVar(&f.list, "list", "", "one list: functional, departmentEconomic, governmentEconomic, findings")
	flags.IntVar(&f.year, "year", 0, "name items as in this fiscal year (default: the newest)")
	flags.BoolVar(&f.json, "json", false, "write one JSON object a line")
	return cmd
}

func (f *codesFlags) run(out io.Writer, args []string) error {
	if f.year < 0 {
		return errors.New("--year must not be negative")
	}
	printed := codeTable{json: f.json}
	switch i := slices.IndexFunc(codeLists, func(l codeList) bool { return l.name == f.list }); {
	case f.list == "":
		for _, l := range codeLists {
			printed.items(l, f.year, args)
		}
	case f.list == findingList:
		printed.findings(args)
	case i >= 0:
		printed.items(codeLists[i], f.year, args)
	default:
		return fmt.Errorf("--list is %q; it may be functional, departmentEconomic, governmentEconomic, findings", f.list)
	}
	if printed.empty() {
		return fmt.Errorf("no code or name matches %s", strings.Join(args, ", "))
	}
	return printed.write(out)
}

// asked tells whether a code begins with one of the arguments or a name contains one.
func asked(args []string, code string, names ...string) bool {
	return len(args) == 0 || slices.ContainsFunc(args, func(arg string) bool {
		return strings.HasPrefix(code, arg) || slices.ContainsFunc(names, func(name string) bool { return strings.Contains(name, arg) })
	})
}

// codeTable collects what codes prints: rows for people or lines for programs.
type codeTable struct {
	json  bool
	rows  [][]string
	lines []any
}

func (t *codeTable) empty() bool { return len(t.rows)+len(t.lines) == 0 }

// listedCode is an item of a code list as JSON.
type listedCode struct {
	List       string         `json:"list"`
	Code       string         `json:"code"`
	Name       string         `json:"name"`
	OtherNames []otherName    `json:"otherNames"`
	Evidence   codes.Evidence `json:"evidence"`
	Documents  int            `json:"documents"`
	Years      []int          `json:"years"`
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

func (t *codeTable) items(l codeList, year int, args []string) {
	for _, e := range codes.Entries(l.list) {
		name := e.NameIn(year)
		others := otherNames(&e, name)
		texts := make([]string, len(others))
		for i, o := range others {
			texts[i] = o.String()
		}
		if !asked(args, e.Code, append(texts, name)...) {
			continue
		}
		if t.json {
			t.lines = append(t.lines, listedCode{l.name, e.Code, name, others, e.Evidence, e.Documents, append([]int{}, e.Years...)})
			continue
		}
		row := []string{l.name, e.Code, name, fmt.Sprintf("%s %d", e.Evidence, e.Documents)}
		if len(others) > 0 {
			row = append(row, strings.Join(texts, ", "))
		}
		t.rows = append(t.rows, row)
	}
}

func (t *codeTable) findings(args []string) {
	for _, k := range model.FindingKinds() {
		if !asked(args, k.Code(), k.Message().ZH, k.Message().EN) {
			continue
		}
		if t.json {
			t.lines = append(t.lines, struct {
				List     string         `json:"list"`
				Code     string         `json:"code"`
				Severity model.Severity `json:"severity"`
				Message  model.Message  `json:"message"`
			}{findingList, k.Code(), k.Severity(), k.Message()})
			continue
		}
		t.rows = append(t.rows, []string{k.Code(), string(k.Severity()), k.Message().ZH, k.Message().EN})
	}
}

func (t *codeTable) write(out io.Writer) error {
	var text strings.Builder
	align(&text, t.rows)
	if _, err := io.WriteString(out, text.String()); err != nil {
		return err
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	for _, line := range t.lines {
		if err := e.Encode(line); err != nil {
			return err
		}
	}
	return nil
}
