package web

import (
	"bytes"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"testing"
)

// What is held leaves before what it has no room for.
func TestHeldLeavesFirst(t *testing.T) {
	body := make([]byte, pieceSize-joinFrom)
	for i := range body {
		body[i] = byte('a' + i%26)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		w.Header().Set("Link", string(body[:2*joinFrom]))
		writeWhole(w, r, body)
	}), slog.New(slog.DiscardHandler))
	go server.Serve(Limit(l, server, nil)) // returns when the server is closed
	defer server.Close()
	for range 2 { // on one connection
		response, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || !bytes.Equal(got, body) {
			t.Errorf("got %d bytes, error %v, want the %d of the body in their order", len(got), err, len(body))
		}
	}
}
