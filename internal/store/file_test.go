package store_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/store"
)

// ours returns the content of a file that Write made.
func ours(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "ours.db")
	if err := store.Write(ctx, path, unchecked(sample())); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// patched returns content with a 32-bit number of the file header changed.
func patched(content []byte, at int, number uint32) []byte {
	content = bytes.Clone(content)
	binary.BigEndian.PutUint32(content[at:], number)
	return content
}

// foreign returns a SQLite file of another program.
func foreign(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "foreign.db")
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE TABLE report (id INTEGER PRIMARY KEY)"); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestOpenRefuses(t *testing.T) {
	mine := ours(t)
	damaged := bytes.Clone(mine)
	for i := 100; i < len(damaged); i++ {
		damaged[i] = 0xff
	}
	for _, test := range []struct {
		name    string
		content []byte
		message []string
	}{
		{"an empty file", []byte{}, []string{"is no SQLite database", "disclosure import"}},
		{"a short file", mine[:50], []string{"is no SQLite database"}},
		{"a text", bytes.Repeat([]byte("预算"), 100), []string{"is no SQLite database", "disclosure import"}},
		{"a foreign database", foreign(t), []string{"another program", "disclosure import"}},
		{"another application", patched(mine, 68, 1), []string{"another program"}},
		{"an older schema", patched(mine, 60, 0), []string{"schema version 0", fmt.Sprint("reads version ", store.SchemaVersion), "disclosure import --db"}},
		{"a newer schema", patched(mine, 60, store.SchemaVersion+1), []string{fmt.Sprint("schema version ", store.SchemaVersion+1), fmt.Sprint("reads version ", store.SchemaVersion), "disclosure import --db"}},
		{"a file cut short", mine[:len(mine)-1], []string{"cut short", "disclosure import --db"}},
		{"a file of more", append(bytes.Clone(mine), 0), []string{"is damaged", "disclosure import --db"}},
		{"a damaged file", damaged, []string{"is damaged", "disclosure import --db"}},
	} {
		path := filepath.Join(t.TempDir(), "some.db")
		if err := os.WriteFile(path, test.content, 0o600); err != nil {
			t.Fatal(err)
		}
		checkRefused(t, test.name, path, test.message...)
		if content, err := os.ReadFile(path); err != nil || !bytes.Equal(content, test.content) {
			t.Errorf("%s: Open changed the file (error %v)", test.name, err)
		}
	}
	missing := filepath.Join(t.TempDir(), "missing.db")
	checkRefused(t, "a missing file", missing, "disclosure import --db "+missing)
	if _, err := os.Stat(missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open made the missing file: %v", err)
	}
	checkRefused(t, "a folder", t.TempDir(), "is no SQLite database")
}

// Whatever bit of a file is changed, it is refused.
func TestOpenRefusesEveryChangedBit(t *testing.T) {
	content := ours(t)
	path := filepath.Join(t.TempDir(), "x.db")
	step := len(content) / 300
	if *long {
		step = 7
	}
	for i := 0; i < len(content); i += step {
		changed := bytes.Clone(content)
		changed[i] ^= 1 << (i % 8)
		if err := os.WriteFile(path, changed, 0o600); err != nil {
			t.Fatal(err)
		}
		if s, err := store.Open(ctx, path, slog.New(slog.DiscardHandler)); err == nil {
			s.Close()
			t.Errorf("byte %d of %d is another one: got no error", i, len(content))
		}
	}
}

func checkRefused(t *testing.T, what, path string, message ...string) {
	t.Helper()
	s, err := store.Open(ctx, path, slog.New(slog.DiscardHandler))
	if err == nil {
		s.Close()
		t.Errorf("Open %s: got no error", what)
		return
	}
	for _, part := range append(message, path) {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("Open %s: got %q, want a message that says %q", what, err, part)
		}
	}
}

func TestWriteReplacesOurs(t *testing.T) {
	folder := t.TempDir()
	path, link := filepath.Join(folder, "x.db"), filepath.Join(folder, "link.db")
	old := patched(ours(t), 60, 7) // of another schema version
	if err := os.WriteFile(path, old, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("x.db", link); err != nil {
		t.Fatal(err)
	}
	checkAnswers(t, held(t, written(t, link, sample())), sample())
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link is no link any more: %v, %v", info, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode of the file: got %v, %v, want that of the old one, 0640", info.Mode(), err)
	}
}

// A link that leads nowhere is left alone, and so is the place where it leads.
func TestWriteRefusesDanglingLink(t *testing.T) {
	folder := t.TempDir()
	link := filepath.Join(folder, "link.db")
	if err := os.Symlink("missing.db", link); err != nil {
		t.Fatal(err)
	}
	if err := store.Write(ctx, link, unchecked(sample())); err == nil || !strings.Contains(err.Error(), link+" is a link that leads to no file") {
		t.Errorf("got error %v, want one that names the link", err)
	}
	if to, err := os.Readlink(link); err != nil || to != "missing.db" {
		t.Errorf("the link: got %q, error %v, want it as it was", to, err)
	}
}

func TestFailedWriteLeavesEverything(t *testing.T) {
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	mine := ours(t)
	good, twice := []*report.Report{another("7d1f35ade2b1fef707b408f6393d7e6740e8f338e9633694616814b83e82e7ac")}, []*report.Report{sample(), sample()}
	for _, test := range []struct {
		name    string
		ctx     context.Context
		old     []byte // nil for none
		journal string // suffix of a file beside it
		reports []*report.Report
		message string
	}{
		{"an empty file", ctx, []byte{}, "", good, "no database of this program"},
		{"a text", ctx, []byte(strings.Repeat("text", 99)), "", good, "no database of this program"},
		{"a foreign database", ctx, foreign(t), "", good, "another program"},
		{"a bad report", ctx, mine, "", twice, "was given twice"},
		{"a bad report for a new file", ctx, nil, "", twice, "was given twice"},
		{"a cancelled import", cancelled, mine, "", good, "canceled"},
		{"a file that is being changed", ctx, mine, "-journal", good, "x.db-journal"},
		{"a file that is being changed with a log", ctx, mine, "-wal", good, "x.db-wal"},
	} {
		folder := t.TempDir()
		path := filepath.Join(folder, "x.db")
		want := map[string]string{}
		if test.old != nil {
			want["x.db"] = string(test.old)
		}
		if test.journal != "" {
			want["x.db"+test.journal] = "busy"
		}
		for name, content := range want {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := store.Write(test.ctx, path, unchecked(test.reports...)); err == nil || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s: got error %v, want one that says %q", test.name, err, test.message)
		}
		checkFolder(t, test.name, folder, want)
	}

	for what, path := range map[string]string{
		"make the folder":   filepath.Join(t.TempDir(), "no", "x.db"),
		"no database of th": t.TempDir(),
	} {
		if err := store.Write(ctx, path, unchecked(good...)); err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), what) {
			t.Errorf("Write to %s: got error %v, want one that names it and says %q", path, err, what)
		}
	}
}

// checkFolder holds a folder to exactly these files.
func checkFolder(t *testing.T, what, folder string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(want) {
		t.Errorf("%s: the folder holds %v, want %d files", what, entries, len(want))
	}
	for name, content := range want {
		if got, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(got) != content {
			t.Errorf("%s: %s was changed (error %v)", what, name, err)
		}
	}
}

// describe writes the fields of a type, and of the types in it. Of the fields of forms
// an outline shows three things, whatever else forms may have.
func describe(w io.Writer, t reflect.Type) {
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			if f.Tag.Get("json") == "-" {
				continue // is not stored
			}
			if t == reflect.TypeFor[report.Field]() && !slices.Contains([]string{"Name", "Paragraphs", "Amount"}, f.Name) {
				continue
			}
			fmt.Fprintf(w, "%s %s %s {", f.Name, f.Tag, f.Type.Kind())
			describe(w, f.Type)
			fmt.Fprint(w, "} ")
		}
	case reflect.Slice, reflect.Pointer:
		describe(w, t.Elem())
	}
}

func TestWrittenFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "x.db")
	written(t, path, sample())
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	checkFolder(t, "after Write and Open", folder, map[string]string{"x.db": string(content)})
	if !bytes.Equal(content, ours(t)) {
		t.Error("the same reports make another file the second time")
	}
	if content[18] != 1 || content[19] != 1 {
		t.Errorf("journal mode in the header: got %d, %d, want 1, 1 (rollback)", content[18], content[19])
	}
	schemas := sha256.New()
	for _, name := range []string{"schema.sql", "../search/schema.sql"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		schemas.Write(text)
	}
	// What is stored as JSON has the names and types of Go fields.
	for _, stored := range []reflect.Type{reflect.TypeFor[report.Outline](), reflect.TypeFor[report.Listing](), reflect.TypeFor[finding.Result]()} {
		describe(schemas, stored)
	}
	const version, sum = 25, "bf7330c80ef881338cb5ccf0e5556895126432977cbf53ecc462efda802d601e"
	if got := hex.EncodeToString(schemas.Sum(nil)); got != sum || binary.BigEndian.Uint32(content[60:]) != version {
		t.Errorf("the schemas, and the types that are stored as JSON, are not those of version %d: raise SchemaVersion, then put version and sum %s here", version, got)
	}

	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	packed := filepath.Join(folder, "packed.db")
	if _, err := db.Exec("VACUUM INTO ?", packed); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(packed); err != nil || info.Size() != int64(len(content)) {
		t.Errorf("the file was not packed: VACUUM makes one of another size (error %v)", err)
	}
	hash := sha256.Sum256(content[:len(content)-sha256.Size])
	if !bytes.HasSuffix(content, hash[:]) {
		t.Error("the file does not end in the SHA-256 of what stands before")
	}
	for question, want := range map[string]string{
		`SELECT lower(hex(sha256)) FROM seal`: hex.EncodeToString(hash[:]),
		`SELECT group_concat(text || ' = ' || minor || '/' || scale || ' = ' || fen, '; ') FROM figure
			WHERE part = 'tables' AND number = 1 AND anchor LIKE 'r%c2'`: "1,000.5 = 10005/1 = 1000500000; -0.50 = -50/2 = -500000; 1,200.50 = 120050/2 = 1200500000",
		`SELECT group_concat(DISTINCT typeof(minor)) FROM figure`: "integer",
		`SELECT group_concat(name) FROM pragma_table_info('figure')`: "unit,year,kind,version,part,number,anchor,nth,row,row_parent,depth,side,code,label_path," +
			"table_id,column_id,column_path,about_year,money_unit,minor,scale,fen,text,is_total,is_leaf,headline",
		`SELECT count(*) FROM pragma_table_list WHERE NOT strict AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'search%'`: "0",
		`SELECT count(*) FROM pragma_foreign_key_check`:                                                                   "0",
		`SELECT integrity_check FROM pragma_integrity_check`:                                                              "ok",
		`SELECT count(*) FROM pragma_freelist_count WHERE freelist_count > 0`:                                             "0",
	} {
		var got string
		if err := db.QueryRow(question).Scan(&got); err != nil || got != want {
			t.Errorf("%s\n got %s (error %v)\nwant %s", question, got, err, want)
		}
	}
}
