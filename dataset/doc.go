// Package dataset turns canonical documents into a data set that a researcher
// can publish: the tables documents, publishers, tables, cells, facts, projects,
// indicators, government_totals, findings, finding_subjects, corrections and
// codes as CSV, JSON Lines, Parquet, SQLite, an Excel workbook and a
// Frictionless Data Package, with a data dictionary in Chinese and English.
//
// It promises that the tables are the same in every format, that keys are made
// of a file's digest and of places in it, so that they stay when files are
// added, that every row says where it was printed, that amounts are exact or
// absent and never rounded, that the same documents in the same order give the
// same bytes, and that memory does not grow with the number of documents. A
// document that breaks a promise of the canonical form is left out and named.
//
// It trusts that no other run writes into the same folder at the same time.
package dataset
