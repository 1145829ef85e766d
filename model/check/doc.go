// Package check holds what a disclosure says against itself: the 勾稽关系 inside
// its tables and between them, its text against its tables, its form, its codes
// and its print; and for itself, which of its amounts are proved.
//
// It promises to make no error of rounding: amounts are exact, and two
// figures differ only when they are further apart than half a unit of the last
// decimal printed of each of them allows. It does not guess: a blank is no zero,
// and an identity of which a part is not printed is not tested. It trusts the
// facts and lists of package budget for what a figure is.
//
// All identities are one list, of which findings and proof are read: one that is
// broken is a finding and contradicts its amounts, one that holds confirms them.
// An identity that a publisher may have meant otherwise (a hierarchy without
// numbering, columns whose headers leave open what they sum) is taken as broken
// only where the table itself keeps it elsewhere and nothing that is printed
// explains the difference.
//
// Expected and actual of a finding are in the unit that the first subject is
// printed in; actual is as printed.
package check
