package load

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The samples for a proxy, which go with the programs, work before the server: pages come
// through unchanged, and what a client itself writes into X-Forwarded-For gives it no
// share of anyone else.
func TestProxySamples(t *testing.T) {
	need(t)
	work := t.TempDir()
	binary, err := build()
	if err != nil {
		t.Fatal(err)
	}
	ours := freshServer(t, work, binary)
	for name, start := range map[string]func(*testing.T, string, string) string{"nginx": sampleNginx, "Caddy": sampleCaddy} {
		t.Run(name, func(t *testing.T) {
			proxy := start(t, t.TempDir(), ours)
			for _, page := range []string{"/", base + "/tables/7", base + "/"} {
				got, body := ask(t, http.MethodGet, proxy+page, "br")
				want, wantBody := ask(t, http.MethodGet, "http://"+ours+page, "br")
				if got.StatusCode != want.StatusCode || !bytes.Equal(body, wantBody) || got.Header.Get("Etag") != want.Header.Get("Etag") || got.Header.Get("Location") != want.Header.Get("Location") {
					t.Errorf("%s: got status %d and %d bytes, want %d and %d", page, got.StatusCode, len(body), want.StatusCode, len(wantBody))
				}
			}
			refused := 0
			from := map[string]string{"nginx": "127.0.0.66", "Caddy": "127.0.0.67"}[name]
			dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
			attacker := http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, to string) (net.Conn, error) {
				return dialer.DialContext(ctx, network, to)
			}}}
			defer attacker.CloseIdleConnections()
			for i := range 1000 {
				r, err := http.NewRequest(http.MethodGet, fmt.Sprintf("%s/futian-zwfwj/2021/nothing%d", proxy, i), nil)
				if err != nil {
					t.Fatal(err)
				}
				r.Host = "budget.example"
				r.Header.Set("X-Forwarded-For", fmt.Sprintf("198.51.%d.%d", i>>8, i&255))
				answer, err := attacker.Do(r)
				if err != nil {
					t.Fatal(err)
				}
				io.Copy(io.Discard, answer.Body)
				answer.Body.Close()
				if answer.StatusCode == http.StatusTooManyRequests {
					refused++
				}
			}
			log, err := os.ReadFile(filepath.Join(work, "ours.log"))
			if err != nil {
				t.Fatal(err)
			}
			if refused == 0 || !strings.Contains(string(log), "client="+from+"/32") {
				t.Errorf("got %d of 1,000 requests refused, want the client %s to be told to wait", refused, from)
			}
		})
	}
}

// freshServer runs our own server behind proxies of this machine.
func freshServer(t *testing.T, work, binary string) (address string) {
	t.Helper()
	address = freeAddress(t)
	log := filepath.Join(work, "ours.log")
	onTwo(t, log, nil, binary, "serve", "--addr", address, "--origin", copyOrigin, "--proxy", "127.0.0.1")
	waitFor(t, address, log)
	return address
}

// sample reads a sample and puts the addresses of a test into it.
func sample(t *testing.T, name string, addresses ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "cmd", "release", "files", name))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(addresses); i += 2 {
		if !strings.Contains(string(text), addresses[i]) {
			t.Fatalf("%s lacks %q", name, addresses[i])
		}
	}
	return strings.NewReplacer(addresses...).Replace(string(text))
}

func sampleNginx(t *testing.T, work, ours string) (origin string) {
	t.Helper()
	address, log := freeAddress(t), filepath.Join(work, "nginx.log")
	user := ""
	if os.Getuid() == 0 {
		user = "user root;"
	}
	write(t, filepath.Join(work, "site.conf"), []byte(sample(t, "nginx.conf", "listen 80;", "listen "+address+";", "127.0.0.1:8080", ours)))
	write(t, filepath.Join(work, "nginx.conf"), fmt.Appendf(nil, `%s
daemon off;
pid %[2]s/nginx.pid;
error_log %[2]s/nginx-error.log;
events { }
http {
	access_log off;
	client_body_temp_path %[2]s/nginx-body;
	proxy_temp_path %[2]s/nginx-proxy;
	fastcgi_temp_path %[2]s/nginx-fastcgi;
	uwsgi_temp_path %[2]s/nginx-uwsgi;
	scgi_temp_path %[2]s/nginx-scgi;
	include %[2]s/site.conf;
}
`, user, work))
	onTwo(t, log, nil, "nginx", "-e", filepath.Join(work, "nginx-error.log"), "-c", filepath.Join(work, "nginx.conf"))
	return waitFor(t, address, log)
}

func sampleCaddy(t *testing.T, work, ours string) (origin string) {
	t.Helper()
	address, log := freeAddress(t), filepath.Join(work, "caddy.log")
	_, port, _ := strings.Cut(address, ":")
	file := filepath.Join(work, "Caddyfile")
	write(t, file, []byte("{\n\tadmin off\n\tauto_https off\n}\n"+sample(t, "Caddyfile", copyOrigin+" {", copyOrigin+":"+port+" {\n\tbind 127.0.0.1", "127.0.0.1:8080", ours)))
	onTwo(t, log, []string{"XDG_DATA_HOME=" + work, "XDG_CONFIG_HOME=" + work, "HOME=" + work}, "caddy", "run", "--config", file, "--adapter", "caddyfile")
	return waitFor(t, address, log)
}
