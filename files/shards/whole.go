package shards

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// MarkerName is the name, in a shard's folder, of the file that tells that the shard was run to its end.
const MarkerName = "shard.json"

// Marker tells of a run of a shard that has come to its end. Its members are in the order of their names.
type Marker struct {
	Done    int    `json:"done"`   // files of the shard with a document
	Failed  int    `json:"failed"` // files of the shard without one
	Files   int    `json:"files"`  // that the run found, those of all shards
	Program string `json:"program"`
	Shard   int    `json:"shard"`
	Shards  int    `json:"shards"`
}

// Text is the marker as its file holds it.
func (m Marker) Text() []byte {
	data, _ := json.Marshal(m) // numbers and a version: there is nothing to refuse
	return append(data, '\n')
}

// readMarker reads the marker of a shard below a folder; there is none where the shard was not run to its end.
func readMarker(dir string, s Shard) (Marker, bool) {
	data, err := os.ReadFile(filepath.Join(dir, s.Folder(), MarkerName))
	if err != nil {
		return Marker{}, false
	}
	var m Marker
	err = json.Unmarshal(data, &m)
	return m, err == nil && m.Shard == s.Index && m.Shards == s.Count
}

// Whole tells why the shards that were found in a folder are not all there is: some are missing or were not run to their end, they
// are of two partitions or by two programs, or they do not tell of every file once.
func Whole(dir string, found []Shard) error {
	if len(found) == 0 {
		return nil
	}
	if Begun(dir) {
		return fmt.Errorf("%s: it holds shards, and what was extracted without them", dir)
	}
	count := found[0].Count
	there := make(map[int]bool, len(found))
	for _, s := range found {
		if s.Count != count {
			return fmt.Errorf("%s: it holds shards of %d and of %d", dir, count, s.Count)
		}
		there[s.Index] = true
	}
	var lacking numbers
	var markers []Marker
	for i := range count {
		if m, ok := readMarker(dir, Shard{i, count}); there[i] && ok {
			markers = append(markers, m)
		} else {
			lacking = append(lacking, i)
		}
	}
	if len(lacking) > 0 {
		return fmt.Errorf("%s: shards %v of %d are missing, or were not run to their end", dir, lacking, count)
	}
	told := 0
	for _, m := range markers {
		if m.Files != markers[0].Files {
			return fmt.Errorf("%s: a shard found %d files and another %d: run all shards over the same files", dir, markers[0].Files, m.Files)
		}
		if m.Program != markers[0].Program {
			return fmt.Errorf("%s: a shard was read by %s and another by %s: run all shards with the same program", dir, markers[0].Program, m.Program)
		}
		told += m.Done + m.Failed
	}
	if told != markers[0].Files {
		return fmt.Errorf("%s: the shards found %d files and tell of %d: files changed meanwhile, or not all runs could read them; run all shards again", dir, markers[0].Files, told)
	}
	return nil
}

// numbers are those of shards.
type numbers []int

// mostNumbers is how many are told.
const mostNumbers = 10

func (n numbers) String() string {
	var all []string
	for _, i := range n[:min(mostNumbers, len(n))] {
		all = append(all, strconv.Itoa(i))
	}
	if len(n) > mostNumbers {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}
