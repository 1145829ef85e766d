package layout

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"yusuan/model"
)

// Result is what layout makes of a document: its logical tables and the text around them.
type Result struct {
	Tables []Table
	// Lines are the lines that belong to no table, page after page, running heads and page numbers left out.
	Lines []Line
}

// Table is a logical table: the grids of one or more pages joined.
type Table struct {
	Caption
	Pages         []int
	HeaderRows    int
	Rows, Columns int
	Cells         []Cell // by row, then column
	Notes         []string
	Method        model.Method
	Confidence    float64
}

// Cell is a cell of a logical table, 0-based, with one region for each page that it touches.
type Cell struct {
	Row, Column, RowSpan, ColumnSpan int
	Text                             string
	Regions                          []Region
	top, bottom, left, right         bool    // whether a ruling closes it there
	first, last                      string  // the first and last line of Text
	above, below                     float64 // the space over and under the text, in em
}

// Region is the part of a page that a cell covers.
type Region struct {
	Page int
	Rect
}

// Tables finds the logical tables of a document's pages, given in order.
func Tables(pages []*Page, s Settings) *Result {
	views := make([]*pageView, len(pages))
	for i, p := range pages {
		views[i] = viewOf(p, s)
	}
	dropFurniture(views)
	for _, v := range views {
		v.captions(s)
	}
	r := &Result{}
	for _, t := range joinPages(views, s) {
		r.Tables = append(r.Tables, t.table(s))
	}
	for _, v := range views {
		r.Lines = append(r.Lines, v.prose...)
	}
	return r
}

// pageView is one page between reading and joining.
type pageView struct {
	page  *Page
	turn  uint8
	em    float64
	edges [2][]line // horizontal, vertical
	grids []*Grid   // top to bottom, caption rows and all
	parts []*part   // top to bottom
	lines []Line    // outside of grids, in the page's reading position
	prose []Line    // the lines that belong to no table
	tail  []Line    // those of them under the last grid: they may caption the next page's
}

// part is one page's share of a table.
type part struct {
	*Grid
	view    *pageView
	caption Caption
	notes   []string
	wings   []*part // the same rows' further columns, on other pages
	// prose tells that text other than a caption stands between this grid and what is above it.
	prose bool
	// first and last tell the page's first and last grid.
	first, last bool
}

// viewOf finds the grids of a page, fills their cells and gathers the lines outside of them.
func viewOf(p *Page, s Settings) *pageView {
	v := &pageView{page: p}
	p, v.turn = readingPosition(p)
	v.em = medianSize(p.Chars)
	rulings := seenRulings(p, s)
	v.edges = [2][]line{joined(rulings, true, s), joined(rulings, false, s)}
	var grids []*Grid
	var loose component // lines that make no grid
	for _, c := range withLoneSides(components(v.edges[0], v.edges[1], s), s) {
		if len(c.horizontal) == 0 || len(c.vertical) == 0 {
			loose.add(c)
			continue
		}
		if g := ruledGrid(c, medianIn(p.Chars, c.box(), v.em), s); g != nil && len(g.Cells) > 1 {
			g.Page = p.Number
			grids = append(grids, g)
		} else {
			loose.add(c)
		}
	}
	grids = outermost(grids)
	slices.SortFunc(grids, func(a, b *Grid) int {
		return cmp.Or(cmp.Compare(a.Ys[0], b.Ys[0]), cmp.Compare(a.Xs[0], b.Xs[0]))
	})
	chars := withoutOverlays(p, v.em, s)
	if n := len(grids); n > 0 {
		grids[n-1].reachDown(chars, s)
	}
	for i := range grids {
		grids[i] = grids[i].withoutOverhangs(chars)
	}
	grids = refined(grids, chars, v.em, s)
	rest := fill(grids, chars, s)
	grids, rest = alignedGrids(p, chars, rest, grids, loose, v.em, s)
	v.grids = grids
	v.lines = linesOf(p.Number, rest, s)
	for _, g := range grids {
		for _, g := range g.tables() {
			if part := v.part(g); part != nil {
				v.parts = append(v.parts, part)
			}
		}
	}
	for i, part := range v.parts {
		part.first, part.last = i == 0, i == len(v.parts)-1
	}
	return v
}

// medianSize is the font size in which half of a page's text is set, or smaller.
func medianSize(chars []Char) float64 {
	return medianIn(chars, Rect{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}, defaultSize)
}

// defaultSize stands for the font size, in points, of a page without text.
const defaultSize = 10

// medianIn is the median font size of the text inside a box; em where there is none.
func medianIn(chars []Char, box Rect, em float64) float64 {
	const steps = 4 // a point
	var counts [512]int
	n := 0
	for i := range chars {
		c := &chars[i]
		if x, y := c.Box.centre(); c.Flags&Space == 0 && x > box.X0 && x < box.X1 && y > box.Top && y < box.Bottom {
			counts[min(max(int(c.Size*steps), 0), len(counts)-1)]++
			n++
		}
	}
	for i, seen := 0, 0; i < len(counts); i++ {
		if seen += counts[i]; seen > 0 && 2*seen >= n {
			return max(float64(i)/steps, 1)
		}
	}
	return em
}

// outermost drops grids that stand inside a cell of another grid: boxes in a form.
func outermost(grids []*Grid) []*Grid {
	inside := func(a, b *Grid) bool {
		p, q := a.Box(), b.Box()
		return a != b && p.X0 >= q.X0 && p.X1 <= q.X1 && p.Top >= q.Top && p.Bottom <= q.Bottom && len(b.Cells) > 2
	}
	return slices.DeleteFunc(slices.Clone(grids), func(a *Grid) bool {
		return slices.ContainsFunc(grids, func(b *Grid) bool { return inside(a, b) })
	})
}

// fill gives the glyphs to the cells that they stand in and returns the others.
func fill(grids []*Grid, chars []Char, s Settings) []Char {
	if len(grids) == 0 {
		return slices.Clone(chars)
	}
	first := make([]int, len(grids)+1) // the first cell number of each grid
	owner := make([][]int32, len(grids))
	for i, g := range grids {
		first[i+1] = first[i] + len(g.Cells)
		owner[i] = g.owners()
	}
	home := make([]int32, len(chars))
	counts := make([]int32, first[len(grids)]+1)
	last := 0 // neighbouring glyphs mostly share their grid
	for k := range chars {
		home[k] = -1
		x, y := chars[k].Box.centre()
		for n := range grids {
			i := (last + n) % len(grids)
			if c := grids[i].at(owner[i], x, y); c >= 0 {
				home[k] = int32(first[i]) + c
				counts[home[k]+1]++
				last = i
				break
			}
		}
	}
	boxes := make([]Rect, 0, first[len(grids)])
	for _, g := range grids {
		for c := range g.Cells {
			boxes = append(boxes, g.CellBox(&g.Cells[c]))
		}
	}
	settleRuns(chars, home, counts, boxes)
	for i := 1; i < len(counts); i++ {
		counts[i] += counts[i-1]
	}
	sorted := make([]Char, counts[len(counts)-1])
	next := slices.Clone(counts)
	rest := make([]Char, 0, len(chars)-len(sorted))
	for k, c := range chars {
		if home[k] < 0 {
			rest = append(rest, c)
			continue
		}
		sorted[next[home[k]]] = c
		next[home[k]]++
	}
	for i, g := range grids {
		for c := range g.Cells {
			cell := &g.Cells[c]
			own := sorted[counts[first[i]+c]:counts[first[i]+c+1]]
			cell.content = cellText(own, s)
		}
	}
	return rest
}

// settleRuns gives text that overflows its cell back to the cell that most of it stands in.
func settleRuns(chars []Char, home, counts []int32, boxes []Rect) {
	for i := 0; i < len(chars); {
		n, strikes := 1, false
		for i+n < len(chars) && follows(chars[i+n-1], chars[i+n]) {
			if k := i + n; home[k] != home[k-1] {
				if !struck(chars[k-1], chars[k], home[k-1], home[k], boxes) {
					break
				}
				strikes = true
			}
			n++
		}
		if strikes {
			move(home[i:i+n], counts)
		}
		i += n
	}
}

// follows tells whether b goes on with the text that a belongs to: it stands right behind it on the
// same baseline, and both are digits of one number or neither is.
func follows(a, b Char) bool {
	reach := 0.05 * a.Size
	if a.Text == "," || a.Text == "." {
		reach = 0.45 * a.Size // some fonts set these in a wider cell
	}
	if gap := b.Box.X0 - a.Box.X1; abs(a.Y-b.Y) > 0.1*a.Size || gap < -0.1*a.Size || gap > reach {
		return false
	}
	return numeral(a) && numeral(b) || a.Run == b.Run && !numeral(a) && !numeral(b)
}

// struck tells whether a side of the cells of a and b, of which one may be none, strikes through
// a glyph, or stands between two digits of one showing operation that touch.
func struck(a, b Char, homeA, homeB int32, boxes []Rect) bool {
	for _, home := range []int32{homeA, homeB} {
		if home >= 0 && (crosses(a, boxes[home].X0) || crosses(a, boxes[home].X1) || crosses(b, boxes[home].X0) || crosses(b, boxes[home].X1)) {
			return true
		}
	}
	return numeral(a) && numeral(b) && a.Run == b.Run && b.Box.X0-a.Box.X1 < 0.05*a.Size
}

// crosses tells whether the vertical at x passes well inside a glyph.
func crosses(c Char, x float64) bool {
	in := 0.15 * (c.Box.X1 - c.Box.X0)
	return c.Box.X0+in < x && x < c.Box.X1-in
}

func numeral(c Char) bool {
	switch c.Text {
	case ".", ",", "-", "－", "−", "%":
		return true
	}
	return len(c.Text) == 1 && c.Text[0] >= '0' && c.Text[0] <= '9'
}

// move gives all glyphs of a stretch to the cell that most of them stand in.
func move(home, counts []int32) {
	best, most := home[0], 0
	for i := 0; i < len(home); {
		n := 1
		for i+n < len(home) && home[i+n] == home[i] {
			n++
		}
		if n > most && home[i] >= 0 {
			best, most = home[i], n
		}
		i += n
	}
	for i, h := range home {
		if h == best {
			continue
		}
		if h >= 0 {
			counts[h+1]--
		}
		if best >= 0 {
			counts[best+1]++
		}
		home[i] = best
	}
}

func abs(x float64) float64 { return max(x, -x) }

func (r Rect) centre() (x, y float64) { return (r.X0 + r.X1) / 2, (r.Top + r.Bottom) / 2 }

// owners gives for every place of the grid the index of its cell.
func (g *Grid) owners() []int32 {
	out := make([]int32, g.Rows()*g.Columns())
	for i, c := range g.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Column; k < c.Column+c.ColumnSpan; k++ {
				out[r*g.Columns()+k] = int32(i)
			}
		}
	}
	return out
}

// at is the index of the cell in which a point stands, -1 outside of the grid.
func (g *Grid) at(owners []int32, x, y float64) int32 {
	if x < g.Xs[0] || x >= g.Xs[len(g.Xs)-1] || y < g.Ys[0] || y >= g.Ys[len(g.Ys)-1] {
		return -1
	}
	return owners[place(g.Ys, y)*g.Columns()+place(g.Xs, x)]
}

// place is the index of the interval of sorted bounds that holds x.
func place(bounds []float64, x float64) int {
	lo, hi := 0, len(bounds)-1
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; bounds[mid] <= x {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// part takes caption rows out of a grid; nil where nothing of a table is left.
func (v *pageView) part(g *Grid) *part {
	var lines []Line
	p := &part{Grid: g, view: v}
	n := 0
	for n < g.Rows() {
		row, ok := captionRow(g, n)
		if !ok {
			break
		}
		if row != nil {
			lines = append(lines, *row)
		}
		n++
	}
	if len(lines) == 0 {
		n = 0 // blank rows are only spacers between caption rows
	}
	p.caption = readCaption(lines)
	if n == g.Rows() || !p.caption.Named() && p.caption.Unit == "" && p.caption.Department == "" && len(lines) > 0 {
		if len(lines) > 0 && n == g.Rows() {
			v.lines = append(v.lines, lines...)
			slices.SortStableFunc(v.lines, func(a, b Line) int { return cmp.Compare(a.Box.Top, b.Box.Top) })
			return nil
		}
		n, p.caption = 0, Caption{}
	}
	p.Grid = g.below(n)
	p.Grid, p.notes = p.Grid.withoutNotes()
	return p
}

// withoutNotes takes trailing remarks out of a grid: rows of one cell that begins with 注.
func (g *Grid) withoutNotes() (*Grid, []string) {
	var notes []string
	for n := len(g.Cells); n > 2; n-- {
		c := g.Cells[n-1]
		if c.ColumnSpan != g.Columns() || c.Row+c.RowSpan != g.Rows() || !note(c.Text) {
			break
		}
		out := *g
		out.Cells, out.Ys = g.Cells[:n-1], g.Ys[:c.Row+1]
		g, notes = &out, append([]string{c.Text}, notes...)
	}
	return g, notes
}

// captionRow reads row r of a grid as a caption line: it does where all that is in it is
// a title, number, unit or department. A blank row gives no line.
func captionRow(g *Grid, r int) (*Line, bool) {
	var l Line
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Row > r || c.Row+c.RowSpan <= r {
			continue
		}
		if c.Row != r || c.RowSpan > 1 {
			return nil, false
		}
		if c.Text == "" {
			continue
		}
		box := g.CellBox(c)
		l.Pieces = append(l.Pieces, Piece{box.X0, box.X1, c.Text})
		l.Box = Rect{g.Xs[0], box.Top, g.Xs[len(g.Xs)-1], box.Bottom}
	}
	if len(l.Pieces) == 0 {
		return nil, true
	}
	texts := make([]string, 0, len(l.Pieces))
	for _, p := range l.Pieces {
		part := readPart(p.Text)
		if part.other && !yearOnly.MatchString(unspaced(p.Text)) || part.title != "" && len(l.Pieces) > 1 && part.number == "" {
			return nil, false
		}
		texts = append(texts, p.Text)
	}
	l.Page, l.Text = g.Page, strings.Join(texts, " ")
	return &l, true
}

// tables parts a grid that is ruled through over several tables: where a row of one cell inside
// it holds another table's number or title.
func (g *Grid) tables() []*Grid {
	var out []*Grid
	from := 0
	for i := range g.Cells {
		c := &g.Cells[i]
		if c.Row == from || c.ColumnSpan < g.Columns() || c.Row+c.RowSpan == g.Rows() {
			continue
		}
		if p := readPart(c.Text); p.number != "" || p.title != "" && !p.other {
			if above := g.rows(from, c.Row); len(above.Cells) > above.Rows() {
				out = append(out, above)
				from = c.Row
			}
		}
	}
	return append(out, g.rows(from, g.Rows()))
}

// below is the grid without its first n rows.
func (g *Grid) below(n int) *Grid { return g.rows(n, g.Rows()) }

// rows is the grid of the rows from up to, not including, to.
func (g *Grid) rows(from, to int) *Grid {
	if from == 0 && to == g.Rows() {
		return g
	}
	out := *g
	out.Ys = g.Ys[from : to+1]
	out.Cells = nil
	for _, c := range g.Cells {
		top, bottom := max(c.Row, from), min(c.Row+c.RowSpan, to)
		if top >= bottom {
			continue
		}
		c.Row, c.RowSpan = top-from, bottom-top
		out.Cells = append(out.Cells, c)
	}
	return &out
}

// captions gives each grid the caption lines over it and the notes under it. Grids side by side share
// the lines over them by the columns of text that stand over each.
func (v *pageView) captions(s Settings) {
	from := 0
	var above []*part // the band of grids over the lines in question
	for rest := v.parts; len(rest) > 0; {
		band := beside(rest)
		rest = rest[len(band):]
		to := from
		for to < len(v.lines) && (v.lines[to].Box.Top+v.lines[to].Box.Bottom)/2 < band[0].Ys[0] {
			to++
		}
		between := v.notes(above, v.lines[from:to])
		for i, p := range band {
			own := between
			if len(band) > 1 {
				own = over(between, p.Box(), i == 0)
			}
			prose, lines := captionLines(own, p.Ys[0], max(v.em, p.em), s)
			p.prose = len(prose) > 0
			p.caption = p.caption.under(lines)
			if i == 0 {
				v.prose = append(v.prose, prose...)
			}
		}
		foot := 0.0
		for _, p := range band {
			foot = max(foot, p.Ys[len(p.Ys)-1])
		}
		for from = max(from, to); from < len(v.lines) && v.lines[from].Box.Top < foot-1; {
			from++
		}
		above = band
	}
	v.tail = v.notes(above, v.lines[from:])
	v.prose = append(v.prose, v.tail...)
}

// beside are the leading parts that stand side by side on their page.
func beside(parts []*part) []*part {
	n := 1
	foot := parts[0].Ys[len(parts[0].Ys)-1]
	for n < len(parts) && parts[n].Ys[0] < foot-parts[n].em && parts[n].Xs[0] >= parts[n-1].Xs[len(parts[n-1].Xs)-1] {
		n++
	}
	return parts[:n]
}

// over are the pieces of lines that stand over a box; pieces over none go to the first box.
func over(lines []Line, box Rect, first bool) []Line {
	var out []Line
	for _, l := range lines {
		own := l
		own.Pieces = nil
		var texts []string
		for _, p := range l.Pieces {
			if x := (p.X0 + p.X1) / 2; x >= box.X0 && x <= box.X1 || first && x < box.X0 {
				own.Pieces = append(own.Pieces, p)
				texts = append(texts, p.Text)
			}
		}
		if len(texts) > 0 {
			own.Text = strings.Join(texts, " ")
			out = append(out, own)
		}
	}
	return out
}

// notes gives the leading remarks among lines to the grids over them, and returns the other lines.
func (v *pageView) notes(above []*part, lines []Line) []Line {
	if len(above) == 0 {
		return lines
	}
	notes, rest := notesOf(lines)
	last := above[len(above)-1]
	last.notes = append(last.notes, notes...)
	return rest
}

// under completes a caption that stands in the grid itself by the lines over the grid.
func (c Caption) under(lines []Line) Caption {
	if len(lines) == 0 {
		return c
	}
	out := readCaption(lines)
	out.Number = cmp.Or(c.Number, out.Number)
	out.Title = cmp.Or(c.Title, out.Title)
	out.Unit = cmp.Or(c.Unit, out.Unit)
	out.Department = cmp.Or(c.Department, out.Department)
	out.Continued = c.Continued || out.Continued
	out.Lines = append(out.Lines, c.Lines...)
	return out
}

// notesOf takes the leading remarks from the lines under a grid.
func notesOf(lines []Line) ([]string, []Line) {
	var notes []string
	i := 0
	for i < len(lines) {
		l := lines[i]
		if note(l.Text) || len(notes) > 0 && !captionLike(l) && l.Box.Top-lines[i-1].Box.Bottom < 1.5*l.Size {
			notes = append(notes, l.Text)
			i++
			continue
		}
		break
	}
	return notes, lines[i:]
}

// wrapsTitle tells how many lines, counted up from line i, belong to a wrapped title that ends with it or goes on
// in the line under it; none where it is other text.
func wrapsTitle(lines []Line, i int) int {
	if sentenceMark.MatchString(lines[i].Text) {
		return 0
	}
	for _, first := range []int{i, i - 1, i - 2} {
		if first < 0 || first > i {
			continue
		}
		if joined, n := wrappedTitle(lines[first:]); n > 1 && first+n > i && readPart(joined.Text).title != "" {
			return i - first + 1
		}
	}
	return 0
}

// captionLines parts the lines over a grid into other text and, right over the grid, its caption.
func captionLines(lines []Line, top, em float64, s Settings) (prose, caption []Line) {
	i := len(lines)
	below := top
	odd := 0
	for i > 0 {
		l := lines[i-1]
		if below-l.Box.Bottom > s.CaptionReach*max(em, l.Size) && !(i == 1 && numberOnly(l.Text)) {
			break // but a number may stand alone in the page's corner
		}
		if !captionLike(l) {
			if n := wrapsTitle(lines[:min(i+1, len(lines))], i-1); n > 0 {
				i -= n
				below = lines[i].Box.Top
				continue
			}
		}
		if !captionLike(l) {
			// One short line may stand between the parts of a caption.
			if odd++; odd > 1 || sentenceMark.MatchString(l.Text) || len([]rune(l.Text)) > 40 || i < 2 || !captionLike(lines[i-2]) {
				break
			}
		}
		below = l.Box.Top
		i--
	}
	return lines[:i], lines[i:]
}
