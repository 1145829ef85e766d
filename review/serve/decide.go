package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"

	"yusuan/model"
)

// maxDecision limits what is sent: the longest line that corrections have.
const maxDecision = 1 << 20

// moment is RFC 3339, in milliseconds: what is decided again is another decision.
const moment = "2006-01-02T15:04:05.000Z07:00"

// refusal is why a decision is not kept.
type refusal struct {
	status int
	why    string
}

func (r *refusal) Error() string { return r.why }

func refuse(status int, format string, args ...any) error {
	return &refusal{status, fmt.Sprintf(format, args...)}
}

// decide takes a decision: a correction without id, time and textSha256, which are told here. The answer holds it as it is kept,
// and the document that it makes.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) {
	answer, err := s.decided(w, r)
	if err != nil {
		status := http.StatusInternalServerError
		if refused, ok := errors.AsType[*refusal](err); ok {
			status = refused.status
		}
		http.Error(w, err.Error(), status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(answer) // whoever asked may be gone; the decision is kept
}

func (s *Server) decided(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	c, err := parse(w, r)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	// A decision that is sent is brought to its end, whatever becomes of the page that sent it.
	ctx := context.WithoutCancel(r.Context())
	before := s.opt.Journal.Of(c.SHA256)
	if c.TextSHA256, err = s.textOf(ctx, c.SHA256, before); err != nil {
		return nil, err
	}
	c.When = s.now().UTC().Format(moment)
	c.ID = c.Digest()
	if err := c.Validate(); err != nil {
		return nil, refuse(http.StatusBadRequest, "%v", err)
	}
	if slices.ContainsFunc(before, func(d model.Correction) bool { return d.ID == c.ID }) {
		return nil, refuse(http.StatusConflict, "it is decided already")
	}
	doc, err := s.keep(ctx, c, before)
	if err != nil {
		if _, again := s.opt.Correct(ctx, c.SHA256, before); again != nil {
			return nil, again
		}
		return nil, err
	}
	answer := append(c.AppendJSON([]byte(`{"correction":`)), `,"document":`...)
	return append(doc.AppendJSON(answer), '}'), nil
}

// textOf is the textSha256 of a document.
func (s *Server) textOf(ctx context.Context, sha256 string, before []model.Correction) (string, error) {
	if text, ok := s.texts[sha256]; ok {
		return text, nil
	}
	doc, err := s.opt.Correct(ctx, sha256, before)
	if errors.Is(err, ErrUnknown) {
		return "", refuse(http.StatusNotFound, "%v", err)
	}
	if err != nil {
		return "", err
	}
	s.texts[sha256] = doc.Source.TextSHA256
	return doc.Source.TextSHA256, nil
}

// parse reads what is sent.
func parse(w http.ResponseWriter, r *http.Request) (*model.Correction, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, refuse(http.StatusUnsupportedMediaType, "a decision is application/json")
	}
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxDecision))
	dec.DisallowUnknownFields()
	var c model.Correction
	err := dec.Decode(&c)
	if err == nil {
		if _, err = dec.Token(); err == nil {
			err = errors.New("something follows it")
		} else if errors.Is(err, io.EOF) {
			err = nil
		}
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return nil, refuse(http.StatusRequestEntityTooLarge, "a decision has %d bytes at most", maxDecision)
	}
	switch {
	case err != nil:
		return nil, refuse(http.StatusBadRequest, "no decision: %v", err)
	case c.ID != "" || c.When != "" || c.TextSHA256 != "":
		return nil, refuse(http.StatusBadRequest, "id, when and textSha256 are told here")
	}
	return &c, nil
}

// keep applies a decision to the document and, where it is in effect, keeps it.
func (s *Server) keep(ctx context.Context, c *model.Correction, before []model.Correction) (*model.Document, error) {
	with := append(slices.Clone(before), *c)
	if c.Kind == model.Withdrawn {
		at := slices.IndexFunc(before, func(d model.Correction) bool { return d.ID == c.Of })
		if at < 0 {
			return nil, refuse(http.StatusConflict, "there is no such decision about the document")
		}
		with = slices.Delete(slices.Clone(before), at, at+1)
	}
	doc, err := s.opt.Correct(ctx, c.SHA256, with)
	if err != nil {
		return nil, err
	}
	for i := range doc.Findings {
		if f := &doc.Findings[i]; f.Correction == c.ID {
			return nil, refuse(http.StatusConflict, "%s", f.Message.EN)
		}
	}
	return doc, s.opt.Journal.Append(*c)
}
