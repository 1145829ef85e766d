package dataset

import (
	"bytes"
	"cmp"
	"encoding/json"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
)

const (
	packageName = "datapackage.json"
	csvType     = "text/csv"
	profiles    = "https://datapackage.org/profiles/2.0/"
)

// descriptor is a Data Package, version 2 (https://datapackage.org/standard/data-package/).
type descriptor struct {
	Schema       string        `json:"$schema"`
	Name         string        `json:"name"`
	Title        string        `json:"title"`
	Description  string        `json:"description"`
	Version      string        `json:"version,omitempty"`
	Created      string        `json:"created,omitempty"`
	Keywords     []string      `json:"keywords"`
	Contributors []contributor `json:"contributors"`
	Licences     []licence     `json:"licenses"`
	Sources      []source      `json:"sources,omitempty"`
	Resources    []resource    `json:"resources"`
	// OtherFormats are files that hold the same tables. They are no resources:
	// programs would take each for a table of its own.
	OtherFormats []resource `json:"otherFormats,omitempty"`
}

type contributor struct {
	Title string   `json:"title"`
	Roles []string `json:"roles"`
}

type licence struct {
	Name  string `json:"name,omitempty"`
	Path  string `json:"path,omitempty"`
	Title string `json:"title,omitempty"`
}

type source struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
}

type resource struct {
	Schema      string   `json:"$schema,omitempty"`
	Name        string   `json:"name"`
	Type        string   `json:"type,omitempty"`
	Path        string   `json:"path"`
	Title       string   `json:"title,omitempty"`
	Description string   `json:"description,omitempty"`
	Format      string   `json:"format"`
	Mediatype   string   `json:"mediatype"`
	Encoding    string   `json:"encoding,omitempty"`
	Bytes       int64    `json:"bytes,omitempty"` // absent for the database, which is changed in its place
	Hash        string   `json:"hash,omitempty"`
	TableSchema *tSchema `json:"schema,omitempty"`
}

// tSchema is a Table Schema.
type tSchema struct {
	Schema      string       `json:"$schema"`
	Fields      []tField     `json:"fields"`
	Missing     []string     `json:"missingValues"`
	PrimaryKey  []string     `json:"primaryKey"`
	ForeignKeys []foreignKey `json:"foreignKeys,omitempty"`
}

type tField struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Title       string       `json:"title"`
	Description string       `json:"description"`
	Categories  []string     `json:"categories,omitempty"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Unique   bool     `json:"unique,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

type foreignKey struct {
	Fields    []string  `json:"fields"`
	Reference reference `json:"reference"`
}

type reference struct {
	Resource string   `json:"resource"`
	Fields   []string `json:"fields"`
}

// packageJSON describes the files that were made.
func packageJSON(opt Options, from origins, made []artefact) ([]byte, error) {
	about := opt.About
	d := descriptor{
		Schema: profiles + "datapackage.json",
		Name:   cmp.Or(about.Name, "yusuan"),
		Title:  cmp.Or(about.Title, defaultTitle),
		Description: "中国预算、决算公开文件中的表格、金额、绩效指标和发现的问题；各字段说明见 " + dictionaryName + "。\n\n" +
			"Tables, amounts, performance indicators and findings from Chinese budget disclosures; " + dictionaryName + " explains every field.",
		Version:      about.Version,
		Created:      about.Created,
		Keywords:     []string{"预算公开", "决算公开", "部门预算", "China", "budget", "final accounts", "public finance"},
		Contributors: []contributor{{Title: "yusuan", Roles: []string{"wrangler"}}},
		Licences:     licences(about.Licence, from),
	}
	for _, u := range sorted(from.urls) {
		d.Sources = append(d.Sources, newSource(u))
	}
	for _, t := range tables {
		if i := slices.IndexFunc(made, func(a artefact) bool { return a.Name == t.Name+".csv" }); i >= 0 {
			d.Resources = append(d.Resources, tableResource(t, made[i]))
		}
	}
	for _, a := range made {
		if r, ok := fileResource(a); ok {
			d.OtherFormats = append(d.OtherFormats, r)
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(d)
	return b.Bytes(), err
}

// newSource describes where a file was taken from. What is no address of the web
// cannot be a path, which would have to lie in the package.
func newSource(address string) source {
	u, err := url.Parse(address)
	if err != nil || !webAddress.MatchString(address) {
		return source{Title: address}
	}
	if last := path.Base(u.Path); last != "/" && last != "." {
		return source{Title: last, Path: address}
	}
	return source{Title: address, Path: address}
}

var (
	licenceName = regexp.MustCompile(`^[-a-zA-Z0-9._]+$`)
	webAddress  = regexp.MustCompile(`^(http|ftp)s?://`)
)

// notSpecified is the name of a licence of which only words are known, or nothing.
const notSpecified = "notspecified"

// licences are those of the data set as a whole or of its documents.
func licences(whole string, from origins) []licence {
	told := sorted(from.licences)
	if whole != "" {
		told = []string{whole}
	}
	var all []licence
	for _, s := range told {
		switch {
		case webAddress.MatchString(s):
			all = append(all, licence{Path: s})
		case licenceName.MatchString(s):
			all = append(all, licence{Name: s})
		default:
			all = append(all, licence{Name: notSpecified, Title: s})
		}
	}
	if all == nil {
		all = []licence{{Name: notSpecified, Title: "未注明 / not told"}}
	}
	return all
}

func tableResource(t *table, a artefact) resource {
	return resource{
		Schema: profiles + "dataresource.json", Name: t.Name, Type: "table", Path: a.Name,
		Title: t.ZH, Description: t.EN, Format: "csv", Mediatype: csvType, Encoding: "utf-8",
		Bytes: a.Bytes, Hash: a.hash(), TableSchema: tableSchema(t),
	}
}

func tableSchema(t *table) *tSchema {
	s := &tSchema{Schema: profiles + "tableschema.json", Missing: []string{""}, PrimaryKey: t.Key}
	for _, f := range t.Fields {
		c := &constraints{Required: f.required, Unique: len(t.Key) == 1 && t.Key[0] == f.Name, Enum: f.Enum}
		if !c.Required && !c.Unique && c.Enum == nil {
			c = nil
		}
		s.Fields = append(s.Fields, tField{Name: f.Name, Type: f.Type.String(), Title: f.ZH, Description: f.EN, Categories: f.Enum, Constraints: c})
		if to, ok := t.Refers[f.Name]; ok {
			s.ForeignKeys = append(s.ForeignKeys, foreignKey{[]string{f.Name}, reference{to, tableNamed(to).Key}})
		}
	}
	return s
}

// mediatypes are those of the files with tables, by their extension.
var mediatypes = map[string]string{
	".csv":     csvType,
	".parquet": "application/vnd.apache.parquet",
	".sqlite":  "application/vnd.sqlite3",
	".xlsx":    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".jsonl":   "application/jsonl",
}

// fileResource describes a file that holds the same tables in another format.
func fileResource(a artefact) (resource, bool) {
	ext := path.Ext(a.Name)
	mediatype, ok := mediatypes[ext]
	ok = ok && mediatype != csvType
	return resource{
		Name: strings.NewReplacer("/", "-", ".", "-").Replace(a.Name), Path: a.Name,
		Format: ext[min(1, len(ext)):], Mediatype: mediatype, Bytes: a.Bytes, Hash: a.hash(),
	}, ok
}

// hash is the digest as a data package has it.
func (a artefact) hash() string {
	if a.SHA256 == "" {
		return ""
	}
	return "sha256:" + a.SHA256
}

// String is the type's name in Table Schema.
func (t fieldType) String() string {
	switch t {
	case textsField, integersField, jsonField:
		return "array"
	case integerField:
		return "integer"
	case numberField, moneyField:
		return "number"
	case booleanField:
		return "boolean"
	}
	return "string"
}
