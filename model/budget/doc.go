// Package budget reads what a logical table of a budget disclosure says: its
// kind, the roles of its columns, the amounts of money in it as facts, its
// performance indicators, and whose budget for which year the document is.
//
// Each table is read once, into a sheet ([Read]). Who is meant is told from the sheets
// and the text around them ([Identify]); in the light of the year, the sheets make a
// book ([NewBook]): lists of rows and columns, and the facts; in the light of the place,
// facts of places have their codes ([Locate]). How things are printed is known to package
// words, not here.
//
// It trusts the tables' grids (cells that cover every place once, a number of
// header rows) and the printed text; it has no knowledge of pages beyond the
// regions that cells carry along. Everything is a function from values to
// values: the same tables give the same facts in the same order.
//
// What it never does: change a printed text, guess a unit that is not told, or
// make a fact of a place where no amount is printed. A blank, “-” and “无” are
// no amounts; “0” and “0.00” are.
package budget
