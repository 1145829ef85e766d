package join

import (
	"yusuan/layout/grid"
	"yusuan/layout/settings"
)

// takeColumns lays the columns of the table of the page before under a grid that alignment found and that goes on
// with it: what is blank on one page is no column by itself, and cells that are set flush tell less of their
// columns than heads do.
func (p *Part) takeColumns(before *grid.Grid, s *settings.Settings) {
	if p.made == nil || !before.LooseColumns || p.Columns() > before.Columns() || len(before.Xs) < 3 || len(p.notes) > 0 ||
		p.caption.Named() || p.caption.Unit != "" || p.prose || sameColumns(before, p.Grid, s) && len(before.Xs) == len(p.Xs) ||
		!textsOf(p.Cells, p.Rows(), p.Columns()).bodyRow(0) {
		return
	}
	if t := p.made.Relaid(p.Grid, before.Xs, s); t != nil {
		p.made, p.Grid = t, t.Grid
	}
}
