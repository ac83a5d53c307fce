package main

import (
	"bytes"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"disclosure/internal/publish/publishtest"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"disclosure/web"
)

const firstVersion = "b13eb6eed519"

var firstKey = report.Key{Unit: "futian-zwfwj", Year: 2021, Kind: "budget"}

// versions are those of the first report that a file holds, oldest first.
func versions(t *testing.T, db string) (all []string) {
	t.Helper()
	st, err := store.Open(t.Context(), db, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	now := st.Snapshot()
	defer now.Release()
	for _, r := range now.Versions(firstKey) {
		all = append(all, short(r))
	}
	return all
}

// served is what a site that shows a file answers at an address.
func served(t *testing.T, db, origin, address string) []byte {
	t.Helper()
	st, err := store.Open(t.Context(), db, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	site, err := web.New(st, web.Config{Origin: origin}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequest("GET", address, nil))
	if w.Code != 200 {
		t.Fatalf("%s: got %d", address, w.Code)
	}
	return w.Body.Bytes()
}

// A published version is never lost: an import that would drop it is refused with the
// command that keeps it, and a folder that has it is imported with its whole history.
func TestKeep(t *testing.T) {
	root := t.TempDir()
	if err := os.CopyFS(root, publishtest.Changed(t)); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(root, filepath.FromSlash(publishtest.First))
	db := filepath.Join(t.TempDir(), "reports.db")
	if code, _, stderr := execute("import", "--publish-findings", "--db", db, first); code != 0 {
		t.Fatalf("got code %d, stderr %q", code, stderr)
	}
	before, err := os.ReadFile(db)
	if err != nil {
		t.Fatal(err)
	}
	code, _, stderr := execute("import", "--publish-findings", "--db", db, dir)
	if code != 1 || !strings.Contains(stderr, "version "+firstVersion) || !strings.Contains(stderr, "`disclosure keep --db "+db+" "+dir+"`") {
		t.Errorf("got code %d, stderr %q, want the version that would be lost and the command", code, stderr)
	}
	if after, err := os.ReadFile(db); err != nil || !bytes.Equal(after, before) {
		t.Error("the refused import changed the file")
	}

	const origin = "https://budget.example"
	zip := served(t, db, origin, firstKey.Base()+".zip")
	code, stdout, stderr := execute("keep", "--db", db, "--origin", origin, dir)
	if code != 0 || !strings.Contains(stdout, "list version "+firstVersion+" in corrections.toml") {
		t.Fatalf("got code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	if kept, err := os.ReadFile(filepath.Join(dir, "earlier", firstVersion+".zip")); err != nil || !bytes.Equal(kept, zip) {
		t.Errorf("what was kept is not the file that was served: %v", err)
	}
	if code, stdout, _ := execute("keep", "--db", db, dir); code != 0 || !strings.Contains(stdout, "nothing to keep") {
		t.Errorf("the second time: got code %d, stdout %q", code, stdout)
	}
	if code, _, stderr := execute("check", dir); code != 1 || !strings.Contains(stderr, "list its version in corrections.toml") {
		t.Errorf("got code %d, stderr %q, want a version that nothing lists refused", code, stderr)
	}

	write := func(after string) {
		if err := os.WriteFile(filepath.Join(dir, "corrections.toml"), []byte(publishtest.Corrections(firstVersion, after)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("000000000000")
	_, _, stderr = execute("check", dir)
	own := regexp.MustCompile(`what the folder holds is ([0-9a-f]{12})`).FindStringSubmatch(stderr)
	if own == nil {
		t.Fatalf("got stderr %q, want the folder's own version", stderr)
	}
	write(own[1])
	for i := range 2 { // the second import finds both versions in the file
		code, stdout, stderr := execute("import", "--publish-findings", "--db", db, dir)
		if code != 0 {
			t.Fatalf("got code %d, stderr %q", code, stderr)
		}
		for _, want := range []string{"since version " + firstVersion, "\n  changed /tables/7#r17c4, now /tables/7#r18c4: \"63.00\" → \"62.00\"\n",
			"\n  added /tables/7#r10: \"2080502 事业单位离退休 1.00 1.00\"\n", "\n  moved /tables/7#r10, now /tables/7#r11\n"} {
			if strings.Contains(stdout, want) != (i == 0) {
				t.Errorf("import %d: got stdout %q, want %q the first time alone", i+1, stdout, want)
			}
		}
		if got := versions(t, db); len(got) != 2 || got[0] != firstVersion || got[1] != own[1] {
			t.Errorf("got versions %q, want %s, %s", got, firstVersion, own[1])
		}
	}
	// A folder that was thrown back to the first version lacks the second.
	if code, _, stderr := execute("import", "--publish-findings", "--db", db, first); code != 1 || !strings.Contains(stderr, "version "+own[1]) {
		t.Errorf("got code %d, stderr %q, want the newer version not to be lost", code, stderr)
	}
}

// The order of folders means nothing, and of two versions somebody must say which is
// the newer.
func TestImportOrder(t *testing.T) {
	root, changed := t.TempDir(), t.TempDir()
	if err := os.CopyFS(root, publishtest.Corrected(t)); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(changed, publishtest.Changed(t)); err != nil {
		t.Fatal(err)
	}
	corrected := filepath.Join(root, filepath.FromSlash(publishtest.First))
	unordered := filepath.Join(changed, filepath.FromSlash(publishtest.First))
	var file []byte // the same for all
	for name, dirs := range map[string][]string{"one": {corrected, other(t)}, "another": {other(t), corrected}, "with the older": {first, other(t), corrected}, "and before it": {corrected, first, other(t)}} {
		db := filepath.Join(t.TempDir(), "reports.db")
		code, _, stderr := execute(append([]string{"import", "--publish-findings", "--db", db}, dirs...)...)
		if code != 0 {
			t.Fatalf("%s: got code %d, stderr %q", name, code, stderr)
		}
		content, err := os.ReadFile(db)
		if err != nil {
			t.Fatal(err)
		}
		if file != nil && !bytes.Equal(file, content) {
			t.Errorf("%s: the order of the folders makes another file", name)
		}
		file = content
	}
	for _, dirs := range [][]string{{first, unordered}, {unordered, first}} {
		db := filepath.Join(t.TempDir(), "reports.db")
		if code, _, stderr := execute(append([]string{"import", "--publish-findings", "--db", db}, dirs...)...); code != 1 || !strings.Contains(stderr, "none says which is newer") || !strings.Contains(stderr, "corrections.toml") {
			t.Errorf("got code %d, stderr %q, want two versions without order refused", code, stderr)
		}
	}
	if code, _, stderr := execute("import", "--publish-findings", "--db", filepath.Join(t.TempDir(), "reports.db"), first, first); code != 1 || !strings.Contains(stderr, "name one of them") {
		t.Errorf("got code %d, stderr %q, want a report that is named twice refused", code, stderr)
	}
}
