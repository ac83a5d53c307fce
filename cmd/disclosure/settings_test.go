package main

import (
	"context"
	"net/http"
	"strings"
	"testing"
)

func TestParseContact(t *testing.T) {
	for text, want := range map[string]bool{
		"mailto:report@budget.example":              true,
		"https://budget.example/report?to=1#form":   true,
		"tel:+86-755-12345678":                      true,
		"report@budget.example":                     false,
		"mailto:":                                   false,
		"mailto:A <a@budget.example>":               false,
		"mailto:a@budget.example?subject=<x>":       false,
		"mailto:a@budget.example\r\nContact: other": false,
		"https:///report":                           false,
		"https://me:secret@budget.example/":         false,
		"http://budget.example/":                    false,
		"https://budget.example/报告":                 false,
		"tel:me":                                    false,
		"javascript:alert(1)":                       false,
		"data:text/html,x":                          false,
	} {
		if got, err := parseContact(text); (err == nil) != want || want && got != text {
			t.Errorf("parseContact(%q): got %q, error %v, want it taken %v", text, got, err, want)
		}
	}
}

func TestParseName(t *testing.T) {
	for text, want := range map[string]string{
		"示例市预算公开":               "示例市预算公开",
		" 示例市  预算公开 ":           "示例市 预算公开",
		"<b>&\"预算":              "<b>&\"预算", // pages escape it
		strings.Repeat("预", 30): strings.Repeat("预", 30),
		strings.Repeat("预", 31): "",
		"  ":                    "",
		"预算\u202e公开":            "",
		"预算\x00":                "",
		"\xff":                  "",
	} {
		if got, err := parseName(text); (err == nil) != (want != "") || got != want {
			t.Errorf("parseName(%q): got %q, error %v, want %q", text, got, err, want)
		}
	}
}

func TestProxiesFlag(t *testing.T) {
	var n networks
	for _, text := range []string{"10.0.0.5", "192.0.2.7/24, 2001:db8::1", "fd00::/8"} {
		if err := n.Set(text); err != nil {
			t.Error(err)
		}
	}
	if got, want := n.String(), "10.0.0.5/32,192.0.2.0/24,2001:db8::1/128,fd00::/8"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Settings come from the environment where no flag states them.
func TestEnvironment(t *testing.T) {
	for _, test := range []struct{ variable, value, args, want string }{
		{"DISCLOSURE_ADDR", "8080", "", "DISCLOSURE_ADDR \"8080\": write a host and a port"},
		{"DISCLOSURE_ADDR", "", "", "DISCLOSURE_ADDR is empty"},
		{"DISCLOSURE_ORIGIN", "budget.example", "", "DISCLOSURE_ORIGIN \"budget.example\": write http://"},
		{"DISCLOSURE_PROXY", "0.0.0.0/0", "", "DISCLOSURE_PROXY \"0.0.0.0/0\": "},
		{"DISCLOSURE_CONTACT", "me", "", "DISCLOSURE_CONTACT \"me\": write mailto:"},
		{"DISCLOSURE_DB", "", "", "DISCLOSURE_DB is empty"},
		{"DISCLOSURE_NAME", " ", "", "DISCLOSURE_NAME \" \": write the name as readers are to see it"},
		{"DISCLOSURE_ORIGIN", "wrong", "--origin https://budget.example --addr wrong", "for flag -addr"},
	} {
		t.Run(test.variable, func(t *testing.T) {
			t.Setenv(test.variable, test.value)
			code, _, stderr := execute(append([]string{"serve"}, strings.Fields(test.args)...)...)
			if code != 2 || !strings.Contains(stderr, test.want) {
				t.Errorf("%s=%q, flags %q: got code %d, stderr %q, want 2 and %q", test.variable, test.value, test.args, code, stderr, test.want)
			}
		})
	}
	t.Setenv("DISCLOSURE_ADDR", "no address") // but start gives a flag
	t.Setenv("DISCLOSURE_ORIGIN", "https://budget.example")
	t.Setenv("DISCLOSURE_CONTACT", "mailto:report@budget.example")
	t.Setenv("DISCLOSURE_NAME", "示例<市>预算")
	ctx, cancel := context.WithCancel(t.Context())
	address, code := start(t, ctx)
	if status, body := fetch(t, address+"/.well-known/security.txt"); status != http.StatusOK ||
		!strings.Contains(body, "Contact: mailto:report@budget.example\n") || !strings.Contains(body, "Canonical: https://budget.example/") {
		t.Errorf("got status %d, %q, want the contact and the origin of the environment", status, body)
	}
	for path, want := range map[string]string{
		"/":                               `<meta property="og:site_name" content="示例&lt;市&gt;预算">`,
		"/feed.atom":                      "<title>示例&lt;市&gt;预算：",
		"/about":                          "本站名为“示例&lt;市&gt;预算”",
		"/no/such":                        "· 示例&lt;市&gt;预算</title>",
		"/search?q=x":                     "· 示例&lt;市&gt;预算</title>",
		"/futian-zwfwj/2021/budget":       "· 示例&lt;市&gt;预算</title>",
		"/futian-zwfwj/2021/budget/print": "本件由“示例&lt;市&gt;预算”网站依公布的文本排印",
	} {
		if _, body := fetch(t, address+path); !strings.Contains(body, want) {
			t.Errorf("%s: got no %q", path, want)
		}
	}
	cancel()
	<-code
}
