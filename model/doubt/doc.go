// Package doubt tells which amounts of a scan may have been read wrongly, and lets the document's own arithmetic put right those
// of which it leaves one reading.
//
// It promises four things. No amount that the recogniser was unsure of stays unnamed, unless an identity proves it. What an identity
// cannot prove is named all the same: several numbers in one place, decimals that were lost, print that was not read. A
// reading that is worth something else takes another's place only where it closes every identity that its cell stands in, breaks
// none anywhere, and is the only one, of all cells of these identities, that does; and only where the recogniser itself held it to be
// likely: a sum that the publisher printed wrongly stays wrong. And the same cells make the same decisions in any order.
//
// It cannot see a digit that the recogniser was sure of and that stands in no identity: such an amount has no finding, and
// no confirmation either.
//
// It knows nothing of pictures. What was recognised comes as [Cell], what the arithmetic says as [Exam].
//
// Files, each using only those before it: settings.go cell.go exam.go scan.go stands.go repair.go findings.go.
package doubt
