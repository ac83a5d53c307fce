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

// What the operator says stands on every page, also of errors and in print; with it the
// site says no longer that nobody stands behind it.
func TestFooter(t *testing.T) {
	st, err := stores["other"]()
	if err != nil {
		t.Fatal(err)
	}
	config := web.Config{Origin: origin, Footer: "主办单位：<示例>\n[备案号](https://beian.example/)", Contact: "mailto:report@budget.example"}
	site, err := web.New(st, config, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	const report = "/shili-qinghe-nyncj/2023/budget"
	for _, path := range []string{"/", "/about", "/search?q=x", "/no/such/page/at/all", report, report + "/tables/1", report + "/checks", report + "/print"} {
		doc := parse(t, get(site, path).Body.String())
		if got := strings.TrimSpace(doc.Find(".operator p").First().Text()); got != "主办单位：<示例>" || doc.Find(".operator a[href='https://beian.example/']").Text() != "备案号" {
			t.Errorf("%s: got %q, want what the operator says", path, got)
		}
		if strings.Contains(doc.Find("footer").Text(), "不是编制报告的部门的网站") {
			t.Errorf("%s: says that it is nobody's", path)
		}
		if mistakes := doc.Find("footer a[href^='mailto:report@budget.example?subject=']").Length(); mistakes != 1 && doc.Find("link[rel=canonical]").Length() == 1 {
			t.Errorf("%s: got %d ways to tell of a mistake, want 1", path, mistakes)
		}
	}
	config.Footer = "[x](javascript:x)"
	if _, err := web.New(st, config, slog.New(slog.DiscardHandler)); err == nil {
		t.Error("got no error for a wrong footer")
	}
}
