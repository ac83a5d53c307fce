package draft_test

import (
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/draft"
)

// offered is the repair that a draft offers with a key that begins so.
func offered(t *testing.T, d *draft.Draft, kind string) draft.Question {
	t.Helper()
	for _, q := range d.Questions {
		if strings.HasPrefix(q.Key, kind+"-") && len(q.Changes) > 0 {
			return q
		}
	}
	t.Fatalf("got questions %+v, want a repair with key %s-…", d.Questions, kind)
	return draft.Question{}
}

// TestRepairs wants what looks damaged repaired where a person confirms it, with a note
// that check accepts and the public reads, and nothing changed where it is print.
func TestRepairs(t *testing.T) {
	const half = "某局负责全市的三件事和其他事项，共有工作人员和其他人员合计"
	head := "某局2024年部门预算\n\n第一部分 说明\n\n"
	table := head + "某局负责三件事。\n\n第二部分 表\n\n支出表\n\n单位：万元\n\n项目\t财政专 户管理 资金\n基本支出和其 他支出\t1.00\n合计\t1.00\n"
	for _, c := range []struct {
		name, content, kind string
		file, shown, print  string // what a file of the folder has where it is repaired, and where it is print
		note                []string
	}{
		{"a paragraph cut in two", head + half + "\n\n20人、临时人员3人。\n\n其他。\n", "cut", "sections/1.txt", half + "20人、临时人员3人。\n", half + "\n\n20人、", []string{
			"lines = [8, 9]", "at = { section = 1, paragraph = 1 }", "断成两段", `received = "员和其他人员合计\n20人、临时人员", shown = "员和其他人员合计20人、临时人员"`}},
		{"a comma alone", head + "某局负责三件事。\n\n，\n\n其他。\n", "mark", "sections/1.txt", "三件事。\n\n其他。\n", "三件事。\n\n，\n\n其他。\n", []string{
			"at = { section = 1 }", "单独成行的“，”", `{ received = "，", shown = "" }`}},
		{"spaces in words", table, "spaces", "tables/01.csv", "项目,财政专户管理资金\n基本支出和其他支出,1.00\n", "财政专 户管理 资金\n基本支出和其 他支出,", []string{
			"at = { table = 1 }", "字间留下空格", `{ received = "财政专 户管理 资金", shown = "财政专户管理资金" }`, `{ received = "基本支出和其 他支出", shown`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := text(t, c.content, nil)
			q := offered(t, before, c.kind)
			if got := string(before.Files[c.file]); !strings.Contains(got, c.print) || before.Files["notes.toml"] != nil {
				t.Errorf("got %q and notes %s before an answer, want what was received", got, before.Files["notes.toml"])
			}
			kept := text(t, c.content, draft.Decisions{q.Key: q.Choices[1]})
			if got := string(kept.Files[c.file]); !strings.Contains(got, c.print) || kept.Files["notes.toml"] != nil || len(kept.Answered) != 1 {
				t.Errorf("got %q and notes %s of print, want what was received", got, kept.Files["notes.toml"])
			}
			d := text(t, c.content, draft.Decisions{q.Key: q.Choices[0]})
			if got := string(d.Files[c.file]); !strings.Contains(got, c.shown) {
				t.Errorf("got %q, want %q in it", got, c.shown)
			}
			for _, want := range c.note {
				if got := string(d.Files["notes.toml"]); !strings.Contains(got, want) {
					t.Errorf("got notes %s, want %s in them", got, want)
				}
			}
			if len(d.Answered) != 1 || len(d.Questions) != len(before.Questions)-1 {
				t.Errorf("got %d answers and %d questions, want one answered of %d", len(d.Answered), len(d.Questions), len(before.Questions))
			}
			if got := string(before.Files["review.md"]); !strings.Contains(got, "   - 收到的“") || !strings.Contains(got, q.Choices[0]+"，"+q.Choices[1]) {
				t.Errorf("got review %s, want the places and the choices", got)
			}
			if got := len(check(t, d).Report.Notes); got != 1 {
				t.Errorf("got %d notes of the report, want 1", got)
			}
		})
	}
}

// TestEachOne wants a repair of several places decided place by place where a person asks
// for that, also when some are still open.
func TestEachOne(t *testing.T) {
	content := prose + "\n支出表\n\n单位：万元\n\n项目\t财政专 户管理 资金\n基本支出和其 他支出\t1.00\n合计\t1.00\n"
	whole := offered(t, text(t, content, nil), "spaces")
	decided := draft.Decisions{whole.Key: draft.EachOne}
	first := offered(t, text(t, content, decided), "spaces")
	if len(first.Changes) != 1 || !strings.HasPrefix(first.Text, "第 1 处，共 2 处。") {
		t.Fatalf("got %+v, want a question of the first place", first)
	}
	decided[first.Key] = first.Choices[0]
	d := text(t, content, decided)
	second := offered(t, d, "spaces")
	if got := string(d.Files["tables/01.csv"]); !strings.HasPrefix(got, "项目,财政专户管理资金\n基本支出和其 他支出,1.00\n") || !strings.HasPrefix(second.Text, "第 2 处") {
		t.Errorf("got %q, want the first place repaired alone, and the second asked about: %s", got, second.Text)
	}
	decided[second.Key] = second.Choices[1]
	d = text(t, content, decided)
	if got := string(d.Files["tables/01.csv"]); !strings.HasPrefix(got, "项目,财政专户管理资金\n基本支出和其 他支出,1.00\n") || len(d.Answered) != 3 {
		t.Errorf("got %q and %d answers, want the first place repaired alone and three answers", got, len(d.Answered))
	}
	check(t, d)
}

// TestNotation wants what plain text has beside its words listed where it is left out.
func TestNotation(t *testing.T) {
	d := text(t, prose+"\n支出表\n\n单位：万元\n\n项目\t预算数\t\t\n甲\t1.00\t\n<p>乙</p>\t1.00\n", nil)
	for _, want := range []string{"第 31 行，2 行末尾的空列", "第 31 行，1 处格里的标记 <p> 和 </p>"} {
		if got := string(d.Files["review.md"]); !strings.Contains(got, want) {
			t.Errorf("got %s, want %s in it", got, want)
		}
	}
	check(t, d)
}

// TestAnswersTakenBack wants answers kept that another answer makes needless, and keys that
// are none refused.
func TestAnswersTakenBack(t *testing.T) {
	content := prose + damagedForm
	rows := offered(t, text(t, content, nil), "rows")
	decided := draft.Decisions{rows.Key: rows.Choices[1]}
	for _, q := range text(t, content, decided).Questions {
		if strings.HasPrefix(q.Key, "form-") {
			decided[q.Key] = draft.Checked
		}
	}
	if len(decided) != 2 {
		t.Fatalf("got %v, want an answer about the form", decided)
	}
	decided[rows.Key] = draft.EachOne
	one := offered(t, text(t, content, decided), "rows")
	decided[one.Key] = one.Choices[0]
	decided[rows.Key] = rows.Choices[0]
	if d := text(t, content, decided); len(check(t, d).Report.Projects) != 1 {
		t.Errorf("got %+v, want the form repaired", d.Questions)
	}
	decided["rows-line-1"] = rows.Choices[0]
	if _, err := draft.New("mouju", []draft.File{file(t, "report.txt", content)}, decided, data.Files); err == nil || !strings.Contains(err.Error(), "rows-line-1: no question has this key") {
		t.Errorf("got %v, want a key that no question has refused", err)
	}
}
