package extract

import (
	"strings"
	"sync"

	"yusuan/extract/internal/ocr"
	"yusuan/extract/internal/ocr/command"
	"yusuan/extract/picture"
)

// Recognition says which pages are read from their pictures, and by what. The zero value reads those that need it, by the
// recogniser that is built in.
type Recognition struct {
	Pages RecognizedPages
	// Model is another recogniser; nil for the one that is built in.
	Model *Model
	// Command is a program that recognises lines in its place, with its arguments; see the package ocr/command.
	Command []string
	// Painter draws pages whose images are not their picture as they are. Without a command such pages are not read.
	Painter picture.Options

	reader ocr.Reader // a test's own
}

// Recognizer names what reads lines: "" for the recogniser that is built in, else the digests of its files, or the program and its
// arguments. The error is of a file that cannot be read.
func (o *Recognition) Recognizer() (string, error) {
	switch {
	case o.Pages == Never:
		return "", nil
	case len(o.Command) > 0:
		return "program " + strings.Join(o.Command, " "), nil
	case o.Model != nil:
		digest, err := o.Model.digest()
		return "model " + digest, err
	}
	return "", nil
}

// Model is a recogniser in a file, in ONNX, with its dictionary beside it where the file has none. It is read when it is first
// needed, and made a network once for all files that are read with it.
type Model struct {
	path    string
	digest  func() (string, error)
	network func() (*ocr.Recognizer, error)
}

// ModelFile is the model at a path; none at "".
func ModelFile(path string) *Model {
	if path == "" {
		return nil
	}
	return &Model{
		path:    path,
		digest:  sync.OnceValues(func() (string, error) { return ocr.FileDigest(path) }),
		network: sync.OnceValues(func() (*ocr.Recognizer, error) { return ocr.OpenFile(path) }),
	}
}

// Path is where the model lies; "" where there is none.
func (m *Model) Path() string {
	if m == nil {
		return ""
	}
	return m.path
}

// CommandWords parts a command line into a program and its arguments: at white space, but for what stands between two ' or two ".
func CommandWords(line string) ([]string, error) { return command.Words(line) }

// RecognizedPages says which pages are read from their pictures.
type RecognizedPages string

const (
	// Auto, like "", reads those that have no text, or none that can be read, or a layer of it that nobody sees and that is
	// not what the picture shows.
	Auto   RecognizedPages = "auto"
	Always RecognizedPages = "always" // reads all, whatever text they have
	Never  RecognizedPages = "never"  // reads none
)

// RecognizedPagesValues lists what may be said.
func RecognizedPagesValues() []RecognizedPages { return []RecognizedPages{Auto, Always, Never} }

// thresholds are those of this package: which pages are read from their pictures.
type thresholds struct {
	// unreadable is the share of a page's glyphs from which its text is no more to be trusted as a whole.
	unreadable float64
	// mojibakeRun is the number of neighbouring characters beyond ASCII, of the Latin blocks, letters among them, that no
	// language sets in a row: text of another encoding, read byte by byte.
	mojibakeRun int
	// covered is the share of a page that images cover where it is a scan with a page number or a header set over it, and
	// margin the share of its height, at the top and at the bottom, in which these stand. Text elsewhere is the page's own, and
	// the image its background.
	covered, margin float64
	// samples is how many pieces of a layer of text are compared with the picture, and piece how many glyphs each has at
	// least. pieceGap parts them: the space between two glyphs, in em.
	samples, piece int
	pieceGap       float64
	// pieceRoom is what is cut out around a piece, as a share of its height: layers are not laid exactly.
	pieceRoom float64
	// agreement is the share of these glyphs that the picture must show, too. What recognisers make of clean print is above it,
	// a layer of another page, shifted, or made by a bad one below.
	agreement float64
	// coarse is the resolution, in dots per inch, under which print of usual sizes cannot be read.
	coarse float64
	// restored is the share of a line's unreadable glyphs that what was recognised there must tell.
	restored float64
	// unread is how many squares of ink that was not read make a cell doubtful that has no text or is under a seal.
	unread int
	// dpi is the resolution at which pages are drawn.
	dpi int
}

var limits = thresholds{
	unreadable: 0.01, mojibakeRun: 3,
	covered: 0.8, margin: 0.1,
	samples: 6, piece: 6, pieceGap: 1, pieceRoom: 0.15, agreement: 0.9, coarse: 100, restored: 0.8,
	unread: 2, dpi: 300,
}
