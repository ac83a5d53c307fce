package web_test

import (
	"log/slog"
	"net/http"
	"os"
	"strings"
	"testing"

	"disclosure/web"
)

const base = "/futian-zwfwj/2021/budget"

// errorPage is what every error owes the reader: the site's own layout and a
// way on.
func errorPage(t *testing.T, body string, mustLack ...string) {
	t.Helper()
	doc := parse(t, body)
	for _, check := range []checker{in("html", hasAttr("lang", "zh-CN")), in("h1"), in("main"), in("head link[rel=stylesheet]")} {
		if err := check(doc.Selection); err != nil {
			t.Errorf("error page: %v", err)
		}
	}
	if doc.Find("a[href='/']").Length() == 0 {
		t.Error("error page: got no link to the home page")
	}
	for _, detail := range mustLack {
		if strings.Contains(body, detail) {
			t.Errorf("error page: got %q in it, which is for the log", detail)
		}
	}
}

func TestErrors(t *testing.T) {
	site, log := newSite(t, "published")
	get(site, base) // into the cache, from which no other spelling is answered
	for _, test := range []struct {
		method, target string
		want           int
	}{
		{"GET", "/nowhere", 404},
		{"GET", "/static/site.css", 404},
		{"GET", "/futian-zwfw", 404},
		{"GET", "/futian-zwfwj/2020", 404},
		{"GET", "/nobody/2021/budget", 404},
		{"GET", "/futian-zwfwj/2020/budget", 404},
		{"GET", "/futian-zwfwj/02021/budget", 404},
		{"GET", "/futian-zwfwj/+2021/budget", 404},
		{"GET", "/futian-zwfwj/2021/accounts", 404},
		{"GET", "/futian-zwfwj/2021/budget.pdf", 404},
		{"GET", "/Futian-zwfw/2021/budget", 404},
		{"GET", "/futian-zwfwj%2F2021/budget", 404},
		{"GET", "//2021/budget", 404},
		{"GET", base + "/sections/0", 404},
		{"GET", base + "/sections/99", 404},
		{"GET", base + "/tables/07", 404},
		{"GET", base + "/tables/+7", 404},
		{"GET", base + "/tables/-7", 404},
		{"GET", base + "/tables/7.0", 404},
		{"GET", base + "/tables/%20" + "7", 404},
		{"GET", base + "/tables/%EF%BC%97", 404}, // a full-width 7
		{"GET", base + "/tables/7,8", 404},
		{"GET", base + "/tables/1%EF%BC%92", 404}, // 1 and a full-width 2
		{"GET", base + "/tables/7%E8%A1%A8", 404},
		{"GET", base + "/tables/%EF%BC%88" + "7", 404},
		{"GET", base + "/tables/7%00", 404},
		{"GET", base + "/tables/7%ff", 404},
		{"GET", base + "//tables/7", 404},
		{"GET", "/nobody/2021/budget%E3%80%82", 404},
		{"GET", "/nowhere%E3%80%82", 404},
		{"GET", base + "/tables/18446744073709551623", 404},
		{"GET", base + "/tables/7/r6c4", 404},
		{"GET", base + "/projects/99", 404},
		{"GET", base + "/nothing", 404},
		{"HEAD", base + "/tables/07", 404},
		{"POST", "/", 405},
		{"PUT", base, 405},
		{"DELETE", base + "/tables/7", 405},
		{"OPTIONS", "/", 405},
		{"PURGE", "/static/site.css", 405},
		{"OPTIONS", "*", 405},
		{"GET", "/" + strings.Repeat("a", 4<<10), 414},
		{"GET", base + "?q=" + strings.Repeat("a", 4<<10), 414},
		{"HEAD", base + "?q=" + strings.Repeat("%20", 2<<10), 414},
	} {
		log.Reset()
		w := request(site, test.method, test.target)
		name := test.method + " " + test.target
		if w.Code != test.want {
			t.Errorf("%s: got status %d, want %d", name, w.Code, test.want)
		}
		if got := w.Header().Get("Allow"); (test.want == 405) != (got == "GET, HEAD") {
			t.Errorf("%s: got Allow %q, want GET, HEAD with 405 only", name, got)
		}
		if got := w.Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: got Cache-Control %q, want no-store", name, got)
		}
		if got := w.Header().Get("Content-Security-Policy"); got == "" {
			t.Errorf("%s: got no Content-Security-Policy", name)
		}
		if test.method != http.MethodHead {
			errorPage(t, w.Body.String())
		} else if w.Body.Len() > 0 {
			t.Errorf("%s: got a body, want none", name)
		}
		if got := log.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, "level=INFO") {
			t.Errorf("%s: got log %q, want one line of level INFO", name, got)
		}
	}
}

func TestRedirects(t *testing.T) {
	site, _ := newSite(t, "published")
	for _, test := range []struct{ target, want string }{
		{base + "/", base},
		{base + "/tables/7/", base + "/tables/7"},
		{base + "/tables/7///?q=a%2Fb&r=/", base + "/tables/7?q=a%2Fb&r=/"},
		{"/about/?", "/about"},
		{"//", "/"},
		{"//evil.example/", "/evil.example"},
		{"///evil.example//", "/evil.example"},
		{"/%09/evil.example/", "/%09/evil.example"},
		{"/%5Cevil.example/", "/%5Cevil.example"},
		{`/\evil.example/`, "/%5Cevil.example"},
		{"/%0d%0aSet-Cookie:x/", "/%0d%0aSet-Cookie:x"},
		// What programs take for the end of an address, and what our own citations once
		// put behind it.
		{base + "/tables/4%E3%80%82", base + "/tables/4"}, // 。
		{base + "/tables/4。", base + "/tables/4"},
		{base + "/tables/4%EF%BC%8C", base + "/tables/4"}, // ，
		{base + "/tables/4%E3%80%81", base + "/tables/4"}, // 、
		{base + "/tables/4%EF%BC%9B", base + "/tables/4"}, // ；
		{base + "/tables/4%EF%BC%9A", base + "/tables/4"}, // ：
		{base + "/tables/4%EF%BC%89", base + "/tables/4"}, // ）
		{base + "/tables/4%E3%80%91", base + "/tables/4"}, // 】
		{base + "/tables/4%E2%80%9D", base + "/tables/4"}, // ”
		{base + "/tables/4%E3%80%8D%E3%80%82", base + "/tables/4"},
		{base + "/tables/4%EF%BC%882026-11-25", base + "/tables/4"},
		{base + "/tables/4%EF%BC%882026-11-25%20%E6%9F%A5%E9%98%85%EF%BC%89%E3%80%82", base + "/tables/4"},
		{base + "/tables/4%EF%BC%88%E8%A7%81a/b", base + "/tables/4"},
		{base + "/tables/4%20", base + "/tables/4"},
		{base + "/tables/4%20%E5%92%8C", base + "/tables/4"},
		{base + "/tables/4.", base + "/tables/4"},
		{base + "/tables/4..", base + "/tables/4"},
		{base + "/tables/4,", base + "/tables/4"},
		{base + "/tables/4;", base + "/tables/4"},
		{base + "/tables/4)", base + "/tables/4"},
		{base + "/tables/4]", base + "/tables/4"},
		{base + "/tables/4).?q=a%2Fb", base + "/tables/4?q=a%2Fb"},
		{base + "/tables/4.csv%E3%80%82", base + "/tables/4.csv"},
		{base + "/%E3%80%82", base},
		{base + "%E3%80%82", base},
		{"/futian-zwfwj/2021%EF%BC%89", "/futian-zwfwj/2021"},
		{"/futian-zwfwj%EF%BC%89", "/futian-zwfwj"},
		{"/about%E3%80%82", "/about"},
		{"/%E3%80%82", "/"},
		// Spellings of the same address.
		{"/futian-zwfwj/2021/budget/%74ables/4", base + "/tables/4"},
		{base + "/tables/%34", base + "/tables/4"},
		{base + "/tables/4.CSV", base + "/tables/4.csv"},
		{base + "/Tables/4", base + "/tables/4"},
		{"/Futian-ZWFWJ/2021/budget", base},
		{"/futian%2Dzwfwj/2021/budget", base},
	} {
		w := get(site, test.target)
		if w.Code != http.StatusPermanentRedirect || w.Header().Get("Location") != test.want || w.Header().Get("Cache-Control") == "" {
			t.Errorf("%s: got status %d to %q, want 308 with Cache-Control to %q", test.target, w.Code, w.Header().Get("Location"), test.want)
		}
	}
}

// The page for a missing address below a known body says what exists of that body.
func TestMissing(t *testing.T) {
	site, _ := newSite(t, "published")
	for _, test := range []struct {
		target string
		checks []checker
	}{
		{base + "/tables/07", []checker{linked("表 7 一般公共预算支出表", base+"/tables/7"), linked("2021 年部门预算", base), in("main", hasText("编号从 1 到 14"), hasText(".csv"))}},
		{base + "/tables/7/r6c4", []checker{linked("表 7", base+"/tables/7")}},
		{base + "/tables/15", []checker{linked("附表", base+"/tables")}},
		{base + "/tables/7.pdf", []checker{linked("表 7", base+"/tables/7")}},
		{base + "/sections/9", []checker{linked("正文", base+"/sections"), in("main", hasText("编号从 1 到 8"))}},
		{base + "/projects/0", []checker{linked("项目绩效目标", base+"/projects")}},
		{base + "/checks/tables/99", []checker{linked("附表", base+"/tables")}},
		{base + "/notes/3", []checker{linked("整理说明", base+"/notes")}},
		{base + "/nothing", []checker{linked("2021 年部门预算", base)}},
		{"/futian-zwfwj/2020/budget", []checker{linked("2021 年部门预算", base), linked("深圳市福田区政务服务数据管理局", "/futian-zwfwj")}},
		{"/futian-zwfwj/2021/accounts", []checker{linked("2021 年部门预算", base)}},
		{"/futian-zwfwj/2020", []checker{linked("2021 年部门预算", base)}},
	} {
		w := get(site, test.target)
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: got status %d, want 404", test.target, w.Code)
		}
		errorPage(t, w.Body.String())
		for _, check := range test.checks {
			if err := check(parse(t, w.Body.String()).Selection); err != nil {
				t.Errorf("%s: %v", test.target, err)
			}
		}
	}
	w := get(site, "/futian-zwfwj/2021")
	if w.Code != http.StatusFound || w.Header().Get("Location") != "/futian-zwfwj#y2021" {
		t.Errorf("a year: got status %d to %q, want 302 to its place on the page of the body", w.Code, w.Header().Get("Location"))
	}
}

// A store that fails while the site runs is seen by the log, not by readers;
// what is in the cache stays up, whatever the query.
func TestFailingStore(t *testing.T) {
	st, err := load(os.DirFS("../internal/source/testdata/reports"))
	if err != nil {
		t.Fatal(err)
	}
	site, log := siteOver(t, st)
	healthy, _ := siteOver(t, st) // the other one would remember
	if got := get(healthy, "/readyz").Code; got != http.StatusOK {
		t.Errorf("/readyz: got status %d, want 200", got)
	}
	before := get(site, "/")
	st.Close()
	if after := get(site, "/?utm_source=x"); after.Code != http.StatusOK || after.Body.String() != before.Body.String() {
		t.Errorf("/?utm_source=x: got status %d, want the page that was cached for /", after.Code)
	}
	if got := get(site, "/healthz").Code; got != http.StatusOK {
		t.Errorf("/healthz: got status %d, want 200", got)
	}
	for target, want := range map[string]int{"/about": 500, "/sitemap.xml": 500, "/shili-qinghe-nyncj/2023/budget/tables/1": 500, "/readyz": 503, "/nowhere/at/all/nor/here": 404} {
		log.Reset()
		w := get(site, target)
		if w.Code != want {
			t.Errorf("%s: got status %d, want %d", target, w.Code, want)
		}
		errorPage(t, w.Body.String(), "sql:", "closed", "database")
		if want >= 500 && (!strings.Contains(log.String(), "level=ERROR") || !strings.Contains(log.String(), "closed")) {
			t.Errorf("%s: got log %q, want the detail at level ERROR", target, log)
		}
	}
}

func TestPanic(t *testing.T) {
	site, log := siteOver(t, nil) // without a store the first question to it panics
	w := get(site, "/about?secret=1")
	if w.Code != http.StatusInternalServerError {
		t.Errorf("got status %d, want 500", w.Code)
	}
	errorPage(t, w.Body.String(), "panic", "nil pointer", "goroutine")
	for _, want := range []string{"level=ERROR", "path=/about", "status=500", "nil pointer", "goroutine"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("got log %q, want %q in it", log, want)
		}
	}
	if strings.Contains(log.String(), "secret") {
		t.Errorf("got log %q, want no query in it", log)
	}
}

func TestLogLine(t *testing.T) {
	site, log := newSite(t, "published")
	get(site, base+"?q=%E4%BD%8E%E4%BF%9D", "User-Agent", "Browser/1", "Referer", "https://elsewhere.example/")
	line := log.String()
	for _, want := range []string{"level=INFO", "method=GET", "path=" + base + " ", "status=200", "bytes=", "took="} {
		if !strings.Contains(line, want) {
			t.Errorf("got log %q, want %q in it", line, want)
		}
	}
	for _, private := range []string{"q=", "E4", "Browser", "elsewhere", "2001:db8"} {
		if strings.Contains(line, private) {
			t.Errorf("got log %q, want no %q in it", line, private)
		}
	}
}

func TestTransportSecurity(t *testing.T) {
	st, err := stores["other"]()
	if err != nil {
		t.Fatal(err)
	}
	for origin, want := range map[string]bool{"https://budget.example": true, "http://127.0.0.1:8080": false} {
		site, err := web.New(st, web.Config{Origin: origin}, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		if got := get(site, "/").Header().Get("Strict-Transport-Security") != ""; got != want {
			t.Errorf("origin %s: got Strict-Transport-Security %v, want %v", origin, got, want)
		}
	}
}
