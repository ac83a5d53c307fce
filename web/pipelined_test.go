package web_test

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"disclosure/web"
)

// Sequences of requests on one connection, all sent before the first is answered, are
// answered as a plain server of net/http answers them, byte for byte but for the time: the
// limits on connections take nothing away and add nothing.
func TestPipelinedAsByNetHTTP(t *testing.T) {
	sequences := 150
	if *long {
		sequences = 5_000
	}
	site, _ := newSite(t, "other")
	anyone := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.RemoteAddr = freshClient() // whom no limit on work holds up
		site.ServeHTTP(w, r)
	})
	quiet := slog.New(slog.DiscardHandler)
	limited := web.NewServer(anyone, quiet)
	plain := &http.Server{Handler: anyone, MaxHeaderBytes: limited.MaxHeaderBytes, DisableGeneralOptionsHandler: true, ErrorLog: limited.ErrorLog}
	start := func(server *http.Server, limit bool) string {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		address := l.Addr().String()
		if limit {
			l = web.Limit(l, server, nil)
		}
		go server.Serve(l)
		t.Cleanup(func() { server.Close() })
		return address
	}
	ours, theirs := start(limited, true), start(plain, false)
	random := rand.New(rand.NewPCG(18, 1129)) // always the same sequences
	kinds := map[string]int{}
	for range sequences {
		var sent bytes.Buffer
		for range 1 + random.IntN(8) {
			kind := pipelined[random.IntN(len(pipelined))]
			kinds[kind.name]++
			sent.WriteString(kind.request)
		}
		sent.WriteString("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		got, whole := exchanged(t, ours, sent.Bytes())
		want, alsoWhole := exchanged(t, theirs, sent.Bytes())
		if !whole || !alsoWhole { // the end of an answer may be lost when a server closes on what it has not read
			n := min(len(got), len(want))
			got, want = got[:n], want[:n]
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("%q:\ngot  %.2000q\nwant %.2000q", sent.String(), got, want)
		}
	}
	t.Logf("%d sequences of up to 9 requests of %d kinds", sequences, len(kinds))
}

// pipelined are requests, good ones and others, with what may stand between them.
var pipelined = []struct{ name, request string }{
	{"page", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"},
	{"HEAD", "HEAD /about HTTP/1.1\r\nHost: x\r\n\r\n"},
	{"brotli", "GET /data HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br\r\n\r\n"},
	{"known", "GET / HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n\r\n"},
	{"missing", "GET /nobody HTTP/1.1\r\nHost: x\r\n\r\n"},
	{"slash", "GET /about/ HTTP/1.1\r\nHost: x\r\n\r\n"},
	{"search", "GET /search?q=%E9%A2%84%E7%AE%97 HTTP/1.1\r\nHost: x\r\n\r\n"},
	{"empty line before", "\r\nGET /about HTTP/1.1\r\nHost: x\r\n\r\n"},
	{"HTTP/1.0", "GET /about HTTP/1.0\r\n\r\n"},
	{"HTTP/1.0 kept", "GET /about HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"},
	{"method", "DELETE / HTTP/1.1\r\nHost: x\r\n\r\n"},
	{"body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nGET "},
	{"chunks", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nGET \r\n0\r\n\r\n"},
	{"expects", "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc"},
	{"no host", "GET / HTTP/1.1\r\n\r\n"},
	{"two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"},
	{"space in a name", "GET / HTTP/1.1\r\nHost: x\r\nX : y\r\n\r\n"},
	{"two lengths", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"},
	{"length and chunks", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
	{"version", "GET / HTTP/9.9\r\nHost: x\r\n\r\n"},
	{"absolute", "GET http://y/about HTTP/1.1\r\nHost: x\r\n\r\n"},
	{"long address", "GET /" + strings.Repeat("a", 5000) + " HTTP/1.1\r\nHost: x\r\n\r\n"},
	{"long header", "GET / HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("a", 40000) + "\r\n\r\n"},
	{"options", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n"},
}

var dates = regexp.MustCompile(`Date: [^\r]*\r\n`)

// exchanged sends bytes at once and returns all that comes back, without its dates, and
// whether it came to its end.
func exchanged(t *testing.T, address string, sent []byte) (answered []byte, whole bool) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	go conn.Write(sent) // a server that has closed does not take it all
	answered, err = io.ReadAll(conn)
	if err != nil && !strings.Contains(fmt.Sprint(err), "reset") {
		t.Fatalf("%q: %v", sent, err)
	}
	return dates.ReplaceAll(answered, nil), err == nil
}
