package draft_test

import (
	"context"
	"fmt"
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
		if err == nil {
			holds(t, doc)
		}
	})
}

// cellWords are the words of the cells and paragraphs that FuzzCells lays: those by which
// draft knows headers, captions, forms and figures.
var cellWords = []string{"", "项目名称", "一级指标", "二级指标", "三级指标", "指标值", "1.00", "2", "合计", "单位：万元", "收支预算表", "注：见预算表",
	"主要任务", "年度主要任务", "栏次", "类", "款", "项", "301", "01", "产出指标", "数量指标", "完成", "质量指标", "≥3", "某局（本级）", "某局", "一、收入",
	"（一）工资", "预算金额（万元）", "其中：财政拨款", "附件1", "编制单位：某局", "第一部分 概况", "支 出 明 细 表", "完成值", "年度目标", "）", "目录"}

// FuzzCells drafts pages whose tables have cells of any span, two bytes for each: the first
// is a word, the second how far it reaches and what it stands in.
func FuzzCells(f *testing.F) {
	f.Add([]byte{33, 0xc0, 10, 0xc0, 1, 0x10, 6, 0x03, 2, 0x10, 3, 0, 4, 0, 5, 0, 20, 0x14, 21, 0, 24, 0})
	f.Add([]byte{33, 0xc0, 11, 0x12, 11, 0x12, 11, 0x12, 11, 0x12, 11, 0x12})
	f.Add([]byte("!\xc0\n0(00Ax0xAyAxAb0cB00"))
	f.Fuzz(func(t *testing.T, content []byte) {
		var page strings.Builder
		page.WriteString("<p>某局2024年部门预算")
		in := false
		for i := 0; i+1 < len(content); i += 2 {
			word, how := cellWords[int(content[i])%len(cellWords)], content[i+1]
			switch {
			case how&0xc0 == 0xc0:
				if in {
					page.WriteString("</table>")
				}
				in = false
				page.WriteString("<p>" + word)
				continue
			case !in:
				page.WriteString("<table><tr>")
			case how&0x10 != 0:
				page.WriteString("<tr>")
			}
			in = true
			fmt.Fprintf(&page, "<td colspan=%d rowspan=%d>%s", 1+how&3, 1+how>>2&3, word)
		}
		doc, err := original.Read(context.Background(), "a.html", strings.NewReader(page.String()), int64(page.Len()), original.Limits{Elements: 5_000})
		if err == nil {
			holds(t, doc)
		}
	})
}

// holds drafts a document as it is and with its repairs confirmed.
func holds(t *testing.T, doc *original.Document) {
	files := []draft.File{{Name: "a.txt", Document: doc}}
	d, err := draft.New("", files, nil, data.Files)
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
		repaired, err := draft.New("", files, decided, data.Files)
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
