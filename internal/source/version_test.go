package source_test

import (
	"testing"

	"disclosure/data"
	"disclosure/internal/source"
)

// The version of the first report is cited; nothing but a change of what it
// publishes may change it.
func TestVersionOfTheFirstReport(t *testing.T) {
	r, err := source.Load(data.Files, "futian-zwfwj/2021-budget")
	if err != nil {
		t.Fatal(err)
	}
	const want = "b13eb6eed519"
	if r.ShortVersion() != want {
		t.Errorf("got the version %s, want %s", r.ShortVersion(), want)
	}
}
