package glossary_test

import (
	"fmt"
	"strings"
	"testing"

	"disclosure/internal/glossary"
	"disclosure/internal/report"
)

var terms = []report.Term{
	{Number: 1, Name: "一般公共预算拨款收入", Spellings: []string{"一般公共预算拨款"}},
	{Number: 2, Name: "上年结转"},
	{Number: 3, Name: "项目支出", Never: []string{"政府采购项目支出", "项目支出表"}},
	{Number: 4, Name: "支出"},
}

// marked writes text with each mention as [words|number of the term].
func marked(text string, seen map[int]bool) string {
	var out strings.Builder
	at := 0
	for _, m := range glossary.New(terms).Find(text, seen) {
		fmt.Fprintf(&out, "%s[%s|%d]", text[at:m.Start], text[m.Start:m.End], m.Term.Number)
		at = m.End
	}
	return out.String() + text[at:]
}

func TestMark(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"longest spelling", "一般公共预算拨款收入增加", "[一般公共预算拨款收入|1]增加"},
		{"other spelling", "1.一般公共预算拨款", "1.[一般公共预算拨款|1]"},
		{"first mention only", "项目支出、项目支出", "[项目支出|3]、项目支出"},
		{"never inside a context", "见政府采购项目支出。", "见政府采购项目支出。"},
		{"never, context begins with it", "项目支出表", "项目支出表"},
		{"beside a context", "政府采购项目支出与项目支出", "政府采购项目支出与[项目支出|3]"},
		{"a word hidden in a longer one", "项目支出和支出", "[项目支出|3]和[支出|4]"},
		{"a word like it is another word", "上年结余、结转", "上年结余、结转"},
		{"nothing", "", ""},
	} {
		if got := marked(test.text, map[int]bool{}); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

func TestMarkCarriesSeen(t *testing.T) {
	seen := map[int]bool{}
	marked("项目支出", seen)
	if got, want := marked("项目支出和支出", seen), "项目支出和[支出|4]"; got != want {
		t.Errorf("second text of the same paragraph: got %s, want %s", got, want)
	}
}
