package draft_test

import (
	"context"
	"maps"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/draft"
	"disclosure/internal/original"
)

// FuzzDraft drafts any text. A folder comes of it or a message, and no number of
// the text is lost.
func FuzzDraft(f *testing.F) {
	f.Add(prose + formText)
	f.Add("某局2024年部门预算\n\n第一部分 表\n\n收支表\n\n单位：元\n\n项目\t支出\t\n\t基本\t项目\n合计\t1\t2\n\n注：略\n")
	f.Fuzz(func(t *testing.T, content string) {
		doc, err := original.Read(context.Background(), "a.txt", strings.NewReader(content), int64(len(content)), original.Limits{Elements: 5_000})
		if err != nil {
			return
		}
		d, err := draft.New("", []draft.File{{Name: "a.txt", Document: doc}}, nil, data.Files)
		if err != nil {
			return
		}
		text := &original.Document{Blocks: []original.Block{{Paragraph: &original.Paragraph{Text: received(d)}}}}
		got := original.Numbers(text)
		for n, want := range maps.All(original.Numbers(doc)) {
			if got[n] < want {
				t.Errorf("%s: got %d, want %d:\n%s", n, got[n], want, d.Files["source.txt"])
			}
		}
	})
}
