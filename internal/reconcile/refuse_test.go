package reconcile_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/internal/finding"
	"disclosure/internal/reconcile"
	"disclosure/internal/source"
)

// files is the planted report in memory, so that its files can be changed.
func files(t testing.TB) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	disk := os.DirFS("testdata/planted")
	err := fs.WalkDir(disk, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(disk, name)
		all[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// refusals lists every error of a file that err joins.
func refusals(err error) []*source.Error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*source.Error
		for _, one := range joined.Unwrap() {
			all = append(all, refusals(one)...)
		}
		return all
	}
	var one *source.Error
	if errors.As(err, &one) {
		return []*source.Error{one}
	}
	return nil
}

// rule is a relation to be refused, with the rule in its sixth line.
func rule(at, rule string) string {
	return "\n[[relation]]\nkey = \"new\"\nfamily = \"prose\"\ntitle = \"新\"\nat = \"" + at + "\"\nrule = \"" + rule + "\"\n"
}

// doubling defines figures each of which is twice the one before.
func doubling(times int) string {
	var b strings.Builder
	b.WriteString("\n[[define]]\nname = \"倍0\"\nvalue = \"1\"\n")
	for i := range times {
		fmt.Fprintf(&b, "\n[[define]]\nname = \"倍%d\"\nvalue = \"倍%d + 倍%d\"\n", i+1, i, i)
	}
	return b.String()
}

// TestRefused adds something to relations.toml and wants it refused with file,
// line and what to do.
func TestRefused(t *testing.T) {
	const here = "部分 2 段 2"
	for _, test := range []struct {
		name, add string
		line      int // of the error, below what is added
		want      string
	}{
		{"rule without end", rule(here, "「102.00万元」 = 「102.00万元」"+strings.Repeat(" + 「102.00万元」", 2000)), 7, "a rule has 20000 at most"},
		{"brackets without end", rule(here, "「102.00万元」 = "+strings.Repeat("(", 9_990)+"「102.00万元」"+strings.Repeat(")", 9_000)), 7, "a bracket is not closed"},
		{"brackets of a depth without end", rule(here, "「102.00万元」 = "+strings.Repeat("(", 15_000)), 7, "more than 10000 figures"},
		{"definitions that double", doubling(12), 52, "more than 10000 figures"},
		{"definitions without number", strings.Repeat("\n[[define]]\nname = \"a\"\nvalue = \"1\"\n", 1001), 3994, "at most 1000 are read"},
		{"no such form", "", 1, `there is no form "smal"; the nearest are "small"`},
		{"unknown table", rule(here, "「102.00万元」 = {表 7 | 收入总计 | 收入/预算数}"), 7, `there is no table "表 7"; the nearest are "表 1"`},
		{"unknown row", rule(here, "「102.00万元」 = {表 1 | 收入合计 | 收入/预算数}"), 7, `no row "收入合计"; the nearest are "收入总计"`},
		{"unknown column", rule(here, "「102.00万元」 = {表 1 | 收入总计 | 收入/预算}"), 7, `no column "收入/预算"; the nearest are "收入/预算数"`},
		{"row of the other side", rule(here, "「102.00万元」 = {表 1 | 支出总计 | 收入/预算数}"), 7, `no row "支出总计"`},
		{"ambiguous row", rule(here, "「102.00万元」 = {表 2 | @本单位 | 支出总计}"), 7, "2 rows"},
		{"cell without column", rule(here, "「102.00万元」 = {表 1 | 收入总计}"), 7, "is no cell"},
		{"column of words", rule(here, "「102.00万元」 = {表 2 | 2022 | 年度}"), 7, "2 rows"},
		{"unknown form", rule(here, "「102.00万元」 = {项目 窗口 | 本年预算（万元）}"), 7, `no form "窗口"; the nearest are "窗口服务"`},
		{"unknown field", rule(here, "「102.00万元」 = {项目 设备 | 全年预算（万元）}"), 7, `no "全年预算（万元）"; the nearest are "本年预算（万元）"`},
		{"field of words", rule(here, "「102.00万元」 = {项目 设备 | 项目名称}"), 7, "is a text"},
		{"unknown indicator", rule(here, "「102.00万元」 = {项目 设备 | 指标 购置}"), 7, `the nearest are "指标 购置设备"`},
		{"unknown section", rule("部分 9 段 1", "「102.00万元」 = 1"), 7, "no section 9"},
		{"unknown paragraph", rule("部分 2 段 9", "「102.00万元」 = 1"), 7, "no paragraph 9"},
		{"no place", rule("第二部分", "「102.00万元」 = 1"), 7, "is no place of text"},
		{"amount that is not stated", rule(here, "「103.00万元」 = 上年支出"), 7, `does not say "103.00万元"; it states "102.00万元"`},
		{"amount inside another", rule(here, "「2.00万元」 = 上年支出"), 7, `does not say "2.00万元"`},
		{"amount stated twice", rule("部分 2 段 3", "「1.50万元」 = 上年支出"), 7, "2 times: add words around it, or #1 … #2"},
		{"no such occurrence", rule("部分 2 段 3", "「1.50万元」#3 = 上年支出"), 7, "there is no #3"},
		{"two amounts", rule("部分 2 段 3", "「1.50万元，B项1.50万元」 = 上年支出"), 7, "states 2 figures"},
		{"no figure", rule(here, "「培训费」 = 上年支出"), 7, "states no figure"},
		{"words that are not there", rule(here, "文字「每月一次」 = 上年支出"), 7, `does not say "每月一次"`},
		{"元 beside 万元", rule(here, "「5万元」 + 「2000元」 = 上年支出"), 7, "万元 stands beside 元: write 万元(…)"},
		{"万元 beside 亿元", rule(here, "亿元(「2000元」) + 「5万元」 = 上年支出"), 7, "亿元 stands beside 万元: write 亿元(…) around what is in 万元"},
		{"元 against 万元", rule(here, "「2000元」 = 上年支出"), 7, "stands beside"},
		{"万人", rule("部分 2 段 3", "「180.67万人」 = 上年支出"), 7, "万人 stands beside 万元"},
		{"people and cars", rule("部分 1 段 1", "「12人」 = 「车辆3辆」"), 7, "人 stands beside 辆"},
		{"money times money", rule(here, "「5万元」 * 「102.00万元」 = 上年支出"), 7, "is multiplied by"},
		{"count over money", rule(here, "1 / 「5万元」 = 上年支出"), 7, "is divided by"},
		{"converted twice", rule(here, "万元(「5万元」) = 上年支出"), 7, "converts from another unit of money"},
		{"division by zero", rule(here, "「5万元」 / (「5万元」 - 「5万元」) = 1"), 7, "is 0 and cannot divide"},
		{"circular definition", "\n[[define]]\nname = \"甲\"\nvalue = \"乙 + 1\"\n\n[[define]]\nname = \"乙\"\nvalue = \"甲 - 1\"\n", 8, `"甲" is defined by itself`},
		{"defined twice", "\n[[define]]\nname = \"上年收入\"\nvalue = \"1\"\n", 3, "is defined twice"},
		{"no name", "\n[[define]]\nname = \"1上年\"\nvalue = \"1\"\n", 3, "cannot be a name"},
		{"unknown name", rule(here, "「5万元」 = 去年支出"), 7, `nothing is defined as "去年支出"; the nearest are "上年支出"`},
		{"nothing compared", rule(here, "「5万元」"), 7, "compares nothing"},
		{"mixed signs", rule(here, "「5万元」 <= 「102.00万元」 = 上年支出"), 7, "mixes ≤ and ="},
		{"open bracket", rule(here, "(「5万元」 = 上年支出"), 7, "bracket is not closed"},
		{"open reference", rule(here, "{表 1 | 收入总计"), 7, "is not closed"},
		{"no operator", rule(here, "「5万元」 上年支出"), 7, "is not understood"},
		{"no figure after an operator", rule(here, "「5万元」 ="), 7, "ends where a figure must stand"},
		{"key twice", strings.Replace(rule(here, "「5万元」 = 上年支出"), `"new"`, `"vehicles"`, 1), 3, `the key "vehicles" is declared in line`},
		{"key of a derived relation", strings.Replace(rule(here, "「5万元」 = 上年支出"), `"new"`, `"整体支出绩效目标表.totals.合计.预算(万元)"`, 1), 3, "follows from the tables"},
		{"no title", strings.Replace(rule(here, "上年支出 = 「5万元」"), "新", "", 1), 7, "has no title"},
		{"unknown family", strings.Replace(rule(here, "「5万元」 = 上年支出"), `"prose"`, `"prosa"`, 1), 4, `no family "prosa"`},
		{"unknown key", "\n[[relation]]\nkye = \"x\"\n", 3, `unknown key kye; the nearest are "key"`},
		{"remark on nothing", "\n[[remark]]\nkey = \"law.采够\"\ntext = \"x\"\n", 3, `no relation "law.采够"; the nearest are "law.采购"`},
		{"second remark", "\n[[remark]]\nkey = \"p2.支出\"\ntext = \"x\"\n", 3, "has a remark already"},
		{"stated only where it is not", "\n[[relation]]\nat = \"部分 2 段 1\"\nalone = [\"7万元\"]\nremark = \"x\"\n", 4, `does not say "7万元"`},
		{"constant of the editor's", rule(here, "「102.00万元」 = 7个月 * 「5万元」"), 7, "is printed nowhere"},
		{"copy", rule(here, "「102.00万元」 = {表 2 | @本单位 > @本年 | 支出总计}"), 2, `holds the same figures together as "p2.支出"`},
		{"goes with nothing", rule(here, "「5万元」 = 上年支出") + "with = \"p2.支出额\"\n", 8, `no relation "p2.支出额" for "new" to go with`},
		{"required nothing", "\n[[require]]\nkey = \"x\"\ntitle = \"x\"\n", 2, "nothing is required"},
		{"tables in a report's file", "\n[[table]]\nlabel = \"表 1\"\ntitle = \"x\"\n", 2, "only a form lists them"},
		{"targets of no form", "\n[[targets]]\nkey = \"x\"\ntable = \"表 1\"\n", 4, "has no indicators"},
		{"match of no row", "\n[[match]]\nkey = \"x\"\ntitle = \"x\"\nleft = \"表 1 | 收入/预算数\"\nright = \"表 5 | 预算（万元）\"\n", 2, `no row of "表 1 | 收入/预算数" is a row of "表 5 | 预算（万元）": the first has "一、拨款", "1.一般预算", "2.基金", …`},
		{"match of no column", "\n[[match]]\nkey = \"x\"\ntitle = \"x\"\nleft = \"表 1 | 预算\"\nright = \"表 2 | 支出总计\"\n", 5, `no column "预算"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			fsys := files(t)
			file := fsys[planted+"/"+source.RelationsFile]
			line := strings.Count(string(file.Data), "\n") + test.line
			if test.add == "" {
				file.Data, line = []byte(strings.Replace(string(file.Data), `"small"`, `"smal"`, 1)), test.line
			}
			file.Data = append(file.Data, test.add...)
			r, err := source.Load(fsys, planted)
			if err != nil {
				t.Fatal(err)
			}
			_, err = reconcile.Reconcile(fsys, fsys, r)
			for _, got := range refusals(err) {
				if got.File == planted+"/"+source.RelationsFile && got.Line == line && strings.Contains(got.Message, test.want) {
					return
				}
			}
			t.Errorf("got  %v\nwant %s/%s:%d: … %s …", err, planted, source.RelationsFile, line, test.want)
		})
	}
}

// TestFormRefused wants what is wrong in the file of a form to be refused there.
func TestFormRefused(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"table that the form does not list", "{表 6 | @本单位 | 金额}", "{表 7 | @本单位 | 金额}", `the form has no table "表 7"`},
		{"unknown column", `left = "项目 | 本年预算（万元）"`, `left = "项目 | 今年预算（万元）"`, "今年预算（万元）"},
		{"no tables", "table = [", "[[define]]\nname = \"x\"\nvalue = \"1\"\n[[table]]\n#", ""},
		{"form of a form", "table = [", "form = \"small\"\ntable = [", "a form has no form"},
	} {
		fsys := files(t)
		file := fsys["forms/small.toml"]
		changed := strings.Replace(string(file.Data), test.old, test.new, 1)
		if changed == string(file.Data) {
			t.Fatalf("%s: got no %q to replace", test.name, test.old)
		}
		file.Data = []byte(changed)
		r, err := source.Load(fsys, planted)
		if err != nil {
			t.Fatal(err)
		}
		_, err = reconcile.Reconcile(fsys, fsys, r)
		if err == nil || !strings.Contains(err.Error(), "forms/small.toml:") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want forms/small.toml:…: … %s …", test.name, err, test.want)
		}
	}
}

// TestNoRelations wants a report without relations.toml to have those that
// follow from its structure, and no more.
func TestNoRelations(t *testing.T) {
	fsys := files(t)
	delete(fsys, planted+"/"+source.RelationsFile)
	r, err := source.Load(fsys, planted)
	if err != nil {
		t.Fatal(err)
	}
	result, err := reconcile.Reconcile(fsys, fsys, r)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Findings) == 0 {
		t.Error("got no findings, want those of the structure")
	}
	for _, f := range result.Findings {
		if f.Family != finding.Within && f.Family != finding.Completeness && !strings.HasPrefix(f.Key, "said.") {
			t.Errorf("got %s of family %s, want only what follows from the structure and from the wording of texts", f.Key, f.Family)
		}
	}
}
