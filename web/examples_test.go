package web_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"

	"disclosure/web"
)

// TestExamplesRun runs the examples of the page about data as a reader would:
// copied from the page, in an empty folder, against the site.
func TestExamplesRun(t *testing.T) {
	for _, tool := range []string{"bash", "curl", "python3", "sqlite3"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is missing: run .ci/setup test", tool)
			}
			t.Skipf("the examples of /data were not run: %s is missing", tool)
		}
	}
	server := httptest.NewUnstartedServer(nil)
	st, err := stores["published"]()
	if err != nil {
		t.Fatal(err)
	}
	// The examples name the address at which the site believes it stands.
	site, err := web.New(st, web.Config{Origin: "http://" + server.Listener.Addr().String()}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = site
	server.Start()
	defer server.Close()

	doc := parse(t, get(site, "/data").Body.String())
	dir := t.TempDir()
	run := func(selector, want string, command ...string) {
		t.Helper()
		example := doc.Find(selector).Text()
		if example == "" {
			t.Errorf("%s: the page has no such example", selector)
			return
		}
		c := exec.Command(command[0], append(command[1:], example)...)
		c.Dir = dir
		out, err := c.CombinedOutput()
		if err != nil || !strings.Contains(string(out), want) {
			t.Errorf("%s: got error %v and output\n%.600s\nwant it to have %q\nthe example:\n%s", selector, err, out, want, example)
		}
	}
	run("code.shell", "", "bash", "-e", "-c")
	run("code.sql", "版本", "bash", "-e", "-c")
	run("code.python", "2708.03", "python3", "-c")

	for name, want := range map[string]string{"1.csv": "一、政府预算拨款,2708.03", "report.zip": "datapackage.json", "report.sqlite": "SQLite format 3"} {
		content, err := os.ReadFile(dir + "/" + name)
		if err != nil || !strings.Contains(string(content), want) {
			t.Errorf("%s: got error %v and %d bytes, want it to have %q", name, err, len(content), want)
		}
	}
	if w := get(site, "/data"); w.Code != http.StatusOK {
		t.Errorf("/data: got %d", w.Code)
	}
}
