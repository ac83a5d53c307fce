package main

import (
	"net/url"
	"strings"
	"testing"
)

// FuzzOrigin reads anything as the public address: what is accepted is a scheme
// and a host, in one spelling, that can stand before a path in any page.
func FuzzOrigin(f *testing.F) {
	for _, seed := range []string{"https://budget.example", "HTTP://[::1]:8080/", "https://a:b@c", "https://a/b", "https://a:99999", "javascript://x", "https://a\n", "https://-._"} {
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
