package check

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
	"yusuan/model/words"
)

// A government's volume: two years' tables of one budget, its three levels, debt, social insurance funds.
var (
	execution = grid("2025年全市一般公共预算支出执行情况表", "万元", 1,
		"项目|2025年预算数|2025年执行数|完成预算%",
		"一、一般公共服务支出|4210|4023|95.56", "二、教育支出|9120|9351|102.53", "三、卫生健康支出|3105|2987|96.20", "四、农林水支出|2204|2317|105.13",
		"支出合计|18639|18678|100.21")
	draft = grid("2026年全市一般公共预算支出草案表", "万元", 1,
		"项目|2025年执行数|2026年预算数|比上年增减%",
		"一、一般公共服务支出|4023|4100|1.91", "二、教育支出|9351|9817|4.98", "三、卫生健康支出|2987|3051|2.14", "四、农林水支出|2317|2206|-4.79",
		"支出合计|18678|19174|2.66")
	ownLevel = grid("2026年市本级一般公共预算支出草案表", "万元", 1,
		"项目|2026年预算数", "一、一般公共服务支出|1804", "二、教育支出|2391", "三、卫生健康支出|1377", "四、农林水支出|1096", "支出合计|6668")
	lowerLevels = grid("2026年市县一般公共预算支出草案表", "万元", 1,
		"项目|2026年预算数", "一、一般公共服务支出|2296", "二、教育支出|7426", "三、卫生健康支出|1674", "四、农林水支出|1110", "支出合计|12506")
	debt = grid("2025年某市政府债务余额情况表", "万元", 1,
		"项目|全市|市本级|县级",
		"一、2024年末政府债务余额|54210|31120|23090", "二、2025年政府债务限额|70000|40000|30000", "三、2025年政府债务发行额|9377|5210|4167",
		"四、2025年政府债务还本额|3124|1111|2013", "五、2025年末政府债务余额|60463|35219|25244")
	insurance = grid("2026年全市社会保险基金预算总表", "万元", 1,
		"项目|合计|养老保险基金|医疗保险基金|失业保险基金",
		"一、收入|17313|9120|7311|882", "二、支出|16073|8804|6408|861", "三、本年收支结余|1240|316|903|21")
	limits = grid("2025年某市政府债务限额及余额情况表", "万元", 3,
		"地区|2025年债务限额|<|<|2025年债务余额|<|<", "^||一般债务|专项债务||一般债务|专项债务", "公式|A=B+C|B|C|D=E+F|E|F",
		"某市|70000|31000|39000|60463|29112|31351", "市本级|40000|18000|22000|35219|17108|18111", "某县|30000|13000|17000|25244|12004|13240")
	transfers = grid("2026年对县区转移支付分地区表", "万元", 1,
		"地区|合计|均衡性转移支付|教育转移支付|农业转移支付",
		"县区合计|12003|8010|2993|1000", "甲市合计|6002|4008|1494|500", "市本级|2001|1337|498|166", "乙县|4001|2671|996|334",
		"丙市合计|6001|4002|1499|500", "市本级|3000|2001|749|250", "丁县|3001|2001|750|250")
)

// governed makes a government's document.
func governed(tables ...model.Table) *model.Document {
	doc := document(tables...)
	doc.Publisher.Level = model.GovernmentLevel
	return doc
}

// Figures that a government prints again prove themselves, and so do percentages, balances and formulas.
func TestVerdictsOfGovernments(t *testing.T) {
	for _, c := range []struct {
		name string
		doc  *model.Document
		at   place
		by   model.Identity
	}{
		{"a percentage of a plan", governed(execution), place{0, 1, 2}, model.Rate},
		{"the base of a percentage", governed(execution), place{0, 1, 1}, model.Rate},
		{"a share that a formula tells", governed(grid("2025年全市政府性基金收入执行情况表", "万元", 2, "项目|预算数|执行数|占预算", "栏次|1|2|3=2/1*100",
			"农网还贷资金收入|421|402|95.5%", "彩票公益金收入|912|935|102.5%", "车辆通行费|310|298|96.1%")), place{0, 2, 1}, model.Rate},
		{"a rate of growth", governed(draft), place{0, 3, 2}, model.Rate},
		{"the next year's column of the year before", governed(execution, draft), place{1, 2, 1}, model.AcrossTables},
		{"the whole of its own and of the lower levels'", governed(draft, ownLevel, lowerLevels), place{2, 3, 1}, model.AcrossTables},
		{"a debt at the end of a year", governed(debt), place{0, 5, 3}, model.Balance},
		{"the surplus of a fund", governed(insurance), place{0, 3, 4}, model.Balance},
		{"a formula", governed(limits), place{0, 4, 4}, model.RowSum},
		{"a county under the total of its city", governed(transfers), place{0, 4, 3}, model.Hierarchy},
		{"a city's total among others", governed(transfers), place{0, 5, 1}, model.Hierarchy},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := proven(c.doc, "")[c.at].Confirmed; !slices.Contains(got, c.by) {
				t.Errorf("confirmed by %v, not by %s", got, c.by)
			}
		})
	}
}

// Percentages prove no amount of which they do not tell every digit.
func TestCoarsePercentagesProveNothing(t *testing.T) {
	coarse := grid("2025年全市一般公共预算收入执行情况表", "万元", 1, "项目|预算数|执行数|完成预算%",
		"增值税|42100|40230|95.6", "企业所得税|91200|93510|102.5", "个人所得税|31050|29870|96.2", "契税|22040|23170|105.1")
	for at, by := range proven(governed(coarse), "") {
		if len(by.Confirmed) > 0 {
			t.Errorf("%v is confirmed by %v", at, by.Confirmed)
		}
	}
}

// Of 300 wrong digits planted in a government's volume none is in an amount that is confirmed, though before nearly all were.
func TestNoWrongDigitOfGovernmentsIsConfirmed(t *testing.T) {
	const planted, share = 300, 0.9
	all := []model.Table{execution, draft, ownLevel, lowerLevels, debt, insurance, limits, transfers}
	before := proven(governed(all...), "")
	places := slices.SortedFunc(func(yield func(place) bool) {
		for at := range before {
			if !yield(at) {
				return
			}
		}
	}, func(a, b place) int {
		return slices.Compare([]int{a.table, a.row, a.column}, []int{b.table, b.row, b.column})
	})
	r := rand.New(rand.NewPCG(2026, 28))
	confirmed := 0
	for range planted {
		at := places[r.IntN(len(places))]
		i := slices.IndexFunc(all[at.table].Cells, func(c model.Cell) bool { return c.Row == at.row && c.Column == at.column })
		text := []byte(all[at.table].Cells[i].Text)
		digit := r.IntN(len(text))
		if text[digit] < '0' || text[digit] > '9' {
			continue
		}
		text[digit] = '0' + (text[digit]-'0'+byte(1+r.IntN(9)))%10
		if words.ReadNumber(string(text)).Kind != words.Amount {
			continue
		}
		if len(before[at].Confirmed) > 0 {
			confirmed++
		}
		tables := slices.Clone(all)
		tables[at.table] = changed(all[at.table], texts{{at.row, at.column}: string(text)})
		if by := proven(governed(tables...), "")[at].Confirmed; len(by) > 0 {
			t.Errorf("t%d[%d,%d] %q for %q is confirmed by %v", at.table+1, at.row, at.column, text, all[at.table].Cells[i].Text, by)
		}
	}
	if float64(confirmed) < share*planted {
		t.Errorf("only %d of %d amounts were confirmed before: the test tells little", confirmed, planted)
	}
}

// What a government's volume may print is no error.
func TestNothingToFindOfGovernments(t *testing.T) {
	undisclosed := grid("2026年市本级一般公共预算支出功能分类科目表", "万元", 1, "科目编码|科目名称|预算数",
		"|合计|5300", "201|一般公共服务支出|4000", "20101|人大事务|1500", "20102|政协事务|1100", "205|教育支出|1000", "20502|普通教育|700", "20503|职业教育|300")
	blank := grid("2025年全市一般公共预算收入执行情况表", "万元", 2, "项目|2025年执行数|2024年决算数|2025年比2024年|<", "^|^|^|增减额|增减%",
		"非税收入|3000|1500|1500|100.0", "其中：罚没收入|1700|1000|700|70.0", "捐赠收入|1300|500||", "税收收入|2000|1000|1000|100.0", "合计|5000|2500|2500|100.0")
	noColumn := grid("2026年对县区专项转移支付分地区表", "万元", 1, "地区|合计|教育资金|国防资金|农业资金",
		"合计|640|300||310", "甲县|220|100||110", "乙县|210|100||105", "丙县|110|50||60", "丁县|100|50||35")
	doc := governed(execution, draft, ownLevel, lowerLevels, debt, insurance, limits, transfers, undisclosed, blank, noColumn)
	for _, f := range Document(doc, understand(doc), nil).Findings {
		if f.Severity == model.Error {
			t.Errorf("%s: %s", f.Code, f.Message.EN)
		}
	}
}

// What two tables of one thing print differently is told once.
func TestPrintedOtherwise(t *testing.T) {
	doc := governed(execution, changed(draft, texts{{2, 1}: "9531"}))
	got := strings.Join(described(Document(doc, understand(doc), nil).Findings), "\n")
	if want := "item-mismatch t1[2,2] 9531 9351"; strings.Count(got, "item-mismatch") != 1 || !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant %s", got, want)
	}
}
