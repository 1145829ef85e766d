package extract

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yusuan/model"
)

// scanFloors are what is reached over the scans that are kept, and over those that are made: worse fails.
var scanFloors = struct{ kept, made scanFloor }{
	kept: scanFloor{scanShares{found: 1, adjacent: 0.958, facts: 0.622, amounts: 0.987, texts: 0.969, doubted: 0.01}, 0, 0},
	made: scanFloor{scanShares{found: 1, adjacent: 0.988, facts: 0.988, amounts: 1, texts: 0.993, doubted: 0.009}, 0, 0},
}

// scanFloor are the least shares, of doubted figures the greatest, and the most figures that are silently wrong and tables that are
// not there.
type scanFloor struct {
	scanShares
	silent, invented int
}

// TestScans measures scanned pages that are small enough to be kept.
func TestScans(t *testing.T) {
	all := measureScans(t, "../testdata/scans")
	all.hold(t, scanFloors.kept)
}

var scansFolder = flag.String("scans", "", "`folder` of scans with their truth, which TestScannedPages measures")

// TestScannedPages measures sixty scanned pages. They are made first, as those that are kept are again.
func TestScannedPages(t *testing.T) {
	folder := *scansFolder
	if folder == "" {
		if os.Getenv("YUSUAN_FULL") == "" {
			t.Skip("set YUSUAN_FULL=1")
		}
		again := t.TempDir()
		makeScans(t, "-kept", "-out", again)
		sameFiles(t, "../testdata/scans", again)
		folder = t.TempDir()
		makeScans(t, "-out", folder)
	}
	all := measureScans(t, folder)
	all.hold(t, scanFloors.made)
}

// makeScans runs the generator.
func makeScans(t *testing.T, arguments ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"run", "./testdata/scans/generator"}, arguments...)...)
	cmd.Dir = ".."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("make scans: %v: %s", err, out)
	}
}

// sameFiles holds the scans of a folder to those of another one.
func sameFiles(t *testing.T, want, got string) {
	t.Helper()
	for _, pattern := range []string{"*.pdf", "*.truth.json"} {
		paths, _ := filepath.Glob(filepath.Join(want, pattern))
		if len(paths) == 0 {
			t.Errorf("no %s in %s", pattern, want)
		}
		for _, path := range paths {
			kept, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if made, err := os.ReadFile(filepath.Join(got, filepath.Base(path))); err != nil || string(made) != string(kept) {
				t.Errorf("%s is not what the generator makes, %v", path, err)
			}
		}
	}
}

// scanTruth is what a scan prints. Covered are the cells of a table, by row and column, that no person reads.
type scanTruth struct {
	Tables []struct {
		model.Table
		Covered [][2]int
	}
	Scan struct {
		Kind string
		DPI  int
	}
}

// measureScans extracts a folder's scans and tells how they were read, by kind and by resolution.
func measureScans(t *testing.T, folder string) *scanScore {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.truth.json"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no scans in %s, error %v", folder, err)
	}
	all, by := &scanScore{}, make(map[string]*scanScore)
	for _, path := range paths {
		var truth scanTruth
		data, err := os.ReadFile(path)
		if err == nil {
			err = json.Unmarshal(data, &truth)
		}
		if err != nil {
			t.Fatal(err)
		}
		d, err := File(t.Context(), strings.TrimSuffix(path, ".truth.json")+".pdf", Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		score := &scanScore{}
		score.document(&truth, d)
		t.Logf("%s: %s", strings.TrimSuffix(filepath.Base(path), ".truth.json"), score)
		for _, what := range score.wrong {
			t.Logf("    %s", what)
		}
		for _, group := range []string{truth.Scan.Kind, fmt.Sprintf("%d dpi", truth.Scan.DPI)} {
			if by[group] == nil {
				by[group] = &scanScore{}
			}
			by[group].add(score)
		}
		all.add(score)
	}
	for _, group := range slices.Sorted(maps.Keys(by)) {
		t.Logf("%-13s %s", group, by[group])
	}
	t.Logf("%-13s %s", "all", all)
	return all
}

// scanScore counts what scans print and what was read of it.
type scanScore struct {
	tables, found, invented int
	adjacent, facts         agreement
	amounts, rightAmounts   int // cells of figures but for those that no person reads
	silent                  int // figures that are not as printed, or are lost, and no finding says so
	doubted                 int // figures that are as printed, and doubtful all the same
	texts, rightTexts       int // all other cells with print
	wrong                   []string
}

// agreement counts relations: of the truth, of what was found, and in both.
type agreement struct{ wanted, got, both int }

func (a *agreement) count(wanted, got []string) {
	a.wanted += len(wanted)
	a.got += len(got)
	a.both += inBoth(wanted, got)
}

// f1 is the harmonic mean of precision and recall.
func (a agreement) f1() float64 { return 2 * float64(a.both) / float64(max(1, a.wanted+a.got)) }

func (s *scanScore) add(o *scanScore) {
	s.tables += o.tables
	s.found += o.found
	s.invented += o.invented
	for to, from := range map[*agreement]agreement{&s.adjacent: o.adjacent, &s.facts: o.facts} {
		to.wanted += from.wanted
		to.got += from.got
		to.both += from.both
	}
	s.amounts += o.amounts
	s.rightAmounts += o.rightAmounts
	s.silent += o.silent
	s.doubted += o.doubted
	s.texts += o.texts
	s.rightTexts += o.rightTexts
}

// scanShares are a score's figures as shares.
type scanShares struct{ found, adjacent, facts, amounts, texts, doubted float64 }

func (s *scanScore) shares() scanShares {
	share := func(a, b int) float64 { return float64(a) / float64(max(1, b)) }
	return scanShares{share(s.found, s.tables), s.adjacent.f1(), s.facts.f1(), share(s.rightAmounts, s.amounts), share(s.rightTexts, s.texts), share(s.doubted, s.rightAmounts)}
}

func (s *scanScore) String() string {
	f := s.shares()
	return fmt.Sprintf("tables %d of %d and %d too many, adjacency %.4f, facts %.4f, figures %.4f (%d of %d), %d silently wrong, %.4f right and doubted (%d), texts %.4f (%d of %d)",
		s.found, s.tables, s.invented, f.adjacent, f.facts, f.amounts, s.rightAmounts, s.amounts, s.silent, f.doubted, s.doubted, f.texts, s.rightTexts, s.texts)
}

// hold fails for each figure that is below its floor.
func (s *scanScore) hold(t *testing.T, least scanFloor) {
	t.Helper()
	got := s.shares()
	for _, f := range []struct {
		name       string
		got, least float64
	}{
		{"found", got.found, least.found}, {"adjacency", got.adjacent, least.adjacent}, {"facts", got.facts, least.facts},
		{"figures", got.amounts, least.amounts}, {"texts", got.texts, least.texts},
	} {
		if f.got < f.least {
			t.Errorf("%s: %.4f, want at least %.4f", f.name, f.got, f.least)
		}
	}
	if got.doubted > least.doubted {
		t.Errorf("%.4f of the figures that are right are doubted, want at most %.4f", got.doubted, least.doubted)
	}
	if s.silent > least.silent {
		t.Errorf("%d figures are silently wrong, %d before", s.silent, least.silent)
	}
	if s.invented > least.invented {
		t.Errorf("%d tables are found where none is printed, %d before", s.invented, least.invented)
	}
}

// document counts one document.
func (s *scanScore) document(truth *scanTruth, d *model.Document) {
	var printed []model.Table
	for _, t := range truth.Tables {
		printed = append(printed, t.Table)
	}
	told := toldCells(d.Findings)
	doubted := toldCells(slices.DeleteFunc(slices.Clone(d.Findings), func(f model.Finding) bool { return f.Code != model.FigureDoubtful.Code() }))
	pairs := paired(printed, d.Tables)
	s.tables, s.found, s.invented = len(printed), len(pairs), len(d.Tables)-len(pairs)
	var taken []int
	for i, want := range printed {
		var got model.Table
		if j, ok := pairs[i]; ok {
			got = d.Tables[j]
			taken = append(taken, j)
		}
		s.relations(want, got)
		if got.RowCount == want.RowCount && got.ColumnCount == want.ColumnCount {
			s.inPlace(want, got, truth.Tables[i].Covered, told, doubted)
		} else {
			s.anywhere(want, got, told, doubted)
		}
	}
	for j, got := range d.Tables {
		if !slices.Contains(taken, j) {
			s.relations(model.Table{}, got)
		}
	}
}

func (s *scanScore) relations(want, got model.Table) {
	s.adjacent.count(adjacencies(want), adjacencies(got))
	s.facts.count(printedFacts(want), printedFacts(got))
}

// cellPlace is where a cell begins, in a table of a document.
type cellPlace struct {
	table       string
	row, column int
}

// toldCells are the cells that findings are about.
func toldCells(findings []model.Finding) map[cellPlace]bool {
	told := make(map[cellPlace]bool)
	for _, f := range findings {
		for _, p := range f.Subjects {
			if p.Row != nil && p.Column != nil {
				told[cellPlace{p.Table, *p.Row, *p.Column}] = true
			}
		}
	}
	return told
}

// inPlace compares the cells of tables that have the same rows and columns.
func (s *scanScore) inPlace(want, got model.Table, covered [][2]int, told, doubted map[cellPlace]bool) {
	read := make(map[[2]int]string)
	for _, c := range got.Cells {
		read[[2]int{c.Row, c.Column}] = squeeze(c.Text)
	}
	for _, c := range want.Cells {
		at := [2]int{c.Row, c.Column}
		text, right := squeeze(c.Text), squeeze(c.Text) == read[at]
		isTold := told[cellPlace{got.ID, c.Row, c.Column}]
		if text == "" {
			continue
		}
		delete(read, at)
		switch {
		case !isFigure(c, want.HeaderRows):
			s.texts++
			s.rightTexts += one(right)
		case !slices.Contains(covered, at):
			s.amounts++
			s.rightAmounts += one(right)
			s.doubted += one(right && doubted[cellPlace{got.ID, c.Row, c.Column}])
		}
		how := ""
		if isFigure(c, want.HeaderRows) && !right && !isTold {
			s.silent++
			how = "silent: "
		}
		if !right {
			s.wrong = append(s.wrong, fmt.Sprintf("%s%s row %d column %d: %q, printed %q", how, got.ID, c.Row, c.Column, textAt(got, c.Row, c.Column), c.Text))
		}
	}
	for _, c := range got.Cells {
		if text := read[[2]int{c.Row, c.Column}]; amountText.MatchString(text) && !told[cellPlace{got.ID, c.Row, c.Column}] {
			s.silent++ // a figure where none is printed
			s.wrong = append(s.wrong, fmt.Sprintf("silent: %s row %d column %d: %q, and nothing is printed", got.ID, c.Row, c.Column, text))
		}
	}
}

func textAt(t model.Table, row, column int) string {
	for _, c := range t.Cells {
		if c.Row == row && c.Column == column {
			return c.Text
		}
	}
	return ""
}

// anywhere compares the cells of tables that differ in rows or columns, wherever they stand. Every figure that is lost, or of
// which no finding tells that it is wrong, is silently so.
func (s *scanScore) anywhere(want, got model.Table, told, doubted map[cellPlace]bool) {
	var figures, texts []string
	for _, c := range want.Cells {
		switch {
		case squeeze(c.Text) == "":
		case isFigure(c, want.HeaderRows):
			figures = append(figures, squeeze(c.Text))
		default:
			texts = append(texts, squeeze(c.Text))
		}
	}
	read := cellTexts(got)
	right := inBoth(figures, read)
	s.amounts += len(figures)
	s.rightAmounts += right
	s.texts += len(texts)
	s.rightTexts += inBoth(texts, read)
	flagged := 0
	for _, c := range got.Cells {
		at, isPrinted := cellPlace{got.ID, c.Row, c.Column}, slices.Contains(figures, squeeze(c.Text))
		flagged += one(told[at] && !isPrinted)
		s.doubted += one(doubted[at] && isPrinted)
	}
	s.silent += max(0, len(figures)-right-flagged)
	s.wrong = append(s.wrong, fmt.Sprintf("%d silent: %s has %d rows of %d columns, printed %s %s %d of %d", max(0, len(figures)-right-flagged), got.ID, got.RowCount, got.ColumnCount, want.Number, want.Title, want.RowCount, want.ColumnCount))
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

var amountText = regexp.MustCompile(`^-?\d[\d,]*(\.\d+)?%?$`)

// isFigure tells the cells of a table's body that hold figures, of which codes of 类, 款 and 项 are none.
func isFigure(c model.Cell, headerRows int) bool {
	text := squeeze(c.Text)
	code := !strings.ContainsAny(text, "-,.%") && slices.Contains([]int{3, 5, 7}, len(text))
	return c.Row >= headerRows && amountText.MatchString(text) && !code
}

// printedFacts lists the figures of a table, each with the texts of its row and those over its column.
func printedFacts(t model.Table) (facts []string) {
	at := make(map[[2]int]int)
	for i, c := range t.Cells {
		for r := c.Row; r < c.Row+c.RowSpan; r++ {
			for k := c.Column; k < c.Column+c.ColumnSpan; k++ {
				at[[2]int{r, k}] = i
			}
		}
	}
	for _, c := range t.Cells {
		if !isFigure(c, t.HeaderRows) {
			continue
		}
		fact := []string{squeeze(c.Text)}
		add := func(row, column int) {
			i, ok := at[[2]int{row, column}]
			if !ok || isFigure(t.Cells[i], t.HeaderRows) {
				return
			}
			if text := squeeze(t.Cells[i].Text); text != "" && text != fact[len(fact)-1] {
				fact = append(fact, text)
			}
		}
		for row := range t.HeaderRows {
			add(row, c.Column)
		}
		for column := range t.ColumnCount {
			add(c.Row, column)
		}
		facts = append(facts, strings.Join(fact, "|"))
	}
	return facts
}

// TestScanScore holds the measure to a table small enough to count by hand.
func TestScanScore(t *testing.T) {
	table := func(rows int, texts ...string) model.Table {
		m := model.Table{ID: "t1", HeaderRows: 1, RowCount: rows, ColumnCount: 2}
		for i, text := range texts {
			m.Cells = append(m.Cells, model.Cell{Row: i / 2, Column: i % 2, RowSpan: 1, ColumnSpan: 1, Text: text})
		}
		return m
	}
	printed := table(4, "项目", "预算数", "公安", "1,320.50", "教育", "35.50", "卫生", "")
	about := func(row int) []model.Finding {
		return []model.Finding{{Code: model.FigureDoubtful.Code(), Subjects: []model.Subject{{Table: "t1", Row: &row, Column: new(1)}}}}
	}
	for name, c := range map[string]struct {
		found           model.Table
		findings        []model.Finding
		covered         [][2]int
		amounts, silent int // right, and silently wrong
		doubted         int // right, and told of
		texts           int
	}{
		"as printed":                  {found: printed, amounts: 2, texts: 5},
		"a wrong digit":               {found: table(4, "项目", "预算数", "公安", "1,820.50", "教育", "35.50", "卫生", ""), amounts: 1, silent: 1, texts: 5},
		"a wrong digit, told":         {found: table(4, "项目", "预算数", "公安", "1,820.50", "教育", "35.50", "卫生", ""), findings: about(1), amounts: 1, texts: 5},
		"another one told":            {found: table(4, "项目", "预算数", "公安", "1,820.50", "教育", "35.50", "卫生", ""), findings: about(2), amounts: 1, silent: 1, doubted: 1, texts: 5},
		"a figure lost":               {found: table(4, "项目", "预算数", "公安", "", "教育", "35.50", "卫生", ""), amounts: 1, silent: 1, texts: 5},
		"a figure invented":           {found: table(4, "项目", "预算数", "公安", "1,320.50", "教育", "35.50", "卫生", "7"), amounts: 2, silent: 1, texts: 5},
		"covered, read wrongly":       {found: table(4, "项目", "预算数", "公安", "1", "教育", "35.50", "卫生", ""), covered: [][2]int{{1, 1}}, amounts: 1, silent: 1, texts: 5},
		"a row lost":                  {found: table(3, "项目", "预算数", "教育", "35.50", "卫生", ""), amounts: 1, silent: 1, texts: 4},
		"a row too many, a slip told": {found: table(5, "项目", "预算数", "", "", "公安", "1,820.50", "教育", "35.50", "卫生", ""), findings: about(2), amounts: 1, texts: 5},
		"nothing found":               {found: model.Table{}, silent: 2},
	} {
		truth := scanTruth{}
		truth.Tables = append(truth.Tables, struct {
			model.Table
			Covered [][2]int
		}{printed, c.covered})
		var s scanScore
		s.document(&truth, &model.Document{Tables: []model.Table{c.found}, Findings: c.findings})
		if s.rightAmounts != c.amounts || s.silent != c.silent || s.doubted != c.doubted || s.rightTexts != c.texts || s.amounts != 2-len(c.covered) || s.texts != 5 {
			t.Errorf("%s: %s", name, &s)
		}
	}
}
