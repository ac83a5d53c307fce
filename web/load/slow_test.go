package load

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestSlowAttacks holds hundreds of connections of one address with clients
// that send or read next to nothing, while honest readers at another get their
// pages.
func TestSlowAttacks(t *testing.T) {
	if _, err := exec.LookPath("slowhttptest"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("slowhttptest is missing: run .ci/setup servers")
		}
		t.Skip("the slow attacks were not run: slowhttptest is missing (a Debian package)")
	}
	rounds, each := 1, 3*time.Second
	if *long {
		rounds, each = 3, 20*time.Second
	}
	server := startServer(t)
	read(t, server, time.Second) // into the cache
	attacks := []struct {
		name string
		args []string
	}{
		{"slow headers", []string{"-H", "-i", "1", "-x", "8"}},
		{"slow bodies", []string{"-B", "-i", "1", "-x", "8", "-s", "100000"}},
		{"slow readers", []string{"-X", "-k", "10", "-n", "1", "-z", "8", "-w", "64", "-y", "128"}},
	}
	t.Logf("%-14s %10s %10s %10s %8s %s", "attack", "quiet p99", "under it", "ratio", "answers", "most connections of the attacker")
	for _, attack := range attacks {
		var quiet, under []time.Duration
		answers, connections := 0, 0
		for range rounds {
			took := read(t, server, each)
			quiet = append(quiet, p99(took))

			ctx, cancel := context.WithCancel(t.Context())
			var attackers sync.WaitGroup
			attackers.Go(func() {
				// What the program itself costs, much of a processor, is not
				// what an attack from elsewhere would cost: it has to wait.
				for ctx.Err() == nil { // it ends early when all its connections are closed
					args := append([]string{"-c", "400", "-r", "400", "-l", fmt.Sprint(int(each.Seconds()) + 2),
						"-u", "http://" + server + base + "/print"}, attack.args...)
					out, err := exec.CommandContext(ctx, "nice", append([]string{"-n", "19", "slowhttptest"}, args...)...).CombinedOutput()
					if ctx.Err() == nil && err != nil {
						t.Errorf("slowhttptest: %v\n%s", err, out)
						return
					}
				}
			})
			attackers.Go(func() {
				for ctx.Err() == nil {
					connections = max(connections, attacking(server))
					time.Sleep(100 * time.Millisecond)
				}
			})
			took = read(t, server, each)
			cancel()
			attackers.Wait()
			answers += len(took)
			under = append(under, p99(took))
		}
		slices.Sort(quiet)
		slices.Sort(under)
		q, u := quiet[rounds/2], under[rounds/2]
		ratio := float64(u) / float64(q)
		t.Logf("%-14s %10v %10v %10.2f %8d %d", attack.name, q.Round(time.Microsecond), u.Round(time.Microsecond), ratio, answers, connections)
		if *long && ratio > 2 {
			t.Errorf("%s: got the honest p99 at %.2f times the quiet one, want at most 2", attack.name, ratio)
		}
	}
}

// read has four honest readers open pages, a new connection every ten pages,
// and returns how long each page took. All must come.
func read(t *testing.T, server string, during time.Duration) []time.Duration {
	t.Helper()
	pages := []string{"/", base, base + "/tables/7", base + "/sections/1", base + "/projects/1", "/about", base + "/tables/14"}
	var mu sync.Mutex
	var took []time.Duration
	var readers sync.WaitGroup
	end := time.Now().Add(during)
	for n := range 4 {
		readers.Go(func() {
			c := client(fmt.Sprintf("127.0.0.%d", 2+n))
			defer c.CloseIdleConnections()
			for i := 0; time.Now().Before(end); i++ {
				if i%10 == 0 {
					c.CloseIdleConnections()
				}
				start := time.Now()
				resp, err := c.Get("http://" + server + pages[i%len(pages)])
				if err != nil {
					t.Errorf("an honest reader: %v", err)
					return
				}
				_, err = io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
				if err != nil || resp.StatusCode != http.StatusOK {
					t.Errorf("an honest reader: got status %d, error %v, want a page", resp.StatusCode, err)
					return
				}
				mu.Lock()
				took = append(took, time.Since(start))
				mu.Unlock()
				time.Sleep(5 * time.Millisecond) // who reads also rests
			}
		})
	}
	readers.Wait()
	return took
}

func p99(took []time.Duration) time.Duration {
	if len(took) == 0 {
		return 0
	}
	slices.Sort(took)
	return took[len(took)*99/100]
}

// attacking counts the connections that the server holds of 127.0.0.1, as the
// kernel has them.
func attacking(server string) int {
	_, port, _ := strings.Cut(server, ":")
	var number int
	fmt.Sscan(port, &number)
	local := fmt.Sprintf("0100007F:%04X", number)
	table, _ := os.ReadFile("/proc/net/tcp") // where there is none, 0 is said
	n := 0
	for line := range strings.Lines(string(table)) {
		fields := strings.Fields(line)
		if len(fields) > 3 && fields[1] == local && strings.HasPrefix(fields[2], "0100007F:") && fields[3] == "01" {
			n++
		}
	}
	return n
}
