package budget

import "github.com/shopspring/decimal"

// thresholds are the numbers by which this package decides what print alone leaves open. Lengths of texts are in bytes of folded
// text, of which a Chinese character has three.
type thresholds struct {
	// maxPlaces bounds the grid of one table. A 300-page list of 60 rows and 40 columns a
	// page has 720,000 places; a document file that claims more than this is wrong, and
	// reading it must not take the machine's memory.
	maxPlaces int
	// labelRows is how many leading body rows (and rows of a form) tell what a table is
	// about: tables tell themselves apart at the top.
	labelRows int
	// longText is the length beyond which a text is a description rather than a name: the
	// longest names of 功能分类 items have under 40 characters.
	longText int
	// longField is the length of the longest label of a form's field, longHead that of a
	// head inside a form, and shortGoal that up to which a text under a goal's label is none.
	longField, longHead, shortGoal int
	// numbered is the share of a list's labels from which their numbers tell its
	// hierarchy, as one of so many.
	numbered int
	// few is the number of rows up to which a header's word for a total counts though none of them keeps the sum: a table
	// of one row has no others to go by.
	few int
	// indent is by how much in em a label must be set in more than another to stand under it. deepest is more than any
	// label is set in: what stands in a later column of names is deeper than all in an earlier one. withinWidth is how wide
	// 其中： is, behind which the first of several parts begins.
	indent, deepest, withinWidth float64
	// twoSeparators is the amount from which a number has two thousands separators.
	twoSeparators decimal.Decimal
	// levels is the most levels that a list is read as where nothing but its sums tells them. steps and stepsPerRow bound
	// the search: lists of honest sums need a few steps a row.
	levels, steps, stepsPerRow int

	// evidencePages is the number of leading pages whose lines Identify reads: covers,
	// contents and 部门概况 stand there, and prose further back names others. A title on
	// several lines stands on the first titlePages.
	evidencePages, titlePages int
	// coverLine is the length in characters beyond which a line is prose, not a title.
	coverLine int
	// titleLines is the number of lines that a title goes over at most.
	titleLines int
	// placeColumns are the leading columns in which tables list places; placeRows is the number of places that tell the
	// one that they all lie in, and placeShare the number of them for each one that may lie elsewhere.
	placeColumns, placeRows, placeShare int
	// itemsAcross is the number of heads of items from which transfers are set out by item and place.
	itemsAcross int
	// shortName and longName bound the name of a department or unit, in characters.
	shortName, longName int
	// weight is how much a place counts that names the publisher or the year.
	weight weights
}

// weights say how much places count. Several places in one document agree as a rule;
// where they do not, the captions of its tables say whose figures these are, the cover
// almost as well, and forms last, since each of them may name another unit.
type weights struct {
	caption  int // 部门：… beside a table; counted for each table, up to captions
	cover    int // …2026年部门预算
	form     int // 部门名称 in the form of the department's own goals
	heading  int // 第一部分 …概况
	list     int // the first unit of 收入总表
	unit     int // 主管部门 and 实施单位 of project forms, up to units
	captions int
	units    int

	titleYear int // the year in a title of a table, a caption or a line
	headYear  int // the latest year over a column of budgets or accounts
}

var settings = thresholds{
	maxPlaces: 8 << 20, labelRows: 60, longText: 3 * 60, longField: 3 * 16, longHead: 3 * 20, shortGoal: 3 * 4,
	numbered: 4, few: 2, indent: 0.4, deepest: 1000, withinWidth: 3, twoSeparators: decimal.NewFromInt(1_000_000), levels: 4, steps: 1024, stepsPerRow: 64,
	evidencePages: 12, titlePages: 2, coverLine: 48, titleLines: 4, placeColumns: 2, placeRows: 3, placeShare: 4, itemsAcross: 5, shortName: 3, longName: 50,
	weight: weights{caption: 6, cover: 8, form: 5, heading: 4, list: 3, unit: 1, captions: 4, units: 2, titleYear: 2, headYear: 3},
}
