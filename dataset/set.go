package dataset

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
)

// setName is the file that tells what a data set is, for the runs that add to it.
const setName = "dataset.json"

// set is what a data set is.
type set struct {
	Form      string     `json:"form"` // the digest of its tables and fields
	Formats   []Format   `json:"formats"`
	Excel     bool       `json:"excel"`
	Cells     bool       `json:"cells"`
	Partition bool       `json:"partition"`
	Lang      Language   `json:"lang"`             // of workbooks
	Review    string     `json:"review,omitempty"` // to which they link
	About     About      `json:"about"`
	Runs      int64      `json:"runs"` // how many runs made and changed it; the database's user_version, too
	Files     []artefact `json:"files"`
}

// form is a digest of what the tables' fields are: rows of one form are not added to those of another.
func form() string {
	h := sha256.New()
	for _, t := range tables {
		fmt.Fprintf(h, "%s %q\n", t.Name, t.Key)
		for _, f := range t.Fields {
			fmt.Fprintf(h, "%s %d %v\n", f.Name, f.Type, f.required)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:keyLength]
}

var errOlderForm = errors.New("the data set was made by another version of the program, with other tables: make it whole, without --since")

// readSet reads what the data set of a folder is, nil where there is none.
func readSet(f *folder) (*set, error) {
	if _, err := os.Stat(f.in(manifestName)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	data, err := os.ReadFile(f.in(setName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errOlderForm
	}
	if err != nil {
		return nil, err
	}
	var s set
	if err := json.Unmarshal(data, &s); err != nil {
		return nil, fmt.Errorf("%s: %w", setName, err)
	}
	if s.Form != form() {
		return nil, errOlderForm
	}
	return &s, nil
}

// check holds the files of the data set to what it tells of them: rows are added to no others.
func (s *set) check(f *folder) error {
	for _, a := range s.Files {
		info, err := os.Stat(f.in(a.Name))
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is gone: make the data set whole, without --since", a.Name)
		}
		if err != nil {
			return err
		}
		if a.Bytes > 0 && info.Size() != a.Bytes {
			return fmt.Errorf("%s was changed since the data set was made: make it whole, without --since", a.Name)
		}
	}
	return nil
}

// file is one of the data set's files.
func (s *set) file(name string) (artefact, bool) {
	i := slices.IndexFunc(s.Files, func(a artefact) bool { return a.Name == name })
	if i < 0 {
		return artefact{}, false
	}
	return s.Files[i], true
}

// settle gives a run that adds to the data set the formats and settings that it has.
func (s *set) settle(opt *Options) error {
	for _, f := range opt.Formats {
		if !slices.Contains(s.Formats, f) && !(f == CSV && slices.Contains(s.Formats, DataPackage)) {
			return fmt.Errorf("the data set has no %s, but %v: make it whole, without --since, to have it", f, s.Formats)
		}
	}
	if opt.Excel && !s.Excel || opt.Cells && !s.Cells {
		return errors.New("the data set was made without --excel or --cells: make it whole, without --since, to have it so")
	}
	if opt.Lang != "" && opt.Lang != s.Lang || opt.Review != "" && opt.Review != s.Review {
		return errors.New("the data set was made with another --lang or --review: make it whole, without --since, to have it so")
	}
	opt.Lang, opt.Review = s.Lang, s.Review
	opt.Formats, opt.Excel, opt.Cells, opt.Partition = s.Formats, s.Excel, s.Cells, s.Partition
	about := &opt.About
	*about = About{Name: cmp.Or(about.Name, s.About.Name), Title: cmp.Or(about.Title, s.About.Title), Created: cmp.Or(about.Created, s.About.Created),
		Version: cmp.Or(about.Version, s.About.Version), Licence: cmp.Or(about.Licence, s.About.Licence)}
	return nil
}

// text is the set as its file holds it.
func (s *set) text() ([]byte, error) {
	data, err := json.MarshalIndent(s, "", "  ")
	return append(data, '\n'), err
}
