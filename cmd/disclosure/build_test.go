package main

import (
	"debug/elf"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// The binary of make build runs on any Linux: it asks for no interpreter and no
// library.
func TestStaticBuild(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the static build was not tested: it is one of Linux")
	}
	file := filepath.Join(t.TempDir(), "disclosure")
	make := exec.Command("make", "build", "BINARY="+file)
	make.Dir = "../.."
	if out, err := make.CombinedOutput(); err != nil {
		t.Fatalf("make build: %v\n%s", err, out)
	}
	binary, err := elf.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer binary.Close()
	for _, p := range binary.Progs {
		if p.Type == elf.PT_INTERP || p.Type == elf.PT_DYNAMIC {
			t.Errorf("got a program header %v, want none: the binary is not static", p.Type)
		}
	}
	out, err := exec.Command(file, "version").CombinedOutput()
	if err != nil || !strings.Contains(string(out), "schema version ") {
		t.Errorf("disclosure version: got %q, error %v", out, err)
	}
}
