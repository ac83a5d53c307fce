package draft_test

import (
	"context"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/data"
	"disclosure/internal/draft"
	"disclosure/internal/original"
	"disclosure/internal/publish"
)

// FuzzDraft drafts any text, then with each repair confirmed that is offered. A folder
// comes of it or a message, no number of the text is lost, and what is shown after a repair
// is proved against what was received.
func FuzzDraft(f *testing.F) {
	f.Add(prose + formText)
	f.Add("某局2024年部门预算\n\n第一部分 表\n\n收支表\n\n单位：元\n\n项目\t支出\t\n\t基本\t项目\n合计\t1\t2\n\n注：略\n")
	f.Add(prose + "某局负责全市的三件事和其他事项，共有工作人员和其他人员合计\n\n20人。\n\n，\n" + damagedForm + damagedForm)
	f.Fuzz(func(t *testing.T, content string) {
		doc, err := original.Read(context.Background(), "a.txt", strings.NewReader(content), int64(len(content)), original.Limits{Elements: 5_000})
		if err != nil {
			return
		}
		d, err := draft.New("", []draft.File{{Name: "a.txt", Document: doc}}, nil, data.Files)
		if err != nil {
			return
		}
		decided := draft.Decisions{}
		for _, q := range d.Questions {
			if len(q.Changes) > 0 {
				decided[q.Key] = q.Choices[0]
			}
		}
		if len(decided) > 0 {
			repaired, err := draft.New("", []draft.File{{Name: "a.txt", Document: doc}}, decided, data.Files)
			if err != nil {
				t.Fatalf("%v: %v", decided, err)
			}
			if got, want := received(repaired), received(d); len(characters(got)) < len(characters(want)) {
				t.Errorf("got %s received of a repaired draft, want %s", got, want)
			}
			if accepted(d) == nil {
				if err := accepted(repaired); err != nil {
					t.Errorf("a repaired folder is refused: %v\n%s\n%s", err, repaired.Files["source.txt"], repaired.Files["notes.toml"])
				}
			}
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

// accepted is what check says of a draft as it is.
func accepted(d *draft.Draft) error {
	files := fstest.MapFS{}
	for name, content := range d.Files {
		files[d.Dir+"/"+name] = &fstest.MapFile{Data: content}
	}
	_, err := publish.Load(data.Files, files, d.Dir)
	return err
}
