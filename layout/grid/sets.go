package grid

// sets are disjoint sets of the numbers from 0: each number leads to another of its set, the root to itself.
type sets []int32

func setsOf(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

// root is the number that stands for the set of i.
func (s sets) root(i int) int {
	for int(s[i]) != i {
		s[i] = s[s[i]]
		i = int(s[i])
	}
	return i
}

// count is how many sets there are.
func (s sets) count() int {
	n := 0
	for i := range s {
		if int(s[i]) == i {
			n++
		}
	}
	return n
}

// unite makes one set of those of a and b.
func (s sets) unite(a, b int) { s[s.root(a)] = int32(s.root(b)) }
