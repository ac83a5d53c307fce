package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
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
)

// Rules for caches outside of this process.
const (
	revalidate = "public, max-age=0, must-revalidate"  // keep it, but ask each time whether it still stands
	immutable  = "public, max-age=31536000, immutable" // the name holds the checksum
	noStore    = "no-store"
)

// answer is a 200 response, made once and sent many times. It does not change.
type answer struct {
	contentType, cacheControl string
	links                     string // the Link header of a page, "" for none
	shared                    bool   // programs on other sites may read it
	fileName                  string // to save it under, "" to show it
	plain                     encoded
	gzip                      encoded // no body where compression gains nothing
}

// encoded is a body in one encoding, with the strong tag of exactly its bytes.
type encoded struct {
	body []byte
	etag string
}

func newAnswer(contentType, cacheControl string, body []byte) *answer {
	a := &answer{contentType: contentType, cacheControl: cacheControl, plain: tagged(body)}
	var packed bytes.Buffer
	w, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression) // a known level is no error
	w.Write(body)                                              // nor is a write to memory
	w.Close()
	if packed.Len() < len(body) {
		a.gzip = tagged(packed.Bytes())
	}
	return a
}

func tagged(body []byte) encoded {
	sum := sha256.Sum256(body)
	return encoded{body, `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`}
}

// send answers r in the encoding that it likes best. HEAD, conditions and
// ranges are the standard library's work.
func (a *answer) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.contentType)
	h.Set("Cache-Control", a.cacheControl)
	h.Set("Vary", "Accept-Encoding")
	if a.links != "" {
		h.Set("Link", a.links)
	}
	if a.shared {
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	}
	if a.fileName != "" {
		h.Set("Content-Disposition", `attachment; filename="`+a.fileName+`"`)
	}
	chosen := a.plain
	if a.gzip.body != nil && prefersGzip(r.Header.Values("Accept-Encoding")) {
		chosen = a.gzip
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", chosen.etag)
	// Of a body with a Content-Encoding, ServeContent leaves the length open.
	h.Set("Content-Length", strconv.Itoa(len(chosen.body)))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(chosen.body))
}

// prefersGzip reads Accept-Encoding (RFC 9110, 12.5.3): whether gzip is
// acceptable and at least as welcome as the plain body. An encoding of weight
// 0 is refused; * speaks for those that are not named.
func prefersGzip(accept []string) bool {
	weights := map[string]float64{}
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, params, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "x-gzip" {
			name = "gzip"
		}
		weights[name] = weight(params)
	}
	gzip, named := weights["gzip"]
	if !named {
		gzip = weights["*"]
	}
	return gzip > 0 && gzip >= weights["identity"]
}

// weight reads the parameter q, 1 where it is not given and 0 where it makes
// no sense.
func weight(params string) float64 {
	name, value, _ := strings.Cut(params, "=")
	if strings.TrimSpace(params) == "" {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if !strings.EqualFold(strings.TrimSpace(name), "q") || err != nil || q < 0 || q > 1 {
		return 0
	}
	return q
}
