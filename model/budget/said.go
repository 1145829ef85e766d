package budget

import (
	"cmp"
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/regions"
	"yusuan/model/words"
)

// title is what a table's title says of all its amounts.
type title struct {
	fund       model.Fund
	item       model.Item
	stage      model.Stage
	scope      model.Scope
	folded     string
	year       int           // where it tells just one
	places     bool          // it is about a place's money, not about a department's
	quantities bool          // it is about debt or balances
	measure    model.Measure // the kind of quantity that it is about, where it names just one
}

// titleOf reads a folded title.
func titleOf(s string) title {
	t := title{
		folded: s, fund: model.Fund(told(words.FundWord, []string{s})), item: onlyItem(s), stage: titleStage(s),
		quantities: hasAny(s, "债务", "债券", "社会保险基金", "结余情况"),
	}
	t.measure = onlyMeasure(s)
	for y := range words.Years(s) {
		if t.year != 0 && t.year != y {
			t.year = 0
			break
		}
		t.year = y
	}
	m, ok := words.ScopeWord.Of(cutLower(s))
	if ok && !hasAny(withoutBrackets(s), "部门", "单位", "绩效") && !strings.Contains(s, "(本级)") {
		t.scope, t.places = model.Scope(m.Means), true
	}
	t.places = t.places || hasAny(s, "地方政府", "政府债务", "政府债券", "分地区", "社会保险基金")
	return t
}

// onlyMeasure is the one kind of quantity that a title names: of flows where it names none or several.
func onlyMeasure(s string) model.Measure {
	found := model.MeasureAmount
	for _, w := range words.QuantityWord.Words() {
		switch measure := model.Measure(told(words.QuantityWord, []string{w})); {
		case !strings.Contains(s, w) || measure == "" || measure == found:
		case found != model.MeasureAmount:
			return model.MeasureAmount
		default:
			found = measure
		}
	}
	return found
}

// withoutBrackets is a folded title without what it has in brackets: (按部门预算支出经济分类).
func withoutBrackets(s string) string {
	for {
		before, rest, ok := strings.Cut(s, "(")
		_, after, closed := strings.Cut(rest, ")")
		if !ok || !closed {
			return s
		}
		s = before + after
	}
}

// cutLower takes out of a title to whom money goes: what 省级对市县转移支付 tells of is the province's own.
func cutLower(s string) string {
	for _, w := range []string{"市县", "下级", "下", "县区", "区县", "县", "各市", "各县", "各区"} {
		s = strings.ReplaceAll(s, "对"+w, "对")
	}
	return s
}

// onlyItem is the one of the disclosed expenses that a title names, none where it names several.
func onlyItem(s string) model.Item {
	found := model.ItemNone
	for _, w := range words.ItemWord.Words() {
		if !strings.Contains(s, w) {
			continue
		}
		item := itemOf([]string{w})
		if found != model.ItemNone && found != item {
			return model.ItemNone
		}
		found = item
	}
	return found
}

// titleStage reads the stage from a title. One that tells two, of a year's execution and the next one's draft, tells none.
func titleStage(s string) model.Stage {
	s = budgetNames.Replace(s)
	switch {
	case strings.Contains(s, "决算"):
		return model.StageFinal
	case hasAny(s, "预计执行", "预计完成"):
		return model.StageForecast
	case strings.Contains(s, "执行情况") && !strings.Contains(strings.Replace(s, "预算执行情况", "", 1), "预算"):
		return model.StageExecution
	}
	return ""
}

// usualStage is the stage of a table's amounts where their heads tell none, as far as the table alone tells it.
func (s *Sheet) usualStage() model.Stage {
	switch {
	case s.title.stage != "":
		return s.title.stage
	case strings.HasPrefix(string(s.Kind), "final-"):
		return model.StageFinal
	}
	return model.StageBudget
}

// quantities tells whether a table's heads and labels tell other quantities than amounts.
func (s *Sheet) quantities() bool {
	return s.title.quantities || s.Kind == model.FinalGovernmentFund || s.Kind == model.FinalStateCapitalOperations
}

// isPlaces tells a table about a place's money.
func (s *Sheet) isPlaces() bool { return s.title.places }

// scopeIn reads whose level folded texts name, the innermost first: 市本级, 市县合计, 江海市本级.
func scopeIn(path []string) model.Scope {
	for _, s := range slices.Backward(path) {
		if m, ok := levelOfName(s); ok {
			return model.Scope(m.Means)
		}
	}
	return model.NoScope
}

// levelOfName is the level that a name is: as it stands, but for what is in brackets or joined behind (市本级及市辖区), or
// behind a place.
func levelOfName(name string) (words.Meaning, bool) {
	short, _, _ := strings.Cut(name, "(")
	short, _, _ = strings.Cut(short, "及")
	for _, s := range [...]string{strings.TrimSuffix(strings.TrimSuffix(name, "合计"), "小计"), totalName(short)} {
		if m, ok := words.LevelWord.Of(s); ok {
			return m, true
		}
	}
	if found, rest := regions.Leading(short); found != nil {
		return words.LevelWord.Of(rest)
	}
	return words.Meaning{}, false
}

// isLower tells a name for all places below: 区市, 县(市)区合计. None of them is a place.
func isLower(name string) bool {
	m, ok := levelOfName(name)
	return ok && m.Means == string(model.ScopeLower)
}

// said is what a row says of its amounts by its label, and by those of the rows above that contain it.
type said struct {
	Meaning
	when    when
	stage   model.Stage
	scope   model.Scope
	side    model.Direction
	expense bool // it names an expense of a list of such
}

// labels are what the labels of a row and of those that contain it tell, of what their list asks for.
type labels struct {
	Meaning
	when    when
	stage   model.Stage
	side    model.Direction
	opening bool // one of them is of a balance at the beginning of a year
}

// labels reads the labels of all rows of a list, from the outermost inwards.
func (s *Sheet) labels(l *List) []labels {
	out := make([]labels, len(l.Rows))
	of := map[subject]bool{}
	for i := range l.Rows {
		of[l.subject(i)] = true
	}
	if !of[subjectSource] && !of[subjectExpense] && !s.quantities() && !s.isPlaces() && !isDebt(s.Kind) {
		return out
	}
	over := l.over()
	for _, i := range outermostFirst(over) {
		t, texts := &out[i], l.texts(s, i)
		if p := over[i]; p >= 0 {
			*t = out[p]
		}
		if of[subjectSource] || isDebt(s.Kind) {
			t.Fund = cmp.Or(s.fundIn(texts), l.fundBeside(s, i), t.Fund)
			t.Use = cmp.Or(model.Use(told(words.UseWord, texts)), t.Use)
		}
		if of[subjectExpense] {
			t.Item = cmp.Or(itemOf(texts), itemUnder(t.Item, texts))
		}
		if s.quantities() {
			q := model.Measure(told(words.QuantityWord, texts))
			t.Measure, t.opening, t.stage = cmp.Or(q, t.Measure), t.opening || q == model.MeasureOpening, cmp.Or(stageOf(texts), t.stage)
			if w := whenOf(texts); w != (when{}) && !t.when.change {
				t.when = w
			}
		}
		if s.isPlaces() {
			t.side = cmp.Or(t.side, sideOf(texts))
		}
	}
	return out
}

// saidOf reads the label of a row; labels are what it and those above it tell.
func (s *Sheet) saidOf(l *List, i int, labels *labels) said {
	r := &l.Rows[i]
	out := said{Meaning: Whole}
	kind := l.subject(i)
	switch {
	case kind == subjectSource:
		out.Fund, out.Use = labels.Fund, labels.Use
	case kind == subjectExpense:
		out.Item, out.expense = labels.Item, !r.Total || r.Named()
	case kind == subjectUse, !r.Total && l.Kind != model.ListUnit && l.Kind != model.ListProject && l.unclassified(i):
		out.Use = model.Use(told(words.UseWord, []string{r.folded}))
		if out.Use == model.UseTransfer {
			out.Use = model.UseUntold // a kind of transfer in a list of such, of which some labels hold the word
		}
	}
	if isDebt(s.Kind) {
		out.Fund = labels.Fund
	}
	if s.quantities() {
		if labels.Measure != "" {
			out.Measure, out.when, out.stage = labels.Measure, labels.when, labels.stage
		}
		if out.Measure == model.MeasureBalance && labels.opening {
			out.Measure = model.MeasureOpening // 其中：一般债务余额, under 年初余额
		}
	}
	if s.isPlaces() {
		out.scope, out.side = l.scope(i), labels.side
	}
	for k := range r.Terms {
		if t := &r.Terms[k]; t.subject == subjectYear {
			out.when = yearIn(words.Fold(t.Code + t.Name))
		}
	}
	return out
}

// fundIn reads whose money folded labels name. In a government's table all money is that of one of its budgets: 上级补助收入
// and 其他收入 are rows of their lists.
func (s *Sheet) fundIn(path []string) model.Fund {
	fund := model.Fund(told(words.FundWord, path))
	if isGovernment(s.Kind) && governmentKinds[fund] == nil {
		return model.FundAll
	}
	return fund
}

// scope is whose level a row's label names, and in a list of places whose the total is: that of all places below, or
// with the own level among them the whole's.
func (l *List) scope(i int) model.Scope {
	r := &l.Rows[i]
	told := scopeIn([]string{words.ItemName(r.folded)})
	for k := range r.Terms {
		if t := &r.Terms[k]; told == model.NoScope && t.subject == subjectRegion {
			told = scopeIn([]string{words.ItemName(words.Fold(t.Name))})
		}
	}
	if told == model.NoScope && r.place != nil {
		told = scopeIn([]string{words.ItemName(words.Fold(r.place.Name))})
	}
	if told != model.NoScope || !l.places() {
		return told
	}
	own := func(j int) bool { return scopeIn([]string{l.Rows[j].folded}) == model.ScopeOwn }
	switch {
	case slices.ContainsFunc(r.Parts, own):
		return model.ScopeWhole
	case r.Total && !r.Named():
		return model.ScopeLower
	}
	return model.NoScope
}

// places tells a list of places; a list of projects with a place beside each is none.
func (l *List) places() bool { return l.Kind == model.ListRegion }

// sideOf reads the side of the budget from the labels over a row where its columns do not tell it.
func sideOf(path []string) model.Direction {
	for _, s := range path {
		switch {
		case strings.Contains(s, "收支"):
		case strings.Contains(s, "收入"):
			return model.Revenue
		case strings.Contains(s, "支出"):
			return model.Expenditure
		}
	}
	return model.NoDirection
}

// yearIn reads the year of a row from what a 年度 column prints.
func yearIn(name string) when {
	if isChange(name) {
		return when{change: true}
	}
	return whenOf([]string{name + "年"})
}

// fundBeside is the fund that a cell behind the label of a row of debt tells: 债券性质.
func (l *List) fundBeside(s *Sheet, i int) model.Fund {
	r := &l.Rows[i]
	if !isDebt(s.Kind) {
		return model.FundAll
	}
	for _, col := range l.runs[r.run].labels {
		if c := s.Covering(r.At, col); c >= 0 && c != r.label {
			if fund := s.fundIn([]string{s.folded[c]}); fund != model.FundAll {
				return fund
			}
		}
	}
	return model.FundAll
}

// texts returns the folded label of a row behind the merged cells before it.
func (l *List) texts(s *Sheet, i int) []string {
	r := &l.Rows[i]
	out := []string{words.ItemName(r.folded)}
	for _, col := range l.runs[r.run].labels {
		c := s.Covering(r.At, col)
		if c == r.label {
			break
		}
		if c >= 0 && s.folded[c] != "" {
			out = append(out, s.folded[c])
		}
	}
	slices.Reverse(out)
	return out
}

// over is by row the one that contains it, or the named total above it that sums it; -1 where there is none.
func (l *List) over() []int {
	out := parents(l.Rows)
	for t := range l.Rows {
		if r := &l.Rows[t]; r.Total && r.Named() {
			for _, p := range r.Parts {
				if p > t && l.Rows[p].Parent < 0 {
					out[p] = t
				}
			}
		}
	}
	return out
}

// subject is what the name of a row is: of its terms the one that its label prints.
func (l *List) subject(i int) subject {
	r := &l.Rows[i]
	for k := range slices.Backward(r.Terms) {
		if r.Terms[k].Own {
			return r.Terms[k].subject
		}
	}
	for _, d := range slices.Backward(l.runs[r.run].dims) {
		if d.name >= 0 {
			return d.subject
		}
	}
	return subjectCategory
}

// unclassified tells a row that no classification knows: 结转下年 among functional items.
func (l *List) unclassified(i int) bool {
	r := &l.Rows[i]
	return !slices.ContainsFunc(r.Terms, func(t Term) bool {
		return t.List != "" || t.subject == subjectProject || t.subject == subjectUnit && t.Own
	})
}

// mean puts together what column, row and title say of an amount. The narrower fund wins: 一般公共预算 in a table of 财政拨款.
func (s *Sheet) mean(f *model.Fact, c *Column, r *said) {
	f.Fund = narrowest(c.Fund, r.Fund, s.title.fund)
	f.Use, f.Item, f.Measure = c.Use, c.Item, c.Measure
	if f.Use == model.UseUntold {
		f.Use = r.Use
	}
	if f.Item == model.ItemNone {
		f.Item = r.Item
	}
	if f.Item == model.ItemNone && !r.expense {
		f.Item = s.title.item
	}
	if f.Measure == model.MeasureAmount {
		f.Measure = r.Measure
	}
	if f.Measure == model.MeasureAmount {
		f.Measure = s.ofBonds()
	}
	if f.Measure != model.MeasureAmount {
		f.Use = model.UseUntold // 上年结余 of a fund is what it opened with
	}
	if f.Direction == model.NoDirection {
		f.Direction = r.side
	}
	f.Scope = c.Scope
	if f.Scope == model.NoScope {
		f.Scope = r.scope
	}
	if f.Scope == model.NoScope && f.Region == nil && c.term.names() != subjectRegion {
		f.Scope = s.title.scope
	}
}

// ofBonds is what amounts of a table of bonds are where nothing tells: issued, and by term a part of the balance beside them.
func (s *Sheet) ofBonds() model.Measure {
	switch {
	case s.Kind == model.BondTerms && slices.ContainsFunc(s.paths, func(path []string) bool { return told(words.QuantityWord, path) == string(model.MeasureBalance) }):
		return model.MeasureBalance
	case s.Kind == model.DebtIssueAndRepayment && hasAny(s.title.folded, "偿还", "还本") && !hasAny(s.title.folded, "发行", "付息", "举借", "收支"):
		return model.MeasureRepaid
	case s.Kind == model.BondTerms, s.Kind == model.DebtIssueAndRepayment && !hasAny(s.title.folded, "还本", "付息", "偿还", "收支", "计划"):
		return model.MeasureIssued
	}
	return model.MeasureAmount
}

// narrowest is the first fund that is told, or a later one that is a part of it.
func narrowest(funds ...model.Fund) model.Fund {
	out := model.FundAll
	for _, f := range funds {
		if out == model.FundAll || slices.Contains(fundParts[out], f) {
			out = f
		}
	}
	return out
}
