package load

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestFigures prints how long the server takes from its start to the first byte
// of a page, and the memory that it keeps, with the one report built into it:
//
//	go test ./web/load -v -run Figures -args -long
func TestFigures(t *testing.T) {
	starts := 2
	if *long {
		starts = 21
	}
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	var waits []float64
	var atRest, afterAll, again float64
	for i := range starts {
		command := exec.Command(binary, "serve", "--addr", "127.0.0.1:0")
		log, err := os.Create(filepath.Join(t.TempDir(), "log"))
		if err != nil {
			t.Fatal(err)
		}
		command.Stderr = log
		stdout, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		started := time.Now()
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		defer command.Process.Kill() // where the test ends early
		line, err := bufio.NewReader(stdout).ReadString('\n')
		if err != nil {
			t.Fatalf("got %q, error %v, want an address", line, err)
		}
		origin := strings.TrimSpace(line)
		fetch(t, origin+base, "br")
		waits = append(waits, float64(time.Since(started).Microseconds())/1000)
		if i == starts-1 {
			time.Sleep(3 * time.Second) // in which the runtime gives memory back
			atRest = resident(t, command.Process.Pid)
			_, sitemap := fetch(t, origin+"/sitemap.xml", "")
			all := regexp.MustCompile(`<loc>([^<]+)`).FindAllSubmatch(sitemap, -1)
			for range 2 {
				for _, page := range all {
					fetch(t, string(page[1]), "br")
				}
			}
			afterAll = resident(t, command.Process.Pid)
			if *long {
				time.Sleep(30 * time.Second) // in which the runtime gives memory back
			}
			again = resident(t, command.Process.Pid)
		}
		command.Process.Signal(syscall.SIGTERM)
		if err := command.Wait(); err != nil {
			t.Errorf("after SIGTERM: got %v, want exit code 0", err)
		}
		log.Close()
	}
	verdict := func(good bool) string {
		if good {
			return "met"
		}
		return "missed"
	}
	slices.Sort(waits)
	wait := waits[len(waits)/2]
	t.Logf("\n| figure | goal | measured | |\n|---|--:|--:|---|\n"+
		"| start to first page, median of %d | 200 ms | %.0f ms (%.0f to %.0f) | %s |\n"+
		"| resident memory at rest, after the first page | 45 MB | %.1f MB | %s |\n"+
		"| resident memory right after every page twice | | %.1f MB | |\n"+
		"| resident memory at rest with every page in the cache | | %.1f MB | |\n",
		len(waits), wait, waits[0], waits[len(waits)-1], verdict(wait < 200), atRest, verdict(atRest < 45), afterAll, again)
}

// resident is the resident memory of a process in MB.
func resident(t *testing.T, pid int) float64 {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skipf("NOT RUN: %v", err)
	}
	found := regexp.MustCompile(`VmRSS:\s*([0-9]+) kB`).FindSubmatch(status)
	if found == nil {
		t.Fatalf("got no VmRSS in %s", status)
	}
	kb, _ := strconv.Atoi(string(found[1])) // the pattern is that of a number
	return float64(kb) / 1000
}
