// Package words reads how disclosures print things: numbers, units of money,
// numbering, codes, years, names of bodies, the marks of totals and parts, and by
// how much rounding can put sums apart. It is the one place that knows this;
// finding tables, reading what they say and checking it all ask here.
//
// It knows no page and no table. It promises that white space and the width of
// characters make no difference to what a text is read as, that it never guesses
// (a text whose value is open is said to be so), and that all of it is a function
// from values to values. It trusts its caller for what a text stands for: a bare
// 2026 is a number here, and the column that it stands in says whether it is money.
package words
