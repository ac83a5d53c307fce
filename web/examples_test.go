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

	// pandas of Debian's Python; DuckDB, which reads files here: the address would need what
	// it loads from outside.
	if exec.Command("/usr/bin/python3", "-c", "import pandas").Run() == nil {
		run("code.pandas", "2708030000", "/usr/bin/python3", "-c")
	} else if os.Getenv("CI") == "true" {
		t.Error("pandas is missing: run .ci/setup test")
	}
	if _, err := os.Stat("../internal/export/node_modules/@duckdb"); err == nil {
		statement := doc.Find("code.duckdb").Text()
		_, rest, _ := strings.Cut(statement, "'http://")
		address, _, _ := strings.Cut(rest, "'")
		figures := get(site, "/"+strings.SplitN(address, "/", 2)[1])
		if err := os.WriteFile(dir+"/figures.csv", figures.Body.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		c := exec.Command("node", "-e", duckDB, strings.Replace(statement, "http://"+address, dir+"/figures.csv", 1))
		c.Dir = "../internal/export"
		if out, err := c.CombinedOutput(); err != nil || !strings.Contains(string(out), `["收入总表","收入总计","2708030000"]`) {
			t.Errorf("DuckDB: got error %v and output\n%.600s\nof\n%s", err, out, statement)
		}
	} else if os.Getenv("CI") == "true" {
		t.Error("DuckDB is missing: run .ci/setup test")
	}

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

// duckDB prints what a statement, its argument, answers.
const duckDB = `(async () => {
	const { DuckDBInstance } = require("@duckdb/node-api");
	const db = await (await DuckDBInstance.create(":memory:")).connect();
	const rows = await (await db.runAndReadAll(process.argv[1])).getRows();
	console.log(JSON.stringify(rows.map((row) => row.map(String))));
})();`
