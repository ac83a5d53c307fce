package reconcile_test

import (
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/data"
	"disclosure/internal/reconcile"
	"disclosure/internal/source"
)

// keysIn lists the keys of the first report whose files were changed.
func keysIn(t *testing.T, year string, change func(name, text string) string) []string {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(data.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(data.Files, name)
		if changed := change(name, string(text)); changed != "" {
			files[strings.Replace(name, "2021-budget", year+"-budget", 1)] = &fstest.MapFile{Data: []byte(changed)}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	r, err := source.Load(files, "futian-zwfwj/"+year+"-budget")
	if err != nil {
		t.Fatal(err)
	}
	result, err := reconcile.Reconcile(files, files, r)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, f := range result.Findings {
		keys = append(keys, f.Key)
	}
	slices.Sort(keys)
	return keys
}

// A relation has one key in the reports of all years: neither the year nor what the
// tables are labelled with is part of it.
func TestKeysHoldAcrossYears(t *testing.T) {
	aYear := regexp.MustCompile(`\b20(19|20|21|22)\b`)
	next := func(_, text string) string {
		return aYear.ReplaceAllStringFunc(text, func(year string) string {
			n, _ := strconv.Atoi(year)
			return strconv.Itoa(n + 1)
		})
	}
	same := func(_, text string) string { return text }
	if a, b := keysIn(t, "2021", same), keysIn(t, "2022", next); !slices.Equal(a, b) {
		t.Errorf("the same report a year later: got %d keys, want the %d of the year before; the first other one is %q beside %q", len(b), len(a), other(a, b), other(b, a))
	}
	derived := func(name, text string) string {
		if strings.HasSuffix(name, "relations.toml") {
			return ""
		}
		return text
	}
	label := regexp.MustCompile(`(?m)^label = "表 ([0-9]+)"`)
	relabelled := func(name, text string) string {
		return label.ReplaceAllString(derived(name, text), `label = "公开${1}表"`)
	}
	if a, b := keysIn(t, "2021", derived), keysIn(t, "2021", relabelled); !slices.Equal(a, b) {
		t.Errorf("the same tables with other labels: got %q, want %q", other(b, a), other(a, b))
	}
}

// other is the first of a that is not in b.
func other(a, b []string) string {
	for _, key := range a {
		if !slices.Contains(b, key) {
			return key
		}
	}
	return ""
}
