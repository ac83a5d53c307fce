package main

import (
	"context"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"disclosure/internal/publish/publishtest"
)

// content is what a site shows whose store holds one folder's report: the body
// at each address.
type content map[string]string

var decimals = regexp.MustCompile(`[0-9]\.[0-9]*`)

// variant is the folder of a report at the addresses of the first one and with
// its words, every figure with decimals of which is another one.
func variant(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "futian-zwfwj", "2021-budget")
	if err := os.CopyFS(dir, os.DirFS(first)); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text = decimals.ReplaceAllFunc(text, func(figure []byte) []byte {
			if last := &figure[len(figure)-1]; *last != '.' {
				*last = '0' + (*last-'0'+1)%10
			}
			return figure
		})
		return os.WriteFile(path, text, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

const faultOrigin = "https://budget.example"

// contentOf asks a server that does nothing else for all that it has of the
// report in dir.
func contentOf(t *testing.T, dir string) content {
	t.Helper()
	db := filepath.Join(t.TempDir(), "reports.db")
	if code, _, stderr := execute("import", "--publish-findings", "--db", db, dir); code != 0 {
		t.Fatal(stderr)
	}
	ctx, cancel := context.WithCancel(context.Background())
	address, code := start(t, ctx, "--db", db, "--origin", faultOrigin)
	defer func() { cancel(); <-code }()
	all := content{}
	_, sitemap := fetch(t, address+"/sitemap.xml")
	for _, found := range regexp.MustCompile(`<loc>`+faultOrigin+`(/futian.*?)</loc>`).FindAllStringSubmatch(sitemap, -1) {
		all[found[1]] = ""
		if strings.Contains(found[1], "/tables/") {
			all[found[1]+".csv"] = ""
		}
	}
	for path := range all {
		status, body := fetch(t, address+path)
		if status != http.StatusOK {
			t.Fatalf("%s: got status %d, want 200", path, status)
		}
		all[path] = body
	}
	return all
}

// correcting makes each of two folders of one report that which corrects the other, so
// that either may be imported after the other one.
func correcting(t *testing.T, dirs [2]string) {
	t.Helper()
	var own, db [2]string
	for i, dir := range dirs {
		db[i] = filepath.Join(t.TempDir(), "reports.db")
		if code, _, stderr := execute("import", "--publish-findings", "--db", db[i], dir); code != 0 {
			t.Fatal(stderr)
		}
		own[i] = versions(t, db[i])[0]
	}
	for i, dir := range dirs {
		if code, _, stderr := execute("keep", "--db", db[1-i], dir); code != 0 {
			t.Fatal(stderr)
		}
		text := publishtest.Corrections(own[1-i], own[i])
		if err := os.WriteFile(filepath.Join(dir, "corrections.toml"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// pair is two contents that differ at every address that they keep, and the
// folders they come from.
func pair(t *testing.T) (dirs [2]string, contents [2]content) {
	t.Helper()
	dirs = [2]string{filepath.Join(t.TempDir(), "futian-zwfwj", "2021-budget"), variant(t)}
	if err := os.CopyFS(dirs[0], os.DirFS(first)); err != nil {
		t.Fatal(err)
	}
	correcting(t, dirs)
	for i, dir := range dirs {
		contents[i] = contentOf(t, dir)
	}
	for path, body := range contents[0] {
		if other, ok := contents[1][path]; !ok || other == body {
			delete(contents[0], path) // says nothing of the report's version, or is a picture of sums that hold in one only
			delete(contents[1], path)
		}
	}
	for path := range contents[1] {
		if _, ok := contents[0][path]; !ok {
			delete(contents[1], path)
		}
	}
	if len(contents[0]) < 40 || len(contents[1]) != len(contents[0]) {
		t.Fatalf("got %d and %d addresses at which the contents differ, want 40 or more and the same", len(contents[0]), len(contents[1]))
	}
	return dirs, contents
}

// readers are requests without end.
type readers struct {
	answers [2]atomic.Int64 // so many were of each content
	stop    func()
}

// read asks a server for every address in turn, again and again until it is
// stopped. Every answer must be that of one content or the other, whole.
func read(t *testing.T, address string, contents [2]content) *readers {
	ctx, cancel := context.WithCancel(context.Background())
	var all readers
	var group sync.WaitGroup
	all.stop = func() { cancel(); group.Wait() }
	for range 2 {
		group.Go(func() {
			for failed := 0; failed < 3; {
				client := newClient()
				for path := range contents[0] {
					if ctx.Err() != nil {
						return
					}
					status, body, err := answer(client, address+path)
					switch {
					case err != nil || status != http.StatusOK:
						t.Errorf("%s: got status %d, error %v, want 200", path, status, err)
						failed++
					case body == contents[0][path]:
						all.answers[0].Add(1)
					case body == contents[1][path]:
						all.answers[1].Add(1)
					default:
						t.Errorf("%s: got a page that is neither of the one content nor of the other", path)
						failed++
					}
				}
				client.CloseIdleConnections()
			}
		})
	}
	return &all
}

// awaitContent waits until a server answers with a content, also those who read.
func (all *readers) awaitContent(t *testing.T, address string, contents [2]content, i int) {
	t.Helper()
	for path, body := range contents[i] {
		await(t, address+path, body)
		break
	}
	before := all.answers[i].Load()
	for end := time.Now().Add(20 * time.Second); all.answers[i].Load() == before; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nobody got the content after 20 s")
		}
	}
}

// clients counts those that newClient made.
var clients atomic.Uint32

// newClient is one reader of many, whom the server knows by an address of his
// own and allows so much: on Linux every address 127.x.x.x is this machine.
func newClient() *http.Client {
	var dialer net.Dialer
	if n := clients.Add(1); runtime.GOOS == "linux" {
		dialer.LocalAddr = &net.TCPAddr{IP: net.IPv4(127, byte(1+n>>16), byte(n>>8), byte(n))}
	}
	return &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}}
}

func answer(client *http.Client, address string) (status int, body string, err error) {
	resp, err := client.Get(address)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(text), err
}

// await waits until an address answers with this body.
func await(t *testing.T, address, want string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		status, body, err := answer(http.DefaultClient, address)
		if body == want {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s: got status %d, error %v, body %.60q after 20 s, want %.60q", address, status, err, body, want)
		}
	}
}

// importer starts an import in a process of its own, which writes to said what
// it would say on standard error.
func importer(t *testing.T, said io.Writer, db, dir string) *exec.Cmd {
	t.Helper()
	command := exec.Command(os.Args[0], "import", "--publish-findings", "--db", db, dir)
	command.Env = append(os.Environ(), "DISCLOSURE_TEST_MAIN=1")
	command.Stderr = said
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return command
}
