// Package command reads lines of print by a program of the user's own.
//
// The program is started without a shell, once for each file that has lines to be read. On its standard input it gets a JSON
// object a line for each line of print, on its standard output it answers each with a JSON object a line, in any order:
//
//	{"id":1,"path":"/tmp/yusuan-lines-1/1.png","kind":"line","dpi":200}
//	{"id":1,"text":"一般公共预算支出","conf":0.98}
//
// path is a PNG of grey pixels, dark on white, which is there until its answer comes; kind is always "line"; dpi is the
// resolution of the page. text is what the line says, "" where it has no print, conf from 0 to 1 how sure the program is. Lines
// come in batches, and a program must answer a batch before it gets the next one: it must not wait for more, nor for the end
// of its input, and must write its answers out. At the end of its input it ends.
//
// What it writes to its standard error is told, its last line, when it fails. It fails where it ends before it has answered,
// answers what is no such object or what nobody asked, or is not done with a batch in time.
//
// Files, each using only those before it: words.go process.go reader.go.
package command
