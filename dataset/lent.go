package dataset

import (
	"math/bits"

	"github.com/apache/arrow-go/v18/arrow/memory"
)

// lentMemory lends memory to Arrow's builders and keeps what they give back, so that the rows of a document take that of the rows
// before. It is not for several goroutines at a time.
type lentMemory struct {
	fresh memory.GoAllocator
	free  [bits.UintSize][][]byte // by the logarithm of their capacity to base 2
}

// leastLent is the logarithm of the least capacity: Arrow wants memory to begin at multiples of 64 bytes.
const leastLent = 6

// Allocate lends memory that is zeroed up to its capacity.
func (m *lentMemory) Allocate(size int) []byte {
	class := max(leastLent, bits.Len(uint(max(size-1, 0))))
	last := len(m.free[class]) - 1
	if last < 0 {
		return m.fresh.Allocate(1 << class)[:size]
	}
	b := m.free[class][last]
	m.free[class] = m.free[class][:last]
	clear(b)
	return b[:size]
}

// Reallocate lends memory that begins as b does, which is given back.
func (m *lentMemory) Reallocate(size int, b []byte) []byte {
	if size <= cap(b) {
		return b[:size]
	}
	larger := m.Allocate(size)
	copy(larger, b)
	m.Free(b)
	return larger
}

// Free takes memory back.
func (m *lentMemory) Free(b []byte) {
	if class := bits.Len(uint(cap(b))) - 1; class >= leastLent {
		m.free[class] = append(m.free[class], b[:cap(b)])
	}
}
