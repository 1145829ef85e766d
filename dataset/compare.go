package dataset

import (
	"cmp"
	"context"
	"errors"
	"fmt"
)

// member is a document of the data set that rows are added to.
type member struct {
	entry Entry
	// given: among the run's documents is the one that it was made of, under its name or first under another one.
	given   bool
	renamed string
	leaves  Status // Replaced or Removed, "" where it stays
}

// comparison holds a run's documents against those that the data set has.
type comparison struct {
	members map[string]*member // by the file's digest
	named   map[string]int     // how many members have a name
	names   map[string]string  // of the run's documents, to the digests of their files; "" of those that could not be read
	anew    []candidate        // of files that the data set has, and extracted otherwise
	wanted  map[int]string     // places of documents that are to be taken in, with their digests
}

// candidate is one of the run's documents.
type candidate struct {
	place int
	entry Entry
}

// compare finds out what is to be taken in and what leaves, by reading all documents, but without making any rows: where
// a document is extracted anew or replaced, only all of them tell that no other one still is what the data set has.
func (b *builder) compare(ctx context.Context, documents Documents) (map[int]string, error) {
	c := comparison{members: make(map[string]*member), named: make(map[string]int), names: make(map[string]string), wanted: make(map[int]string)}
	for _, e := range doneOf(b.before) {
		c.members[e.SHA256] = &member{entry: e}
		c.named[e.Name]++
	}
	for _, name := range b.opt.Unread {
		c.names[name] = ""
	}
	place := 0
	for item := range documents(nil) {
		if e := c.look(place, item); e.Status != "" {
			b.count(e)
		}
		place++
	}
	if ctx.Err() != nil { // what was not reached is not gone
		return nil, context.Cause(ctx)
	}
	if b.counts.Present+len(c.wanted)+len(c.anew) == 0 {
		return nil, ErrNothingRead
	}
	for _, e := range c.decide(b.before, b.opt.Prune) {
		b.count(e)
	}
	return c.wanted, b.keep(&c)
}

// look takes in one of the run's documents. The entry has no status where that is told when it is taken in.
func (c *comparison) look(place int, item Item) Entry {
	e, err := item.entry()
	m := c.members[e.SHA256]
	switch {
	case errors.Is(err, errStale):
		return Entry{} // its file is gone, or has another name: the other documents tell what becomes of it
	case err != nil:
		c.names[e.Name] = ""
		return e.failed(err)
	}
	c.names[e.Name] = e.SHA256
	switch {
	case m == nil:
		c.wanted[place] = e.OutputSHA256
		return Entry{}
	case m.entry.OutputSHA256 == e.OutputSHA256 || item.Document == nil:
		if e.Name == m.entry.Name {
			m.renamed = ""
		} else if !m.given {
			m.renamed = e.Name
		}
		m.given = true
		e.Status = Present
		return e
	}
	c.anew = append(c.anew, candidate{place, e})
	return Entry{}
}

// decide finds what leaves, and returns entries that tell of it.
func (c *comparison) decide(before []Entry, prune bool) []Entry {
	var told []Entry
	for _, d := range c.anew {
		m := c.members[d.entry.SHA256]
		if m.given {
			d.entry.Status, d.entry.SameAs = Duplicate, m.entry.Name
			told = append(told, d.entry)
			continue
		}
		m.leaves = Replaced
		c.wanted[d.place] = d.entry.OutputSHA256
	}
	for _, e := range doneOf(before) {
		m := c.members[e.SHA256]
		if m.leaves == "" && !m.given {
			m.leaves = c.leaves(e, prune)
		}
		if m.leaves != "" {
			told = append(told, Entry{Name: e.Name, SHA256: e.SHA256, Status: m.leaves})
		}
	}
	return told
}

// leaves tells whether a document leaves that is not among the run's: for another one of its name, or because its
// file is gone, which a failure to read one does not tell.
func (c *comparison) leaves(e Entry, prune bool) Status {
	now, there := c.names[e.Name]
	switch {
	case there && now == "":
		return ""
	case there && c.named[e.Name] == 1:
		return Replaced
	case prune:
		return Removed
	}
	return ""
}

// keep takes over what the earlier data set's manifest tells of documents that stay.
func (b *builder) keep(c *comparison) error {
	told := make(map[string]bool)
	for _, e := range b.entries {
		told[e.Name] = true
	}
	for _, m := range c.members {
		told[m.renamed] = true
	}
	var stay []Entry
	for _, e := range b.before {
		m := c.members[e.SHA256]
		if m != nil && m.leaves != "" {
			b.folder.leaving[e.SHA256] = true
			delete(b.seen, e.SHA256)
			delete(b.keys, shortKey(e.SHA256))
			continue
		}
		if e.Status != Done {
			if now, there := c.names[e.Name]; !told[e.Name] && there == (e.Status == Duplicate && now == e.SHA256) {
				stay = append(stay, e)
			}
			continue
		}
		e.Name = cmp.Or(m.renamed, e.Name)
		r, err := parseRecord(documentsTable, e.Row)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", manifestName, e.Name, err)
		}
		b.records = append(b.records, r)
		stay = append(stay, e)
	}
	b.before = stay
	return nil
}
