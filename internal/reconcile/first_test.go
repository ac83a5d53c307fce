package reconcile_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"disclosure/data"
	"disclosure/internal/finding"
	"disclosure/internal/reconcile"
	"disclosure/internal/report"
	"disclosure/internal/source"
	"disclosure/internal/wording"
)

const first = "futian-zwfwj/2021-budget"

// firstReport is the report that the site publishes, with what was found.
func firstReport(t testing.TB) (r struct {
	*report.Report
	finding.Result
}) {
	t.Helper()
	var err error
	if r.Report, err = source.Load(data.Files, first); err != nil {
		t.Fatal(err)
	}
	if r.Result, err = reconcile.Reconcile(data.Files, data.Files, r.Report); err != nil {
		t.Fatal(err)
	}
	return r
}

var update = flag.Bool("update", false, "write the golden file anew; review every line that changes")

// TestFindings holds key and outcome of each finding on the first report to the
// reviewed ones.
func TestFindings(t *testing.T) {
	const golden = "testdata/findings.txt"
	var b strings.Builder
	for _, f := range firstReport(t).Findings {
		fmt.Fprintf(&b, "%s %s\n", wording.Outcome(f.Outcome), f.Key)
	}
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got, wanted := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(wanted)) {
		if i >= len(got) || i >= len(wanted) || got[i] != wanted[i] {
			t.Fatalf("line %d of %s: got %q, want %q; when the change is right, review it and run with -update", i+1, golden, line(got, i), line(wanted, i))
		}
	}
}

// Nought is written without a unit of its own where the figures beside it have none.
func TestFormulaOfNought(t *testing.T) {
	for _, f := range firstReport(t).Findings {
		if f.Reason.Claim == finding.NeverFalls && f.Outcome == finding.Disagrees {
			if want := "0 ≤ 0 ≤ 43 ≰ 12.8"; f.Formula != want {
				t.Errorf("got %s, want %s", f.Formula, want)
			}
			return
		}
	}
	t.Error("got no figures that fall, want those of one form")
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "nothing"
}

// TestReviewed holds every finding that does not agree to what was checked by
// hand, and that to the text as received.
func TestReviewed(t *testing.T) {
	text, err := os.ReadFile("testdata/reviewed.toml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Reviewed []struct {
			Key, Outcome, Why string
			Lines             []int
			Words             []string
		}
	}
	if err := toml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	r := firstReport(t)
	source := strings.Split(r.Source, "\n")
	reviewed := map[string]string{}
	for _, one := range file.Reviewed {
		reviewed[one.Key] = one.Outcome
		passage := strings.Join(source[one.Lines[0]-1:one.Lines[1]], "\n")
		for _, words := range one.Words {
			if !strings.Contains(passage, words) {
				t.Errorf("%s: lines %d to %d of the text do not say %q", one.Key, one.Lines[0], one.Lines[1], words)
			}
		}
		if one.Why == "" {
			t.Errorf("%s: got no reason, want one", one.Key)
		}
	}
	for _, f := range r.Findings {
		if f.Outcome == finding.Agrees {
			continue
		}
		if got := wording.Outcome(f.Outcome); got != reviewed[f.Key] {
			t.Errorf("%s: got %s, want %q as it was reviewed", f.Key, got, reviewed[f.Key])
		}
		delete(reviewed, f.Key)
		if f.Outcome == finding.Disagrees && f.Remark == "" && f.Fold == "" {
			t.Errorf("%s: got 不一致 without a remark, want the facts in one", f.Key)
		}
	}
	for key := range reviewed {
		t.Errorf("%s: got no such finding, want it as it was reviewed", key)
	}
}

// TestQuotationsAreLiteral wants what the editor quotes to stand in the report just so.
func TestQuotationsAreLiteral(t *testing.T) {
	r := firstReport(t)
	quoted := regexp.MustCompile(`“([^“”]+)”`)
	for _, f := range r.Findings {
		texts := []string{f.Remark}
		if f.Reason.Doubt == finding.Editor {
			texts = append(texts, f.Reason.Words...)
		}
		for _, text := range texts {
			for _, m := range quoted.FindAllStringSubmatch(text, -1) {
				if !strings.Contains(r.Source, m[1]) {
					t.Errorf("%s: the report does not say “%s” so", f.Key, m[1])
				}
			}
		}
	}
}

// TestFindingsAreWhole checks what every finding must have.
func TestFindingsAreWhole(t *testing.T) {
	keys := map[string]bool{}
	families := map[finding.Family]int{}
	for _, f := range firstReport(t).Findings {
		families[f.Family]++
		if keys[f.Key] {
			t.Errorf("%s: got the key twice, want it once", f.Key)
		}
		keys[f.Key] = true
		if strings.ContainsAny(f.Key, " \t\n\u3000") {
			t.Errorf("%q: got white space in a key, which cannot be an id", f.Key)
		}
		if wording.Title(&f) == "" || wording.Formula(&f) == "" || wording.Why(&f) == "" || f.File == "" || f.Line < 1 {
			t.Errorf("%s: got title %q, formula %q, why %q, place %s:%d, want all of them", f.Key, wording.Title(&f), wording.Formula(&f), wording.Why(&f), f.File, f.Line)
		}
		if f.Computed != "" && f.Difference == "" {
			t.Errorf("%s: got a result %s without a difference", f.Key, f.Computed)
		}
	}
	for _, family := range finding.Families {
		if families[family] == 0 {
			t.Errorf("got no finding of family %s, want some", family)
		}
	}
}

// TestExample is what the checks must find by themselves.
func TestExample(t *testing.T) {
	for _, f := range firstReport(t).Findings {
		if f.Key != "基本支出总表.rows.商品和服务支出.总计" {
			continue
		}
		if f.Outcome != finding.Rounding || f.Computed != "75.78" || f.Stated.Text != "75.77" || f.Difference != "+0.01" ||
			f.Unit != "万元" || len(f.Operands) != 11 || f.At().String() != "/tables/4#r11c2" {
			t.Errorf("got %+v, want 尾差: 75.78 of eleven items against 75.77 in /tables/4#r11c2", f)
		}
		return
	}
	t.Error("got no finding on 商品和服务支出, want one")
}

// TestCoverage holds the first report to what its relations must bind.
func TestCoverage(t *testing.T) {
	c := firstReport(t).Coverage
	if c.Cells == 0 || c.CellsCovered != c.Cells {
		t.Errorf("got %d of %d figures of the tables bound, want all", c.CellsCovered, c.Cells)
	}
	if c.Amounts == 0 || c.AmountsCovered*100 < c.Amounts*95 {
		t.Errorf("got %d of %d amounts of text and forms bound, want 95%%", c.AmountsCovered, c.Amounts)
	}
	if got := c.Cells - c.CellsCovered + c.Amounts - c.AmountsCovered + c.Others - c.OthersCovered; got != len(c.Open) {
		t.Errorf("got %d open figures listed, want %d", len(c.Open), got)
	}
	for _, open := range c.Open {
		if open.Why == "" && open.Money {
			t.Errorf("%s %s: got no relation and no word that it stands only there", wording.Place(open.Place), open.Text)
		}
	}
}

// Every figure of the report that a formula shows is where the operand says.
func TestFormulaFigures(t *testing.T) {
	shown := 0
	for _, f := range firstReport(t).Findings {
		end := 0
		for _, o := range append(f.Operands[:len(f.Operands):len(f.Operands)], f.Stated) {
			at := o.InFormula
			if at == (finding.Stretch{}) {
				continue
			}
			if at.Start < end || at.End > len(f.Formula) {
				t.Fatalf("%s: %s is at %v of %q, want figures in order and inside", f.Key, wording.Place(o.Place), at, f.Formula)
			}
			text := f.Formula[at.Start:at.End]
			if number := strings.Trim(strings.TrimLeft(text, "+−"), "“”"); o.Text == "" && text != finding.Blank && o.Value == "" ||
				o.Value != "" && !strings.Contains(strings.ReplaceAll(o.Text, " ", ""), strings.ReplaceAll(number, " ", "")) {
				t.Errorf("%s: got %q where %q stands, want the published figure %q", f.Key, text, wording.Place(o.Place), o.Text)
			}
			shown, end = shown+1, at.End
		}
	}
	if shown < 1000 {
		t.Errorf("got %d figures in formulas, want more than a thousand", shown)
	}
}

// TestSentences holds headings, formulas and reasons to what a reader understands.
func TestSentences(t *testing.T) {
	want := map[string][3]string{
		"公务接待":         {"表14写有用于公务接待的支出，公务接待费预算应大于0", "列示 0.00，原文写“主要用于公务接待”", "列示为0.00万元，原文写“主要用于公务接待”。"},
		"p2-income.收入": {"第二部分第1段的“收入2,708.03万元”应等于表 1“收入总计”的“收入/2021 年预算数”", "2,708.03 = 2,708.03", "两处数字相同，都是2,708.03万元。"},
		"p5-reception.增加": {"第五部分第4段的“增加0.00万元”应等于表 12“本单位 2021”的“公务接待费”减去表 12“本单位 2020”的“公务接待费”",
			"空白（推定为 0） − 空白（推定为 0） = 0.00", "表中此格空白；表中的合计已等于其余各项之和，所以此格只能是0，与列示的0.00万元相符。"},
		"p6.申报表数":   {"第六部分所说“设置并编报”的绩效目标个数应等于公布的项目申报表张数", "13张 ≠ 6个", ""},
		"政务服务项目.检查": {"项目“政务服务项目”：检查的总金额应等于每次金额乘以次数", "3.25 × “一季度对福田区政务新媒体检查一次”，列示 13", ""},
		"规划推广.新增":   {"“新增项目”应没有在上年付过款", "“新增项目” 与 “2020 年支付首付款”", ""},
	}
	for _, f := range firstReport(t).Findings {
		one, ok := want[f.Key]
		if !ok {
			continue
		}
		delete(want, f.Key)
		got := [3]string{wording.Title(&f), wording.Formula(&f), wording.Why(&f)}
		if one[2] == "" {
			one[2] = got[2]
		}
		if got != one {
			t.Errorf("%s:\ngot  %q\nwant %q", f.Key, got, one)
		}
	}
	for key := range want {
		t.Errorf("got no finding %s", key)
	}
}
