package web

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	htmlType = "text/html; charset=utf-8"
	cssType  = "text/css; charset=utf-8"
	textType = "text/plain; charset=utf-8"
	xmlType  = "application/xml; charset=utf-8"
	atomType = "application/atom+xml; charset=utf-8"

	jsonType = "application/json; charset=utf-8"

	problemType = "application/problem+json; charset=utf-8"
	schemaType  = "application/schema+json; charset=utf-8"
)

// Rules for caches outside of this process.
const (
	revalidate = "public, max-age=0, must-revalidate"  // keep it, but ask each time whether it still stands
	immutable  = "public, max-age=31536000, immutable" // the name holds the checksum
	noStore    = "no-store"
)

// answer is a 200 response before it is encoded.
type answer struct {
	contentType, cacheControl string
	links                     string // the Link header of a page, "" for none
	shared                    bool   // programs on other sites may read it
	framed                    bool   // other sites may show it in a frame
	displayed                 bool   // a page, of which there is one in large type as well
	fileName                  string // to save it under, "" to show it
	policy                    string // the content security policy, "" for that of all answers
	often                     bool   // it is loaded so often that the smallest form is worth much work
	modified                  time.Time
	body                      []byte
	unpackedLength            int64 // of a body that is kept as gzip packs it, 0 for others
}

func newAnswer(contentType, cacheControl string, body []byte) *answer {
	return &answer{contentType: contentType, cacheControl: cacheControl, body: body}
}

// header returns what the representation of a in one coding is sent with,
// beside the length and tag of its bytes and what every answer has (commonHeader).
func (a *answer) header(c coding) http.Header {
	h := http.Header{}
	h.Set("Content-Type", a.contentType)
	h.Set("Cache-Control", a.cacheControl)
	h.Set("Vary", a.vary())
	if c != identity {
		h.Set("Content-Encoding", c.String())
	}
	if a.links != "" {
		h.Set("Link", a.links)
	}
	if a.framed {
		h.Set("Content-Security-Policy", contentPolicy("*"))
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	if a.shared {
		share(h)
	}
	if !a.modified.IsZero() {
		h.Set("Last-Modified", a.modified.UTC().Format(http.TimeFormat))
	}
	if a.policy != "" {
		h.Set("Content-Security-Policy", a.policy)
	}
	if a.fileName != "" {
		h.Set("Content-Disposition", `attachment; filename="`+a.fileName+`"`)
	}
	return h
}

// share lets programs in the pages of other sites read an answer, and what its header
// says of it (https://fetch.spec.whatwg.org/#http-cors-protocol).
func share(h http.Header) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "Content-Disposition, ETag, Link, Retry-After")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// vary names the fields of a request that decide which representation is sent.
func (a *answer) vary() string {
	if a.displayed {
		return "Accept-Encoding, Cookie"
	}
	return "Accept-Encoding"
}

// weights is how much a client accepts each coding, from 0, refused, to 1.
type weights [codings]float64

// accepted reads the fields Accept-Encoding of a request (RFC 9110, 12.5.3).
// A field that cannot be read is passed over. A coding that is not named has the weight
// of *; without one, the plain body is accepted where nothing else is, and
// other codings are refused. Without any field all codings are allowed, but a
// client that does not ask for one may not know it.
func accepted(fields []string) weights {
	w := weights{identity: math.SmallestNonzeroFloat64}
	var named [codings]bool
	others := -1.0
	for _, field := range fields {
		for element := range strings.SplitSeq(field, ",") {
			name, params, _ := strings.Cut(element, ";")
			q, ok := weight(params)
			if !ok {
				continue
			}
			name = strings.Trim(name, " \t")
			switch {
			case strings.EqualFold(name, "br"):
				w[brotli], named[brotli] = q, true
			case strings.EqualFold(name, "gzip"), strings.EqualFold(name, "x-gzip"):
				w[gzip], named[gzip] = q, true
			case strings.EqualFold(name, "identity"):
				w[identity], named[identity] = q, true
			case name == "*":
				others = q
			}
		}
	}
	for c := range w {
		if !named[c] && others >= 0 {
			w[c] = others
		}
	}
	return w
}

// weight reads what follows the name of a coding: nothing, which is 1, or ;q= and
// a number from 0 to 1.
func weight(params string) (q float64, ok bool) {
	params = strings.Trim(params, " \t")
	if params == "" {
		return 1, true
	}
	if len(params) < 3 || !strings.EqualFold(params[:2], "q=") {
		return 0, false
	}
	q, err := strconv.ParseFloat(params[2:], 64)
	return q, err == nil && q >= 0 && q <= 1
}
