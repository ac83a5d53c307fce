package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"disclosure/internal/draft"

	"github.com/pelletier/go-toml/v2"
)

const deskAddr = "127.0.0.1:1"

// deskOver drafts a report and opens its desk.
func deskOver(t *testing.T, content string) (*desk, string) {
	t.Helper()
	t.Chdir(t.TempDir())
	put(t, "mouju.txt", content)
	command(t, good, "mouju.txt")
	dir := filepath.Join("data", "mouju", "2024-budget")
	absolute, _ := filepath.Abs(dir)
	d, err := openDesk(context.Background(), absolute, deskAddr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.close)
	return d, dir
}

// ask sends a request to a desk; fields make it a form from the desk's own page.
func ask(d http.Handler, path string, fields url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "http://"+deskAddr+path, nil)
	if fields != nil {
		r = httptest.NewRequest(http.MethodPost, "http://"+deskAddr+path, strings.NewReader(fields.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", "http://"+deskAddr)
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w
}

// TestDesk wants each part beside its original with what is open, answers written and
// taken, marks that end when the part changes, and the folder as the site will show it.
func TestDesk(t *testing.T) {
	d, dir := deskOver(t, reportText)
	front := ask(d, "/~/front", nil).Body.String()
	for _, want := range []string{"某局2024年部门预算", "简称", "已完成 0，共 ", `name="key" value="short"`, "第 1 行"} {
		if !strings.Contains(front, want) {
			t.Errorf("the desk does not say %q: %s", want, front)
		}
	}
	if w := ask(d, "/~/front", url.Values{"key": {"short"}, "answer": {"某局某处"}}); w.Code != http.StatusSeeOther {
		t.Fatalf("got %d of an answer, want 303: %s", w.Code, w.Body)
	}
	if content, _ := os.ReadFile(filepath.Join(dir, "report.toml")); !strings.Contains(string(content), `short = "某局某处"`) {
		t.Errorf("got %s, want the answer in the folder", content)
	}
	if page := ask(d, "/mouju/2024/budget/sections/2", nil).Body.String(); !strings.Contains(page, "某局某处") || !strings.Contains(page, `href="/~/"`) || !strings.Contains(page, "本篇在公布的原件第 ") {
		t.Errorf("got %s, want the page of the site with the answer, its place and a way to the desk", page)
	}
	w := ask(d, "/~/front", url.Values{"key": {"published"}, "answer": {"昨天"}})
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "write a day") {
		t.Errorf("got %d, %s of an answer that is none, want it refused in its place", w.Code, w.Body)
	}
	section := ask(d, "/~/sections/2", nil).Body.String()
	_, sum, _ := strings.Cut(section, `name="answer" value="`)
	ask(d, "/~/sections/2", url.Values{"key": {"read-sections-2"}, "answer": {sum[:12]}})
	if section = ask(d, "/~/sections/2", nil).Body.String(); !strings.Contains(section, "已经对照过") || !strings.Contains(section, "已完成 2，") {
		t.Errorf("got %s, want the part marked and two things done", section)
	}
	edited := strings.Replace(readFile(t, dir, "sections/2.txt"), "3 件事", "4 件事", 1)
	put(t, filepath.Join(dir, "sections", "2.txt"), edited)
	section = ask(d, "/~/sections/2", nil).Body.String()
	if !strings.Contains(section, "has &#34;某局负责 4 件事。&#34;") || !strings.Contains(section, "某局负责 3 件事。") {
		t.Errorf("got %s, want the complaint at its part, beside the last good state", section)
	}
	if page := ask(d, "/mouju/2024/budget/sections/2", nil).Body.String(); !strings.Contains(page, "下面是改动以前的样子") || !strings.Contains(page, "3 件事") {
		t.Errorf("got %s, want the last good state and the complaint", page)
	}
	put(t, filepath.Join(dir, "source.txt"), strings.Replace(readFile(t, dir, "source.txt"), "3 件事", "4 件事", 1))
	if section = ask(d, "/~/sections/2", nil).Body.String(); strings.Contains(section, "已经对照过") || !strings.Contains(section, "4 件事") {
		t.Errorf("got %s, want the changed part without the mark of before", section)
	}
}

// The desk speaks to a clerk: of a cell that is no figure in Chinese, at its table; and
// what is not known may be left empty, or written as decisions.toml has it.
func TestDeskInTheClerksWords(t *testing.T) {
	d, dir := deskOver(t, reportText+"\n表 1\n\n支出总表\n\n单位：万元\n\n项目\t预算数\n教育\t3.00\n文化\t1.2.3\n合计\t3.00\n")
	table := ask(d, "/~/tables/1", nil).Body.String()
	if want := "第 2 格“1.2.3”不是认得出的数字，照这样发布"; !strings.Contains(table, want) || !strings.Contains(table, "tables/01.csv 第 3 行") {
		t.Errorf("got %s, want %q at the line", table, want)
	}
	if w := ask(d, "/~/front", url.Values{"key": {"published"}, "answer": {`""`}}); w.Code != http.StatusSeeOther {
		t.Errorf("got %d of an answer that is empty as in decisions.toml, want it taken", w.Code)
	}
	if decided := readFile(t, dir, "decisions.toml"); decided != "published = \"\"\n" {
		t.Errorf("got %q", decided)
	}
}

// FuzzDecision writes an answer into any list of decisions. It is the answer then, and
// no other is another.
func FuzzDecision(f *testing.F) {
	f.Add([]byte("short = \"某局\"\n"), "published", "2024-08-20")
	f.Add([]byte("\"term-第三\" = '甲'\r\n# short = 1"), "term-第三", "a \"b\" \\")
	f.Add([]byte("[a]\nb = \"\"\"\nc = 1\n\"\"\""), "c", "")
	f.Fuzz(func(t *testing.T, content []byte, key, answer string) {
		before := draft.Decisions{}
		if toml.Unmarshal(content, &before) != nil || draft.KeyOf(key) == `""` || !utf8.ValidString(key+answer) {
			return
		}
		after := draft.Decisions{}
		if err := toml.Unmarshal(withDecision(content, key, answer), &after); err != nil {
			return // refused, and nothing written
		}
		if len(after) > len(before)+1 {
			t.Errorf("got %q of %q, want one answer more", after, before)
		}
	})
}

func readFile(t *testing.T, dir, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestDeskPort wants a desk on the port that addresses leave out to know its own pages.
func TestDeskPort(t *testing.T) {
	_, dir := deskOver(t, reportText)
	absolute, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	d, err := openDesk(context.Background(), absolute, "127.0.0.1:80")
	if err != nil {
		t.Fatal(err)
	}
	defer d.close()
	for host, want := range map[string]int{"127.0.0.1": http.StatusOK, "127.0.0.2": http.StatusForbidden} {
		w := httptest.NewRecorder()
		if d.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://"+host+"/~/front", nil)); w.Code != want {
			t.Errorf("%s: got %d, want %d", host, w.Code, want)
		}
	}
}

// TestDeskRefuses wants nothing answered to another site or name, nothing written
// outside of the questions, and no other machine listened to.
func TestDeskRefuses(t *testing.T) {
	d, dir := deskOver(t, reportText)
	foreign := httptest.NewRequest(http.MethodPost, "http://"+deskAddr+"/~/front", strings.NewReader("key=short&answer=x"))
	foreign.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	foreign.Header.Set("Origin", "https://evil.example")
	silent := foreign.Clone(context.Background())
	silent.Header.Del("Origin")
	renamed := httptest.NewRequest(http.MethodGet, "http://evil.example/~/front", nil)
	reading := httptest.NewRequest(http.MethodGet, "http://"+deskAddr+"/mouju/2024/budget.json", nil)
	reading.Header.Set("Origin", "https://evil.example")
	for _, r := range []*http.Request{foreign, silent, renamed, reading} {
		w := httptest.NewRecorder()
		if d.ServeHTTP(w, r); w.Code != http.StatusForbidden {
			t.Errorf("%s %s from %q: got %d, want 403", r.Method, r.Host, r.Header.Get("Origin"), w.Code)
		}
	}
	for _, fields := range []url.Values{{"key": {"none"}, "answer": {"x"}}, {"key": {"read-sections-2"}, "answer": {"x"}}, {"key": {"short"}, "answer": {"a\nb"}}, {"key": {"short"}, "answer": {""}}} {
		if w := ask(d, "/~/front", fields); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%v: got %d, want 422", fields, w.Code)
		}
	}
	// Under no-referrer a browser sends the desk's own forms with Origin: null.
	if policy := ask(d, "/~/front", nil).Header().Get("Referrer-Policy"); policy != "same-origin" {
		t.Errorf("got Referrer-Policy %q, want same-origin", policy)
	}
	if _, err := os.Stat(filepath.Join(dir, "decisions.toml")); err == nil {
		t.Error("a refused answer was written")
	}
	for _, path := range []string{"/~/none", "/~/tables/9", "/~/page/1.png", "/~/page/1.png?file=../mouju.txt", "/~/desk.html"} {
		if w := ask(d, path, nil); w.Code != http.StatusNotFound {
			t.Errorf("%s: got %d, want 404", path, w.Code)
		}
	}
	for _, addr := range []string{"0.0.0.0:0", "192.0.2.1:80", ":0", "[::]:0"} {
		var out bytes.Buffer
		if code := run(context.Background(), []string{"preview", "-addr", addr, dir}, &out, &out); code != usage {
			t.Errorf("preview on %s: got exit code %d, want %d", addr, code, usage)
		}
	}
}
