package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// run runs a program in a folder and returns what it says.
func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	command := exec.Command(name, args...)
	command.Dir = dir
	out, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// Two clones give the same packages; that of this machine works in an empty folder as the
// guide says; and the programs of every processor write the same file of reports.
func TestPackages(t *testing.T) {
	if !*long {
		t.Skip("takes minutes: make packages")
	}
	var made []map[string][]byte
	clones := []string{filepath.Join(t.TempDir(), "clone"), filepath.Join(t.TempDir(), "another", "clone")}
	for _, clone := range clones {
		run(t, ".", "git", "clone", "-q", "../..", clone)
	}
	for _, clone := range clones {
		run(t, clone, "go", "run", "./cmd/release", "-o", filepath.Join(clone, "dist"))
		all := map[string][]byte{}
		names, err := filepath.Glob(filepath.Join(clone, "dist", "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			content, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all[filepath.Base(name)] = content
		}
		made = append(made, all)
	}
	if len(made[0]) != len(platforms)+1 {
		t.Fatalf("got %d files, want a package for each of %d systems and their sums", len(made[0]), len(platforms))
	}
	for name, content := range made[0] {
		if !bytes.Equal(content, made[1][name]) {
			t.Errorf("%s: two clones give other bytes", name)
		}
		if sum := fmt.Sprintf("%x  %s\n", sha256.Sum256(content), name); name != "SHA256SUMS" && !strings.Contains(string(made[0]["SHA256SUMS"]), sum) {
			t.Errorf("SHA256SUMS lacks %s", sum)
		}
	}

	report, err := filepath.Abs("../../data/futian-zwfwj/2021-budget")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "1767225600") // import notes the day of the findings
	var first []byte
	for _, p := range platforms {
		emulator := map[string]string{"amd64": "", "arm64": "qemu-aarch64", "loong64": "qemu-loongarch64"}[p.arch]
		if p.os != "linux" {
			continue
		}
		if _, err := exec.LookPath(emulator); emulator != "" && err != nil {
			if os.Getenv("CI") == "true" {
				t.Errorf("NOT RUN: %v; .ci/setup packages installs it", err)
			}
			t.Logf("NOT RUN: %s: %v", p, err)
			continue
		}
		folder := unpacked(t, made[0], p)
		command := []string{filepath.Join(folder, "disclosure")}
		if emulator != "" {
			command = append([]string{emulator}, command...)
		}
		db := filepath.Join(folder, "reports.db")
		run(t, folder, command[0], append(command[1:], "import", "--publish-findings", "--db", db, report)...)
		content, err := os.ReadFile(db)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: a file of %d bytes, SHA-256 %x", p, len(content), sha256.Sum256(content))
		if first == nil {
			first = content
			followGuide(t, folder)
		}
		if !bytes.Equal(content, first) {
			t.Errorf("%s: import writes another file than on %s", p, platforms[0])
		}
	}
}

// unpacked unpacks the package for a platform in an empty folder.
func unpacked(t *testing.T, made map[string][]byte, p platform) (folder string) {
	t.Helper()
	empty := t.TempDir()
	for name, content := range made {
		if strings.HasSuffix(name, p.String()+p.ending()) {
			if err := os.WriteFile(filepath.Join(empty, name), content, 0o644); err != nil {
				t.Fatal(err)
			}
			run(t, empty, "tar", "xzf", name)
			return filepath.Join(empty, strings.TrimSuffix(name, p.ending()))
		}
	}
	t.Fatalf("no package for %s", p)
	return ""
}

// followGuide does what the guide says for the first five minutes.
func followGuide(t *testing.T, folder string) {
	t.Helper()
	began := time.Now()
	if said := run(t, folder, "./disclosure", "selftest"); !strings.Contains(said, "things are right") {
		t.Errorf("selftest says %s", said)
	}
	if said := run(t, folder, "./disclosure", "version"); strings.Contains(said, "commit unknown") {
		t.Errorf("version says %s, want the commit", said)
	}
	serve := exec.Command("./disclosure", "serve", "--addr", "127.0.0.1:0")
	serve.Dir = folder
	out, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		serve.Process.Signal(os.Interrupt)
		if err := serve.Wait(); err != nil {
			t.Errorf("serve ended with %v", err)
		}
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.Get(strings.TrimSpace(line) + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK || !bytes.Contains(page, []byte("福田")) {
		t.Errorf("got status %d, error %v, want the list of reports", answer.StatusCode, err)
	}
	http.DefaultClient.CloseIdleConnections()
	t.Logf("from an empty folder to a page: %v", time.Since(began).Round(time.Millisecond))
}
