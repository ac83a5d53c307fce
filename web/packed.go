package web

import (
	"bytes"
	stdgzip "compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"maps"
	"math/bits"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	br "github.com/andybalholm/brotli"
	"github.com/andybalholm/brotli/matchfinder"
	"github.com/labstack/echo/v4"
)

// coding is a content coding. Of two that are equally welcome the later one is
// sent: it is the smaller one.
type coding int

const (
	identity coding = iota
	gzip
	brotli
	codings
)

func (c coding) String() string { return [codings]string{"identity", "gzip", "br"}[c] }

// packed is an answer in every coding that makes it much smaller. Each form is
// made when it is first asked for, and stays as it is.
type packed struct {
	answer *answer
	forms  [codings]func() *representation // nil of a coding that gains little
	best   bool                            // no effort would make them smaller
}

// representation is the bytes of an answer in one coding, with the header that
// they are sent with. Its values are shared by all responses, which set values
// anew and never change those that are there.
type representation struct {
	body   []byte
	header http.Header
}

func (a *answer) represent(c coding, body []byte) *representation {
	h := a.header(c)
	sum := sha256.Sum256(body)
	h.Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	h.Set("Content-Length", strconv.Itoa(len(body)))
	return &representation{body, h}
}

// A compressor writes body to w in its coding. Writing to memory is no error.
type compressor func(w io.Writer, body []byte)

// quick compresses an answer in less time than its making takes.
func (a *answer) quick() *packed {
	return a.with(quickGzip, quickBrotli, false)
}

// pack compresses an answer as far as it goes: some milliseconds a kilobyte.
// The bytes, and so their tag, are others than those of the quick forms. Who
// still has these and asks whether they stand is sent the new ones, once.
func (a *answer) pack() *packed {
	p := a.with(bestGzip, bestBrotli, true)
	for _, form := range p.forms {
		form()
	}
	return p
}

func (a *answer) with(zip, br compressor, best bool) *packed {
	return &packed{a, [codings]func() *representation{
		identity: sync.OnceValue(func() *representation { return a.represent(identity, a.body) }),
		gzip:     sync.OnceValue(func() *representation { return a.compress(gzip, zip) }),
		brotli:   sync.OnceValue(func() *representation { return a.compress(brotli, br) }),
	}, best}
}

// compress returns the form in one coding, if it is smaller by a twentieth: what
// is compressed in itself, such as a zip file, is sent as it is.
func (a *answer) compress(c coding, write compressor) *representation {
	small := drafts.Get().(*bytes.Buffer)
	defer drafts.Put(small)
	small.Reset()
	write(small, a.body)
	if small.Len() >= len(a.body)*19/20 {
		return nil
	}
	return a.represent(c, bytes.Clone(small.Bytes()))
}

// Compressors take megabytes, so that quick ones are used again.
var (
	gzips = sync.Pool{New: func() any {
		z, _ := stdgzip.NewWriterLevel(io.Discard, stdgzip.BestSpeed) // a known level is no error
		return z
	}}
	// The second way of the library, of two that it has: at this level it takes
	// half the time of the first for the same size.
	brotlis = sync.Pool{New: func() any { return br.NewWriterV2(io.Discard, 2) }}
)

func quickGzip(w io.Writer, body []byte) {
	z := gzips.Get().(*stdgzip.Writer)
	defer gzips.Put(z)
	z.Reset(w)
	z.Write(body)
	z.Close()
}

func quickBrotli(w io.Writer, body []byte) {
	z := brotlis.Get().(*matchfinder.Writer)
	defer brotlis.Put(z)
	z.Reset(w)
	z.Write(body)
	z.Close()
}

func bestGzip(w io.Writer, body []byte) {
	z, _ := stdgzip.NewWriterLevel(w, stdgzip.BestCompression) // a known level is no error
	z.Write(body)
	z.Close()
}

func bestBrotli(w io.Writer, body []byte) {
	// A window that is larger than the body takes memory for nothing.
	window := min(max(bits.Len(uint(len(body))), 10), 22)
	z := br.NewWriterOptions(w, br.WriterOptions{Quality: br.BestCompression, LGWin: window})
	z.Write(body)
	z.Close()
}

// choose returns the form that is most welcome, nil where all are refused.
func (p *packed) choose(accepted weights) *representation {
	for {
		chosen, most := identity, 0
		for c, weight := range accepted {
			if weight >= most {
				chosen, most = coding(c), weight
			}
		}
		if most == 0 {
			return nil
		}
		if form := p.forms[chosen](); form != nil {
			return form
		}
		accepted[chosen] = 0 // it gains little, so the next one
	}
}

// entrySize is what a packed answer takes beside its bodies, about.
const entrySize = 8 << 10

// size is the memory that p takes with all its forms, in bytes, about: the
// compressed ones, which may not be made yet, measure together half of a body or
// less, as a rule.
func (p *packed) size() int { return entrySize + len(p.answer.body)*3/2 }

// send answers r with f. Conditions and ranges are the standard library's
// work.
func (f *representation) send(w http.ResponseWriter, r *http.Request) error {
	if !f.matches(r.Header.Get("If-Match")) {
		// The library would send the length of a body that does not come, and
		// have caches keep the refusal.
		w.Header().Set("Cache-Control", noStore)
		w.WriteHeader(http.StatusPreconditionFailed)
		return nil
	}
	// Only GET has ranges. Thousands fit in a request, and each costs a header of
	// its own; for more than one, who asks gets all (RFC 9110, 14.2), as does who
	// has another form: the library reads no further than to the end of a tag.
	has := r.Header.Get("If-Range")
	if r.Method != http.MethodGet || strings.Contains(r.Header.Get("Range"), ",") || has != "" && has != f.header.Get("ETag") {
		r.Header.Del("Range")
	}
	for _, name := range []string{"If-None-Match", "Range"} {
		if _, asked := r.Header[name]; asked {
			part := &partial{ResponseWriter: w, header: maps.Clone(f.header)}
			http.ServeContent(part, r, "", time.Time{}, bytes.NewReader(f.body))
			if part.refused {
				return echo.ErrRequestedRangeNotSatisfiable
			}
			return nil
		}
	}
	f.sendWhole(w, r)
	return nil
}

// sendWhole answers r with f, whatever its conditions. The body is written in
// pieces, and each of them has pieceTimeout to leave.
func (f *representation) sendWhole(w http.ResponseWriter, r *http.Request) {
	maps.Copy(w.Header(), f.header)
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return
	}
	connection := http.NewResponseController(w)
	for piece := range slices.Chunk(f.body, pieceSize) {
		_ = connection.SetWriteDeadline(time.Now().Add(pieceTimeout)) // a recorder, in tests, has no deadlines
		if _, err := w.Write(piece); err != nil {
			return // the client has gone
		}
	}
}

// partial is where the standard library answers a condition or a range. Of its
// refusal of a range only the field Content-Range is sent: the page of that
// error says the rest.
type partial struct {
	http.ResponseWriter
	header  http.Header
	refused bool
}

func (p *partial) Header() http.Header { return p.header }

func (p *partial) WriteHeader(status int) {
	if status == http.StatusRequestedRangeNotSatisfiable {
		p.refused = true
		if size, ok := p.header["Content-Range"]; ok {
			p.ResponseWriter.Header()["Content-Range"] = size
		}
		return
	}
	maps.Copy(p.ResponseWriter.Header(), p.header)
	p.ResponseWriter.WriteHeader(status)
}

func (p *partial) Write(b []byte) (int, error) {
	if p.refused {
		return len(b), nil
	}
	return p.ResponseWriter.Write(b)
}

// matches tells whether a field If-Match, "" for none, allows f to be sent.
func (f *representation) matches(field string) bool {
	is := func(tag string) bool {
		tag = strings.Trim(tag, " \t")
		return tag == "*" || tag == f.header.Get("ETag")
	}
	return field == "" || slices.ContainsFunc(strings.Split(field, ","), is)
}
