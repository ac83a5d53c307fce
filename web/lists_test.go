package web_test

import (
	"net/http"
	"strings"
	"testing"

	"disclosure/internal/export"
	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/store"
)

// Each part of a report, and each file of it that is announced, answers at its
// address, with the part's name where it has a page.
func TestPartsAnswer(t *testing.T) {
	site, _ := newSite(t, "published")
	for _, part := range report.Parts() {
		refs := []report.Ref{report.PageOf(part)}
		if part.Numbered() {
			refs = append(refs, report.Ref{Part: part, Number: 1})
		}
		for _, ref := range refs {
			w := get(site, base+ref.Path())
			if w.Code != http.StatusOK {
				t.Errorf("%s: got %d, want 200", ref, w.Code)
			}
			if ref.Number == 0 && part != report.OverviewPart && part != report.SourcePart && !strings.Contains(w.Body.String(), part.Name()) {
				t.Errorf("%s: the page does not say %s", ref, part.Name())
			}
			for _, f := range export.Formats(ref) {
				w := get(site, base+ref.Path()+"."+f.Ending)
				if w.Code != http.StatusOK || w.Header().Get("Content-Type") != f.ContentType {
					t.Errorf("%s.%s: got %d, %q, want 200, %q", ref, f.Ending, w.Code, w.Header().Get("Content-Type"), f.ContentType)
				}
			}
		}
	}
}

// A report of each kind is called by the kind's words.
func TestKindsAreNamed(t *testing.T) {
	for _, kind := range report.Kinds() {
		r := &report.Report{Front: report.Front{
			Key:     report.Key{Unit: "example", Year: 2030, Kind: kind.Slug},
			Heading: "示例局报告", UnitName: "示例局", UnitShort: "示例局", MoneyUnit: "元", Origin: "来自示例。",
		}, Sections: []report.Section{{Number: 1, Title: "说明", Blocks: []report.Block{{Number: 1, Text: "一段。"}}}}}
		r.Version = r.ContentHash()
		st, err := store.OpenMemory(t.Context(), finding.Checked{Report: r})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { st.Close() })
		site, _ := siteOver(t, st)
		for path, want := range map[string]string{
			"/":                      kind.Report,
			"/example":               kind.Name,
			r.Base() + "/sections/1": "2030 年" + kind.Name,
			r.Base() + "/print":      kind.Name,
			"/search?q=一段":           kind.Name,
		} {
			w := get(site, path)
			if w.Code != http.StatusOK || !strings.Contains(strings.ReplaceAll(w.Body.String(), "<wbr>", ""), want) {
				t.Errorf("%s, %s: got %d, want the words %s", kind.Slug, path, w.Code, want)
			}
		}
	}
}
