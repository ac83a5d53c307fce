package web_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"disclosure/internal/figures"
	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/store"
)

// figuresAt reads figures.csv at an address: a value for each column, by its name.
func figuresAt(t *testing.T, site http.Handler, path string) (rows []map[string]string) {
	t.Helper()
	w := get(site, path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: got status %d, want 200", path, w.Code)
	}
	if got := w.Header().Get("Content-Length"); got != strconv.Itoa(w.Body.Len()) {
		t.Errorf("%s: got Content-Length %s and %d bytes", path, got, w.Body.Len())
	}
	packed := get(site, path, "Accept-Encoding", "br, gzip")
	if got := packed.Header().Get("Content-Encoding"); got != "gzip" || packed.Header().Get("ETag") == w.Header().Get("ETag") {
		t.Errorf("%s: got the coding %q, want gzip with a tag of its own", path, got)
	}
	unpacked, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(unpacked)
	if err != nil || !bytes.Equal(text, w.Body.Bytes()) {
		t.Errorf("%s: what is packed is not what is sent plain (error %v)", path, err)
	}
	records, err := csv.NewReader(w.Body).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(records[0], figures.Names()) {
		t.Errorf("%s: got the columns %q", path, records[0])
	}
	for _, record := range records[1:] {
		row := map[string]string{}
		for j, name := range records[0] {
			row[name] = record[j]
		}
		rows = append(rows, row)
	}
	return rows
}

// The files of figures hold what the table figure of the store does: of a report, of a
// body, of all.
func TestFigureFiles(t *testing.T) {
	site, _ := newSite(t, "shapes")
	units := map[string]int{}
	for _, row := range figuresAt(t, site, "/shili-yunshan-wlj/figures.csv") {
		units[row["year"]+"/"+row["kind"]]++
		if !strings.HasPrefix(row["address"], "/"+row["unit"]+"/"+row["year"]+"/"+row["kind"]+"@"+row["version"]+"/"+row["part"]) {
			t.Fatalf("got the address %s in the row %v", row["address"], row)
		}
	}
	if len(units) < 3 {
		t.Errorf("got the figures of %v, want those of three reports", units)
	}
	for report, count := range units {
		if got := len(figuresAt(t, site, "/shili-yunshan-wlj/"+report+"/figures.csv")); got != count {
			t.Errorf("%s: got %d figures, want the %d that the file of the body has", report, got, count)
		}
	}
	if got := figuresAt(t, site, "/figures.csv"); len(got) > 0 {
		t.Errorf("the file of all has %d figures that are made up", len(got))
	}
	published, _ := newSite(t, "published")
	if got := figuresAt(t, published, "/figures.csv"); len(got) == 0 || len(got) != len(figuresAt(t, published, base+"/figures.csv")) {
		t.Errorf("the file of all has %d figures, want those of its one report", len(got))
	}
	if get(site, "/nobody/figures.csv").Code != http.StatusNotFound || get(site, "/nobody/2021/budget/figures.csv").Code != http.StatusNotFound {
		t.Error("got figures of a body or a report that is not here")
	}
}

// The rows of the first report that no row stands under, and that are no totals, add up
// to the expenditure in each column of a table that states it as its total.
func TestFigureFilesAddUp(t *testing.T) {
	site, _ := newSite(t, "published")
	sums, totals := map[string]int64{}, map[string]bool{}
	for _, row := range figuresAt(t, site, base+"/figures.csv") {
		if row["part"] != "tables" || row["fen"] == "" || row["row"] == "" {
			continue
		}
		fen, err := strconv.ParseInt(row["fen"], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		column := row["table_id"] + "|" + row["column_id"]
		if row["is_leaf"] == "true" && row["is_total"] == "false" {
			sums[column] += fen
		} else if row["text"] == "2,708.03" {
			totals[column] = true
		}
	}
	for _, column := range []string{"收支总表|收入/预算数", "收支总表|支出/预算数", "收入总表|收入总计", "支出总表|支出总计", "一般公共预算支出表|支出总计"} {
		if !totals[column] {
			t.Errorf("%s does not state 2,708.03", column)
		}
	}
	for column := range totals {
		if got := sums[column]; got != 2708030000 {
			t.Errorf("%s: got the sum %d, want 2,708.03 万元 in 分", column, got)
		}
	}
}

// What programs read about the site is as its schema says, and true.
func TestListOfReports(t *testing.T) {
	site, _ := newSite(t, "published")
	w := get(site, "/reports.json")
	fits(t, site, "/schema/disclosure-site/1/reports.json", w.Body.Bytes())
	var list struct {
		Reports []struct {
			Unit, Address string
			Versions      []struct {
				Version string
				Files   []struct {
					Address, SHA256 string
					Bytes           int
				}
			}
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil {
		t.Fatal(err)
	}
	if len(list.Reports) != 1 || list.Reports[0].Address != origin+base || len(list.Reports[0].Versions) != 1 {
		t.Fatalf("got %+v", list)
	}
	sums := 0
	for _, f := range list.Reports[0].Versions[0].Files {
		w := get(site, strings.TrimPrefix(f.Address, origin))
		if w.Code != http.StatusOK {
			t.Errorf("%s: got status %d", f.Address, w.Code)
		}
		if f.SHA256 == "" {
			continue
		}
		sums++
		if sum := report.SumOf(w.Body.Bytes()); sum.SHA256 != f.SHA256 || int(sum.Bytes) != f.Bytes {
			t.Errorf("%s: got a file with the sum %v, listed are %s and %d", f.Address, sum, f.SHA256, f.Bytes)
		}
	}
	if sums != 2 {
		t.Errorf("got sums of %d files, want those of the figures and of the text as received", sums)
	}
}

// fits holds a document against a schema of the site.
func fits(t *testing.T, site http.Handler, schema string, document []byte) {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.UseLoader(served{site})
	compiler.AssertFormat()
	compiled, err := compiler.Compile("https://example.test" + schema)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(value); err != nil {
		t.Errorf("%s: %v", schema, err)
	}
}

// Programs search as people do, and read what is wrong.
func TestSearchForPrograms(t *testing.T) {
	site, _ := newSite(t, "published")
	for _, query := range []string{"三公", "2,708.03万元&in=futian-zwfwj/2021/budget", "没有的东西", "", "2708万", "2010301"} {
		w := get(site, "/search.json?q="+query)
		if w.Code != http.StatusOK || w.Header().Get("Access-Control-Allow-Origin") != "*" {
			t.Fatalf("%s: got status %d", query, w.Code)
		}
		fits(t, site, "/schema/disclosure-site/1/search.json", w.Body.Bytes())
	}
	var found struct {
		Count int
		Hits  []struct{ Address, Text string }
	}
	if err := json.Unmarshal(get(site, "/search.json?q=2010301").Body.Bytes(), &found); err != nil {
		t.Fatal(err)
	}
	if found.Count == 0 || len(found.Hits) == 0 || !strings.HasPrefix(found.Hits[0].Address, origin+base+"/tables/") {
		t.Errorf("got %+v, want the rows of a code", found)
	}
	for path, status := range map[string]int{"/search.json?q=三公&year=x": 404, "/nowhere.json": 404, base + "/tables/99.json": 404, "/search.json?q=" + strings.Repeat("预", 201): 400} {
		w := get(site, path)
		var says struct {
			Title, Detail string
			Status        int
		}
		if err := json.Unmarshal(w.Body.Bytes(), &says); err != nil || w.Code != status || says.Status != status || says.Title == "" ||
			!strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem+json") {
			t.Errorf("%s: got status %d and %q (error %v), want %d as a problem", path, w.Code, w.Body, err, status)
		}
	}
}

// A browser asks whether a program in the page of another site may ask, and that
// program may read what tells versions apart.
func TestOtherSitesMayRead(t *testing.T) {
	site, _ := newSite(t, "published")
	w := request(site, http.MethodOptions, base+".json", "Origin", "https://other.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
	if w.Code != http.StatusNoContent || w.Header().Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(w.Header().Get("Access-Control-Allow-Headers"), "If-None-Match") {
		t.Errorf("got status %d and %v, want 204 and leave to ask", w.Code, w.Header())
	}
	for _, path := range []string{base + ".json", base + "/tables/7.csv", "/reports.json", "/figures.csv", "/schema/disclosure-site/1/reports.json", base + "/source.txt", "/feed.atom", "/nowhere.json"} {
		h := get(site, path).Header()
		if h.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(h.Get("Access-Control-Expose-Headers"), "ETag") {
			t.Errorf("%s: got %v, want it read by others with its tag", path, h)
		}
	}
	if h := get(site, base).Header(); h.Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("a page may be read by other sites: %v", h)
	}
}

// What has not changed since a time is not sent again; a tag counts more.
func TestLastModified(t *testing.T) {
	site, _ := newSite(t, "published")
	for _, path := range []string{base, base + ".json", "/figures.csv", "/robots.txt"} {
		modified := get(site, path).Header().Get("Last-Modified")
		if modified == "" {
			t.Fatalf("%s: got no Last-Modified", path)
		}
		for since, want := range map[string]int{modified: 304, "Mon, 01 Jan 2024 00:00:00 GMT": 200, "yesterday": 200} {
			if got := get(site, path, "If-Modified-Since", since).Code; got != want {
				t.Errorf("%s since %s: got status %d, want %d", path, since, got, want)
			}
		}
		if got := get(site, path, "If-Modified-Since", modified, "If-None-Match", `"other"`).Code; got != 200 {
			t.Errorf("%s: got status %d for another tag, want 200", path, got)
		}
	}
}

// A site of many reports has a sitemap in parts, each with its days.
func TestSitemapInParts(t *testing.T) {
	var reports []finding.Checked
	for i := range 101 {
		r := &report.Report{Front: report.Front{
			Key:     report.Key{Unit: "unit-" + strconv.Itoa(i/2), Year: 2020 + i%2, Kind: "budget"},
			Heading: "示例局报告", UnitName: "示例局", UnitShort: "示例局", MoneyUnit: "元", Origin: "来自示例。",
		}, Sections: []report.Section{{Number: 1, Title: "说明", Blocks: []report.Block{{Number: 1, Text: "一段。"}}}}}
		r.Version = r.ContentHash()
		r.Publications = []report.Publication{{Version: r.ShortVersion(), Published: "2021-02-0" + strconv.Itoa(1+i%2)}}
		reports = append(reports, finding.Checked{Report: r})
	}
	st, err := store.OpenMemory(t.Context(), reports...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(st.Close)
	site, _ := siteOver(t, st)
	index := get(site, "/sitemap.xml").Body.String()
	if got := strings.Count(index, "<loc>"); got != 52 || !strings.Contains(index, "<lastmod>2021-02-02</lastmod>") {
		t.Errorf("got %d parts, want one of the site and 51 of bodies, with days:\n%.600s", got, index)
	}
	for _, path := range []string{"/about", "/data"} { // which name some reports
		if body := get(site, path).Body.String(); !strings.Contains(body, "另有 81 份报告") {
			t.Errorf("%s does not say how many reports it leaves out", path)
		}
	}
	pages := 0
	for _, part := range strings.Split(index, "<loc>"+origin)[1:] {
		path, _, _ := strings.Cut(part, "<")
		w := get(site, path)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: got status %d", path, w.Code)
		}
		pages += strings.Count(w.Body.String(), "<loc>")
	}
	if want := 5 + 51 + 101*5; pages != want {
		t.Errorf("got %d pages, want %d", pages, want)
	}
}
