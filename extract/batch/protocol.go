package batch

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"yusuan/extract"
	"yusuan/extract/picture"
	"yusuan/model"
)

// What a run and a worker process tell each other over the worker's standard
// input and output. Each message is a frame: the lengths of its head and of its
// body, 32 bits each, big-endian, the head as JSON, and the body as it is. A run
// sends one setup, which the worker answers with an empty reply, and then one
// request after the other: each is answered with replies, the last of which has
// a document or a failure. The end of the worker's input is the end of the
// worker, also when it comes because the run was killed.
//
// Both sides are this program: what others talk to is in work.go.

// setup is the first message to a worker.
type setup struct {
	Memory int64       `json:"memory"`
	OCR    recognition `json:"ocr"`
	// Parts are what is asked for of a document, and Lines tells that each is to fit into a line; without any it is the document.
	Parts []string `json:"parts,omitempty"`
	Lines bool     `json:"lines,omitempty"`
}

// recognition is how pages are read from their pictures, but for the command that draws them: a worker knows it.
type recognition struct {
	Pages   extract.RecognizedPages `json:"pages,omitempty"`
	Model   string                  `json:"model,omitempty"`
	Command []string                `json:"command,omitempty"`
	Cache   string                  `json:"cache,omitempty"`
	Fonts   []string                `json:"fonts,omitempty"`
}

// recognition is how a worker that has a painter of its own reads pages from their pictures.
func (s *setup) recognition(painter picture.Options) extract.Recognition {
	painter.Cache, painter.Fonts = s.OCR.Cache, s.OCR.Fonts
	return extract.Recognition{Pages: s.OCR.Pages, Model: extract.ModelFile(s.OCR.Model), Command: s.OCR.Command, Painter: painter}
}

// request asks for the document of a file. The frame's body has the corrections, as a JSON list, and the file's bytes.
type request struct {
	Name       string      `json:"name"`
	Password   []byte      `json:"password,omitempty"`
	PagesApart bool        `json:"pagesApart,omitempty"`
	Pretty     bool        `json:"pretty,omitempty"`
	Readers    int         `json:"readers,omitempty"`
	Meta       *model.Meta `json:"meta,omitempty"`
	// Steps asks for each stage and page to be told as it is begun, so that it is known at which one the worker dies.
	Steps bool `json:"steps,omitempty"`
	// Corrections is how many bytes of the body they are.
	Corrections int `json:"corrections,omitempty"`
}

// parted parts a request's body into corrections and the file.
func (r *request) parted(body []byte) (decided []model.Correction, file []byte, err error) {
	switch {
	case r.Corrections < 0 || r.Corrections > len(body):
		return nil, nil, fmt.Errorf("read message: %d bytes of corrections, of %d", r.Corrections, len(body))
	case r.Corrections > 0:
		err = json.Unmarshal(body[:r.Corrections], &decided)
	}
	return decided, body[r.Corrections:], err
}

// reply tells where a file is, that a page was read, or, in its last three fields, the end. Of the places where a file was since
// the last reply only the latest is told, and of the pages.
type reply struct {
	Stage    extract.Stage `json:"stage,omitempty"`
	Page     int           `json:"page,omitempty"`
	Pages    int           `json:"pages,omitempty"`    // not 0: the page was read
	Document *Counts       `json:"document,omitempty"` // what was asked for of it is the frame's body
	Parts    []Part        `json:"parts,omitempty"`    // of the body, where parts were asked for
	// Seconds are those that each stage of the document took.
	Seconds map[extract.Stage]float64 `json:"seconds,omitempty"`
	Failure *Failure                  `json:"failure,omitempty"`
}

// maxHead limits a frame's head: names and messages, nothing that grows with the file.
const maxHead = 1 << 20

func writeFrame(w io.Writer, head any, body []byte) error {
	text, err := json.Marshal(head)
	if err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	frame := binary.BigEndian.AppendUint32(make([]byte, 0, 8+len(text)), uint32(len(text)))
	frame = binary.BigEndian.AppendUint32(frame, uint32(len(body)))
	if _, err := w.Write(append(frame, text...)); err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	if len(body) == 0 {
		return nil
	}
	if _, err := w.Write(body); err != nil {
		return fmt.Errorf("write message: %w", err)
	}
	return nil
}

// readFrame reads a message; the error is io.EOF itself where the other side has ended between two.
func readFrame(r io.Reader, head any) (body []byte, err error) {
	return readFrameInto(nil, r, head)
}

// readFrameInto reads a message whose body may take some room.
func readFrameInto(room []byte, r io.Reader, head any) (body []byte, err error) {
	var lengths [8]byte
	if _, err := io.ReadFull(r, lengths[:]); err != nil {
		return nil, err
	}
	length, size := binary.BigEndian.Uint32(lengths[:4]), binary.BigEndian.Uint32(lengths[4:])
	if length > maxHead {
		return nil, fmt.Errorf("read message: head of %d bytes", length)
	}
	text := make([]byte, length)
	if _, err := io.ReadFull(r, text); err != nil {
		return nil, fmt.Errorf("read message: %w", err)
	}
	if err := json.Unmarshal(text, head); err != nil {
		return nil, fmt.Errorf("read message: %w", err)
	}
	body = slices.Grow(room, int(size))[:size]
	if _, err := io.ReadFull(r, body); err != nil {
		return nil, fmt.Errorf("read message: %w", err)
	}
	return body, nil
}

// mostRoom is how much room of a document is kept for the next one: that of a disclosure of hundreds of pages.
const mostRoom = 16 << 20

// roomOf is the room of what was written before, unless it is too much to be kept.
func roomOf(before []byte) []byte {
	if cap(before) > mostRoom {
		return nil
	}
	return before[:0]
}
