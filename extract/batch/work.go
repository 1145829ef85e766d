package batch

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"yusuan/extract"
	"yusuan/model"
)

// Work reads files one after the other for any program that asks: each request is answered by one Record, in order, whatever the
// file does. Files are read in a worker process, which is started anew after one that ended it.
type Work struct {
	// Options hold Extract, Worker, which must be there, Memory and Program.
	Options
	// Parts are what a record of a file brings: DocumentPart, and tables of data sets.
	Parts []string
	// Lines tells that requests and records are lines of JSON, not frames.
	Lines bool
}

// Request asks for what a file says. As a line it may be the path alone; in a frame, the file may be the frame's body.
type Request struct {
	// Name is what the document (its last element) and the record call the file; without it, its path does.
	Name string `json:"name,omitempty"`
	// Path is where the file is.
	Path string `json:"path,omitempty"`
	// Data is the file itself, in a line: in Base64.
	Data []byte `json:"data,omitempty"`
	// Password opens an encrypted file; without it, the command's does.
	Password string `json:"password,omitempty"`
	// Meta is what is told of the file beside it.
	Meta *model.Meta `json:"meta,omitempty"`

	err error // why it asks for nothing that can be read
}

// RecordStatus tells whether a file gave what was asked for.
type RecordStatus string

const (
	RecordOK     RecordStatus = "ok"
	RecordFailed RecordStatus = "failed"
)

// Record is what became of a request. But for the seconds it tells nothing of the run.
type Record struct {
	Name   string       `json:"name"`
	Status RecordStatus `json:"status"`
	SHA256 string       `json:"sha256,omitempty"` // of the file, "" where it could not be read
	Bytes  int          `json:"bytes,omitempty"`
	Counts
	Stage extract.Stage `json:"stage,omitempty"` // of the failure
	Page  int           `json:"page,omitempty"`  // of the failure, from 1
	Error *Failure      `json:"error,omitempty"`
	// Seconds are what all stages took; 0 of a file that failed.
	Seconds float64 `json:"seconds,omitempty"`
	Program string  `json:"program"` // the version of this program
	// Parts are what the record brings, one after the other in the frame's body. In a line they are an object instead.
	Parts []Part `json:"parts,omitempty"`
}

// Part is a part of a frame's body: a canonical document in JSON, or rows of a table as a stream of Arrow IPC.
type Part struct {
	Name  string `json:"name"`
	Bytes int    `json:"bytes"`
}

// Run answers requests until in ends, or ctx does: then a file that is under way is given up, without a record. The error is
// of in or out, of what is no message, or that no worker process can be started.
func (w *Work) Run(ctx context.Context, in io.Reader, out io.Writer) error {
	reader := w.newReader().(*isolated)
	reader.parts, reader.lines = w.Parts, w.Lines
	defer reader.close()
	from, to := bufio.NewReaderSize(in, 1<<16), bufio.NewWriterSize(out, 1<<16)
	for {
		asked, err := w.request(from)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		record, parts, err := w.answer(ctx, asked, reader)
		if err != nil {
			return err
		}
		if err := w.write(to, record, parts); err != nil {
			return err
		}
		if err := to.Flush(); err != nil {
			return fmt.Errorf("write record: %w", err)
		}
	}
}

// maxLine limits a request in a line: a file of the largest size in Base64 and as much as a frame's head.
const maxLine = (256<<20)*4/3 + maxHead

// request reads a request. The error is io.EOF itself where there is none.
func (w *Work) request(in *bufio.Reader) (Request, error) {
	if w.Lines {
		return lineRequest(in)
	}
	var lengths [8]byte
	if _, err := io.ReadFull(in, lengths[:]); err != nil {
		return Request{}, err
	}
	length, size := binary.BigEndian.Uint32(lengths[:4]), int64(binary.BigEndian.Uint32(lengths[4:]))
	if length > maxHead {
		return Request{}, fmt.Errorf("read request: head of %d bytes", length)
	}
	head := make([]byte, length)
	if _, err := io.ReadFull(in, head); err != nil {
		return Request{}, fmt.Errorf("read request: %w", err)
	}
	asked := parseRequest(head)
	body := &io.LimitedReader{R: in, N: size}
	data, err := extract.ReadAll(body, size)
	if err != nil { // it is too large, or in has an end
		if asked.err == nil {
			asked.err = err
		}
		_, err = io.Copy(io.Discard, body)
	}
	if err == nil && body.N > 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return Request{}, fmt.Errorf("read request: %w", err)
	}
	switch {
	case asked.err != nil:
	case len(asked.Data) > 0, asked.Path != "" && size > 0:
		asked.err = errors.New("no request: the file is told twice")
	case asked.Path == "":
		asked.Data = data
	}
	return asked, nil
}

func lineRequest(in *bufio.Reader) (Request, error) {
	for {
		var line []byte
		for more := true; more; {
			piece, err := in.ReadSlice('\n')
			line = append(line, piece...)
			switch {
			case len(line) > maxLine:
				return Request{}, errors.New("read request: the line is too long")
			case errors.Is(err, bufio.ErrBufferFull):
				continue
			case err != nil && (!errors.Is(err, io.EOF) || len(line) == 0):
				return Request{}, err
			}
			more = false
		}
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case len(line) == 0:
		case line[0] != '{':
			return Request{Path: string(line)}, nil
		default:
			asked := parseRequest(line)
			if asked.err == nil && asked.Path != "" && asked.Data != nil {
				asked.err = errors.New("no request: the file is told twice")
			}
			return asked, nil
		}
	}
}

// parseRequest reads a request's JSON; members that it does not know are an error, since they would be passed over.
func parseRequest(text []byte) (r Request) {
	from := json.NewDecoder(bytes.NewReader(text))
	from.DisallowUnknownFields()
	err := from.Decode(&r)
	if err == nil {
		if _, more := from.Token(); more != io.EOF {
			err = errors.New("more than one value")
		}
	}
	if err == nil {
		err = r.Meta.Validate()
	}
	if err != nil {
		r.err = fmt.Errorf("no request: %w", err)
	}
	return r
}

// answer reads a file. The error is of the run: no worker process can be started, or ctx has ended.
func (w *Work) answer(ctx context.Context, asked Request, r reader) (Record, document, error) {
	record := Record{Name: readable(cmp.Or(asked.Name, asked.Path)), Program: w.Program}
	doc, err := w.read(ctx, asked, &record, r)
	if _, ok := errors.AsType[*startError](err); ok {
		return record, doc, err
	}
	if ctx.Err() != nil {
		return record, doc, context.Cause(ctx)
	}
	if err != nil {
		failed := extract.Classify(record.Name, err)
		record.Status, record.Stage, record.Page = RecordFailed, failed.Stage, failed.Page
		record.Error = &Failure{Code: failed.Code, Message: failed.Reason()}
		return record, document{}, nil
	}
	record.Status, record.Counts, record.Parts = RecordOK, doc.Counts, doc.parts
	for _, spent := range doc.seconds {
		record.Seconds += spent
	}
	return record, doc, nil
}

func (w *Work) read(ctx context.Context, asked Request, record *Record, r reader) (document, error) {
	data, err := asked.Data, asked.err
	if err == nil && asked.Path != "" {
		data, err = extract.ReadFile(asked.Path)
	}
	if err != nil {
		return document{}, err
	}
	record.SHA256, record.Bytes = extract.Digest(data), len(data)
	opt := w.Extract
	opt.Meta, opt.Readers = asked.Meta, max(1, w.Extract.Readers)
	opt.Password = cmp.Or(asked.Password, opt.Password)
	return r.read(ctx, job{name: record.Name, data: data, opt: opt})
}

// write writes a record with the parts that it brings.
func (w *Work) write(out io.Writer, record Record, doc document) error {
	if !w.Lines {
		return writeFrame(out, record, doc.text)
	}
	parts := record.Parts
	record.Parts = nil
	var line bytes.Buffer
	to := json.NewEncoder(&line)
	to.SetEscapeHTML(false)
	if err := to.Encode(record); err != nil {
		return fmt.Errorf("write record: %w", err)
	}
	if text := doc.text; len(parts) > 0 {
		line.Truncate(line.Len() - len("}\n"))
		for i, p := range parts {
			fmt.Fprintf(&line, `%s"%s":%s`, []string{`,"parts":{`, ","}[min(i, 1)], p.Name, text[:p.Bytes])
			text = text[p.Bytes:]
		}
		line.WriteString("}}\n")
	}
	if _, err := out.Write(line.Bytes()); err != nil {
		return fmt.Errorf("write record: %w", err)
	}
	return nil
}
