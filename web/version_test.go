package web_test

import (
	"encoding/xml"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/data"
	"disclosure/internal/publish"
	"disclosure/internal/publish/publishtest"
)

const (
	firstReport  = "/futian-zwfwj/2021/budget"
	firstVersion = "b13eb6eed519"
	oldReport    = firstReport + "@" + firstVersion
)

// siteOf is a site that shows the reports of a folder.
func siteOf(t *testing.T, files fstest.MapFS) http.Handler {
	t.Helper()
	st, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.Close)
	site, _ := siteOver(t, st)
	return site
}

// Every published version keeps its address: an old citation opens the old figure and
// says so, the plain address shows the newest, and programs find one from the other.
func TestVersions(t *testing.T) {
	site := siteOf(t, publishtest.Corrected(t))
	doc := func(path string) func(selector string) string {
		w := get(site, path)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: got status %d", path, w.Code)
		}
		page := parse(t, w.Body.String())
		return func(selector string) string {
			selector, attr, ok := strings.Cut(selector, "@")
			if found := page.Find(selector); ok {
				return found.AttrOr(attr, "")
			} else {
				return strings.Join(strings.Fields(found.Text()), " ")
			}
		}
	}
	newest := doc(firstReport + "/tables/7")
	version := newest("footer .version code")
	if version == firstVersion || newest("#r18c4") != "62.00" || newest("#r9c3") != "行政单位离退休" || newest("#r10c3") != "事业单位离退休" {
		t.Fatalf("plain address: got version %s, r18c4 %s, want the corrected report", version, newest("#r18c4"))
	}
	old := doc(oldReport + "/tables/7")
	if old("#r17c4") != "63.00" || old("#r18c3") != "购房补贴" || old("footer .version code") != firstVersion {
		t.Errorf("old version: got r17c4 %s, version %s, want what was published", old("#r17c4"), old("footer .version code"))
	}
	if says := old(".old-version"); !strings.Contains(says, "2021-03-01 公布的版本 "+firstVersion) || !strings.Contains(says, "已由 2021-03-20 公布的版本 "+version+" 取代") {
		t.Errorf("old version: got %q, want it to say so", says)
	}
	permanent := doc(firstReport + "@" + version + "/tables/7")
	for name, test := range map[string]struct{ got, want string }{
		"old, robots":                   {old("meta[name=robots]@content"), "noindex"},
		"old, canonical":                {old("link[rel=canonical]@href"), origin + firstReport + "/tables/7"},
		"old, citation":                 {old(".citation a@href"), origin + oldReport + "/tables/7"},
		"old, file":                     {old(".files a@href"), oldReport + "/tables/7.csv"},
		"old, next page":                {old("a[rel=next]@href"), oldReport + "/tables/8"},
		"old, way to the newest":        {old(".old-version a@href"), firstReport + "/tables/7"},
		"plain, robots":                 {newest("meta[name=robots]@content"), ""},
		"plain, canonical":              {newest("link[rel=canonical]@href"), origin + firstReport + "/tables/7"},
		"plain, citation":               {newest(".citation a@href"), origin + firstReport + "@" + version + "/tables/7"},
		"plain, notice":                 {newest(".old-version"), ""},
		"newest by version, robots":     {permanent("meta[name=robots]@content"), ""},
		"newest by version, canonical":  {permanent("link[rel=canonical]@href"), origin + firstReport + "/tables/7"},
		"newest by version, notice":     {permanent(".old-version"), ""},
		"newest by version, the figure": {permanent("#r18c4"), "62.00"},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", name, test.got, test.want)
		}
	}
	history := `<` + firstReport + `/history>; rel="version-history"`
	for path, want := range map[string][]string{
		firstReport + "/tables/7":                   {history, `<` + oldReport + `/tables/7>; rel="predecessor-version"`},
		firstReport + "@" + version + "/tables/7":   {history, `<` + oldReport + `/tables/7>; rel="predecessor-version"`, `<` + firstReport + `/tables/7>; rel="latest-version"`},
		oldReport + "/tables/7":                     {history, `<` + firstReport + `/tables/7>; rel="latest-version"`},
		firstReport + "@" + version + "/projects/1": {`<` + oldReport + `/projects/1>; rel="predecessor-version"`},
	} {
		for _, link := range want {
			if got := get(site, path).Header().Get("Link"); !strings.Contains(got, link) {
				t.Errorf("%s: got Link %q, want %q in it", path, got, link)
			}
		}
	}
	if got := get(site, oldReport+"/tables/7.csv").Body.String(); !strings.Contains(got, "住房公积金,63.00,63.00") {
		t.Errorf("the old file: got %s", got)
	}
	if got := get(site, firstReport+"/tables/7.json").Body.String(); !strings.Contains(got, origin+firstReport+"@"+version+"/tables/7") {
		t.Errorf("a file does not name the address of its version: %s", got)
	}
	if got := get(site, "/sitemap.xml").Body.String(); strings.Contains(got, "@") || !strings.Contains(got, firstReport+"/history") {
		t.Error("the sitemap lists versions, or not their history")
	}
	if got := doc("/search?q=住房公积金&in=futian-zwfwj/2021/budget")("main"); strings.Contains(got, firstVersion) || !strings.Contains(got, "62.00") {
		t.Errorf("search finds another version than the newest: %s", got)
	}
	listed := doc(firstReport + "/history")("main")
	for _, want := range []string{firstVersion, version, "2021-03-01", "2021-03-20", publishtest.Reason, "本单位网站 2021 年 3 月 20 日公告"} {
		if !strings.Contains(listed, want) {
			t.Errorf("history does not say %q: %s", want, listed)
		}
	}
	// The old page and the history say what became of each place, and no more.
	for page, changes := range map[string]string{
		"old page": old(".changes"),
		"history":  doc(firstReport + "/history")(".changes"),
	} {
		want := "表 7 · 住房公积金 · 支出总计： “63.00” 改为 “62.00” 新位置" +
			"表 7 · 事业单位离退休： 新增 “2080502 事业单位离退休 1.00 1.00” " +
			"表 7 一般公共预算支出表 · 第 10 行至第 18 行： 内容相同，位置改为第 11 行至第 19 行 新位置"
		if changes != want {
			t.Errorf("%s: got %q, want %q", page, changes, want)
		}
	}
	for name, test := range map[string]struct{ got, want string }{
		"how much differs":        {old(".outcome"), "这一页有 2 处与最新版本不同。"},
		"the old figure":          {old(".changes .changed a@href"), oldReport + "/tables/7#r17c4"},
		"the new figure":          {old(".changes .changed a.now@href"), firstReport + "/tables/7#r18c4"},
		"the new figure for ever": {doc(firstReport + "/history")(".changes .changed a.now@href"), firstReport + "@" + version + "/tables/7#r18c4"},
		"a page without changes":  {doc(oldReport + "/tables/8")(".outcome"), "这一页的内容与最新版本相同。"},
		"no list there":           {doc(oldReport + "/tables/8")(".changes"), ""},
		"what stays in sight":     {old("nav.stays"), "这是旧版本。这一页有 2 处与最新版本不同。 最新版本的这一页"},
		"the report as a whole":   {doc(oldReport)(".outcome"), "全文有 2 处与最新版本不同。"},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", name, test.got, test.want)
		}
	}
	for _, path := range []string{"/tables/1", "/sections/3", "/projects/4"} { // nothing else changed
		if was, is := doc(oldReport+path)("main .title, main td, main .prose"), newestOf(t, site, path); was != is {
			t.Errorf("%s: got %s, want %s", path, is, was)
		}
	}
	// Every page of the old version answers, and leads to pages that do.
	for _, address := range regexp.MustCompile(`<loc>`+origin+`(/futian[^<]*)</loc>`).FindAllStringSubmatch(get(site, "/sitemap.xml").Body.String(), -1) {
		rest, ok := strings.CutPrefix(address[1], firstReport)
		if !ok || strings.HasPrefix(rest, "/checks") || rest == "/history" {
			continue // findings are of the newest version alone
		}
		page := doc(oldReport + rest)
		if page("h1") == "" || !strings.Contains(page("title"), firstVersion) {
			t.Errorf("%s: got title %q, want the page of the old version", oldReport+rest, page("title"))
		}
		for _, link := range linksOf(t, oldReport+rest, parse(t, get(site, oldReport+rest).Body.String())) {
			if strings.HasPrefix(link.Path, oldReport) && get(site, link.Path).Code != http.StatusOK {
				t.Errorf("%s leads to %s, which does not answer", oldReport+rest, link.Path)
			}
		}
	}
}

// newestOf is the published text of a page of the newest version.
func newestOf(t *testing.T, site http.Handler, path string) string {
	t.Helper()
	page := parse(t, get(site, firstReport+path).Body.String())
	return strings.Join(strings.Fields(page.Find("main .title, main td, main .prose").Text()), " ")
}

// A version is written with 12 digits; one that was never here says which are.
func TestVersionAddresses(t *testing.T) {
	site := siteOf(t, publishtest.Corrected(t))
	first, err := publish.Load(data.Files, data.Files, publishtest.First)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		firstReport + "@" + first.Version + "/tables/7?a=b": oldReport + "/tables/7?a=b",
		firstReport + "@" + first.Version[:13]:              oldReport,
		firstReport + "@" + first.Version[:13] + ".csv":     "",
		oldReport + "zzzz/tables/7":                         "",
		oldReport + "00000000/tables/7":                     "", // other digits than those of the version
		oldReport + "/tables/7":                             "",
		firstReport + "@" + strings.ToUpper(firstVersion):   oldReport,
	} {
		if got := get(site, path).Header().Get("Location"); got != want {
			t.Errorf("%s: got Location %q, want %q", path, got, want)
		}
	}
	for path, status := range map[string]int{
		firstReport + "@000000000000":          404,
		firstReport + "@000000000000/tables/7": 404,
		firstReport + "@":                      404,
		firstReport + "@b13eb6":                404,
		firstReport + "@history":               404,
		oldReport + "/tables/99":               404,
		oldReport + "/checks":                  200, // what is found today in its parts
		oldReport + "/history":                 404,
		oldReport:                              200,
		oldReport + ".json":                    200,
	} {
		w := get(site, path)
		if w.Code != status {
			t.Errorf("%s: got status %d, want %d", path, w.Code, status)
		}
		if strings.Contains(path, "@0000") {
			for _, want := range []string{"没有这个版本", oldReport, "2021-03-20"} {
				if !strings.Contains(w.Body.String(), want) {
					t.Errorf("%s: the page does not say %q", path, want)
				}
			}
		}
	}
}

// A withdrawn report answers 410 with the publisher's reason, and keeps its history.
func TestWithdrawn(t *testing.T) {
	files := publishtest.Corrected(t)
	file := files[publishtest.First+"/corrections.toml"]
	file.Data = append(file.Data, "\n[withdrawn]\ndate = 2021-05-06\nreason = \"涉及个人信息。\"\nsource = \"公告\"\n"...)
	site := siteOf(t, files)
	for _, path := range []string{firstReport, firstReport + "/tables/7", firstReport + ".zip", oldReport + "/tables/7", firstReport + "/source.txt"} {
		if w := get(site, path); w.Code != http.StatusGone || !strings.Contains(w.Body.String(), "涉及个人信息。") || !strings.Contains(w.Body.String(), firstReport+"/history") {
			t.Errorf("%s: got status %d, want 410 with the reason and the way to the history", path, w.Code)
		}
	}
	if w := get(site, firstReport+"/history"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "涉及个人信息。") || !strings.Contains(w.Body.String(), publishtest.Reason) {
		t.Errorf("history: got status %d, want it kept", w.Code)
	}
	if got := get(site, "/sitemap.xml").Body.String(); strings.Contains(got, firstReport+"/tables") {
		t.Error("the sitemap lists a withdrawn report")
	}
	if got := get(site, "/search?q=住房公积金").Body.String(); strings.Contains(got, firstReport+"/tables") {
		t.Error("search finds a withdrawn report")
	}
}

// The feed lists each version and the withdrawal with day and reason, and nothing that
// has no day.
func TestFeed(t *testing.T) {
	files := publishtest.Corrected(t)
	site := siteOf(t, files)
	type link struct {
		Href string `xml:"href,attr"`
	}
	type entry struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Summary string `xml:"summary"`
		Links   []link `xml:"link"`
	}
	var feed struct {
		ID      string  `xml:"id"`
		Updated string  `xml:"updated"`
		Entry   []entry `xml:"entry"`
	}
	read := func(site http.Handler, path string) {
		t.Helper()
		feed.ID, feed.Updated, feed.Entry = "", "", nil
		w := get(site, path)
		if err := xml.Unmarshal(w.Body.Bytes(), &feed); err != nil || w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/atom+xml; charset=utf-8" {
			t.Fatalf("%s: got status %d, %s, error %v", path, w.Code, w.Header(), err)
		}
		if feed.ID != origin+path {
			t.Errorf("%s: got id %s", path, feed.ID)
		}
	}
	for _, path := range []string{"/feed.atom", "/futian-zwfwj/feed.atom"} {
		read(site, path)
		if len(feed.Entry) != 2 || feed.Updated != "2021-03-20T00:00:00+08:00" ||
			!strings.HasPrefix(feed.Entry[0].Title, "更正：2021 年深圳市福田区") || !strings.Contains(feed.Entry[0].Summary, publishtest.Reason) ||
			!strings.HasSuffix(feed.Entry[0].Summary, "\n本站与前一版本对照，有 2 处不同：表 7 · 住房公积金 · 支出总计：“63.00”改为“62.00”；表 7 · 事业单位离退休：新增“2080502 事业单位离退休 1.00 1.00”。") ||
			!strings.HasPrefix(feed.Entry[1].Title, "公布：") || feed.Entry[1].ID != origin+oldReport || feed.Entry[1].Updated != "2021-03-01T00:00:00+08:00" {
			t.Errorf("%s: got %+v, want the correction and the first version", path, feed)
		}
		for _, entry := range feed.Entry {
			for _, link := range entry.Links {
				if w := get(site, strings.TrimPrefix(link.Href, origin)); w.Code != http.StatusOK {
					t.Errorf("%s leads to %s: got status %d", path, link.Href, w.Code)
				}
			}
		}
	}
	if w := get(site, "/nobody/feed.atom"); w.Code != http.StatusNotFound {
		t.Errorf("the feed of a body that is not here: got status %d", w.Code)
	}
	file := files[publishtest.First+"/corrections.toml"]
	file.Data = append(file.Data, "\n[withdrawn]\ndate = 2021-05-06\nreason = \"涉及个人信息。\"\nsource = \"公告\"\n"...)
	read(siteOf(t, files), "/feed.atom")
	if len(feed.Entry) != 3 || !strings.HasPrefix(feed.Entry[0].Title, "撤回：") || feed.Entry[0].Summary != "涉及个人信息。（公告）" {
		t.Errorf("got %+v, want the withdrawal first", feed.Entry)
	}
	undated, _ := newSite(t, "other")
	if read(undated, "/feed.atom"); len(feed.Entry) != 0 {
		t.Errorf("got %+v, want no entry without a day", feed.Entry)
	}
}
