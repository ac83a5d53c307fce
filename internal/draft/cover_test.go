package draft_test

import (
	"strings"
	"testing"
)

// TestCoverAsTable wants the words of a cover that is set as a table, with the title or
// under it.
func TestCoverAsTable(t *testing.T) {
	const rest = `<p>第一部分 概况<p>收入3.40万元。<p>第二部分 名词解释<p>基本支出：指保障运转的支出。`
	for _, c := range []struct{ cover, heading, lines string }{
		{`<table><tr><td colspan=2>某局2024年部门预算<tr><td>编制单位：<td>某局</table>`, "某局2024年部门预算", "cover = [\n  \"编制单位：某局\",\n]"},
		{`<p>某局2024年部门预算<table><tr><td>负责人：<td>张某<tr><td>填报人：<td>李某</table><p>目录<p>第一部分 概况<p>第二部分 名词解释`, "某局2024年部门预算", "cover = [\n  \"负责人：张某\",\n  \"填报人：李某\",\n]"},
	} {
		d := drafted(t, c.cover+rest)
		for _, want := range []string{`heading = "` + c.heading + `"`, c.lines} {
			if got := string(d.Files["report.toml"]); !strings.Contains(got, want) {
				t.Errorf("got report.toml\n%s\nwant %s", got, want)
			}
		}
		for _, q := range d.Questions {
			if strings.HasPrefix(q.Key, "lost") || strings.HasPrefix(q.Key, "number") {
				t.Errorf("got the question %s", q.Text)
			}
		}
		check(t, d)
	}
}

// TestTitlesOfSeveralLines wants a caption in the middle of the page apart from the title
// above it, and a title that goes on below as one.
func TestTitlesOfSeveralLines(t *testing.T) {
	d := drafted(t, `<p>某局2024年部门决算<p>目录<p>第一部分 某局2024年度部门决算表<p>一、收入决算表<p>第二部分 某局2024年度部门决算情况说明<p>第一部分 某局2024年度<p>部门决算表
		<p align=center>收入决算表<br>单位：万元<table><tr><td>项目<td>决算数<tr><td>行政运行<td>3.40<tr><td>合计<td>3.40</table>
		<p>第二部分 某局2024年度部门决算<p>情况说明<p>收入3.40万元。`)
	r := check(t, d).Report
	if got := r.Tables[0]; got.Title != "收入决算表" || len(got.Captions) != 1 || got.Captions[0] != "单位：万元" {
		t.Errorf("got title %q and captions %q", got.Title, got.Captions)
	}
	for i, want := range []string{"第一部分 某局2024年度部门决算表", "第二部分 某局2024年度部门决算情况说明"} {
		if got := r.Sections[i].Title; got != want {
			t.Errorf("got section %q, want %q", got, want)
		}
	}
}

// TestEmptyWithoutReason wants a person asked why a table has no figures where the report
// does not say it, and nobody where it does.
func TestEmptyWithoutReason(t *testing.T) {
	for text, asked := range map[string]int{"收入3.40万元。": 1, "本单位没有政府性基金预算收支，故政府性基金预算支出表为空表。": 0} {
		d := drafted(t, `<p>某局2024年部门预算<p>第一部分 情况说明<p>`+text+`<p>第二部分 预算表<p align=center>政府性基金预算支出表<p>单位：万元
			<table><tr><td>科目编码<td>科目名称<td>合计<td>基本支出<td>项目支出<tr><td><td><td><td><td></table><p>第三部分 名词解释<p>基本支出：指保障运转的支出。`)
		n := 0
		for _, q := range d.Questions {
			if strings.HasPrefix(q.Key, "empty") {
				n++
			}
		}
		if n != asked {
			t.Errorf("%s: got %d questions about why the table is empty, want %d", text, n, asked)
		}
		check(t, d)
	}
}
