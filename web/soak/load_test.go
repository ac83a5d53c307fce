package soak

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// The long form loads for ten minutes:
//
//	go test ./web/soak -run Load -timeout 30m -args -long
var (
	long = flag.Bool("long", false, "run the long form of each proof")
	span = flag.Duration("for", 0, "load for this `time`, whatever the form")
)

// asked is one request of the load and what must come of it: these bytes,
// unpacked, or, for a client that has them already, that nothing has changed.
type asked struct {
	path    string
	headers []string
	has     bool
	sum     [sha256.Size]byte
}

// is tells whether an answer is what must come.
func (a asked) is(answer reply, err error) bool {
	if err != nil || answer.status == http.StatusNotModified {
		return err == nil && a.has && len(answer.body) == 0
	}
	return answer.status == http.StatusOK && sha256.Sum256(answer.body) == a.sum
}

// TestLoad asks for everything on the site, in every encoding and with the
// conditions of returning readers, as fast as it can, while a reader of another
// address holds each answer against the one from before: no answer fails or
// differs, and, in a minute or more, the server's memory stays as it is.
func TestLoad(t *testing.T) {
	during, every := 2*time.Second, 100*time.Millisecond
	if *long {
		during = 10 * time.Minute
	}
	if *span > 0 {
		during = *span
	}
	judged := during >= time.Minute // before that, buffers still grow to what the load needs
	if judged {
		every = during / 60
	}
	s := start(t)
	all := requests(t, s)
	files := s.Files(t)

	stop := make(chan struct{})
	var background sync.WaitGroup
	looked, searched := 0, 0
	background.Go(func() { looked, searched = reader(t, s, all, stop) })
	memory := []float64{s.Memory(t)}
	background.Go(func() {
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				memory = append(memory, s.Memory(t))
			case <-stop:
				return
			}
		}
	})
	made, with := load(t, s, all, during)
	close(stop)
	background.Wait()

	if n := s.failed.Load(); n > 0 {
		t.Errorf("got %d errors in the server's log, want none", n)
	}
	if made < len(all) || looked == 0 {
		t.Errorf("got %d requests and %d looked at, want each of %d addresses asked for", made, looked, len(all))
	}
	if judged {
		flat(t, memory)
	}
	for end := time.Now().Add(20 * time.Second); s.Files(t) > files && time.Now().Before(end); {
		time.Sleep(50 * time.Millisecond)
	}
	if got := s.Files(t); got > files {
		t.Errorf("got %d open files after the load, want %d as before", got, files)
	}
	t.Logf("%v of %s: %d requests (%.0f a second) for %d addresses and encodings, %d answers compared, %d searches; memory %.0f MB at first, %.0f at last, %.0f at most",
		during, with, made, float64(made)/during.Seconds(), len(all), looked, searched, memory[0], memory[len(memory)-1], slices.Max(memory))
}

// requests lists every address in every encoding, and as it is asked for by who
// has it already.
func requests(t *testing.T, s *server) (all []asked) {
	t.Helper()
	var client *http.Client
	for n, path := range s.addresses(t) {
		if n%perClient == 0 {
			client = clientFrom(byte(100 + n/perClient))
			defer client.CloseIdleConnections()
		}
		for _, encoding := range []string{"", "gzip", "gzip, br"} {
			headers := []string{"Accept-Encoding", encoding}
			answer, err := fetch(client, s.Origin+path, headers...)
			if err != nil || answer.status != http.StatusOK {
				t.Fatalf("%s: got status %d, error %v, want 200", path, answer.status, err)
			}
			sum := sha256.Sum256(answer.body)
			all = append(all, asked{path, headers, false, sum})
			if tag := answer.header.Get("ETag"); tag != "" {
				all = append(all, asked{path, append(headers, "If-None-Match", tag), true, sum})
			}
		}
	}
	return all
}

// reader asks for everything in turn until stop, and for a search now and then,
// and compares.
func reader(t *testing.T, s *server, all []asked, stop chan struct{}) (looked, searched int) {
	client := clientFrom(4)
	defer client.CloseIdleConnections()
	tick := time.NewTicker(200 * time.Millisecond) // of searches, well within the allowance of an address
	defer tick.Stop()
	queries := []string{"三公", "2,708.03万元", "网格 培训", "没有的字词", "2010301", "项目支出"}
	for i := 0; ; i++ {
		select {
		case <-stop:
			return looked, searched
		case <-tick.C:
			address := "/search?q=" + url.QueryEscape(queries[searched%len(queries)])
			answer, err := fetch(client, s.Origin+address)
			if err != nil || answer.status != http.StatusOK || !strings.Contains(string(answer.body), "</html>") {
				t.Errorf("%s: got status %d, error %v, %d bytes", address, answer.status, err, len(answer.body))
			}
			searched++
		default:
			a := all[i%len(all)]
			if answer, err := fetch(client, s.Origin+a.path, a.headers...); !a.is(answer, err) {
				t.Errorf("%s %q: got status %d, error %v, %d bytes, want the answer from before", a.path, a.headers, answer.status, err, len(answer.body))
			}
			looked++
		}
	}
}

// load asks at full speed: with wrk where it is installed.
func load(t *testing.T, s *server, all []asked, during time.Duration) (made int, with string) {
	t.Helper()
	if _, err := exec.LookPath("wrk"); err == nil {
		return wrk(t, s, all, during), "wrk -t1 -c32"
	}
	var clients sync.WaitGroup
	counts := make([]int, 16)
	end := time.Now().Add(during)
	for n := range counts {
		clients.Go(func() {
			client := clientFrom(1)
			defer client.CloseIdleConnections()
			for i := n; time.Now().Before(end); i++ {
				a := all[i*7%len(all)]
				if answer, err := fetch(client, s.Origin+a.path, a.headers...); !a.is(answer, err) {
					t.Errorf("%s %q: got status %d, error %v, want the answer from before", a.path, a.headers, answer.status, err)
				}
				counts[n]++
			}
		})
	}
	clients.Wait()
	for _, n := range counts {
		made += n
	}
	return made, fmt.Sprintf("%d clients", len(counts))
}

var (
	wrkMade   = regexp.MustCompile(`([0-9]+) requests in`)
	wrkFailed = regexp.MustCompile(`(?m)^ +(?:Socket errors|Non-2xx or 3xx responses).*$`)
)

func wrk(t *testing.T, s *server, all []asked, during time.Duration) (made int) {
	t.Helper()
	var script strings.Builder
	script.WriteString("local all = {\n")
	for _, a := range all {
		fmt.Fprintf(&script, "{%q, {", a.path)
		for i := 0; i < len(a.headers); i += 2 {
			fmt.Fprintf(&script, "[%q] = %q, ", a.headers[i], a.headers[i+1])
		}
		script.WriteString("}},\n")
	}
	// A step that shares no factor with the length goes through all of them.
	step := 7
	for len(all)%step == 0 {
		step++
	}
	fmt.Fprintf(&script, "}\nlocal i = 0\nrequest = function()\n  i = (i + %d) %% #all\n  return wrk.format(\"GET\", all[i + 1][1], all[i + 1][2])\nend\n", step)
	file := filepath.Join(t.TempDir(), "all.lua")
	if err := os.WriteFile(file, []byte(script.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("wrk", "-t1", "-c32", fmt.Sprintf("-d%ds", max(1, int(during.Seconds()))), "-s", file, s.Origin).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if failed := wrkFailed.FindAllString(string(out), -1); failed != nil {
		t.Errorf("got %q", failed)
	}
	if m := wrkMade.FindSubmatch(out); m != nil {
		made, _ = strconv.Atoi(string(m[1]))
	}
	return made
}

// flat compares the memory of the last quarter of the load with that of the
// second: in the first one buffers grow to what the load needs.
func flat(t *testing.T, samples []float64) {
	t.Helper()
	quarter := len(samples) / 4
	early, late := median(samples[quarter:2*quarter]), median(samples[3*quarter:])
	if late > early*1.1+2 {
		t.Errorf("got %.1f MB of memory in the last quarter of the load and %.1f in the second, want it flat: %.0f", late, early, samples)
	}
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
