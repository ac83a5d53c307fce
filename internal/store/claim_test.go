//go:build linux

package store_test

import (
	"bytes"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"disclosure/internal/report"
	"disclosure/internal/store"
)

// The second import is refused at once, and leaves what the first one builds.
func TestSecondWriteIsRefused(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "x.db")
	write(t, path, sample())
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	claimed := filepath.Join(folder, ".disclosure-x.db")
	if err := os.Mkdir(claimed, 0o700); err != nil {
		t.Fatal(err)
	}
	half := filepath.Join(claimed, "store.db")
	if err := os.WriteFile(half, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	first, err := os.Open(claimed)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if err := syscall.Flock(int(first.Fd()), syscall.LOCK_EX); err != nil {
		t.Fatal(err)
	}
	err = store.Write(ctx, path, unchecked(another("second")))
	if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "another import") {
		t.Errorf("Write while another one goes on: got error %v, want one that names it", err)
	}
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, content) {
		t.Errorf("the file was changed (error %v)", err)
	}
	if _, err := os.Stat(half); err != nil {
		t.Errorf("what the first one builds: %v", err)
	}

	// The first one is killed: its folder stays, and nobody holds it.
	first.Close()
	write(t, path, another("second"))
	checkAnswers(t, held(t, written(t, path, another("second"))), another("second"))
	if _, err := os.Stat(claimed); !os.IsNotExist(err) {
		t.Errorf("what a killed import left: got %v, want it gone", err)
	}
}

// Imports that begin while another one ends neither take its folder for their
// own nor fail for another reason.
func TestManyWritesAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	var won atomic.Int32
	var group sync.WaitGroup
	for _, unit := range []string{"a", "b", "c", "d", "e", "f"} {
		group.Go(func() {
			for won.Load() < 20 {
				switch err := store.Write(ctx, path, unchecked(another(unit))); {
				case err == nil:
					won.Add(1)
				case !strings.Contains(err.Error(), "another import is writing it"):
					t.Errorf("got error %v, want none or one that names the other", err)
					return
				}
			}
		})
	}
	group.Wait()
	s, err := store.Open(ctx, path, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("got the files %v (error %v), want the store alone", entries, err)
	}
}

// An import does not replace a foreign file that was put at its path while it built.
func TestForeignFilePutThereMeanwhile(t *testing.T) {
	all := checkedReports(t) // which take a while
	folder := t.TempDir()
	path := filepath.Join(folder, "x.db")
	const diary = "dear diary"
	put := make(chan error)
	go func() {
		for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
			if _, err := os.Stat(filepath.Join(folder, ".disclosure-x.db")); err == nil {
				break
			}
		}
		put <- os.WriteFile(path, []byte(diary), 0o600)
	}()
	err := store.Write(ctx, path, all)
	if wrong := <-put; wrong != nil {
		t.Fatal(wrong)
	}
	if err == nil || !strings.Contains(err.Error(), "no database of this program") {
		t.Errorf("got error %v, want one that says what is there", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != diary {
		t.Errorf("got content %q, error %v, want it left alone", got, err)
	}
}

// A file that only its server may read stays so.
func TestWriteKeepsOwner(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root may give files away")
	}
	path := filepath.Join(t.TempDir(), "x.db")
	write(t, path, sample())
	if err := errors.Join(os.Chown(path, 4321, 1234), os.Chmod(path, 0o600)); err != nil {
		t.Fatal(err)
	}
	write(t, path, another("second"))
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if of := info.Sys().(*syscall.Stat_t); of.Uid != 4321 || of.Gid != 1234 || info.Mode().Perm() != 0o600 {
		t.Errorf("got owner %d, group %d, mode %v, want 4321, 1234, 0600", of.Uid, of.Gid, info.Mode().Perm())
	}
}

// Nobody may make a file in /sys, not even root.
func TestFolderThatCannotBeWritten(t *testing.T) {
	const path = "/sys/x.db"
	err := store.Write(ctx, path, unchecked(sample()))
	if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "let this user write in the folder /sys") {
		t.Errorf("got error %v, want one that names the file and says what to do", err)
	}
}

// A disk without room stops an import wherever it stands. The old file stays as
// it was.
func TestFullDisk(t *testing.T) {
	bigger := make([]*report.Report, 5)
	for i := range bigger {
		bigger[i] = another(string(rune('a' + i)))
	}
	enough := filepath.Join(t.TempDir(), "x.db")
	write(t, enough, bigger...)
	info, err := os.Stat(enough)
	if err != nil {
		t.Fatal(err)
	}
	size := int(info.Size())
	for _, room := range []int{size * 3 / 2, size, size / 2, 8192, 0} {
		folder := t.TempDir()
		if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size=64m"); err != nil {
			t.Skipf("a small disk cannot be mounted: %v", err)
		}
		defer syscall.Unmount(folder, 0)
		path := filepath.Join(folder, "x.db")
		write(t, path, sample())
		old, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		fill(t, folder, room)
		err = store.Write(ctx, path, unchecked(bigger...))
		if err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "make room in "+folder) {
			t.Errorf("room for %d bytes: got error %v, want one that says so", room, err)
		}
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, old) {
			t.Errorf("room for %d bytes: the old file is another one (error %v)", room, err)
		}
		if entries, err := os.ReadDir(folder); err != nil || len(entries) != 2 {
			t.Errorf("room for %d bytes: got the files %v (error %v), want the old one alone", room, entries, err)
		}
	}
}

// fill leaves this many bytes of a disk free.
func fill(t *testing.T, folder string, room int) {
	t.Helper()
	var disk syscall.Statfs_t
	if err := syscall.Statfs(folder, &disk); err != nil {
		t.Fatal(err)
	}
	filler := make([]byte, int(disk.Bavail)*int(disk.Bsize)-room)
	if err := os.WriteFile(filepath.Join(folder, "filler"), filler, 0o600); err != nil {
		t.Fatal(err)
	}
}
