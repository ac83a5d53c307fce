package load

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

// TestMalformedRequests sends what no client should. Each is refused with a
// status that the RFCs give for it, or its connection is closed; nothing that
// follows on the same connection is answered, and the server is well afterwards.
func TestMalformedRequests(t *testing.T) {
	requests := 1_000
	if *long {
		requests = 100_000
	}
	server := startServer(t)
	random := rand.New(rand.NewPCG(20210101, 6)) // always the same requests
	var refused, led, closed atomic.Int64
	var clients errgroup.Group
	clients.SetLimit(32) // most of the time is net/http's half second for a last word
	for i := range requests {
		kind := malformed[i%len(malformed)]
		m := mess{random, fmt.Sprintf("mark%08x<svg onload=x>", random.Uint32())}
		raw := kind.make(m)
		clients.Go(func() error {
			answer, err := exchange(server, fmt.Sprintf("127.0.%d.%d", 1+i%7, 1+i%249), raw)
			switch {
			case err != nil:
				return fmt.Errorf("%s: %.200q: %w", kind.name, raw, err)
			case len(answer) == 0:
				closed.Add(1)
				return nil
			}
			if bytes.HasPrefix(answer, []byte("HTTP/1.1 308 ")) && onThisSite.Match(answer) {
				led.Add(1) // an address that a program spoiled leads to the page
				return nil
			}
			refused.Add(1)
			if err := refusal(answer, raw, kind.name, kind.last); err != nil {
				t.Errorf("%s: %.200q: %v", kind.name, raw, err)
			}
			if bytes.Contains(answer, []byte("<svg")) || bytes.Contains(answer, []byte(m.marker[:12])) {
				t.Errorf("%s: %.200q: got an answer that repeats the request: %.300q", kind.name, raw, answer)
			}
			return nil
		})
	}
	if err := clients.Wait(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d malformed requests of %d kinds: %d refused, %d led to a page of this site, %d closed without an answer", requests, len(malformed), refused.Load(), led.Load(), closed.Load())
	for _, page := range []string{"/", "/readyz", base + "/tables/7"} {
		resp, err := client("127.0.0.9").Get("http://" + server + page)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			t.Errorf("%s after all: got status %d, want 200", page, resp.StatusCode)
		}
	}
}

// notOurs are the refusals of 5xx by kind of request: of a version of HTTP
// (RFC 9110, 15.6.6) and of a transfer coding (RFC 9112, 6.1) that we lack.
var notOurs = map[string]int{"version": http.StatusHTTPVersionNotSupported, "chunks hidden": http.StatusNotImplemented}

// refusal says what is wrong with an answer that is to refuse the request raw of
// a kind. After the last request that may be answered no other answer may come.
func refusal(answer []byte, raw, kind string, last bool) error {
	reader := bufio.NewReader(bytes.NewReader(answer))
	resp, err := http.ReadResponse(reader, &http.Request{Method: method(raw)})
	if err != nil {
		return fmt.Errorf("got an unreadable answer %.200q", answer)
	}
	io.Copy(io.Discard, resp.Body)
	if (resp.StatusCode < 400 || resp.StatusCode > 499) && resp.StatusCode != notOurs[kind] {
		return fmt.Errorf("got status %s, want 4xx or %d", resp.Status, notOurs[kind])
	}
	if got := resp.Header.Get("Server"); got != "" {
		return fmt.Errorf("got Server %q, want none", got)
	}
	if rest, _ := io.ReadAll(reader); last && len(rest) > 0 {
		return fmt.Errorf("got a second answer %.100q, want none", rest)
	}
	return nil
}

// exchange sends raw and returns all that comes back until the server closes or
// has no more to say. It is an error when the server does not answer at all.
func exchange(server, address, raw string) ([]byte, error) {
	conn, err := from(address).Dial("tcp", server)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	go io.WriteString(conn, raw) // the server may answer and close before the end
	var answer bytes.Buffer
	reader := bufio.NewReader(io.TeeReader(conn, &answer))
	for {
		resp, err := http.ReadResponse(reader, &http.Request{Method: method(raw)})
		if err != nil {
			break
		}
		if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.Close {
			// What follows, if anything does, comes before the end.
			io.Copy(io.Discard, reader)
			break
		}
		// The connection stays: a second answer, if there is one, comes at once.
		conn.SetReadDeadline(time.Now().Add(time.Millisecond))
	}
	return answer.Bytes(), nil
}

// method says whether the answer to raw has a body.
func method(raw string) string {
	if strings.HasPrefix(raw, "HEAD ") {
		return "HEAD"
	}
	return "GET"
}

// TestNothingReflected asks for pages in many ways with a marker in every place
// that a request has: it never comes back as markup or as a header.
func TestNothingReflected(t *testing.T) {
	rounds := 40
	if *long {
		rounds = 2000
	}
	server := startServer(t)
	random := rand.New(rand.NewPCG(20210101, 7))
	paths := []string{"/", "/about", "/search", "/data", base, base + "/tables/7", base + "/tables/7.json", base + "/print", "/nowhere", "/about/", "/static/x", "/sitemap.xml", "/robots.txt"}
	for i := range rounds {
		token := fmt.Sprintf("mark%08x", random.Uint32())
		marker := []string{"<" + token + ">", `"` + token + "=", "'" + token + " onload=", "</title><" + token, "{{" + token + "}}<" + token, "<!--" + token}[i%6]
		path := paths[i%len(paths)]
		if i%5 == 0 {
			path += "/" + url.PathEscape(marker)
		}
		query := url.Values{}
		for _, name := range []string{"q", "page", "in", "x", marker} {
			if name == "q" || random.IntN(3) == 0 && (path != "/search" || name == marker || name == "x") {
				query.Set(name, marker)
			}
		}
		r, err := http.NewRequest("GET", "http://"+server+path+"?"+query.Encode(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"User-Agent", "Referer", "Cookie", "Origin", "X-Forwarded-For", "X-Forwarded-Host",
			"X-Forwarded-Proto", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "Accept-Language", "X-Request-Id", "If-None-Match", "Authorization"} {
			r.Header.Set(name, marker)
		}
		r.Host = "evil-" + token + ".example"
		resp, err := client(fmt.Sprintf("127.1.%d.%d", i/200%200, 1+i%200)).Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode >= 500 {
			t.Errorf("%s: got status %d, error %v", path, resp.StatusCode, err)
		}
		searched := path == "/search" // whose page repeats the query as text
		if bytes.Contains(body, []byte(marker)) || !searched && bytes.Contains(body, []byte(token)) {
			at := bytes.Index(body, []byte(token))
			t.Errorf("%s with %q: got it back: %.120q", path, marker, body[max(at-40, 0):])
		}
		if searched && resp.StatusCode == 200 && !bytes.Contains(body, []byte(token)) {
			t.Errorf("%s with %q: got a page without the query, want it as text", path, marker)
		}
		for name, values := range resp.Header {
			// A redirect to the address without its slash keeps the query, escaped.
			value := strings.Join(values, " ")
			if strings.Contains(value, marker) || name != "Location" && strings.Contains(value, token) || strings.Contains(value, "evil-") {
				t.Errorf("%s with %q: got header %s: %q", path, marker, name, value)
			}
		}
	}
}

// onThisSite is a redirect to a path, which no other host can be named in.
var onThisSite = regexp.MustCompile(`(?i)\r\nLocation: /(?:[^/\r\n][^\r\n]*)?\r\n`)
