package draft_test

import (
	"os"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/draft"
	"disclosure/internal/publish"
	"disclosure/internal/report"

	"github.com/pelletier/go-toml/v2"
)

// first is the text as received of the first report.
const first = "../../data/futian-zwfwj/2021-budget/source.txt"

// TestFirst drafts the first report's text as received with the answers of a person who
// has its original, and wants all that is published to be what is committed, byte for byte,
// but for the one level that only a person can write.
func TestFirst(t *testing.T) {
	content, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	answers, err := os.ReadFile("testdata/first-decisions.toml")
	if err != nil {
		t.Fatal(err)
	}
	decided := draft.Decisions{}
	if err := toml.Unmarshal(answers, &decided); err != nil {
		t.Fatal(err)
	}
	before := text(t, string(content), nil)
	check(t, before)
	if before.Files["notes.toml"] != nil {
		t.Errorf("got notes %s before any answer", before.Files["notes.toml"])
	}
	d := text(t, string(content), decided)
	for _, q := range d.Questions {
		if len(q.Changes) > 0 {
			t.Errorf("got %s open, want each repair answered: %s", q.Key, q.Text)
		}
	}
	drafted := check(t, d).Report
	committed, err := publish.Load(data.Files, data.Files, "futian-zwfwj/2021-budget")
	if err != nil {
		t.Fatal(err)
	}
	// 质量指标 stands one row above where it belongs, and so far to the left that it may be
	// of either row: what a person finds in the original, she writes into the file.
	level := &drafted.Tables[13].Form.Indicators[9].Level2
	if *level != "质量指标" {
		t.Errorf("got level %s, want that of the text as received", *level)
	}
	*level = "数量指标"
	got := map[report.Ref]string{}
	for _, doc := range drafted.Documents() {
		got[doc.Ref] = string(doc.Content)
	}
	for _, doc := range committed.Report.Documents() {
		if got[doc.Ref] != string(doc.Content) {
			t.Errorf("%s: got %s, want %s", doc.Ref, got[doc.Ref], doc.Content)
		}
		delete(got, doc.Ref)
	}
	for ref, content := range got {
		t.Errorf("got %s, which is not committed: %.200s", ref, content)
	}
	// Each repair is listed. Markup of paragraphs and a tab too many at the end of a row are
	// notation, of which the committed notes have more.
	if n := len(drafted.Notes); n != 24 {
		t.Errorf("got %d notes, want 24: %s", n, d.Files["notes.toml"])
	}
	// The form of Shenzhen is offered, whose tables the report has.
	if got := strings.TrimSpace(string(d.Files["relations.toml"])); got != "" {
		t.Errorf("got relations %q before the question about the form is answered", got)
	}
	decided["form"] = "shenzhen-department-budget"
	if got, want := string(text(t, string(content), decided).Files["relations.toml"]), "form = \"shenzhen-department-budget\"\n"; got != want {
		t.Errorf("got relations %q, want %q", got, want)
	}
}
