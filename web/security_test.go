package web_test

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"disclosure/web"
)

func TestContact(t *testing.T) {
	st, err := stores["other"]()
	if err != nil {
		t.Fatal(err)
	}
	const file = "/.well-known/security.txt"
	for _, test := range []struct{ contact, text string }{
		{"", ""},
		{"mailto:report@budget.example", "report@budget.example"},
		{"https://budget.example/report", "budget.example/report"},
		{"tel:+86-755-12345", "+86-755-12345"},
	} {
		site, err := web.New(st, web.Config{Origin: origin, Contact: test.contact}, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		w := get(site, file)
		link := parse(t, get(site, "/about").Body.String()).Find("main a[href='" + test.contact + "']")
		if test.contact == "" {
			if w.Code != 404 {
				t.Errorf("without a contact: got %d for %s, want 404", w.Code, file)
			}
			continue
		}
		if w.Code != 200 || w.Header().Get("Content-Type") != "text/plain; charset=UTF-8" {
			t.Errorf("%s: got %d, %s, want 200, text/plain; charset=UTF-8", test.contact, w.Code, w.Header().Get("Content-Type"))
		}
		got := map[string]string{}
		for line := range strings.Lines(w.Body.String()) {
			name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
			got[name] = value
		}
		for name, want := range map[string]string{"Contact": test.contact, "Canonical": origin + file, "Preferred-Languages": "zh, en"} {
			if got[name] != want {
				t.Errorf("%s: got %s %q, want %q", test.contact, name, got[name], want)
			}
		}
		expires, err := time.Parse(time.RFC3339, got["Expires"])
		if left := time.Until(expires).Hours() / 24; err != nil || left < 89 || left > 185 {
			t.Errorf("%s: got Expires %q, %.0f days away, want three to six months", test.contact, got["Expires"], left)
		}
		if link.Text() != test.text {
			t.Errorf("/about: got the contact as %q, want %q", link.Text(), test.text)
		}
	}
}
