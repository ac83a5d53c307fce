package web_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"disclosure/internal/report"
)

// A mirror can check all that it loaded: the list of the files of a report, to which that
// of all reports leads, has the size and the sum of each, also of an original.
func TestFilesHaveSums(t *testing.T) {
	site, err := withOriginal(t, "\n[[original]]\nfile = \"original.pdf\"\nname = \"预算.pdf\"\nsha256 = \""+report.SumOf([]byte(pdf)).SHA256+"\"\npublished = 2023-03-02\npublisher_allows = true\n")
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Reports []struct {
			Versions []struct{ Address, Sums, Published string }
		}
	}
	if err := json.Unmarshal(get(site, "/reports.json").Body.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	version := all.Reports[0].Versions[0]
	if version.Published != "2023-03-02" {
		t.Errorf("got the day %q, want that of the original", version.Published)
	}
	listed := get(site, strings.TrimPrefix(version.Sums, origin))
	fits(t, site, "/schema/disclosure-site/1/files.json", listed.Body.Bytes())
	if plain := get(site, originalBase+"/files.json"); plain.Body.String() != listed.Body.String() || plain.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Error("the list of the newest version is another one at the plain address, or not for programs on other sites")
	}
	var list struct {
		Address string
		Files   []struct {
			Address, SHA256 string
			Bytes           int64
		}
	}
	if err := json.Unmarshal(listed.Body.Bytes(), &list); err != nil || list.Address != version.Address {
		t.Fatalf("got %s (error %v), want the files of %s", listed.Body, err, version.Address)
	}
	var endings []string
	for _, f := range list.Files {
		w := get(site, strings.TrimPrefix(f.Address, origin))
		if got := report.SumOf(w.Body.Bytes()); w.Code != http.StatusOK || got != (report.FileSum{Bytes: f.Bytes, SHA256: f.SHA256}) {
			t.Errorf("%s: got status %d and %v, listed are %d bytes and %s", f.Address, w.Code, got, f.Bytes, f.SHA256)
		}
		endings = append(endings, strings.TrimPrefix(f.Address, version.Address))
	}
	if want := []string{".xlsx", ".json", ".zip", ".sqlite", "/figures.csv", "/source.txt", "/original.pdf"}; !slices.Equal(endings, want) {
		t.Errorf("got the files %q, want %q", endings, want)
	}
	if w := get(site, "/nobody/2021/budget/files.json"); w.Code != http.StatusNotFound {
		t.Errorf("files of a report that is not here: got status %d", w.Code)
	}
}
