package reconcile

import (
	"testing"

	"disclosure/internal/finding"
)

// Digits that state no figure are told from those that do.
func TestClasses(t *testing.T) {
	codes := map[string]bool{"2130108": true, "30201": true, "208": true}
	for _, test := range []struct {
		text string
		want []finding.Class // of each run of digits
	}{
		{"行政运行（2130108）400万元", []finding.Class{finding.Code, ""}},
		{"2130108 病虫害控制", []finding.Class{finding.Code}},
		{"办公费（30201）", []finding.Class{finding.Code}},
		{"共208人", []finding.Class{""}},
		{"每组4-6人", []finding.Class{finding.Range, finding.Range}},
		{"满意度达到95%—98%", []finding.Class{finding.Range, finding.Range}},
		{"提高3到5个百分点", []finding.Class{finding.Range, finding.Range}},
		{"支出3-4万元", []finding.Class{"", ""}},
		{"1-8月完成", []finding.Class{finding.Date, finding.Date}},
		{"2021年8月31日", []finding.Class{finding.Date, finding.Date, finding.Date}},
		{"建设4G网络和等保2.0测评", []finding.Class{finding.InName, finding.InName}},
		{"W-07街坊", []finding.Class{finding.InName}},
		{"深府〔2013〕18号", []finding.Class{finding.Document, finding.Document}},
		{"国务院令第711号公告", []finding.Class{finding.Document}},
		{"联系电话：0755-82918333", []finding.Class{finding.Contact, finding.Contact}},
		{"第3季度和第2批共5个", []finding.Class{finding.Enumerator, finding.Enumerator, ""}},
		{"1.购置费；（2）维护12个月", []finding.Class{finding.Enumerator, finding.Enumerator, ""}},
		{"培训3场", []finding.Class{""}},
	} {
		var got []finding.Class
		classes := classified{text: test.text, codes: codes}
		for _, m := range numbers(test.text) {
			got = append(got, classes.of(m[0], m[1]))
		}
		if len(got) != len(test.want) {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
			continue
		}
		for k := range got {
			if got[k] != test.want[k] {
				t.Errorf("%s: got %q, want %q", test.text, got, test.want)
				break
			}
		}
	}
}
