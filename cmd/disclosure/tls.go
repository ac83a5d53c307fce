package main

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// keyPair is a certificate with its key, in two files. It follows the files: a
// program that renews certificates replaces them while the server runs.
type keyPair struct {
	certFile, keyFile string
	log               *slog.Logger

	mu      sync.Mutex
	current *tls.Certificate
	files   [2]os.FileInfo // as they were when they were last read, nil for none
	checked time.Time
}

// keyPairTime is how long new files may go unnoticed.
const keyPairTime = time.Second

// newKeyPair reads the two files, or says what is wrong with them.
func newKeyPair(certFile, keyFile string, log *slog.Logger) (*keyPair, error) {
	p := &keyPair{certFile: certFile, keyFile: keyFile, log: log}
	if err := p.read(); err != nil {
		return nil, err
	}
	return p, nil
}

// config is that of a server which presents the certificate.
func (p *keyPair) config() *tls.Config {
	return &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return p.certificate(), nil }}
}

// certificate returns the certificate for a new connection. Where the files have
// changed to something that cannot be used, that is the one from before, and the
// log says once what is wrong.
func (p *keyPair) certificate() *tls.Certificate {
	p.mu.Lock()
	defer p.mu.Unlock()
	if time.Since(p.checked) >= keyPairTime && p.changed() {
		if err := p.read(); err != nil {
			p.log.Error("the certificate from before stays in use", "error", err)
		} else {
			p.log.Info("a new certificate is in use", "file", p.certFile)
		}
	}
	return p.current
}

// changed reports whether a file is another one than was last read.
func (p *keyPair) changed() bool {
	p.checked = time.Now()
	for i, now := range p.stat() {
		before := p.files[i]
		if (now == nil) != (before == nil) {
			return true
		}
		if now != nil && (!os.SameFile(now, before) || !now.ModTime().Equal(before.ModTime()) || now.Size() != before.Size()) {
			return true
		}
	}
	return false
}

func (p *keyPair) stat() (files [2]os.FileInfo) {
	files[0], _ = os.Stat(p.certFile) // read says why a file cannot be had
	files[1], _ = os.Stat(p.keyFile)
	return files
}

// read takes what the files hold as the current certificate, if it is one.
func (p *keyPair) read() error {
	p.checked, p.files = time.Now(), p.stat()
	pair, err := tls.LoadX509KeyPair(p.certFile, p.keyFile)
	if err != nil {
		return fmt.Errorf("certificate %s with key %s: %w", p.certFile, p.keyFile, err)
	}
	p.current = &pair
	return nil
}
