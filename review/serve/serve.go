// Package serve shows a review to the person at this machine and takes their decisions.
//
// It promises that nobody else reads or decides anything: it listens on the loopback only, its address holds a token of
// 128 random bits, and every request has to name this server as its host, to have the token and, where it tells an origin or
// decides something, to come from a page of this server. A decision is kept only if it applies to the document
// as it is, and then it is on the disk before it is answered.
//
// It trusts the pages that it is given: these see paths that are clean, and no token.
package serve

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"yusuan/model"
)

// Options say what is served. All are needed.
type Options struct {
	// Host is the address that is listened on, as 127.0.0.1:8080.
	Host string
	// Pages answers GET and HEAD.
	Pages http.Handler
	// Journal keeps the decisions.
	Journal *Journal
	// Correct returns a document with these decisions applied to it and no others; ErrUnknown where there is none. It is called
	// for one decision at a time, and last with those that the journal has.
	Correct func(ctx context.Context, sha256 string, decided []model.Correction) (*model.Document, error)
}

// ErrUnknown tells that there is no such document.
var ErrUnknown = errors.New("no such document")

// Server is the review's handler.
type Server struct {
	opt   Options
	token string
	hosts []string // what requests may call it
	now   func() time.Time
	mu    sync.Mutex        // one decision at a time
	texts map[string]string // textSha256 of documents that were decided about, by sha256
}

// New makes a server with a token of its own.
func New(opt Options) (*Server, error) {
	_, port, err := net.SplitHostPort(opt.Host)
	if err != nil {
		return nil, err
	}
	return &Server{opt: opt, token: rand.Text(), hosts: []string{opt.Host, net.JoinHostPort("localhost", port)}, now: time.Now, texts: map[string]string{}}, nil
}

// Address is where a browser finds the review.
func (s *Server) Address() string { return "http://" + s.opt.Host + "/?token=" + s.token }

// TokenHeader has the token of a request that decides; others have it in their query, as "token".
const TokenHeader = "X-Yusuan-Token"

// decisions is the path that decisions are sent to.
const decisions = "/decisions"

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w.Header())
	deciding := r.URL.Path == decisions && r.Method == http.MethodPost
	switch {
	case !s.isHere(r, deciding):
		http.Error(w, "this is not for you", http.StatusForbidden)
	case deciding:
		s.decide(w, r)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
	case !isClean(r.URL.Path):
		http.Error(w, "no such page", http.StatusNotFound)
	default:
		s.opt.Pages.ServeHTTP(w, withoutToken(r))
	}
}

// guard tells the browser to show what is sent as what it is, to nobody else, and to keep nothing of it.
func guard(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", "frame-ancestors 'none'") // the pages tell the rest
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
}

// isHere tells a request of a page of this server, or of whoever was told its address. Another page may make a browser send
// requests here, and have its own name lead here: it has no token, and the browser says where it comes from.
func (s *Server) isHere(r *http.Request, deciding bool) bool {
	token := r.Header.Get(TokenHeader)
	if !deciding {
		token = r.URL.Query().Get("token")
	}
	known := false
	for _, host := range s.hosts {
		known = known || r.Host == host
	}
	origins := r.Header.Values("Origin")
	here := len(origins) == 0 && !deciding || len(origins) == 1 && origins[0] == "http://"+r.Host
	return known && here && subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) == 1
}

// isClean tells a path that leads nowhere but down.
func isClean(p string) bool {
	return strings.HasPrefix(p, "/") && !strings.ContainsAny(p, "\\\x00") && (p == "/" || path.Clean(p) == strings.TrimSuffix(p, "/"))
}

func withoutToken(r *http.Request) *http.Request {
	r = r.Clone(r.Context())
	query := r.URL.Query()
	query.Del("token")
	r.URL.RawQuery = query.Encode()
	r.RequestURI = (&url.URL{Path: r.URL.Path, RawQuery: r.URL.RawQuery}).String()
	return r
}

// Times that a request may take. Pictures of pages are made when they are asked for, and documents corrected.
const (
	headerTime = 5 * time.Second
	readTime   = 30 * time.Second
	answerTime = 5 * time.Minute
	idleTime   = 2 * time.Minute
	endTime    = 5 * time.Second
	maxHeaders = 16 << 10
)

// Listen listens on the loopback, on any free port where none is named.
func Listen(port int) (net.Listener, error) {
	return net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
}

// Run serves until ctx ends; requests that are under way are finished, those that take long are not.
func (s *Server) Run(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler: s, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: answerTime, IdleTimeout: idleTime,
		MaxHeaderBytes: maxHeaders, ErrorLog: log.New(io.Discard, "", 0),
	}
	ended := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(ended)
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTime)
		defer cancel()
		_ = server.Shutdown(end)
	})
	err := server.Serve(listener)
	if !stop() {
		<-ended
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
