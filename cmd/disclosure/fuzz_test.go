package main

import (
	"net/url"
	"strings"
	"testing"
)

// FuzzOrigin reads anything as the public address: what is accepted is a scheme
// and a host, in one spelling, that can stand before a path in any page.
func FuzzOrigin(f *testing.F) {
	for _, seed := range []string{"https://budget.example", "HTTP://[::1]:8080/", "https://a:b@c", "https://a/b", "https://a:99999", "javascript://x", "https://a\n", "https://-._", "http://[1]:80"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		origin, err := parseOrigin(text)
		if err != nil {
			return
		}
		if again, err := parseOrigin(origin); err != nil || again != origin {
			t.Errorf("%q: got %q, read again %q, error %v", text, origin, again, err)
		}
		u, err := url.Parse(origin + "/a#b")
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil || u.Path != "/a" || u.Fragment != "b" || u.RawQuery != "" {
			t.Errorf("%q: got %q, which is no scheme and host; error %v", text, origin, err)
		}
		if strings.ContainsAny(origin, "\"'<>&;, \t\r\n") {
			t.Errorf("%q: got %q, which would break out of a header or a page", text, origin)
		}
	})
}

// FuzzContact reads anything as the contact, which stands in a header-like line
// of security.txt and in a link: what is accepted breaks out of neither.
func FuzzContact(f *testing.F) {
	for _, seed := range []string{"mailto:report@budget.example", "https://budget.example/contact", "tel:+86-755", "mailto:a@b\nX: y", "javascript:alert(1)", "https://u:p@h", `mailto:"a b"@c`, "HTTPS://x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		contact, err := parseContact(text)
		if err != nil {
			return
		}
		scheme, _, _ := strings.Cut(contact, ":")
		if scheme = strings.ToLower(scheme); scheme != "mailto" && scheme != "https" && scheme != "tel" {
			t.Errorf("%q: got scheme %q", text, scheme)
		}
		if strings.ContainsFunc(contact, func(r rune) bool { return r <= ' ' || r > '~' || r == '"' || r == '<' || r == '>' }) {
			t.Errorf("%q: got %q, which would break out of a line or a link", text, contact)
		}
	})
}

// FuzzProxies reads anything as the addresses of proxies: they are networks,
// and never everyone.
func FuzzProxies(f *testing.F) {
	for _, seed := range []string{"10.0.0.5", "10.0.0.0/8, ::1", "0.0.0.0/0", "::ffff:1.2.3.4/96", "fe80::1%eth0", "::/0", "1.2.3.4/33", ","} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var proxies networks
		if proxies.Set(text) != nil {
			return
		}
		for _, p := range proxies {
			if !p.IsValid() || p.Bits() == 0 || p != p.Masked() || p.Addr().Zone() != "" || p.Addr().Is4In6() {
				t.Errorf("%q: got network %v", text, p)
			}
		}
		var again networks
		if err := again.Set(proxies.String()); err != nil || again.String() != proxies.String() {
			t.Errorf("%q: got %q, read again %q, error %v", text, proxies.String(), again.String(), err)
		}
	})
}
