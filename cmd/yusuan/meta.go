package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"yusuan/model"
)

// metaColumns are the columns that a --meta file may have, in any order; name or
// sha256 finds the file, the others go into the document's source.
var metaColumns = []string{"name", "sha256", "url", "retrieved", "region_code", "region_name", "licence"}

// metaTable is what a --meta file tells, by name and by digest.
type metaTable map[string]*model.Meta

// readMeta reads a file of tab-separated values with a header line.
func readMeta(file string) (metaTable, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	table, err := parseMeta(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return table, nil
}

func parseMeta(r io.Reader) (metaTable, error) {
	table := make(metaTable)
	lines := bufio.NewScanner(r)
	var columns []string
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r")
		var err error
		switch {
		case !utf8.ValidString(line):
			err = errors.New("not UTF-8")
		case n == 1:
			columns = strings.Split(strings.TrimPrefix(line, "\uFEFF"), "\t")
			err = checkColumns(columns)
		case line != "":
			err = table.add(columns, strings.Split(line, "\t"))
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	return table, lines.Err()
}

func checkColumns(columns []string) error {
	for i, c := range columns {
		if !slices.Contains(metaColumns, c) {
			return fmt.Errorf("unknown column %q; there are %s", c, strings.Join(metaColumns, ", "))
		}
		if slices.Contains(columns[:i], c) {
			return fmt.Errorf("column %q twice", c)
		}
	}
	if !slices.Contains(columns, "name") && !slices.Contains(columns, "sha256") {
		return fmt.Errorf("no column name or sha256")
	}
	return nil
}

func (t metaTable) add(columns, values []string) error {
	if len(values) > len(columns) {
		return fmt.Errorf("%d values for %d columns", len(values), len(columns))
	}
	row := make(map[string]string, len(columns))
	for i, v := range values {
		if strings.ContainsFunc(v, unicode.IsControl) {
			return fmt.Errorf("%s is %q, with a control character", columns[i], v)
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
		return fmt.Errorf("sha256 is %q", row["sha256"])
	}
	keys := slices.DeleteFunc([]string{row["name"], digest}, func(k string) bool { return k == "" })
	if len(keys) == 0 {
		return fmt.Errorf("neither name nor sha256")
	}
	for _, k := range keys {
		if old, ok := t[k]; ok && *old != *meta {
			return fmt.Errorf("%q is told twice, differently", k)
		}
		t[k] = meta
	}
	return nil
}

// of returns what is told of a file: by its digest, its path or its last
// element, with or without ".pdf".
func (t metaTable) of(name, sha256 string) *model.Meta {
	for _, key := range []string{sha256, name, path.Base(name)} {
		if m, ok := t[key]; ok {
			return m
		}
		if m, ok := t[strings.TrimSuffix(key, path.Ext(key))]; ok {
			return m
		}
	}
	return nil
}
