package browser

import (
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// Lighthouse finds nothing to better in accessibility, best practices and what
// search engines need, on every kind of page. It looks at no page of errors, and
// not for search engines at a page that they are asked to leave out.
func TestLighthouse(t *testing.T) {
	need(t, "chromium", "lighthouse", "node")
	command := exec.Command("node", "lighthouse.mjs")
	for _, p := range pages {
		if p.name != "error" {
			command.Args = append(command.Args, origin+p.path)
		}
	}
	command.Env = append(os.Environ(), "CHROME_PATH="+chromium())
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("lighthouse.mjs: %v\n%s", err, out)
	}
	looked := 0
	for line := range strings.Lines(string(out)) {
		var found struct {
			Address, Error string
			Scores         map[string]int
			Failing        []string
		}
		if err := json.Unmarshal([]byte(line), &found); err != nil {
			t.Fatal(err)
		}
		looked++
		unlisted := slices.ContainsFunc(found.Failing, func(audit string) bool { return strings.HasPrefix(audit, "is-crawlable") })
		for _, category := range []string{"accessibility", "best-practices", "seo"} {
			if score := found.Scores[category]; score != 100 && !(category == "seo" && unlisted) {
				t.Errorf("%s: got %d in %s, want 100; %s %q", found.Address, score, category, found.Error, found.Failing)
			}
		}
	}
	if looked != len(pages)-1 {
		t.Errorf("got scores of %d pages, want %d", looked, len(pages)-1)
	}
}
