package load

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"disclosure/cmd/disclosure/servertest"
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
		command := servertest.Command(binary)
		log, err := os.Create(filepath.Join(t.TempDir(), "log"))
		if err != nil {
			t.Fatal(err)
		}
		command.Stderr = log
		server := servertest.Start(t, command)
		origin := server.Origin
		fetch(t, origin+base, "br")
		waits = append(waits, float64(time.Since(server.Started).Microseconds())/1000)
		if i == starts-1 {
			time.Sleep(3 * time.Second) // in which the runtime gives memory back
			atRest = server.Memory(t)
			_, sitemap := fetch(t, origin+"/sitemap.xml", "")
			all := regexp.MustCompile(`<loc>([^<]+)`).FindAllSubmatch(sitemap, -1)
			for range 2 {
				for _, page := range all {
					fetch(t, string(page[1]), "br")
				}
			}
			afterAll = server.Memory(t)
			if *long {
				time.Sleep(30 * time.Second) // in which the runtime gives memory back
			}
			again = server.Memory(t)
		}
		server.Stop(t)
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
