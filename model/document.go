package model

// Format names the version of the canonical document.
const Format = "yusuan.document/2"

// Document is what one PDF says: the canonical document.
type Document struct {
	Format     string      `json:"format"`
	Source     Source      `json:"source"`
	Publisher  Publisher   `json:"publisher"`
	FiscalYear int         `json:"fiscalYear"` // 0 where none is told
	Disclosure Disclosure  `json:"disclosure"`
	Tables     []Table     `json:"tables"`
	Facts      []Fact      `json:"facts"`
	Indicators []Indicator `json:"indicators"`
	Findings   []Finding   `json:"findings"`
	Proof      Proof       `json:"proof"`
	// Corrections are the decisions of people that were applied, in the order in which they were made. Absent where there are none.
	Corrections []Correction `json:"corrections,omitempty"`
}

// Proof counts what a document's own arithmetic says of its amounts.
type Proof struct {
	Amounts      int `json:"amounts"`      // all facts
	Confirmed    int `json:"confirmed"`    // those that an identity confirms
	Contradicted int `json:"contradicted"` // those that a broken identity contains
}

// Add counts what another document's arithmetic says as well.
func (p *Proof) Add(more Proof) {
	p.Amounts += more.Amounts
	p.Confirmed += more.Confirmed
	p.Contradicted += more.Contradicted
}

// Disclosure is the kind of publication.
type Disclosure string

const (
	Budget        Disclosure = "budget"         // 预算
	FinalAccounts Disclosure = "final-accounts" // 决算
	Debt          Disclosure = "debt"           // 地方政府债务
	Report        Disclosure = "report"         // 预算执行情况, alone or with the next year's draft
	Other         Disclosure = "other"
)

// Disclosures lists the kinds of publications.
func Disclosures() []Disclosure { return []Disclosure{Budget, FinalAccounts, Debt, Report, Other} }

// Source is the file that was read.
type Source struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	// TextSHA256 is the SHA-256 of the characters of all pages without white space: one disclosure in other bytes has
	// the same. It is "" where the pages have no characters.
	TextSHA256     string `json:"textSha256"`
	Bytes          int64  `json:"bytes"`
	PageCount      int    `json:"pageCount"`
	Producer       string `json:"producer"`
	Creator        string `json:"creator"`
	Encrypted      bool   `json:"encrypted"`
	Repaired       bool   `json:"repaired"`
	ImageOnlyPages []int  `json:"imageOnlyPages"`
	// Meta is what the user told of the file beside it (--meta).
	Meta *Meta `json:"meta,omitempty"`
}

// Meta is what a PDF cannot tell of itself.
type Meta struct {
	URL        string `json:"url,omitempty"`
	Retrieved  string `json:"retrieved,omitempty"` // date, ISO 8601
	RegionCode string `json:"regionCode,omitempty"`
	RegionName string `json:"regionName,omitempty"`
	Licence    string `json:"licence,omitempty"`
}

// Publisher is the department or unit whose budget it is, as it writes itself; of a government's
// budget the office that publishes it, "" where none is named.
type Publisher struct {
	Name  string         `json:"name"`
	Code  string         `json:"code,omitempty"` // as printed
	Level PublisherLevel `json:"level"`
	// ID is the same for every disclosure of a publisher: the code of its region in the newest list, a colon and its
	// name without place and variants. Absent where the region is not told, but for central bodies, which have none.
	ID string `json:"id,omitempty"`
	// Region is its place, with the code of GB/T 2260 in the fiscal year. Absent where nothing tells it.
	Region *Term `json:"region,omitempty"`
}

// PublisherLevel tells of what a publisher's budget is.
type PublisherLevel string

const (
	DepartmentLevel PublisherLevel = "department" // 部门, with its units
	UnitLevel       PublisherLevel = "unit"       // 单位, 本级
	GovernmentLevel PublisherLevel = "government" // all of a place
	NoLevel         PublisherLevel = ""           // not told
)

// PublisherLevels lists the levels.
func PublisherLevels() []PublisherLevel {
	return []PublisherLevel{DepartmentLevel, UnitLevel, GovernmentLevel, NoLevel}
}

// Table is one logical table: the pages on which it stands joined.
type Table struct {
	ID          string   `json:"id"` // "t1", "t2", … in reading order
	Kind        Kind     `json:"kind"`
	Number      string   `json:"number"`
	Title       string   `json:"title"`
	Unit        string   `json:"unit"`
	Pages       []int    `json:"pages"`
	HeaderRows  int      `json:"headerRows"`
	RowCount    int      `json:"rowCount"`
	ColumnCount int      `json:"columnCount"`
	Columns     []Column `json:"columns"`
	Cells       []Cell   `json:"cells"` // by row, then column
	Notes       []string `json:"notes"`
	Method      Method   `json:"method"`
	Confidence  float64  `json:"confidence"` // how likely all cells are right: 0 to 1, two decimals
}

// Method is how the grid was found.
type Method string

const (
	Ruled     Method = "ruled"     // all separations are rulings
	PartRuled Method = "partruled" // rulings in one direction, the other by alignment
	Aligned   Method = "aligned"   // by alignment of the text alone
	OCR       Method = "ocr"       // from a page's picture
)

// Kind is what a table is about; see kinds.go.
type Kind string

// Column is one column of a table.
type Column struct {
	Path []string `json:"path"` // header texts from top to leaf
	Role Role     `json:"role"`
}

// Role is what a column holds.
type Role string

const (
	RoleLabel   Role = "label"
	RoleCode    Role = "code"
	RoleAmount  Role = "amount"
	RoleText    Role = "text"
	RoleCount   Role = "count"
	RolePercent Role = "percent"
	RoleOrdinal Role = "ordinal" // 行次, 序号
	RoleUnit    Role = "unit"    // 度量单位
)

// Cell is one cell; every place of the grid is covered by exactly one.
type Cell struct {
	Row        int      `json:"row"`
	Column     int      `json:"column"`
	RowSpan    int      `json:"rowSpan"`
	ColumnSpan int      `json:"columnSpan"`
	Text       string   `json:"text"`
	Regions    []Region `json:"regions"`
	// Indent is how far the first line begins from the cell's left, in em with one decimal, where the indents of a
	// column tell levels; else 0.
	Indent float64 `json:"indent,omitzero"`
	// Bold tells that the text is set heavier than the page's other text.
	Bold bool `json:"bold,omitzero"`
	// Corrected is the id of the correction that gave the cell its text; absent where it is as read.
	Corrected string `json:"corrected,omitempty"`
	// Checked is the id of the decision that the text is what is printed, which that of a correction is as well.
	Checked string `json:"checked,omitempty"`
}

// Region is the part of a page that a cell covers.
type Region struct {
	Page int `json:"page"` // 1-based
	Box  Box `json:"box"`
}

// Box is [x0, top, x1, bottom] in points from the top left of the page as displayed.
// In JSON it has at most two decimals.
type Box [4]float64

// Term is a code with its name: as printed, and completed by the lists where only one of them is.
type Term struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Fact is one amount of money that is printed. Its dimensions are independent of one another: each is read wherever the
// print has it, over the amount, in its row, in the rows above or in the table's title.
type Fact struct {
	Table     string    `json:"table"`
	Row       int       `json:"row"`
	Column    int       `json:"column"`
	Path      []string  `json:"path"`
	Label     string    `json:"label"` // of the amount's own list
	Direction Direction `json:"direction"`
	List      List      `json:"list"`
	Measure   Measure   `json:"measure"`
	Fund      Fund      `json:"fund"`
	Use       Use       `json:"use"`
	Item      Item      `json:"item"`
	Period    Period    `json:"period"`
	Year      int       `json:"year"` // that the amount is of; 0 where none is told
	Stage     Stage     `json:"stage"`
	Scope     Scope     `json:"scope"`

	// Region is the place that the amount is of, with the code of GB/T 2260 in the fiscal year; code "" where it has none.
	Region             *Term `json:"region,omitempty"`
	Functional         *Term `json:"functional,omitempty"`
	GovernmentEconomic *Term `json:"governmentEconomic,omitempty"`
	DepartmentEconomic *Term `json:"departmentEconomic,omitempty"`
	RevenueItem        *Term `json:"revenueItem,omitempty"`
	BudgetUnit         *Term `json:"budgetUnit,omitempty"`
	Project            *Term `json:"project,omitempty"`
	Procurement        *Term `json:"procurement,omitempty"` // A 货物, B 工程, C 服务

	Printed     string `json:"printed"`
	PrintedUnit string `json:"printedUnit"`
	Amount      string `json:"amount"`      // 元, exact, shortest decimal; "" where no unit is told
	TotalRow    bool   `json:"totalRow"`    // its row sums others that print an amount in its column
	TotalColumn bool   `json:"totalColumn"` // its column sums others that print an amount in its row
	// Addend tells what sums add: over one list of a table, for one year, stage, period, measure, scope and direction, the
	// addends make what the list prints as its total.
	Addend bool `json:"addend"`
	Level  int  `json:"level"` // 0 for a list's top rows, 1 under them, …
	// ConfirmedBy are the identities that hold and contain the amount: each would be broken by any other digit in it.
	ConfirmedBy []Identity `json:"confirmedBy"`
	// ContradictedBy are the identities that contain the amount and hold under no reading that the print allows.
	ContradictedBy []Identity `json:"contradictedBy"`
	// Corrected is the id of the correction of its cell, else of its table's unit; absent where it is as read.
	Corrected string `json:"corrected,omitempty"`
	// Checked is the id of the decision that its cell's text is what is printed.
	Checked string `json:"checked,omitempty"`

	Page int `json:"page"`
	Box  Box `json:"box"`
}

// Indicator is one 绩效 row.
type Indicator struct {
	Table       string  `json:"table"`
	Row         int     `json:"row"`
	Project     *Term   `json:"project,omitempty"`
	Goal        string  `json:"goal"`
	GoalPlain   string  `json:"goalPlain"`
	Level1      string  `json:"level1"`
	Level2      string  `json:"level2"`
	Level3      string  `json:"level3"`
	Nature      string  `json:"nature"`
	Value       string  `json:"value"`
	Number      *string `json:"number,omitempty"` // decimal
	MeasureUnit string  `json:"measureUnit"`
	Page        int     `json:"page"`
	Box         Box     `json:"box"`
}

// Severity of a finding.
type Severity string

const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Finding is something about the data that a user must know; it stops nothing.
type Finding struct {
	Code     string    `json:"code"`
	Severity Severity  `json:"severity"`
	Message  Message   `json:"message"`
	Subjects []Subject `json:"subjects"`
	Expected string    `json:"expected,omitempty"`
	Actual   string    `json:"actual,omitempty"`
	// Readings are what else may stand in the cell that the finding is about, the likeliest first. Absent where nothing tells any.
	Readings []string `json:"readings,omitempty"`
	// Slip is the id of the decision that it is printed so: the publisher's slip. Absent where nobody decided.
	Slip string `json:"slip,omitempty"`
	// Correction is the id of the decision that is not in effect, of a finding about one.
	Correction string `json:"correction,omitempty"`
}

// Message is a finding's text in both languages.
type Message struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// Subject is a place that a finding is about. Table is "" and Row and Column are
// absent for a place on a page outside of tables.
type Subject struct {
	Table  string `json:"table,omitempty"`
	Row    *int   `json:"row,omitempty"`
	Column *int   `json:"column,omitempty"`
	Page   int    `json:"page,omitempty"`
	Box    *Box   `json:"box,omitempty"`
}
