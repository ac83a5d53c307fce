package web_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// TestScripts runs testdata/*.txt: what the site answers, written so that it
// reads like a specification. A file is named after the site that it asks
// (published.txt, other-….txt). Its cases are divided by blank lines:
//
//	# a comment
//	GET /futian-zwfwj/2021/budget
//	> Accept-Encoding: gzip             a header of the request
//	code 200
//	header Content-Type == text/html; charset=utf-8
//	body contains 收入
//	text h1 == 部门预算                  the text of the one element found
//	attr link[rel=canonical] href == https://budget.example/
//	count tbody tr == 10
//
// An operator is ==, !=, contains, lacks or matches (a regular expression).
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d scripts and error %v, want some", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			name, _, _ := strings.Cut(strings.TrimSuffix(filepath.Base(file), ".txt"), "-")
			site, _ := newSite(t, name)
			var block []string
			lines := strings.Split(string(text)+"\n", "\n")
			for i, line := range lines {
				if strings.HasPrefix(line, "#") {
					line = "#"
				}
				if strings.TrimSpace(line) != "" {
					block = append(block, line)
					continue
				}
				runCase(t, site, fmt.Sprintf("%s:%d", file, i-len(block)+1), block)
				block = nil
			}
		})
	}
}

// runCase sends the request of a case and makes its checks; where is the place
// of its first line.
func runCase(t *testing.T, site http.Handler, where string, block []string) {
	t.Helper()
	var requestLine string
	var headers, checks []string
	for _, line := range block {
		switch {
		case line == "#":
		case requestLine == "":
			requestLine = line
		case strings.HasPrefix(line, "> "):
			name, value, _ := strings.Cut(line[2:], ": ")
			headers = append(headers, name, value)
		default:
			checks = append(checks, line)
		}
	}
	if requestLine == "" {
		return
	}
	method, target, _ := strings.Cut(requestLine, " ")
	if len(checks) == 0 {
		t.Errorf("%s: %s: a case without checks", where, requestLine)
		return
	}
	w := request(site, method, target, headers...)
	doc := parse(t, w.Body.String())
	for _, check := range checks {
		if err := runCheck(w.Code, w.Header(), w.Body.String(), doc.Selection, check); err != nil {
			t.Errorf("%s: %s: %s: %v", where, requestLine, check, err)
		}
	}
}

var checkForm = regexp.MustCompile(`^(header|body|text|attr|count)(?: (.*?))? (==|!=|contains|lacks|matches)(?: (.*))?$`)

func runCheck(code int, header http.Header, body string, doc *goquery.Selection, check string) error {
	if want, ok := strings.CutPrefix(check, "code "); ok {
		return compare(fmt.Sprint(code), "==", want)
	}
	m := checkForm.FindStringSubmatch(check)
	if m == nil {
		return fmt.Errorf("this is no check")
	}
	what, of, operator, want := m[1], m[2], m[3], m[4]
	switch what {
	case "header":
		return compare(strings.Join(header.Values(of), ", "), operator, want)
	case "body":
		return compare(body, operator, want)
	case "count":
		return compare(fmt.Sprint(doc.Find(of).Length()), operator, want)
	}
	attr := ""
	if what == "attr" {
		cut := strings.LastIndex(of, " ")
		of, attr = of[:cut], of[cut+1:]
	}
	return in(of, func(s *goquery.Selection) error {
		if attr != "" {
			return compare(s.AttrOr(attr, ""), operator, want)
		}
		return compare(squeeze(s.Text()), operator, want)
	})(doc)
}

func compare(got, operator, want string) error {
	var ok bool
	switch operator {
	case "==":
		ok = got == want
	case "!=":
		ok = got != want
	case "contains":
		ok = strings.Contains(got, want)
	case "lacks":
		ok = !strings.Contains(got, want)
	case "matches":
		pattern, err := regexp.Compile(want)
		if err != nil {
			return err
		}
		ok = pattern.MatchString(got)
	}
	if !ok {
		return fmt.Errorf("got %.200q", got)
	}
	return nil
}
