package web

import (
	"bytes"
	stdgzip "compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"iter"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	br "github.com/andybalholm/brotli"
	"github.com/labstack/echo/v4"
)

// coding is a content coding. Of two that the client accepts equally the later
// one is sent, because it is the smaller one.
type coding int

const (
	identity coding = iota
	gzip
	brotli
	codings
)

func (c coding) String() string { return [codings]string{"identity", "gzip", "br"}[c] }

// encoded is an answer in every coding that makes it much smaller. Each
// representation is made once, when a client first asks for it.
type encoded struct {
	answer    *answer
	encodings [codings]func() *representation // returns nil for a coding that gains little
}

// representation is the bytes of an answer in one coding, with the header that
// they are sent with. All responses share the values of the header, so they are
// replaced by others and never changed.
type representation struct {
	body    []byte
	unpacks bool // what is sent is the body unpacked
	header  http.Header
}

func (a *answer) represent(c coding, body []byte) *representation {
	h := a.header(c)
	sum := sha256.Sum256(body)
	h.Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	return &representation{body: body, header: h}
}

// unpacked is the plain representation of an answer that is kept packed. It is unpacked
// while it is sent: it may be larger than memory.
func (a *answer) unpacked() *representation {
	r := a.represent(identity, a.body)
	r.unpacks = true
	r.header.Set("ETag", strings.TrimSuffix(r.header.Get("ETag"), `"`)+`-plain"`)
	r.header.Set("Content-Length", strconv.FormatInt(a.unpackedLength, 10))
	return r
}

func (a *answer) encode() *encoded {
	if a.unpackedLength > 0 {
		return &encoded{a, [codings]func() *representation{
			identity: sync.OnceValue(a.unpacked),
			gzip:     sync.OnceValue(func() *representation { return a.represent(gzip, a.body) }),
			brotli:   func() *representation { return nil },
		}}
	}
	return &encoded{a, [codings]func() *representation{
		identity: sync.OnceValue(func() *representation { return a.represent(identity, a.body) }),
		gzip:     sync.OnceValue(func() *representation { return a.compress(gzip, &gzips) }),
		brotli: sync.OnceValue(func() *representation {
			if a.often {
				return a.compress(brotli, &smallestBrotlis)
			}
			return a.compress(brotli, &brotlis)
		}),
	}}
}

// A compressor takes megabytes, so it is used again.
var (
	gzips = sync.Pool{New: func() any { return stdgzip.NewWriter(io.Discard) }}
	// Level 5 comes within 12 % of the smallest form and takes a few milliseconds.
	brotlis         = sync.Pool{New: func() any { return br.NewWriterLevel(io.Discard, 5) }}
	smallestBrotlis = sync.Pool{New: func() any { return br.NewWriterLevel(io.Discard, br.BestCompression) }}
)

// What a file begins with that is compressed in itself: a zip file, as a workbook is one,
// and a PDF.
var zipped, paged = []byte("PK\x03\x04"), []byte("%PDF-")

// compress returns the representation in one coding, nil where that saves less
// than a twentieth, and for a file that is compressed in itself.
func (a *answer) compress(c coding, compressors *sync.Pool) *representation {
	if bytes.HasPrefix(a.body, zipped) || bytes.HasPrefix(a.body, paged) {
		return nil
	}
	compressor := compressors.Get().(interface {
		io.WriteCloser
		Reset(io.Writer)
	})
	defer compressors.Put(compressor)
	small := drafts.Get().(*bytes.Buffer)
	defer drafts.Put(small)
	small.Reset()
	compressor.Reset(small)
	compressor.Write(a.body) // writing to memory is no error
	compressor.Close()
	if small.Len() >= len(a.body)*19/20 {
		return nil
	}
	return a.represent(c, bytes.Clone(small.Bytes()))
}

// choose returns the representation that the client prefers, nil where it
// refuses all.
func (e *encoded) choose(accepted weights) *representation {
	for {
		chosen, most := identity, 0.0
		for c, weight := range accepted {
			if weight >= most {
				chosen, most = coding(c), weight
			}
		}
		if most == 0 {
			return nil
		}
		if r := e.encodings[chosen](); r != nil {
			return r
		}
		accepted[chosen] = 0 // it gains little, so the client gets the next one
	}
}

// entrySize is what an encoded answer takes beside its bodies, about.
const entrySize = 8 << 10

// size is the memory that e takes with all its encodings, in bytes, about: the
// compressed ones, which may not be made yet, measure together half of a body or
// less, as a rule.
func (e *encoded) size() int { return entrySize + len(e.answer.body)*3/2 }

// send answers r in the coding that the client prefers, or returns an error where
// it refuses every one.
func (e *encoded) send(w http.ResponseWriter, r *http.Request) error {
	chosen := e.choose(accepted(r.Header["Accept-Encoding"]))
	if chosen == nil {
		w.Header().Set("Vary", e.answer.vary())
		return echo.ErrNotAcceptable
	}
	chosen.send(w, r)
	return nil
}

// send answers r. A client that already has the representation is told so
// instead (RFC 9110, 13.1.2 and 13.1.3). Ranges and If-Match are not supported: no file is so
// large that a client would miss them.
func (f *representation) send(w http.ResponseWriter, r *http.Request) {
	maps.Copy(w.Header(), f.header)
	if f.isKnown(r.Header) {
		for _, name := range []string{"Content-Type", "Content-Length", "Content-Encoding"} {
			w.Header().Del(name)
		}
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return
	}
	pieces := slices.Chunk(f.body, pieceSize)
	if f.unpacks {
		pieces = unpacking(f.body)
	}
	// Each piece has pieceTimeout to leave.
	connection := http.NewResponseController(w)
	for piece := range pieces {
		_ = connection.SetWriteDeadline(time.Now().Add(pieceTimeout)) // a recorder, in tests, has no deadlines
		if _, err := w.Write(piece); err != nil {
			return // the client has gone
		}
	}
}

// unpacking are the pieces of what gzip packed.
func unpacking(packed []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		r, err := stdgzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			panic(err) // we packed it
		}
		piece := make([]byte, pieceSize)
		for {
			n, err := io.ReadFull(r, piece)
			if n > 0 && !yield(piece[:n]) || err != nil {
				return
			}
		}
	}
}

// isKnown reports whether a client with these fields has f. The time counts only where
// no tag is given.
func (f *representation) isKnown(fields http.Header) bool {
	if tags := fields["If-None-Match"]; tags != nil {
		return f.isAmong(tags)
	}
	since, err := http.ParseTime(fields.Get("If-Modified-Since"))
	modified, unknown := http.ParseTime(f.header.Get("Last-Modified"))
	return err == nil && unknown == nil && !modified.After(since)
}

// isAmong reports whether fields If-None-Match name f.
func (f *representation) isAmong(fields []string) bool {
	for _, field := range fields {
		for tag := range strings.SplitSeq(field, ",") {
			tag = strings.TrimPrefix(strings.Trim(tag, " \t"), "W/")
			if tag == "*" || tag == f.header.Get("ETag") {
				return true
			}
		}
	}
	return false
}
