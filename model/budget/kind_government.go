package budget

import (
	"slices"
	"strings"

	"yusuan/model"
	"yusuan/model/regions"
	"yusuan/model/words"
)

// governmentKinds are the kinds that a government's four budgets have of their own, by what a table is about. The words
// are those of the table of dialects; what is not here is a kind for all money.
var governmentKinds = map[model.Fund]map[string]model.Kind{
	model.FundGeneralPublic: {
		"revenue": model.GovernmentRevenue, "expenditure": model.GovernmentExpenditure, "balance": model.GovernmentBalance,
		"own": model.GovernmentOwnExpenditure, "basic": model.GovernmentBasicExpenditure, "by-item": model.GovernmentTransfersByItem,
		"by-region": model.GovernmentTransfersByRegion, "matrix": model.GovernmentTransfersMatrix,
	},
	model.FundGovernmentFund: {
		"revenue": model.GovernmentFundRevenue, "expenditure": model.GovernmentFundExpenditure, "balance": model.GovernmentFundBalance,
		"own": model.GovernmentFundExpenditure, "basic": model.GovernmentFundExpenditure, "by-item": model.GovernmentFundTransfers,
		"by-region": model.GovernmentFundTransfers, "matrix": model.GovernmentFundTransfers,
	},
	model.FundStateCapital: {
		"revenue": model.GovernmentStateCapitalRevenue, "expenditure": model.GovernmentStateCapitalExpenditure, "balance": model.GovernmentStateCapitalBalance,
		"own": model.GovernmentStateCapitalExpenditure, "basic": model.GovernmentStateCapitalExpenditure, "by-item": model.GovernmentStateCapitalTransfers,
		"by-region": model.GovernmentStateCapitalTransfers, "matrix": model.GovernmentStateCapitalTransfers,
	},
	model.FundSocialInsurance: {
		"revenue": model.GovernmentSocialInsuranceRevenue, "expenditure": model.GovernmentSocialInsuranceExpenditure, "own": model.GovernmentSocialInsuranceExpenditure,
		"balance": model.GovernmentSocialInsuranceBalance,
	},
}

// governmentKindOf tells what a table of a government's volume is about: by its folded title, and where the title tells
// nothing by its headers, its labels and its shape. Goals of projects are told as in a department's disclosure.
func governmentKindOf(title string, g *grid) model.Kind {
	texts := kindTexts(g)
	ask := func(name string) []string {
		switch name {
		case "shape":
			return shapesOf(g)
		case "scope":
			m, _ := words.ScopeWord.Of(cutLower(title))
			return []string{m.Means}
		}
		return texts(name)
	}
	if m, ok := words.TitleKind.Among(title, texts); ok && isPerformance(model.Kind(m.Means)) {
		return model.Kind(m.Means)
	}
	if title == "" && g.head == 0 {
		return model.OtherTable
	}
	about, ok := words.GovernmentTable.Among(title, ask)
	if !ok {
		return model.OtherTable
	}
	if slices.Contains(model.Kinds(), model.Kind(about.Means)) {
		return model.Kind(about.Means)
	}
	fund := governmentFund(title)
	if fund == model.FundAll {
		m, _ := words.GovernmentAccount.Among(title, ask)
		fund = model.Fund(m.Means)
	}
	if kind, ok := governmentKinds[fund][about.Means]; ok {
		return kind
	}
	return model.OtherTable
}

// fundOfKind is the one of a government's four budgets that tables of a kind are of, FundAll for all other kinds.
func fundOfKind(k model.Kind) model.Fund {
	for fund, kinds := range governmentKinds {
		for _, of := range kinds {
			if of == k {
				return fund
			}
		}
	}
	return model.FundAll
}

// isPerformance tells the kinds of goals and results, which departments and governments print alike.
func isPerformance(k model.Kind) bool {
	return k == model.ProjectPerformance || k == model.OverallPerformance || k == model.TransferPerformance || k == model.PerformanceEvaluation
}

// governmentFund is the one of a government's four budgets that a folded title names, FundAll where it names none or
// several.
func governmentFund(title string) model.Fund {
	found := model.FundAll
	for _, fund := range [...]model.Fund{model.FundSocialInsurance, model.FundGeneralPublic, model.FundGovernmentFund, model.FundStateCapital} {
		named := false
		for _, w := range words.FundWord.Words(string(fund)) {
			if strings.Contains(title, w) {
				named, title = true, strings.ReplaceAll(title, w, "") // 社会保险基金预算 is no 基金预算
			}
		}
		switch {
		case named && found != model.FundAll:
			return model.FundAll
		case named:
			found = fund
		}
	}
	return found
}

// shapesOf tells the shapes of a table: "places-down" and "places-across" where its rows and columns are places,
// "items-across" where it has many columns that are neither years nor stages, "two-sides" where names stand behind amounts.
func shapesOf(g *grid) []string {
	var out []string
	if isPlaceList(namesOf(g)) {
		out = append(out, "places-down")
	}
	across, leaves := leavesOf(g)
	if isPlaceList(leaves) {
		out = append(out, "places-across")
	}
	if across {
		out = append(out, "items-across")
	}
	if hasTwoSides(g) {
		out = append(out, "two-sides")
	}
	return out
}

// namesOf returns the folded labels of the body rows: of each row the first text that is no number.
func namesOf(g *grid) []string {
	var out []string
	for row := g.head; row < g.rows; row++ {
		for i := range g.inRow(row) {
			if s := g.folded[i]; s != "" && g.cells[i].Row == row && g.numbers[i].Kind == words.NoNumber && !words.AllDigits(s) {
				out = append(out, words.ItemName(s))
				break
			}
		}
	}
	return out
}

// leavesOf returns the distinct innermost heads of the columns behind the first, and whether many of them are of other
// things than years and stages.
func leavesOf(g *grid) (many bool, leaves []string) {
	items := 0
	for col := 1; col < g.cols; col++ {
		leaf := ""
		for row := g.head - 1; row >= 0 && leaf == ""; row-- {
			if !isNumberingRow(g, row) {
				leaf = g.fold(row, col)
			}
		}
		if leaf == "" || slices.Contains(leaves, leaf) {
			continue
		}
		leaves = append(leaves, leaf)
		if words.YearIn(leaf) == 0 && !words.StageWord.Says(budgetNames.Replace(leaf)) && !isChange(leaf) && !words.IsTotalHead(leaf) && !strings.Contains(leaf, "%") {
			items++
		}
	}
	return items >= settings.itemsAcross, leaves
}

// isPlaceList tells texts of which most are names of places; totals and levels (市本级) are neither.
func isPlaceList(names []string) bool {
	places, others := 0, 0
	for _, name := range names {
		switch {
		case words.IsTotalLabel(name) || words.LevelWord.Says(totalName(name)):
		case namesPlace(name):
			places++
		default:
			others++
		}
	}
	return places >= settings.placeRows-1 && places > others
}

// namesPlace tells a folded name of a place, by its ending or by the list of places: 某市, 浦东, 某市本级, 某市合计.
func namesPlace(name string) bool {
	for _, level := range []string{"本级", "合计", "小计"} {
		name = strings.TrimSuffix(name, level)
	}
	if isPlace(name) || len(regions.Named(name)) > 0 {
		return true
	}
	found, rest := regions.Leading(name)
	return found != nil && words.LevelWord.Says(rest)
}

// hasTwoSides tells a table in which names stand behind amounts again.
func hasTwoSides(g *grid) bool {
	for row := g.head; row < g.rows; row++ {
		amount := false
		for i := range g.inRow(row) {
			switch {
			case isAmount(g.numbers[i]):
				amount = true
			case amount && len(g.folded[i]) > settings.shortGoal/2 && g.numbers[i].Kind == words.NoNumber:
				return true
			}
		}
	}
	return false
}
