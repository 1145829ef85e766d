// Package say tells people what the program has to tell, in English or in Chinese.
//
// What the program says itself stands in the code as a pair, the English beside the
// Chinese: Language.Of chooses one of two texts, Language.Format fills one of two
// formats, and Errorf makes an error that has both, so that only who shows it asks for a
// language. What libraries say, those of this module among them, is English; chinese.go
// has the Chinese of it, and what it does not have stays as it is.
//
// Files, each using only those before it: say.go chinese.go causes.go errors.go.
package say
