package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

const (
	first  = "../../data/futian-zwfwj/2021-budget"
	others = "../../internal/source/testdata/reports"
)

// TestMain lets the tests of a whole process start this binary as the command.
func TestMain(m *testing.M) {
	if os.Getenv("DISCLOSURE_TEST_MAIN") != "" {
		main()
	}
	os.Exit(m.Run())
}

// other is the folder of the second report, which shares nothing with the
// first.
func other(t testing.TB) string {
	t.Helper()
	found, err := filepath.Glob(others + "/*/*/report.toml")
	if err != nil || len(found) != 1 {
		t.Fatalf("got %d reports in %s, want one", len(found), others)
	}
	return filepath.Dir(found[0])
}

// execute runs the command and returns its exit code and what it wrote.
func execute(args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = run(context.Background(), args, &out, &errs)
	return code, out.String(), errs.String()
}

func TestUsage(t *testing.T) {
	for _, test := range []struct {
		args           string
		code           int
		stdout, stderr string // a part of what is written there
	}{
		{"-h", 0, "disclosure serve [--addr", ""},
		{"--help", 0, "disclosure import [--add] [--forget UNIT/YEAR-KIND] [--publish-findings] --db", ""},
		{"help", 0, "disclosure check", ""},
		{"version", 0, "schema version ", ""},
		{"version", 0, "\ncommit ", ""},
		{"version", 0, "\n" + runtime.Version() + "\n", ""},
		{"serve -h", 0, "(default 127.0.0.1:8080)", ""},
		{"import --help", 0, "--db FILE", ""},
		{"check -h", 0, "built into the program", ""},
		{"", 2, "", "say what to do"},
		{"publish", 2, "", `no command "publish"`},
		{"serve --port 80", 2, "", "-port"},
		{"serve report.db", 2, "", `"report.db"? The reports to show are named with --db`},
		{"serve --addr 8080", 2, "", "such as 127.0.0.1:8080"},
		{"serve --db=", 2, "", "--db is empty"},
		{"serve --origin=", 2, "", "--origin is empty"},
		{"serve --origin budget.example", 2, "", "such as https://budget.example"},
		{"serve --origin ftp://budget.example", 2, "", "http:// or https://"},
		{"serve --origin https://budget.example/path", 2, "", "without a path"},
		{"serve --origin https://budget.example?x", 2, "", "without a path"},
		{"serve --origin https://me@budget.example", 2, "", "--origin"},
		{"serve --origin https://:8080", 2, "", "--origin"},
		{"serve --proxy=", 2, "", "--proxy is empty"},
		{"serve --proxy 10.0.0.0/8,proxy.example", 2, "", `"proxy.example" is no network`},
		{"serve --proxy 10.0.0.0/33", 2, "", `is no network`},
		{"serve --proxy ::ffff:10.0.0.0/104", 2, "", `is no network`},
		{"serve --proxy 10.0.0.1 --proxy 0.0.0.0/0", 2, "", `"0.0.0.0/0" is everyone`},
		{"serve --contact=", 2, "", "--contact is empty"},
		{"serve --contact report@budget.example", 2, "", "such as mailto:report@budget.example"},
		{"version 2", 2, "", `what is "2"?`},
		{"import " + first, 2, "", "--db"},
		{"import --db x.db", 2, "", "at least one report"},
		{"check --db x.db", 2, "", "-db"},
		{"check --format xml", 2, "", "write text or json"},
		{"check --suggest --format json", 2, "", "text only"},
	} {
		code, stdout, stderr := execute(strings.Fields(test.args)...)
		if code != test.code {
			t.Errorf("disclosure %s: got exit code %d, want %d", test.args, code, test.code)
		}
		if !strings.Contains(stdout, test.stdout) || (stdout != "") != (test.code == 0) {
			t.Errorf("disclosure %s: got stdout %q, want %q in it", test.args, stdout, test.stdout)
		}
		if !strings.Contains(stderr, test.stderr) || strings.Contains(stderr, "disclosure serve [--addr") != (test.code == 2) {
			t.Errorf("disclosure %s: got stderr %q, want %q in it and the usage", test.args, stderr, test.stderr)
		}
	}
}

func TestParseOrigin(t *testing.T) {
	for text, want := range map[string]string{
		"https://budget.example":      "https://budget.example",
		"HTTPS://Budget.Example/":     "https://budget.example",
		"http://127.0.0.1:8080":       "http://127.0.0.1:8080",
		"http://[::1]:8080/":          "http://[::1]:8080",
		"https://budget.example//":    "",
		"https://budget.example#x":    "",
		"https://budget.example:port": "",
		"https://budget.example\nx":   "",
		"//budget.example":            "",
		"https://预算.example":          "",
	} {
		if got, err := parseOrigin(text); got != want || (err == nil) != (want != "") {
			t.Errorf("parseOrigin(%q): got %q, error %v, want %q", text, got, err, want)
		}
	}
}
