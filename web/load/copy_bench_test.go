package load

import (
	"fmt"
	"net/http"
	"net/http/httptrace"
	"testing"
	"time"
)

// TestCompareCopy asks our own server and nginx with a copy of the site, in the
// configuration that export writes, for the same pages in turn, as TestCompare does, and
// prints what a copy saves. Both send the same headers and keep an access log.
//
//	go test ./web/load -v -run CompareCopy -args -long
func TestCompareCopy(t *testing.T) {
	brotliModule := need(t)
	pages, rounds, each := compared[:2], 1, time.Second
	if *long {
		pages, rounds, each = compared, 3, 4*time.Second
	}
	dir, _ := copied(t)
	var servers [2]struct {
		origin string
		pid    int
	}
	servers[0].origin, servers[0].pid = startOurs(t, t.TempDir())
	servers[1].origin, servers[1].pid = nginxOf(t, dir, brotliModule)
	table := "\n| page | requests: ours of the copy's | processor time | first byte, ours | the copy's |\n|---|--:|--:|--:|--:|\n"
	for _, page := range pages {
		fetch(t, servers[0].origin+page, "br") // it is up, and the page in its cache
		var perSecond, work, first [2][]float64
		for range rounds {
			for i, server := range servers {
				before := busy(t, server.pid)
				r, _ := wrk(t, server.origin+page, each)
				perSecond[i] = append(perSecond[i], r)
				work[i] = append(work[i], (busy(t, server.pid)-before)*1e4/(r*each.Seconds()))
				first[i] = append(first[i], firstByte(t, server.origin+page))
			}
		}
		t.Logf("%s: ours, the copy: %.0f requests a second, %.1f µs of processor time a request, %.2f ms to the first byte", page, perSecond, work, first)
		table += fmt.Sprintf("| `%s` | %.2f | %.2f | %.2f ms | %.2f ms |\n", page, median(perSecond[0])/median(perSecond[1]), median(work[0])/median(work[1]), median(first[0]), median(first[1]))
	}
	t.Log(table)
}

// firstByte is how long one reader at a time waits for the first byte of an answer: the
// median of a hundred, in milliseconds.
func firstByte(t *testing.T, address string) float64 {
	t.Helper()
	var waits []float64
	for range 100 {
		var asked, came time.Time
		trace := &httptrace.ClientTrace{
			WroteRequest:         func(httptrace.WroteRequestInfo) { asked = time.Now() },
			GotFirstResponseByte: func() { came = time.Now() },
		}
		r, err := http.NewRequestWithContext(httptrace.WithClientTrace(t.Context(), trace), http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", "br")
		answer, err := asking.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		waits = append(waits, float64(came.Sub(asked).Microseconds())/1000)
	}
	return median(waits)
}
