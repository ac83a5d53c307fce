//go:build unix

package main

import (
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What is no plain file is refused by its name, at once: a pipe would keep draft waiting,
// and a device would fill the memory.
func TestPlainFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := syscall.Mkfifo("pipe.pdf", 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/zero", "zero.html"); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("folder.docx", 0o777); err != nil {
		t.Fatal(err)
	}
	put(t, "large.xlsx", "")
	if err := os.Truncate("large.xlsx", largestRead+1); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"pipe.pdf": "is no plain file", "zero.html": "is no plain file", "folder.docx": "is no plain file", "large.xlsx": "has more than 256 MB",
	} {
		done := make(chan string, 1)
		go func() { done <- command(t, refused, name) }()
		select {
		case said := <-done:
			if !strings.Contains(said, name+" "+want) {
				t.Errorf("%s: got %q, want that it %s", name, said, want)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: draft goes on", name)
		}
	}
}
