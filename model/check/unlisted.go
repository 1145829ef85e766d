package check

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/budget"
	"yusuan/model/codes"
	"yusuan/model/words"
)

// unlisted tells whether a government's list can leave out items of what is more than the listed ones make: those that it
// does not disclose (公安, 国家安全, 武警) are not named either. The code list has some that no row prints.
func (c *checker) unlisted(l *list, i int, id *identity) bool {
	if c.doc.Publisher.Level != model.GovernmentLevel || id.whole.value.LessThan(id.parts.value) {
		return false
	}
	above := []string{""}
	if !l.Rows[i].Total {
		above = functionalCodes(&l.Rows[i])
	}
	var printed []string
	for r := range l.Rows {
		if r != i {
			printed = append(printed, functionalCodes(&l.Rows[r])...)
		}
	}
	within := func(codes []string, up string) bool {
		return slices.ContainsFunc(codes, func(code string) bool { return strings.HasPrefix(code, up) })
	}
	return slices.ContainsFunc(above, func(up string) bool {
		return within(printed, up) && slices.ContainsFunc(codes.Entries(codes.Functional), func(e codes.Entry) bool {
			return codes.Parent(e.Code) == up && e.Evidence == codes.Strong && !within(printed, e.Code)
		})
	})
}

// functionalCodes are the codes of 功能分类 that a row prints, or else those that have its name.
func functionalCodes(r *budget.Row) []string {
	for k := range r.Terms {
		if t := &r.Terms[k]; t.List == codes.Functional {
			return []string{t.Code}
		}
	}
	var out []string
	for _, e := range codes.Named(codes.Functional, words.ItemName(r.Label)) {
		out = append(out, e.Code)
	}
	return out
}
