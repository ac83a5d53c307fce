package draft_test

import (
	"strings"
	"testing"
)

// office is a final account whose contents have their title in brackets, name the parts with
// colons, and the first part otherwise than its heading does.
const office = `<p>某县堤防管理处2023年度决算公开说明<p>（目 录）<p>第一部分：部门（单位）概况<p>一、主要职能<p>第二部分：部门决算情况说明<p>第三部分：名词解释
	<p>第一部分某县堤防管理处本级概况<p>一、主要职能<p>（1）负责全县堤防的管理。<p>第二部分部门决算情况说明<p>2023年度支出为30万元。
	<p>第三部分名词解释<p>注：以下名词由本处解释。<p>一、基本支出：指保障运转的支出。`

func TestContentsNameThePartOtherwise(t *testing.T) {
	d := drafted(t, office)
	for _, q := range d.Questions {
		if q.At.Paragraph > 0 || q.Place == "目录" || strings.HasPrefix(q.Key, "t") {
			t.Errorf("got the question %s: %s, want none about the text", q.Place, q.Text)
		}
	}
	r := check(t, d).Report
	if r.ContentsTitle != "（目 录）" || len(r.Contents) != 4 {
		t.Errorf("got contents %s %q, want four lines under the title in brackets", r.ContentsTitle, r.Contents)
	}
	if len(r.Sections) != 3 || r.Sections[0].Title != "第一部分某县堤防管理处本级概况" {
		t.Fatalf("got %d sections, want three, the first under its own heading", len(r.Sections))
	}
}
