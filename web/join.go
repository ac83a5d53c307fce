package web

import (
	"net/http"
	"sync"
)

// joinFrom is from how many bytes on a body does not leave net/http together
// with its header: that writes in pieces of 4 KB, and calls of the system are
// most of what a cached answer costs.
const joinFrom = 3 << 10

// joined are buffers for a header and a body that leave in one piece.
var joined = sync.Pool{New: func() any { return new([pieceSize]byte) }}

// writeWhole writes the body of an answer whose header states its length, so
// that both leave in one call of the system if they fit one piece.
func writeWhole(w http.ResponseWriter, r *http.Request, body []byte) {
	c := connOf(r.Context())
	if c == nil || len(body) < joinFrom || len(body) > pieceSize-joinFrom {
		w.Write(body) // an error means that the client has gone
		return
	}
	buffer := joined.Get().(*[pieceSize]byte)
	defer joined.Put(buffer)
	c.held = buffer[:0]
	w.Write(body)
	http.NewResponseController(w).Flush() // from net/http to the connection
	whole := c.held
	c.held = nil
	if len(whole) == 0 {
		return // it did not fit, and left in pieces
	}
	if _, err := c.Write(whole); err != nil {
		c.Close() // net/http does not know, and would send the next answer behind a piece of this one
	}
}
