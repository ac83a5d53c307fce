package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// A report is added to a file, and taken out, when that was said, and nothing else is lost.
func TestImportAdds(t *testing.T) {
	db := filepath.Join(t.TempDir(), "reports.db")
	second := other(t)
	for _, step := range []struct {
		args []string
		code int
		want string // in what is printed
	}{
		{[]string{"--add", first}, 1, "is missing"},
		{[]string{first}, 0, "imported futian-zwfwj/2021-budget"},
		{[]string{second}, 1, "holds futian-zwfwj/2021-budget, which no folder names"},
		{[]string{"--add", second}, 0, "imported shili-qinghe-nyncj/2023-budget"},
		{[]string{first}, 1, "--forget shili-qinghe-nyncj/2023-budget"},
		{[]string{"--add", first, second}, 0, "imported futian-zwfwj/2021-budget"},
		{[]string{"--add", "--forget", "nobody/2021-budget"}, 1, "holds no report nobody/2021-budget"},
		{[]string{"--add", "--forget", "2021"}, 2, "names no report"},
		{[]string{"--add", "--forget", "futian-zwfwj/2021-budget"}, 0, "forgot futian-zwfwj/2021-budget"},
		{[]string{"--forget", "shili-qinghe-nyncj/2023-budget", first}, 0, "forgot shili-qinghe-nyncj/2023-budget"},
		{[]string{first}, 0, "imported futian-zwfwj/2021-budget"},
	} {
		code, stdout, stderr := execute(append([]string{"import", "--publish-findings", "--db", db}, step.args...)...)
		if code != step.code || !strings.Contains(stdout+stderr, step.want) {
			t.Errorf("%q: got code %d, stdout %q, stderr %.600q, want %d and %q", step.args, code, stdout, stderr, step.code, step.want)
		}
	}
}
