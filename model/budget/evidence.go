package budget

// Evidence is everything by which a document tells whose budget for which year
// it is. Identify weighs it; see there for the order.
type Evidence struct {
	// Captions are the lines that belong to tables without being part of their
	// grids, in reading order and as printed: number, title, bracketed year,
	// department and unit (“部门：某市教育局 单位：万元”, “341-湖州市财政局”).
	// A caption set inside the grid (full-width rows) belongs here as well. A
	// line that is repeated on every page may be given once or every time.
	Captions []Line
	// Lines are the other lines of text, in reading order: cover, prose, running
	// headers. The first pages suffice (Identify reads those of its settings).
	Lines []Line
	// Sheets are the document's tables; titles and form cells (部门名称, 主管部门,
	// 预算单位) tell of it.
	Sheets []*Sheet
	// FileName is the base name of the file: what is left when nothing else tells.
	FileName string
}

// Line is one line of text as printed.
type Line struct {
	Page int    // 1-based
	Text string // spaces as printed or collapsed, either will do
}
