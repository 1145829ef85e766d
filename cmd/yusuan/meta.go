package main

import (
	"bufio"
	"cmp"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"yusuan/cmd/yusuan/internal/say"
	"yusuan/extract"
	"yusuan/extract/batch"
	"yusuan/files"
	"yusuan/model"
	"yusuan/model/regions"
)

// metaColumns are the columns that a --meta file may have, in any order; name or
// sha256 finds the file, the others go into the document's source.
var metaColumns = []string{"name", "sha256", "url", "retrieved", "region_code", "region_name", "licence"}

// metaFlags are the flags that tell what PDFs cannot.
type metaFlags struct {
	meta   string
	region string
}

func (f *metaFlags) define(cmd *cobra.Command, l say.Language) {
	flags := cmd.Flags()
	flags.StringVar(&f.meta, "meta", "", l.Of("file of tab-separated values that tells where PDFs come from", "说明 PDF 来源的文件，以制表符分隔"))
	flags.StringVar(&f.region, "region", "", l.Of("code of the place (GB/T 2260, as 110102) of all files of which --meta tells none", "--meta 没有说明地区的全部文件所在地区的代码（GB/T 2260，如 110102）"))
	completeWith(cmd, "meta", cobra.FixedCompletions([]string{"tsv", "txt"}, cobra.ShellCompDirectiveFilterFileExt))
	completeWith(cmd, "region", completeRegion)
}

// read returns what the flags tell.
func (f *metaFlags) read() (*metaTable, error) {
	table := newMetaTable()
	if f.region != "" {
		region := regions.ByCode(f.region)
		if region == nil {
			return nil, unknownRegion(f.region)
		}
		table.region = model.Term{Code: region.Code, Name: region.Name}
	}
	if f.meta == "" {
		return table, nil
	}
	file, err := os.Open(f.meta)
	if err == nil {
		defer file.Close()
		err = table.parse(file)
	}
	if err != nil {
		return nil, say.Errorf("--meta %s: %v", "--meta %s：%v", f.meta, files.Cause(err))
	}
	return table, nil
}

// unknownRegion tells who gives a place's name in the place of its code the codes of places with that name.
func unknownRegion(given string) error {
	var codes say.List
	for _, r := range regions.Named(given) {
		codes = append(codes, r.Code)
	}
	if len(codes) == 0 {
		return say.Errorf("--region is %q, no code of GB/T 2260", "--region 为 %q，不是 GB/T 2260 的代码", given)
	}
	return say.Errorf("--region is %q, no code of GB/T 2260; %[1]s has %v", "--region 为 %q，不是 GB/T 2260 的代码；%[1]s 的代码是 %v", given, codes)
}

func completeRegion(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
	var codes []string
	for _, r := range regions.All() {
		if strings.HasPrefix(r.Code, begun) {
			codes = append(codes, cobra.CompletionWithDesc(r.Code, r.Name))
		}
	}
	return codes, cobra.ShellCompDirectiveNoFileComp
}

// metaTable is what is told of files: of each by its name or digest, and a place of all others.
type metaTable struct {
	rows   [][]string // the keys of each row
	by     map[string]*model.Meta
	region model.Term

	mu   sync.Mutex
	seen map[string]bool // keys that a file has
}

func newMetaTable() *metaTable {
	return &metaTable{by: make(map[string]*model.Meta), seen: make(map[string]bool)}
}

// parse reads tab-separated values with a header line.
func (t *metaTable) parse(r io.Reader) error {
	lines := bufio.NewScanner(r)
	var columns []string
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r")
		var err error
		switch {
		case !utf8.ValidString(line):
			err = say.Errorf("not UTF-8", "不是 UTF-8")
		case n == 1:
			columns = strings.Split(strings.TrimPrefix(line, "\uFEFF"), "\t")
			err = checkColumns(columns)
		case line != "":
			err = t.add(columns, strings.Split(line, "\t"))
		}
		if err != nil {
			return say.Errorf("line %d: %v", "第 %d 行：%v", n, err)
		}
	}
	return lines.Err()
}

func checkColumns(columns []string) error {
	for i, c := range columns {
		if !slices.Contains(metaColumns, c) {
			return say.Errorf("unknown column %q; there are %v", "没有 %q 这一列，只有 %v", c, say.List(metaColumns))
		}
		if slices.Contains(columns[:i], c) {
			return say.Errorf("column %q twice", "%q 列出现两次", c)
		}
	}
	if !slices.Contains(columns, "name") && !slices.Contains(columns, "sha256") {
		return say.Errorf("no column name or sha256", "没有 name 列或 sha256 列")
	}
	return nil
}

func (t *metaTable) add(columns, values []string) error {
	if len(values) > len(columns) {
		return say.Errorf("%d values for %d columns", "有 %d 个值，而只有 %d 列", len(values), len(columns))
	}
	row := make(map[string]string, len(columns))
	for i, v := range values {
		if strings.ContainsFunc(v, unicode.IsControl) {
			return say.Errorf("%s is %q, with a control character", "%s 为 %q，含有控制字符", columns[i], v)
		}
		row[columns[i]] = strings.TrimSpace(v)
	}
	meta := &model.Meta{
		URL: row["url"], Retrieved: row["retrieved"],
		RegionCode: row["region_code"], RegionName: row["region_name"], Licence: row["licence"],
	}
	if err := meta.Validate(); err != nil {
		return err
	}
	digest := strings.ToLower(row["sha256"])
	if digest != "" && !model.IsSHA256(digest) {
		return say.Errorf("sha256 is %q", "sha256 为 %q", row["sha256"])
	}
	keys := slices.DeleteFunc([]string{row["name"], digest}, func(k string) bool { return k == "" })
	if len(keys) == 0 {
		return say.Errorf("neither name nor sha256", "name 和 sha256 都没有")
	}
	for _, k := range keys {
		if old, ok := t.by[k]; ok && *old != *meta {
			return say.Errorf("%q is told twice, differently", "%q 有两种不同的说明", k)
		}
		t.by[k] = meta
	}
	t.rows = append(t.rows, keys)
	return nil
}

// of returns what is told of a file, nil for nothing.
func (t *metaTable) of(name, sha256 string) *model.Meta { return t.placed(t.row(name, sha256)) }

// row returns the row of a file: by its digest, its path or its last element, with or without ".pdf".
func (t *metaTable) row(name, sha256 string) (told *model.Meta) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, whole := range []string{sha256, name, path.Base(name)} {
		for _, key := range []string{whole, strings.TrimSuffix(whole, path.Ext(whole))} {
			if m, ok := t.by[key]; ok {
				t.seen[key] = true
				told = cmp.Or(told, m)
			}
		}
	}
	return told
}

// placed adds the place to what is told of a file and names none.
func (t *metaTable) placed(told *model.Meta) *model.Meta {
	if t.region.Code == "" || told != nil && (told.RegionCode != "" || told.RegionName != "") {
		return told
	}
	var m model.Meta
	if told != nil {
		m = *told
	}
	m.RegionCode, m.RegionName = t.region.Code, t.region.Name
	return &m
}

// tell adds to a document what is told of its file now; else it keeps what was told when it was extracted.
func (t *metaTable) tell(d *model.Document) {
	if d != nil {
		d.Source.Meta = t.placed(cmp.Or(t.row(d.Source.Name, d.Source.SHA256), d.Source.Meta))
	}
}

// see tells that files are there, whether or not they can be read.
func (t *metaTable) see(inputs []batch.Input) {
	for _, in := range inputs {
		t.row(in.Name, "")
	}
}

// unmatched are the rows of no file, each by its name or else its digest.
func (t *metaTable) unmatched() (names []string) {
	t.mu.Lock() // a file that was given up may still be under way
	defer t.mu.Unlock()
	for _, keys := range t.rows {
		if !slices.ContainsFunc(keys, func(k string) bool { return t.seen[k] }) {
			names = append(names, keys[0])
		}
	}
	return names
}

// unmatched tells of the rows of a --meta file that no file is of.
func (d *display) unmatched(file string, rows []string) {
	if len(rows) > 0 {
		d.tell(metaUnmatched{"meta_unmatched", file, len(rows), rows})
	}
}

// metaUnmatched tells which rows of a --meta file no file is of: a name is misspelt, or files are missing.
type metaUnmatched struct {
	Type  string   `json:"message_type"`
	File  string   `json:"file"`
	Rows  int      `json:"rows"`
	Names []string `json:"names"`
}

// metaNames is how many rows are told to people by name.
const metaNames = 3

func (m metaUnmatched) Text(l say.Language) string {
	names := l.List(m.Names[:min(metaNames, m.Rows)])
	if more := m.Rows - metaNames; more > 0 {
		names += l.Format(" and %d more", "，另有 %d 行", more)
	}
	rows := "rows match"
	if m.Rows == 1 {
		rows = "row matches"
	}
	return l.Format("warning: --meta %s: %d "+rows+" no file: %s\n", "警告：--meta %s：%d 行与任何文件都不符：%s\n", extract.Printable(m.File), m.Rows, extract.Printable(names))
}

func (m metaUnmatched) Objects() []any { return []any{m} }
