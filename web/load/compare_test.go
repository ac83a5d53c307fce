package load

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// compared are the addresses that TestCompare asks for: a small page, usual
// ones, a wide table and the whole report.
var compared = []string{"/", "/about", base, base + "/sections/1", base + "/tables/7", base + "/tables/4", base + "/projects/1", base + "/print"}

// TestCompare asks the server, nginx with brotli_static and Caddy with
// precompressed files for the same pages in turn, on the same two processors,
// and prints by how much they differ:
//
//	go test ./web/load -v -run Compare -args -long
//
// All write an access log, nginx in pieces of 64 KB. Ours has its whole middleware,
// the others have none. Processor time is right on a busy machine, too; requests
// and p99 are not.
// The long form takes some five minutes. The figures of the short one say only
// that the test works.
func TestCompare(t *testing.T) {
	brotliModule := need(t)
	pages, rounds, each := compared[:2], 1, time.Second
	if *long {
		pages, rounds, each = compared, 3, 4*time.Second
	}

	dir := t.TempDir()
	files := filepath.Join(dir, "files")
	var servers [3]struct {
		origin string
		pid    int
	}
	servers[0].origin, servers[0].pid = startOurs(t, dir)
	sizes := writeFiles(t, servers[0].origin, files, pages)
	servers[1].origin, servers[1].pid = startNginx(t, dir, files, brotliModule)
	servers[2].origin, servers[2].pid = startCaddy(t, dir, files)

	table := "\n| page | bytes | requests: of nginx | of Caddy | p99: of nginx | processor time: of nginx | goals |\n|---|--:|--:|--:|--:|--:|---|\n"
	for _, page := range pages {
		var perSecond, p99, work [3][]float64
		for range rounds {
			for i, server := range servers {
				address := server.origin + page
				if i > 0 {
					address = server.origin + fileOf(page)
				}
				before := busy(t, server.pid)
				r, p := wrk(t, address, each)
				perSecond[i], p99[i] = append(perSecond[i], r), append(p99[i], p)
				work[i] = append(work[i], (busy(t, server.pid)-before)*1e4/(r*each.Seconds()))
			}
		}
		t.Logf("%s: ours, nginx, Caddy: %.0f requests a second, p99 %.2f ms, %.1f µs of processor time a request", page, perSecond, p99, work)
		of := func(values [3][]float64, other int) float64 { return median(values[0]) / median(values[other]) }
		table += fmt.Sprintf("| `%s` | %d | %.2f | %.2f | %.2f | %.2f | %s |\n", page, sizes[page+".br"],
			of(perSecond, 1), of(perSecond, 2), of(p99, 1), of(work, 1), judged(of(perSecond, 1), of(perSecond, 2), of(work, 1)))
	}
	t.Log(table)
}

// judged says which goals were met: requests of nginx and of Caddy, and processor
// time of nginx.
func judged(ofNginx, ofCaddy, work float64) string {
	var missed []string
	if ofNginx < 0.4 {
		missed = append(missed, "0.4 of nginx's requests")
	}
	if ofCaddy < 2 {
		missed = append(missed, "twice Caddy's requests")
	}
	if work > 2.5 {
		missed = append(missed, "2.5 times nginx's processor time")
	}
	if len(missed) > 0 {
		return "missed: " + strings.Join(missed, ", ")
	}
	return "met"
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}

// need ends a test where a program is missing, as not run on somebody's machine
// and as failed in CI. It returns nginx's module for brotli.
func need(t *testing.T) (brotliModule string) {
	t.Helper()
	var missing []string
	for _, program := range []string{"nginx", "caddy", "wrk", "taskset"} {
		if _, err := exec.LookPath(program); err != nil {
			missing = append(missing, program)
		}
	}
	found, _ := filepath.Glob("/usr/*/nginx/modules/ngx_http_brotli_static_module.so") // the pattern is good
	if len(found) == 0 {
		missing = append(missing, "libnginx-mod-http-brotli-static")
	}
	switch {
	case len(missing) == 0:
		return found[0]
	case os.Getenv("CI") == "true":
		t.Fatalf("%v missing: run .ci/setup servers", missing)
	default:
		t.Skipf("NOT RUN: %v missing (Debian packages); run .ci/setup servers", missing)
	}
	return ""
}

// onTwo starts a program on the first two processors, and stops it with the
// test.
func onTwo(t *testing.T, log string, environment []string, name string, args ...string) (pid int) {
	t.Helper()
	out, err := os.Create(log)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	command := exec.Command("taskset", append([]string{"-c", "0,1", name}, args...)...)
	command.Env = append(os.Environ(), environment...)
	command.Stdout, command.Stderr = out, out
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		command.Process.Signal(os.Interrupt)
		if err := command.Wait(); err != nil {
			t.Logf("%s ended with %v", name, err)
		}
	})
	return command.Process.Pid
}

// busy is the processor time that a process and its children have used, in
// hundredths of a second.
func busy(t *testing.T, pid int) float64 {
	t.Helper()
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	if err != nil {
		t.Skipf("NOT RUN: %v", err)
	}
	sum := 0.0
	for _, process := range append(strings.Fields(string(children)), strconv.Itoa(pid)) {
		stat, err := os.ReadFile("/proc/" + process + "/stat")
		if err != nil {
			t.Fatal(err)
		}
		fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		for _, field := range fields[11:13] { // user and system
			ticks, _ := strconv.ParseFloat(field, 64) // the system writes numbers
			sum += ticks
		}
	}
	return sum
}

// freeAddress is one that nobody listens on, for programs that cannot choose.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// waitFor waits until a server answers.
func waitFor(t *testing.T, address, log string) string {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if connection, err := net.Dial("tcp", address); err == nil {
			connection.Close()
			return "http://" + address
		}
	}
	text, _ := os.ReadFile(log)
	t.Fatalf("%s does not answer:\n%s", address, text)
	return ""
}

func startOurs(t *testing.T, dir string) (origin string, pid int) {
	t.Helper()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	address, log := freeAddress(t), filepath.Join(dir, "ours.log")
	pid = onTwo(t, log, nil, binary, "serve", "--addr", address)
	return waitFor(t, address, log), pid
}

func startNginx(t *testing.T, dir, files, brotliModule string) (origin string, pid int) {
	t.Helper()
	address, log := freeAddress(t), filepath.Join(dir, "nginx.log")
	user := ""
	if os.Getuid() == 0 {
		user = "user root;" // who can read the files
	}
	configuration := fmt.Sprintf(`
load_module %s;
%s
daemon off;
worker_processes 2;
pid %[3]s/nginx.pid;
error_log %[3]s/nginx-error.log;
events { worker_connections 1024; }
http {
	types { text/html html; text/css css; }
	charset utf-8;
	access_log %[3]s/nginx-access.log combined buffer=64k flush=1s;
	client_body_temp_path %[3]s/nginx-body;
	proxy_temp_path %[3]s/nginx-proxy;
	fastcgi_temp_path %[3]s/nginx-fastcgi;
	uwsgi_temp_path %[3]s/nginx-uwsgi;
	scgi_temp_path %[3]s/nginx-scgi;
	sendfile on;
	tcp_nopush on;
	keepalive_requests 100000000;
	gzip_static on;
	brotli_static on;
	server { listen %[4]s; root %[5]s; }
}
`, brotliModule, user, dir, address, files)
	file := filepath.Join(dir, "nginx.conf")
	write(t, file, []byte(configuration))
	pid = onTwo(t, log, nil, "nginx", "-e", filepath.Join(dir, "nginx-error.log"), "-c", file)
	return waitFor(t, address, log), pid
}

func startCaddy(t *testing.T, dir, files string) (origin string, pid int) {
	t.Helper()
	address, log := freeAddress(t), filepath.Join(dir, "caddy.log")
	configuration := fmt.Sprintf(`{
	admin off
	auto_https off
}
http://%s {
	root * %s
	log {
		output file %s/caddy-access.log
	}
	file_server {
		precompressed br gzip
	}
}
`, address, files, dir)
	file := filepath.Join(dir, "Caddyfile")
	write(t, file, []byte(configuration))
	pid = onTwo(t, log, []string{"XDG_DATA_HOME=" + dir, "XDG_CONFIG_HOME=" + dir, "HOME=" + dir}, "caddy", "run", "--config", file, "--adapter", "caddyfile")
	return waitFor(t, address, log), pid
}

// fileOf is where the page of an address stands for servers of files.
func fileOf(page string) string {
	return cmp.Or(strings.TrimSuffix(page, "/"), "/index") + ".html"
}

// writeFiles writes pages for servers of files, in the bytes that the server of
// origin sends. It returns what each answer in brotli measures with its header.
func writeFiles(t *testing.T, origin, dir string, pages []string) map[string]int {
	t.Helper()
	sizes := map[string]int{}
	for _, page := range pages {
		file := filepath.Join(dir, fileOf(page))
		for coding, ending := range map[string]string{"": "", "gzip": ".gz", "br": ".br"} {
			header, body := fetch(t, origin+page, coding)
			write(t, file+ending, body)
			sizes[page+ending] = header + len(body)
		}
	}
	return sizes
}

// fetch returns the body of an answer in one coding, and what its header
// measures.
func fetch(t *testing.T, address, coding string) (header int, body []byte) {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept-Encoding", coding)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err = io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK || response.Header.Get("Content-Encoding") != coding {
		t.Fatalf("%s: got status %d, coding %q, error %v", address, response.StatusCode, response.Header.Get("Content-Encoding"), err)
	}
	var text bytes.Buffer
	response.Header.Write(&text)
	return len("HTTP/1.1 200 OK\r\n") + text.Len() + len("\r\n"), body
}

func write(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

var (
	wrkRequests = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)
	wrkP99      = regexp.MustCompile(`99%\s+([0-9.]+)(us|ms|s)`)
	wrkFailures = regexp.MustCompile(`Socket errors|Non-2xx`)
)

// wrk loads an address for a time and returns requests a second, and in
// milliseconds what 99 in a hundred take at most.
func wrk(t *testing.T, address string, span time.Duration) (perSecond, p99 float64) {
	t.Helper()
	out, err := exec.Command("taskset", "-c", "0,1", "wrk", "-t1", "-c32", "-d", fmt.Sprint(int(span.Seconds()), "s"), "--latency",
		"-H", "Accept-Encoding: br", address).CombinedOutput()
	requests, latency := wrkRequests.FindSubmatch(out), wrkP99.FindSubmatch(out)
	if err != nil || requests == nil || latency == nil || wrkFailures.Match(out) {
		t.Fatalf("wrk %s: %v\n%s", address, err, out)
	}
	perSecond, _ = strconv.ParseFloat(string(requests[1]), 64) // the pattern is that of a number
	p99, _ = strconv.ParseFloat(string(latency[1]), 64)
	return perSecond, p99 * map[string]float64{"us": 0.001, "ms": 1, "s": 1000}[string(latency[2])]
}
