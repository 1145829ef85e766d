package pdf

// What a file may cost. Every limit lies far above real disclosures (the largest seen: 4,000 pages,
// 26,000 objects, 60 MB) and low enough that a hostile file ends within seconds and in less than 1 GiB.
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
	// maxProblems bounds the list of what was forgiven: the first thousand tell enough.
	maxProblems = 1000
)

// Limits are what a caller may change. A zero field means its default.
type Limits struct {
	FileSize     int64 // bytes of the file itself, which is kept in memory
	Objects      int   // indirect objects: each costs an entry of the table
	Pages        int   // pages of the page tree
	StreamSize   int64 // decoded bytes of one stream: what a deflate bomb would fill
	DecodedTotal int64 // decoded bytes of all streams together, each time that they are decoded: a bound on time
}

// DefaultLimits returns the limits that a zero Limits stands for.
func DefaultLimits() Limits {
	return Limits{
		FileSize:     512 << 20,
		Objects:      2_000_000,
		Pages:        50_000,
		StreamSize:   128 << 20,
		DecodedTotal: 2 << 30,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	fill(&l.FileSize, d.FileSize)
	fill(&l.Objects, d.Objects)
	fill(&l.Pages, d.Pages)
	fill(&l.StreamSize, d.StreamSize)
	fill(&l.DecodedTotal, d.DecodedTotal)
	return l
}

func fill[T int | int64](v *T, def T) {
	if *v <= 0 {
		*v = def
	}
}
