package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// certificate makes a certificate of this machine with a serial number, and its
// key, as PEM files hold them.
func certificate(t *testing.T, serial int64) (cert, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial),
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
		IPAddresses:  []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
}

// lockedBuffer is a buffer that one goroutine writes while another reads.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

func TestTLS(t *testing.T) {
	dir := t.TempDir()
	certFile, keyFile := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	trusted := x509.NewCertPool()
	replace := func(file string, content []byte) {
		t.Helper()
		if err := os.WriteFile(file+".new", content, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file+".new", file); err != nil {
			t.Fatal(err)
		}
	}
	cert, key := certificate(t, 1)
	trusted.AppendCertsFromPEM(cert)
	replace(certFile, cert)
	replace(keyFile, key)

	ctx, cancel := context.WithCancel(t.Context())
	read, write := io.Pipe()
	var log lockedBuffer
	stopped := make(chan int, 1)
	go func() {
		stopped <- run(ctx, []string{"serve", "--addr", "127.0.0.1:0", "--tls-cert", certFile, "--tls-key", keyFile}, write, &log)
		write.Close()
	}()
	line, err := bufio.NewReader(read).ReadString('\n')
	address := strings.TrimSpace(line)
	if err != nil || !strings.HasPrefix(address, "https://127.0.0.1:") {
		t.Fatalf("got %q, error %v, log %s, want an address of https", line, err, &log)
	}
	// ask fetches a page over a new connection, and returns the serial number of
	// the certificate that it came with.
	ask := func(http2 bool) int64 {
		t.Helper()
		protocols := new(http.Protocols)
		protocols.SetHTTP1(!http2)
		protocols.SetHTTP2(http2)
		transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}, Protocols: protocols}
		defer transport.CloseIdleConnections()
		resp, err := (&http.Client{Transport: transport}).Get(address + "/futian-zwfwj/2021/budget/print")
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != http.StatusOK || !bytes.Contains(body, []byte(`href="`+address+`/futian-zwfwj/2021/budget/print"`)) {
			t.Errorf("got status %d, %d bytes, error %v, want a page with addresses at %s", resp.StatusCode, len(body), err, address)
		}
		if got := resp.Header.Get("Strict-Transport-Security"); got == "" {
			t.Error("got no Strict-Transport-Security over TLS")
		}
		if (resp.ProtoMajor == 2) != http2 {
			t.Errorf("got %s, want HTTP/2 %v", resp.Proto, http2)
		}
		return resp.TLS.PeerCertificates[0].SerialNumber.Int64()
	}
	for _, http2 := range []bool{true, false} {
		if got := ask(http2); got != 1 {
			t.Errorf("got certificate %d, want 1", got)
		}
	}

	// A new certificate comes before its key, as where two files are replaced.
	cert, key = certificate(t, 2)
	trusted.AppendCertsFromPEM(cert)
	replace(certFile, cert)
	for end := time.Now().Add(20 * time.Second); !strings.Contains(log.String(), "stays in use") && time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if got := ask(true); got != 1 {
			t.Fatalf("got certificate %d without its key, want the one from before", got)
		}
	}
	if got := log.String(); strings.Count(got, "level=ERROR") != 1 || !strings.Contains(got, certFile) || !strings.Contains(got, "private key does not match public key") {
		t.Errorf("got log %s, want once what is wrong with which file", got)
	}
	replace(keyFile, key)
	got := ask(true)
	for end := time.Now().Add(20 * time.Second); got != 2 && time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		got = ask(true)
	}
	if got != 2 {
		t.Errorf("got certificate %d after its key had come, want 2", got)
	}
	if err := os.Remove(keyFile); err != nil {
		t.Fatal(err)
	}
	time.Sleep(keyPairTime)
	if got := ask(true); got != 2 {
		t.Errorf("got certificate %d after its key was deleted, want 2", got)
	}

	// A client that does not speak TLS is told so, and the log does not hold its address.
	resp, err := http.Get("http" + strings.TrimPrefix(address, "https"))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusBadRequest {
		t.Errorf("plain HTTP: got status %d, want 400", resp.StatusCode)
	}
	cancel()
	if code := <-stopped; code != good {
		t.Errorf("got exit code %d, want 0; log %s", code, &log)
	}
	if got := log.String(); !strings.Contains(got, "TLS handshake error from a client") || strings.Contains(got, "127.0.0.1") {
		t.Errorf("got log %s, want the failed handshake without an address", got)
	}
}

func TestTLSFiles(t *testing.T) {
	dir := t.TempDir()
	cert, key := certificate(t, 1)
	_, other := certificate(t, 2)
	for name, content := range map[string][]byte{"cert": cert, "key": key, "other": other, "text": []byte("dear diary")} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		cert, key string
		code      int
		want      string
	}{
		{"cert", "", misused, "--tls-cert and --tls-key go together"},
		{"", "key", misused, "--tls-cert and --tls-key go together"},
		{"none", "key", refused, "none: no such file"},
		{"cert", "none", refused, "none: no such file"},
		{"cert", "other", refused, "private key does not match public key"},
		{"text", "key", refused, "failed to find any PEM data in certificate input"},
	} {
		args := []string{"serve", "--addr", "127.0.0.1:0"}
		for flag, file := range map[string]string{"--tls-cert": test.cert, "--tls-key": test.key} {
			if file != "" {
				args = append(args, flag, filepath.Join(dir, file))
			}
		}
		code, stdout, stderr := execute(args...)
		if code != test.code || stdout != "" || !strings.Contains(stderr, test.want) {
			t.Errorf("certificate %q, key %q: got code %d, stdout %q, stderr %q, want %d and %q", test.cert, test.key, code, stdout, stderr, test.code, test.want)
		}
	}
	t.Setenv("DISCLOSURE_TLS_CERT", filepath.Join(dir, "cert"))
	if code, _, stderr := execute("serve"); code != misused || !strings.Contains(stderr, "go together") {
		t.Errorf("DISCLOSURE_TLS_CERT alone: got code %d, stderr %q, want 2", code, stderr)
	}
}
