package load

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/mirror"
	"disclosure/internal/publish"
	"disclosure/internal/store"
	"disclosure/web"
)

const copyOrigin = "http://budget.example"

// otherwise are the headers in which a server of files may differ from ours, with the
// reason.
var otherwise = map[string]string{
	"Date": "the time", "Server": "its name", "Connection": "its own way", "Keep-Alive": "its own way",
	"Accept-Ranges": "files may be read in pieces", "Last-Modified": "the time of a file, beside its ETag",
	"Etag": "made from time and size, not from the content; held below",
	"Link": "differs with each page; the same stands in the page's head, or in its text",
}

// copied writes a copy of the first report and returns our own server of the same answers.
func copied(t *testing.T) (dir string, ours *httptest.Server) {
	t.Helper()
	checked, err := publish.LoadAll(data.Files, data.Files)
	if err != nil {
		t.Fatal(err)
	}
	st, err := store.OpenMemory(context.Background(), checked...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.Close)
	handler, err := web.New(st, web.Config{Origin: copyOrigin, Copy: true}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	done, err := mirror.Write(t.Context(), dir, mirror.Site{
		Handler: handler, Origin: copyOrigin, Seeds: web.FixedAddresses(handler), State: "test", Bodies: map[string]string{"futian-zwfwj": "1"},
	})
	if err != nil || len(done.Broken) > 0 {
		t.Fatalf("got links that lead nowhere %v, error %v", done.Broken, err)
	}
	// Each request comes from a reader of its own, whom no limit holds up.
	n := 0
	ours = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n++
		r.RemoteAddr = fmt.Sprintf("[2001:db8:%x:%x::1]:1", n>>16, n&0xffff)
		handler.ServeHTTP(w, r)
	}))
	ours.Start()
	t.Cleanup(ours.Close)
	return dir, ours
}

// listed are the files that the manifests of a copy list.
func listed(t *testing.T, dir string) (files []listedFile) {
	t.Helper()
	bodies, err := filepath.Glob(filepath.Join(dir, "bodies", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(bodies, filepath.Join(dir, "current", "manifest.json")) {
		var m struct{ Files []listedFile }
		text, err := os.ReadFile(name)
		if err == nil {
			err = json.Unmarshal(text, &m)
		}
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, m.Files...)
	}
	return files
}

type listedFile struct{ Address, Encoding, SHA256 string }

// TestCopy serves a copy with nginx and Caddy, in the configurations that export writes,
// and holds every address, status, header and byte against those of our own server.
func TestCopy(t *testing.T) {
	brotliModule := need(t)
	dir, ours := copied(t)
	nginx, _ := nginxOf(t, dir, brotliModule)
	servers := map[string]string{"nginx": nginx, "Caddy": caddyOf(t, dir)}
	files := listed(t, dir)
	if len(files) < 1000 {
		t.Fatalf("got %d files, want all of a report", len(files))
	}
	for name, origin := range servers {
		t.Run(name, func(t *testing.T) {
			for _, f := range files {
				if f.Address == "/404.html" {
					continue
				}
				got, body := ask(t, http.MethodGet, origin+f.Address, f.Encoding)
				want, wantBody := ask(t, http.MethodGet, ours.URL+f.Address, f.Encoding)
				differ(t, f.Address+" "+f.Encoding, got, want)
				if sum := sha256.Sum256(body); string(body) != string(wantBody) || hex.EncodeToString(sum[:]) != f.SHA256 {
					t.Errorf("%s %s: got %d bytes, want the %d of our own server and of the manifest", f.Address, f.Encoding, len(body), len(wantBody))
				}
				head, nothing := ask(t, http.MethodHead, origin+f.Address, f.Encoding)
				if head.StatusCode != http.StatusOK || len(nothing) > 0 || head.ContentLength != got.ContentLength && !inPieces(got) {
					t.Errorf("HEAD %s: got %d and %d bytes of %d", f.Address, head.StatusCode, len(nothing), head.ContentLength)
				}
				again, _ := ask(t, http.MethodGet, origin+f.Address, f.Encoding, "If-None-Match", got.Header.Get("Etag"))
				if again.StatusCode != http.StatusNotModified {
					t.Errorf("%s %s: got %d for the ETag %s that it came with, want 304", f.Address, f.Encoding, again.StatusCode, got.Header.Get("Etag"))
				}
			}
			for _, path := range []string{
				base + "/", base + "//", base + "/tables/7/?q=1", base + "/tables/7。", base + "/tables/7%EF%BC%89", base + "/tables/7.", // lead to the page
				"/futian-zwfwj/2021", // leads to a place
				"/nobody", "/nobody/2021/budget", "/static/none.css", "/search.html", "/futian-zwfwj/2022",
				base + "/tables/07.csv", base + "/index.html", base + "/source.txt.gz", base + "/source.txt.br", "/404.html",
			} {
				got, body := ask(t, http.MethodGet, origin+path, "")
				want, wantBody := ask(t, http.MethodGet, ours.URL+path, "")
				differ(t, path, got, want)
				if below := strings.HasPrefix(path, "/futian-zwfwj"); !below && want.StatusCode == http.StatusNotFound && string(body) != string(wantBody) {
					t.Errorf("%s: got another page for what is not there than from our own server", path)
				}
			}
			// Spellings that no page has: no two servers answer them alike, and none leads to
			// another site or shows what is not of the copy.
			for _, path := range []string{"/manifest.json", "//", "/%5Cexample.org/", "//example.org/", "/%0d%0aX:y/", "/../manifest.json", "/..%2fmanifest.json"} {
				got, body := ask(t, http.MethodGet, origin+path, "")
				to := got.Header.Get("Location")
				if strings.Contains(string(body), "sha256") || got.Header.Get("X") != "" || to != "" && !regexp.MustCompile(`^/(?:[a-z]|$)`).MatchString(to) {
					t.Errorf("%s: got status %d, Location %q", path, got.StatusCode, to)
				}
			}
			post, _ := ask(t, http.MethodPost, origin+"/", "")
			if post.StatusCode != http.StatusMethodNotAllowed {
				t.Errorf("POST /: got %d, want 405", post.StatusCode)
			}
		})
	}
}

// differ holds status and headers of an answer against those of our own server.
func differ(t *testing.T, what string, got, want *http.Response) {
	t.Helper()
	if got.StatusCode != want.StatusCode {
		t.Errorf("%s: got status %d, want %d", what, got.StatusCode, want.StatusCode)
		return
	}
	led := got.StatusCode >= 300 // what then is sent with the address is for nobody
	for _, header := range []http.Header{got.Header, want.Header} {
		for name := range header {
			if name == "Content-Length" && inPieces(got) {
				continue
			}
			if otherwise[name] != "" || led && slices.Contains([]string{"Content-Type", "Content-Length", "Vary"}, name) {
				continue
			}
			if g, w := strings.Join(got.Header[name], ", "), strings.Join(want.Header[name], ", "); g != w {
				t.Errorf("%s: got %s %q, want %q", what, name, g, w)
			}
		}
	}
	if got.StatusCode == http.StatusOK && (got.Header.Get("Etag") == "" || got.Header.Get("Last-Modified") == "") {
		t.Errorf("%s: got no ETag or no Last-Modified", what)
	}
}

// inPieces tells whether an answer is sent without its length: Caddy does so with what is
// compressed.
func inPieces(got *http.Response) bool {
	return got.Header.Get("Server") == "Caddy" && got.Header.Get("Content-Encoding") != ""
}

var asking = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func ask(t *testing.T, method, address, coding string, header ...string) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequest(method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = "budget.example"
	r.Header.Set("Accept-Encoding", cmp.Or(coding, "identity"))
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	response, err := asking.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, body
}

// nginxOf serves a copy with nginx as export says, at a free address and with brotli.
func nginxOf(t *testing.T, dir, brotliModule string) (origin string, pid int) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "nginx.conf"))
	if err != nil {
		t.Fatal(err)
	}
	address, work := freeAddress(t), t.TempDir()
	log := filepath.Join(work, "nginx.log")
	site := strings.NewReplacer("listen 80;", "listen "+address+";", "# brotli_static on;", "brotli_static on;").Replace(string(text))
	write(t, filepath.Join(work, "site.conf"), []byte(site))
	user := ""
	if os.Getuid() == 0 {
		user = "user root;" // who can read the files
	}
	write(t, filepath.Join(work, "nginx.conf"), fmt.Appendf(nil, `
load_module %s;
%s
daemon off;
worker_processes 2;
pid %[3]s/nginx.pid;
error_log %[3]s/nginx-error.log;
events { worker_connections 1024; }
http {
	access_log %[3]s/nginx-access.log combined buffer=64k flush=1s;
	client_body_temp_path %[3]s/nginx-body;
	proxy_temp_path %[3]s/nginx-proxy;
	fastcgi_temp_path %[3]s/nginx-fastcgi;
	uwsgi_temp_path %[3]s/nginx-uwsgi;
	scgi_temp_path %[3]s/nginx-scgi;
	sendfile on;
	tcp_nopush on;
	keepalive_requests 100000000;
	include %[3]s/site.conf;
}
`, brotliModule, user, work))
	pid = onTwo(t, log, nil, "nginx", "-e", filepath.Join(work, "nginx-error.log"), "-c", filepath.Join(work, "nginx.conf"))
	return waitFor(t, address, log), pid
}

// caddyOf serves a copy with Caddy as export says, at a free address.
func caddyOf(t *testing.T, dir string) (origin string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "Caddyfile"))
	if err != nil {
		t.Fatal(err)
	}
	address, work := freeAddress(t), t.TempDir()
	log, file := filepath.Join(work, "caddy.log"), filepath.Join(work, "Caddyfile")
	_, port, _ := strings.Cut(address, ":")
	write(t, file, []byte("{\n\tadmin off\n\tauto_https off\n}\n"+strings.Replace(string(text), copyOrigin+" {", copyOrigin+":"+port+" {\n\tbind 127.0.0.1", 1)))
	onTwo(t, log, []string{"XDG_DATA_HOME=" + work, "XDG_CONFIG_HOME=" + work, "HOME=" + work}, "caddy", "run", "--config", file, "--adapter", "caddyfile")
	return waitFor(t, address, log)
}
