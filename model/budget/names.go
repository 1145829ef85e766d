package budget

import (
	"slices"

	"yusuan/model"
	"yusuan/model/codes"
	"yusuan/model/words"
)

// kinds of names that a column of open names can hold, told from the rows and not from its head: 项目 stands over
// functional items, over sources of money, over “三公” expenses.

// classify says what the names of a dimension are where its head leaves that open.
func (l *list) classify(s *Sheet, k int) subject {
	g, goals, d := &s.grid, s.goalColumn(), l.runs[0].dims[k]
	government := isGovernment(s.Kind)
	revenue := l.columns[0].Direction == model.Revenue
	switch {
	case d.subject == subjectRegion && d.name >= 0:
		return l.count(g, k).regions()
	case d.subject == subjectEconomic && len(d.codes) == 0 && d.name >= 0:
		return l.count(g, k).economics(government)
	case d.subject != subjectItem && d.subject != subjectProject && d.subject != subjectCategory:
		return d.subject
	case len(d.codes) > 0 && revenue && l.revenueCodes(g, k):
		return subjectRevenue
	case len(d.codes) > 0 && d.subject == subjectProject && s.printsItems(d):
		return subjectItem // 项目编码 over 20501
	case len(d.codes) > 0 || d.name < 0:
		return d.subject
	}
	c := l.count(g, k)
	switch {
	case c.all == 0:
		return d.subject
	case d.subject == subjectProject:
		if c.uses == c.all && !revenue {
			return subjectUse
		}
		if c.sources == c.all {
			return subjectSource
		}
		if government && revenue {
			return c.revenue()
		}
		if of := c.spending(government); of != subjectItem && 3*max(c.functional, c.economic, c.government, c.expenses) >= 2*c.all {
			return of
		}
		if government && !isDebt(s.Kind) && s.Kind != model.GovernmentKeyProjects {
			return subjectItem // what a government calls 项目 in a list of revenue, of transfers or of a fund's money
		}
		return d.subject
	case revenue:
		return c.revenue()
	case d.subject == subjectItem:
		if of := c.spending(government); of != subjectItem || goals < 0 {
			return of
		}
		return subjectProject
	}
	return d.subject
}

// printsItems tells whether most codes of a dimension are those of items that money is spent on.
func (s *Sheet) printsItems(d dimension) bool {
	items, others := 0, 0
	for at := s.head; at < s.rows; at++ {
		switch code := s.grid.fold(at, d.codes[0]); {
		case code == "":
		case isGovernment(s.Kind) && words.IsItemCode(code), codes.Lookup(codes.Functional, code) != nil || codes.Lookup(codes.GovernmentEconomic, code) != nil || codes.Lookup(codes.DepartmentEconomic, code) != nil:
			items++
		default:
			others++
		}
	}
	return items > others
}

// revenueCodes tells whether a dimension prints codes of the revenue classification, which begin with 1.
func (l *list) revenueCodes(g *grid, k int) bool {
	found := 0
	for i := range l.runs {
		for at := g.head; at < g.rows; at++ {
			switch code := g.fold(at, l.runs[i].dims[k].codes[0]); {
			case !words.IsItemCode(code):
			case code[0] != '1':
				return false
			default:
				found++
			}
		}
	}
	return found > 0
}

// census counts what the names of a dimension can be.
type census struct {
	all, functional, economic, government, sources, uses, expenses, places int
}

// regions is what names under 地区 are: places as a rule, but also 新增债券, or each place's projects under it.
func (c census) regions() subject {
	switch {
	case c.places == 0 && c.all > 0:
		return subjectCategory
	case settings.placeShare*(c.all-c.places) > c.all:
		return subjectRegionOrProject
	}
	return subjectRegion
}

func (c census) revenue() subject {
	switch {
	case 2*c.places > c.all && c.places > c.functional:
		return subjectRegion
	case 2*c.functional > c.all && c.functional > c.sources:
		return subjectFunctional
	case 2*c.sources >= c.all:
		return subjectSource
	}
	return subjectRevenue
}

// economics tells names of 政府预算支出经济分类 from those of 部门预算支出经济分类; where they can be both they are what the publisher's level uses.
func (c census) economics(government bool) subject {
	if c.government > c.economic || government && c.government == c.economic {
		return subjectGovernment
	}
	return subjectDepartment
}

func (c census) spending(government bool) subject {
	switch {
	case 2*c.uses > c.all && c.uses > c.functional:
		return subjectUse
	case 2*c.expenses > c.all && c.expenses > c.economic/2:
		return subjectExpense
	case 2*c.places > c.all:
		return subjectRegion
	case 2*c.functional >= c.all && c.functional >= c.economic:
		return subjectFunctional
	case 2*max(c.government, c.economic) >= c.all:
		return c.economics(government)
	}
	return subjectItem
}

// count looks at the names of a dimension in all of a list's runs.
func (l *list) count(g *grid, k int) census {
	var c census
	for i := range l.runs {
		d := l.runs[i].dims[k]
		if d.name < 0 {
			continue
		}
		last := -1
		for at := g.head; at < g.rows; at++ {
			cell := g.Covering(at, d.name)
			if cell < 0 || cell == last || g.folded[cell] == "" || words.IsTotalLabel(g.folded[cell]) {
				continue
			}
			last = cell
			c.add(words.ItemName(g.folded[cell]))
		}
	}
	return c
}

func (c *census) add(name string) {
	c.all++
	mark := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	mark(&c.functional, slices.ContainsFunc(codes.Named(codes.Functional, name), isPurpose))
	mark(&c.economic, len(codes.Named(codes.DepartmentEconomic, name)) > 0)
	mark(&c.government, len(codes.Named(codes.GovernmentEconomic, name)) > 0)
	mark(&c.sources, words.FundWord.Says(name) || model.Use(told(words.UseWord, []string{name})) == model.UseCarryOver || isOneOf(name, "本年收入", "专项收入"))
	mark(&c.uses, words.UseWord.Says(name))
	mark(&c.expenses, words.ItemWord.Says(name))
	mark(&c.places, namesPlace(name) || words.LevelWord.Says(name))
}

// isPurpose tells an item that says what money is spent on. 社会保险基金支出 (209) and 转移性支出 (230) are also rows of
// balances and lists of funds.
func isPurpose(e *codes.Entry) bool {
	return !slices.Contains([]string{"209", "230"}, e.Code[:3])
}

// isPlace tells a folded name of a place by its ending.
func isPlace(s string) bool {
	return len(s) >= 3*2 && len(s) <= 3*12 && words.PlaceEnding.Says(s) && !words.IsBody(s) && !words.LevelWord.Says(s)
}

// placesAndProjects tells the places of a list from the projects under them, which are in the place before.
func (l *List) placesAndProjects() {
	var place *Term
	for i := range l.Rows {
		r := &l.Rows[i]
		for k := range r.Terms {
			t := &r.Terms[k]
			if t.subject != subjectRegionOrProject {
				continue
			}
			if name := words.ItemName(words.Fold(t.Name)); namesPlace(name) || words.LevelWord.Says(name) {
				t.subject, place = subjectRegion, t
				break
			}
			t.subject, r.place = subjectProject, place
			break
		}
	}
}

// nameColumns finds what the heads of a list's columns name: places or functional items across, the list's own names down.
func (l *list) nameColumns(s *Sheet) {
	for _, of := range [...]subject{subjectRegion, subjectFunctional} {
		if slices.ContainsFunc(l.runs[0].dims, func(d dimension) bool { return d.subject == of }) {
			continue
		}
		terms, all, named := make([]*Term, len(l.columns)), 0, 0
		for k := range l.columns {
			if path := l.columns[k].Path; len(path) > 0 && !words.IsTotalHead(path[len(path)-1]) {
				all++
				if terms[k] = s.headTerm(l.runs[0].amounts[k], of); terms[k] != nil {
					named++
				}
			}
		}
		if of == subjectRegion && s.isAcross() {
			named = l.allAcross(terms, s)
		}
		if named > 1 && 2*named > all {
			for k := range terms {
				l.columns[k].term = terms[k]
			}
			return
		}
	}
}

// isAcross tells by its title a table of a government whose columns are places: 按项目分地区列示. Towns have no names that
// would tell.
func (s *Sheet) isAcross() bool {
	return governmentSides[s.Kind] == given && hasAny(s.title.folded, "地区列示", "分项目分地区", "按项目分地区", "项目分县区", "项目分市县")
}

// allAcross makes places of all columns whose heads are neither totals nor years, and returns how many.
func (l *list) allAcross(terms []*Term, s *Sheet) int {
	named := 0
	for k := range l.columns {
		path := l.columns[k].Path
		if len(path) == 0 || words.IsTotalHead(path[len(path)-1]) || words.YearIn(path[len(path)-1]) != 0 {
			continue
		}
		if named++; terms[k] == nil {
			printed := s.Columns[l.runs[0].amounts[k]].Path
			terms[k] = &Term{Name: printed[len(printed)-1], Own: true, subject: subjectRegion}
		}
	}
	return named
}

// headTerm is the place or the functional item that a column's header names, nil where it names none.
func (s *Sheet) headTerm(col int, of subject) *Term {
	for i, text := range s.paths[col] {
		switch of {
		case subjectRegion:
			if isPlace(text) {
				return &Term{Name: s.Columns[col].Path[i], Own: true, subject: of}
			}
		case subjectFunctional:
			if found := class(codes.Named(codes.Functional, words.ItemName(text)), func(*codes.Entry) bool { return true }); found != nil {
				return &Term{Code: found.Code, Name: s.Columns[col].Path[i], Own: true, Found: true, List: codes.Functional, Known: found, subject: of}
			}
		}
	}
	return nil
}

// known are the names that a document uses for one kind of thing only, and the codes that it prints for items.
type known struct {
	units, projects map[string]bool
	codes           map[codes.List]map[string]string // by folded name; "" for a name with several
}

// knownNames gathers the names of units and projects where heads leave nothing open.
func knownNames(sheets []*Sheet) known {
	n := known{units: map[string]bool{}, projects: map[string]bool{}, codes: map[codes.List]map[string]string{}}
	for _, s := range sheets {
		for i := range s.lists {
			for r := range s.lists[i].rows {
				for t := range s.lists[i].rows[r].Terms {
					switch term := &s.lists[i].rows[r].Terms[t]; term.subject {
					case subjectUnit:
						n.units[words.Fold(term.Name)] = true
					case subjectProject:
						n.projects[words.Fold(term.Name)] = true
					default:
						n.code(term)
					}
				}
			}
		}
		if s.frame.unit != nil {
			n.units[words.Fold(s.frame.unit.Name)] = true
		}
	}
	delete(n.units, "")
	delete(n.projects, "")
	return n
}

// code keeps the code that a row prints for an item.
func (n known) code(t *Term) {
	if t.List == "" || t.Found || !t.Own || t.Code == "" || t.Name == "" {
		return
	}
	if n.codes[t.List] == nil {
		n.codes[t.List] = map[string]string{}
	}
	name := words.Fold(words.ItemName(t.Name))
	if before, twice := n.codes[t.List][name]; twice && before != t.Code {
		n.codes[t.List][name] = ""
		return
	}
	n.codes[t.List][name] = t.Code
}

// complete gives the items that print no code the one that the document prints for their name elsewhere.
func (n known) complete(l *List) {
	for i := range l.Rows {
		for k := range l.Rows[i].Terms {
			t := &l.Rows[i].Terms[k]
			list := t.classification()
			if list == "" || t.Name == "" || t.Code != "" && !t.Found {
				continue
			}
			if code := n.codes[list][words.Fold(words.ItemName(t.Name))]; code != "" && code != t.Code {
				t.Code, t.List, t.Found, t.Known = code, list, true, codes.Lookup(list, code)
			}
		}
	}
}

// classification is the code list that a term's name is of, "" where it is of none.
func (t *Term) classification() codes.List {
	switch t.subject {
	case subjectFunctional:
		return codes.Functional
	case subjectDepartment, subjectEconomic:
		return codes.DepartmentEconomic
	case subjectGovernment:
		return codes.GovernmentEconomic
	}
	return t.List
}

// buyers tells the units among categories of purchases: the names under 货物, 工程 and 服务 that contain what is bought.
func (n known) buyers(l *List) {
	if len(l.Rows) == 0 {
		return
	}
	dim := slices.IndexFunc(l.Rows[0].Terms, func(t Term) bool { return t.subject == subjectProcurement })
	if dim < 0 {
		return
	}
	units, kinds := map[string]bool{}, false
	for i := range l.Rows {
		t := &l.Rows[i].Terms[dim]
		switch {
		case !t.Own || l.Rows[i].Total:
		case goods(t, nil) != nil:
			kinds = true
		case len(l.Rows[i].kids) > 0 || n.units[words.Fold(t.Name)]:
			units[t.Name] = true
		}
	}
	if !kinds {
		return
	}
	for i := range l.Rows {
		if t := &l.Rows[i].Terms[dim]; units[t.Name] {
			t.subject = subjectUnit
		}
	}
}

// name settles what the names of a column are that holds units and what stands under them: level by level, by what the
// document calls units and projects elsewhere, by goals, and by what stands under which.
func (n known) name(s *Sheet, l *List) {
	dim := -1
	for i := range l.Rows {
		dim = slices.IndexFunc(l.Rows[i].Terms, func(t Term) bool { return t.subject == subjectUnitOrProject })
		break
	}
	if dim < 0 {
		return
	}
	depths := depthsOf(l.Rows)
	levels := n.levels(s, l, dim, depths)
	coded := len(l.runs[0].dims[dim].codes) > 0
	names := resolver{}
	for i := range l.Rows {
		r := &l.Rows[i]
		t := &r.Terms[dim]
		if t.empty() {
			continue
		}
		switch t.subject = levels[depths[i]]; t.subject {
		case subjectProject:
			if coded {
				t.Code = "" // the unit's, printed again beside its project
			}
		case subjectDepartment:
			t.Code = ""
			names.resolve(t, false)
		}
	}
}

// depthsOf counts for each row the rows that contain it, one in another.
func depthsOf(rows []Row) []int {
	out := make([]int, len(rows))
	for _, i := range outermostFirst(parents(rows)) {
		if p := rows[i].Parent; p >= 0 {
			out[i] = out[p] + 1
		}
	}
	return out
}

// level is what is known of the rows of one depth.
type level struct {
	rows, units, projects, economic, goals, bodies, heads int
}

// levels says what the rows of each depth are.
func (n known) levels(s *Sheet, l *List, dim int, depths []int) []subject {
	var found []level
	goals := s.goalColumn()
	for i := range l.Rows {
		r := &l.Rows[i]
		if r.Total && len(r.kids) == 0 || r.Terms[dim].empty() {
			continue
		}
		d := depths[i]
		for len(found) <= d {
			found = append(found, level{})
		}
		found[d].add(n, s, r, goals)
	}
	out := make([]subject, len(found))
	for d := range found {
		out[d] = subjectAt(found, d, out[:d])
	}
	return out
}

func (v *level) add(n known, s *Sheet, r *Row, goals int) {
	name := words.Fold(r.Label)
	v.rows++
	mark := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	mark(&v.units, n.units[name])
	mark(&v.projects, n.projects[name])
	mark(&v.economic, len(codes.Named(codes.DepartmentEconomic, words.ItemName(name))) > 0)
	mark(&v.bodies, words.IsBody(name))
	mark(&v.heads, len(r.kids) > 0)
	if i := s.Covering(r.At, goals); goals >= 0 && i >= 0 {
		mark(&v.goals, s.folded[i] != "")
	}
}

// subjectAt is what the rows of a depth are, given what those above are.
func subjectAt(found []level, depth int, above []subject) subject {
	v := &found[depth]
	most := func(n int) bool { return 2*n > v.rows }
	switch {
	case most(v.economic):
		return subjectDepartment
	case most(v.goals), most(v.projects) && !most(v.units):
		return subjectProject
	case most(v.units):
		return subjectUnit
	case depth == 0 && len(found) > 1:
		return subjectUnit
	case depth == 0 || depth+1 == len(found) || above[depth-1] != subjectUnit || found[depth-1].rows > 1 || !most(v.heads):
		return subjectProject
	}
	// Under the one row at the top stand a department's units, or a unit's projects over what they buy.
	if below := &found[depth+1]; 2*below.economic > below.rows && !most(v.bodies) {
		return subjectProject
	}
	return subjectUnit
}

// above is what a row has of the rows that contain it, or of itself, and of those before it.
type above struct {
	within                     bool  // it is a row of which, or in one
	unit, project, procurement *Term // whose project it is, whose item; nil where none tells
	foot                       int   // the last total before it that does not say what it sums; -1 where none is
}

// look finds what each row has of those above it.
func (l *List) look() {
	l.above = make([]above, len(l.Rows))
	for _, i := range outermostFirst(parents(l.Rows)) {
		r, a := &l.Rows[i], &l.above[i]
		if r.Parent >= 0 {
			*a = l.above[r.Parent]
		}
		a.within = a.within || r.Within
		for _, of := range [...]struct {
			subject subject
			term    **Term
		}{{subjectUnit, &a.unit}, {subjectProject, &a.project}, {subjectProcurement, &a.procurement}} {
			if k := slices.IndexFunc(r.Terms, func(t Term) bool { return t.subject == of.subject && !t.empty() }); k >= 0 {
				*of.term = &r.Terms[k]
			}
		}
	}
	feet := slices.Repeat([]int{-1}, len(l.runs))
	for i := range l.Rows {
		r := &l.Rows[i]
		l.above[i].foot = feet[r.run]
		if i > 0 && r.Total && !r.Named() {
			feet[r.run] = i
		}
	}
}

// levels settles how deep each row of a list stands. A row over all others pushes them down where it is one of their
// kind (a department over its units); where it only sums them (一般公共预算收入) it is a total, and stands beside them as 合计 does.
func (l *List) levels() {
	if top := l.only(); top >= 0 {
		l.Rows[top].Total = true
	}
	under := make([]int, len(l.Rows)) // the level of what a row contains
	for _, i := range outermostFirst(parents(l.Rows)) {
		r := &l.Rows[i]
		if r.Parent >= 0 {
			r.Level = under[r.Parent]
		}
		under[i] = r.Level
		if !r.Total || l.ofKind(i) {
			under[i]++
		}
	}
}

// only returns the one row over all others that is none of their kind, -1 where there is none.
func (l *List) only() int {
	top := -1
	for i := range l.Rows {
		r := &l.Rows[i]
		switch {
		case r.Parent >= 0 || r.Total && len(r.kids) == 0 || r.Label == "":
		case top >= 0:
			return -1
		default:
			top = i
		}
	}
	if top < 0 || len(l.Rows[top].kids) == 0 || l.ofKind(top) {
		return -1
	}
	return top
}

// ofKind tells whether a row is of the kind of those that it contains: a unit over units, an item over items, not just what they make together.
func (l *List) ofKind(i int) bool {
	r := &l.Rows[i]
	if r.Total && (len(r.kids) == 0 || r.folded != "" && !r.Named()) {
		return false
	}
	for _, k := range r.kids {
		for t := range l.Rows[k].Terms {
			switch l.Rows[k].Terms[t].subject {
			case subjectExpense:
				return words.ItemWord.Says(r.folded)
			case subjectRegion:
				return true
			case subjectRevenue, subjectFunctional, subjectItem, subjectSource:
				return !words.IsTotalLabel(r.folded) && (itemCode(r) != "" || itemCode(&l.Rows[k]) == "" && !words.FundWord.Says(r.folded))
			}
		}
	}
	return true
}
