package reconcile

import (
	"strings"
	"testing"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/wording"
)

// TestStated finds figures by their words, with unit, value and what makes them
// no certain ones.
func TestStated(t *testing.T) {
	for _, test := range []struct {
		text, words        string
		shown, unit, value string
		about              string
	}{
		{"比2020年增加289.11万元，增长11.95%", "增加289.11万元", "289.11万元", "万元", "289.11", ""},
		{"比2020年增加289.11万元，增长11.95%", "增长11.95%", "11.95%", "%", "11.95", ""},
		{"2021年预算数0万元。", "2021年预算数0万元", "0万元", "万元", "0", ""},
		{"共计 1,117.96 万元", "1,117.96 万元", "1,117.96 万元", "万元", "1117.96", ""},
		{"其他后勤保障 6.35 万。", "6.35 万", "6.35 万", "万元", "6.35", ""},
		{"项目宣传 20 万/年", "20 万", "20 万", "万元", "20", ""},
		{"人口180.67万人", "180.67万人", "180.67万人", "万人", "180.67", ""},
		{"970 人*550 元/天*3 天=160 万元", "550 元", "550 元", "元", "550", ""},
		{"一、二季度支出为 0；", "支出为 0", "0", "", "0", ""},
		{"满意度≥90％", "90％", "90％", "%", "90", ""},
		{"取费 3 个月）", "3 个月", "3 个月", "个月", "3", ""},
		{"约需经费476万元", "经费476万元", "476万元", "万元", "476", "约"},
		{"经费约 62 万元", "62 万元", "62 万元", "万元", "62", "约"},
		{"约需 40 场，每场邀请 5 名专家", "5 名", "5 名", "名", "5", ""},
		{"预计约需 40 场", "40 场", "40 场", "场", "40", "约"},
		{"大约5万元", "5万元", "5万元", "万元", "5", "大约"},
		{"已召开 40 余场", "40", "40", "", "40", "余"},
		{"1 个多媒体系统", "1 个", "1 个", "个", "1", ""},
		{"5万元左右", "5万元", "5万元", "万元", "5", "左右"},
		{"近5万元", "5万元", "5万元", "万元", "5", "近"},
		{"节约5万元", "5万元", "5万元", "万元", "5", ""},
		{"按合约5万元", "5万元", "5万元", "万元", "5", ""},
		{"按8%-10%取费", "10%", "10%", "%", "10", ""},
		{"5万元-10万元", "10万元", "10万元", "万元", "10", ""},
		{"结余-5万元", "5万元", "-5万元", "万元", "-5", ""},
		{"结余−1,005.20万元", "1,005.20万元", "−1,005.20万元", "万元", "-1005.20", ""},
		{"3-4 万元/个", "4 万元", "4 万元", "万元", "4", ""},
		{"约定付5万元", "付5万元", "5万元", "万元", "5", ""},
	} {
		p := passage{finding.Place{}, []paragraph{{report.SectionRef(1).Paragraph(1), 0, test.text}}}
		f, err := p.stated(test.words, 0)
		if err != nil {
			t.Errorf("%s in %s: got %v, want a figure", test.words, test.text, err)
			continue
		}
		o := f.operand(&reading{}, "")
		if o.Text != test.shown || o.Unit != test.unit || o.Value != test.value || f.about != test.about {
			t.Errorf("%s in %s: got %q, unit %q, value %s, about %q, want %q, %q, %s, %q", test.words, test.text,
				o.Text, o.Unit, o.Value, f.about, test.shown, test.unit, test.value, test.about)
		}
		if figure := test.text[o.Start:o.End]; !strings.HasPrefix(o.Text, figure) {
			t.Errorf("%s in %s: got bytes of %q, want those of the figure", test.words, test.text, figure)
		}
	}
}

// A figure is told from the others of its text by words beside it.
func TestBeside(t *testing.T) {
	for _, test := range []struct{ text, words, want string }{
		{"第一季度累计支付 41.5 万元；第二季度累计支付 83 万元", "83 万元", "第二季度累计支付"},
		{"委托机构进行效果评估，约 5.9 万元（第三季度）", "5.9 万元", "委托机构进行效果评估"},
		{"4 台台式计算机 2.4 万元，3 台打印机 0.6 万元", "3 台", "打印机"},
		{"共 13 万元。", "13 万元", ""},
		{"2024年度收入总计 877.50 万元", "877.50 万元", "2024年度收入总计"},
		{"本部门2025年的收入，合计为 9 万元", "9 万元", "合计"},
		{"上海市某区商务委员会部门预算是包括商务委本部以及下属 1 家", "1 家", "…务委员会部门预算是包括商务委本部以及下属"},
	} {
		p := passage{finding.Place{}, []paragraph{{report.SectionRef(1).Paragraph(1), 0, test.text}}}
		f, err := p.stated(test.words, 0)
		if err != nil || f.place.Before != test.want {
			t.Errorf("%s in %s: got %q (%v), want %q", test.words, test.text, f.place.Before, err, test.want)
		}
	}
}

// TestSameSense holds targets that say the same together, and others apart.
func TestSameSense(t *testing.T) {
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"≥3场", "不少于3 场", true},
		{"≥90%", "90%以上", true},
		{"≥90％", "≥ 90%", true},
		{"≤3%", "3%以内", true},
		{"95%", "≥95%", false},
		{"≥95%", "≤95%", false},
		{"及时", "有效", false},
	} {
		if got := sameSense(test.a) == sameSense(test.b); got != test.same {
			t.Errorf("%s and %s: got the same %v, want %v", test.a, test.b, got, test.same)
		}
	}
}

// FuzzRule reads any text as a rule: it is refused or it is judged, and never
// breaks the program.
func FuzzRule(f *testing.F) {
	for _, seed := range []string{
		"「5万元」 + 「2000元」 = 上年", "万元(「2000元」) <= 「5万元」 <= 9", "{表 1 | 甲 | 乙} / 0 = 3%", "零「无」 = 文字「若干」",
		"(1 + 2) * 3 - 4 / 5 = 6", "= = =", "「」#9", "{}", "1÷0=1", "上年 = 1",
	} {
		f.Add(seed)
	}
	r := &report.Report{Sections: []report.Section{{Number: 1, Title: "第一部分", Blocks: []report.Block{{Number: 1, Text: "无。5万元，2000元，约3%，若干。"}}}}}
	f.Fuzz(func(t *testing.T, rule string) {
		s := newResolver(read(r), nil)
		s.at = []string{"部分 1 段 1"}
		s.names = map[string]*definition{"上年": {text: rule, report: func(error) {}}}
		c, err := parseRule(rule, &s)
		if err != nil || c.check(s.reading) != nil {
			return
		}
		var f finding.Finding
		equation{left: c.parts[0], right: c.parts[1], sign: c.signs[0]}.judge(s.reading, &f)
		series{c.parts, c.signs[0]}.judge(s.reading, &f)
		if f.Outcome == "" || wording.Why(&f) == "" {
			t.Errorf("%q: got %+v, want an outcome and why", rule, f)
		}
	})
}
