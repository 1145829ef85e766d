package pdf

// What a file may cost. Every limit lies far above real disclosures (the largest seen: 4,000 pages,
// 26,000 objects, 60 MB) and low enough that a hostile file ends within seconds and in less than 1 GiB,
// whoever asks: they are the reader's own, and hold in a worker process and out of one.
const (
	// maxNesting bounds arrays and dictionaries in each other: the parser is recursive, and real files nest below 20.
	maxNesting = 100
	// maxChain bounds references to references, which also ends reference cycles.
	maxChain = 32
	// maxTreeDepth bounds /Kids below /Kids; a balanced tree of 10 million pages is 24 deep.
	maxTreeDepth = 64
	// maxFilters bounds the filters of one stream, each of which may multiply its data.
	maxFilters = 8
	// maxColumns bounds a predictor's row, which is allocated as a whole.
	maxColumns = 1 << 20
	// maxNames bounds the table of names that are kept for reuse.
	maxNames = 1 << 14
	// maxParsed bounds the text of all objects that are parsed: their values take up to twenty times as much
	// memory, and overlapping objects would make parsing quadratic. A file of 60 MB has 10 MB of such text.
	maxParsed = 40 << 20
	// maxTables bounds the text of all cross-reference tables, which may overlap: 3 million entries.
	maxTables = 64 << 20
	// maxStreamGap bounds the white space between the data of a stream and its end: an end-of-line marker.
	maxStreamGap = 32
	// maxObjectStreams bounds the decoded object and cross-reference streams; the former are kept. They hold text
	// that maxParsed bounds.
	maxObjectStreams = 48 << 20
	// measureFrom is the size from which decoded data is measured before it is kept. It is decoded twice then, and takes
	// no more memory than it has bytes, or none if that is over a limit. Fonts alone are so large, of real streams.
	measureFrom = 4 << 20
	// maxSections bounds the cross-reference sections of a file; each incremental update adds one.
	maxSections = 4096
	// maxTail bounds where startxref is looked for; bytes after %%EOF are common (7.5.5 allows 1024 to the last).
	maxTail = 4096
	// maxBrackets bounds the opening brackets of a file that ledongthuc/pdf reads: its parser takes about 500 bytes
	// of stack for each that is open. Compressed data has one in 200 bytes by chance.
	maxBrackets = 200_000
	// maxReread bounds the bytes that a library reads beyond four times the file. Each object costs a
	// buffer of 4 KB or less, which makes this 60,000 objects.
	maxReread = 256 << 20
	// maxProblems bounds the list of what was forgiven: the first thousand tell enough.
	maxProblems = 1000
)

// Limits are what a caller may change. A zero field means its default.
type Limits struct {
	FileSize     int64 // bytes of the file itself, which is kept in memory
	Objects      int   // indirect objects: each costs an entry of the table
	Pages        int   // pages of the page tree
	StreamSize   int64 // decoded bytes of one stream: what a deflate bomb would fill. A font with all ideographs has 40 MB; images are not decoded
	ContentSize  int64 // decoded bytes of a form, or of a page's contents together: forty times the fullest page seen; a map of vectors has 20 MB
	DecodedTotal int64 // decoded bytes of all streams together, each time that they are decoded: a bound on time. A volume of 328 pages has 35 MB
}

// defaultLimits returns the limits that a zero Limits stands for.
func defaultLimits() Limits {
	return Limits{
		FileSize:     256 << 20,
		Objects:      2_000_000,
		Pages:        50_000,
		StreamSize:   64 << 20,
		ContentSize:  32 << 20,
		DecodedTotal: 1 << 30,
	}
}

func (l Limits) withDefaults() Limits {
	d := defaultLimits()
	fill(&l.FileSize, d.FileSize)
	fill(&l.Objects, d.Objects)
	fill(&l.Pages, d.Pages)
	fill(&l.StreamSize, d.StreamSize)
	fill(&l.ContentSize, d.ContentSize)
	fill(&l.DecodedTotal, d.DecodedTotal)
	return l
}

func (l Limits) checkSize(size int64) error {
	if size > l.FileSize {
		return &LimitError{What: "bytes of file", Limit: l.FileSize}
	}
	return nil
}

// overStream is the error of a stream that is too large.
func (l Limits) overStream() *LimitError {
	return &LimitError{What: "decoded bytes of a stream", Limit: l.StreamSize}
}

func fill[T int | int64](v *T, def T) {
	if *v <= 0 {
		*v = def
	}
}
