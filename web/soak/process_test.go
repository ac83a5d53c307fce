// Package soak holds what is proved of the binary itself, as a process under
// load. Servers and load are on 127.0.0.1 only and stop by themselves.
package soak

import (
	"bytes"
	"compress/gzip"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"disclosure/cmd/disclosure/servertest"
)

// server is a running process of the binary.
type server struct {
	*servertest.Server
	failed atomic.Int64 // lines of its log that are errors
}

// start builds the binary and runs serve with all its middleware and its log.
func start(t *testing.T) *server {
	t.Helper()
	binary, err := servertest.Build(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s := new(server)
	command := servertest.Command(binary)
	command.Stderr = lines(func(line []byte) {
		if bytes.Contains(line, []byte("ERROR")) {
			s.failed.Add(1)
		}
	})
	s.Server = servertest.Start(t, command)
	return s
}

// lines calls itself with each line that is written to it. What ends in the
// middle of a line is cut in two.
type lines func(line []byte)

func (see lines) Write(p []byte) (int, error) {
	for line := range bytes.Lines(p) {
		see(line)
	}
	return len(p), nil
}

// clientFrom returns a client of an address of its own, 127.0.0.n, that takes
// bodies packed as they come.
func clientFrom(n byte) *http.Client {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, n)}, Timeout: 10 * time.Second}
	return &http.Client{
		Timeout:       30 * time.Second,
		Transport:     &http.Transport{DialContext: dialer.DialContext, DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// perClient is how many addresses one client asks for, well within its allowance.
const perClient = 50

// reply is an answer with its body unpacked.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// fetch asks; headers are names and values in turn.
func fetch(client *http.Client, address string, headers ...string) (answer reply, err error) {
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return reply{}, err
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := client.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	answer = reply{status: response.StatusCode, header: response.Header}
	body := io.Reader(response.Body)
	switch encoding := response.Header.Get("Content-Encoding"); {
	case answer.status == http.StatusNotModified:
	case encoding == "gzip":
		if body, err = gzip.NewReader(response.Body); err != nil {
			return reply{}, err
		}
	case encoding == "br":
		body = brotli.NewReader(response.Body)
	}
	answer.body, err = io.ReadAll(body)
	return answer, err
}

var link = regexp.MustCompile(`(?:href|src)="(/[^"#?]*)"?`)

// addresses follows every link of the site from its home page.
func (s *server) addresses(t *testing.T) []string {
	t.Helper()
	var client *http.Client
	known := map[string]bool{"/": true}
	all := []string{"/"}
	for i := 0; i < len(all); i++ {
		if i%perClient == 0 {
			client = clientFrom(byte(200 + i/perClient))
			defer client.CloseIdleConnections()
		}
		answer, err := fetch(client, s.Origin+all[i])
		if err != nil || answer.status != http.StatusOK {
			t.Fatalf("%s: got status %d, error %v, want 200", all[i], answer.status, err)
		}
		if !strings.HasPrefix(answer.header.Get("Content-Type"), "text/html") {
			continue
		}
		for _, m := range link.FindAllSubmatch(answer.body, -1) {
			if path := string(m[1]); !known[path] && path != "/search" {
				known[path] = true
				all = append(all, path)
			}
		}
	}
	return all
}
