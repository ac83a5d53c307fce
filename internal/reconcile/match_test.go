package reconcile_test

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"disclosure/internal/finding"
	"disclosure/internal/reconcile"
	"disclosure/internal/source"
	"disclosure/internal/wording"
)

// Rows are matched by their codes, where both tables print them, and else by their labels
// without enumerators.
func TestMatch(t *testing.T) {
	const folder = "shili-linjiang-nyj/2023-final-accounts"
	for _, test := range []struct {
		name, left, right string
		change            [3]string // file, and what of it is replaced by what
		want              []string
	}{
		{"by code, under another label", "公开03表 | 本年支出合计", "公开05表 | 合计", [3]string{"tables/04.csv", "事业运行", "事业单位运行"},
			[]string{"x.农林水支出 1080.00 ≠ 1030.00", "x.农业农村 1080.00 ≠ 1030.00", "x.行政运行 600.00 = 600.00", "x.事业运行 480.00 ≠ 430.00",
				"x.住房保障支出 110.00 = 110.00", "x.住房改革支出 110.00 = 110.00", "x.住房公积金 110.00 = 110.00"}},
		{"not by label, under another code", "公开03表 | 本年支出合计", "公开05表 | 合计", [3]string{"tables/04.csv", "2130104,", "2130199,"},
			[]string{"x.农林水支出 1080.00 ≠ 1030.00", "x.农业农村 1080.00 ≠ 1030.00", "x.行政运行 600.00 = 600.00",
				"x.住房保障支出 110.00 = 110.00", "x.住房改革支出 110.00 = 110.00", "x.住房公积金 110.00 = 110.00"}},
		{"by label without enumerator", "公开01表 | 支出/决算数", "公开03表 | 本年支出合计", [3]string{"tables/01.csv", "一、", "（一）"},
			[]string{"x.农林水支出 1080.00 = 1080.00", "x.住房保障支出 110.00 = 110.00"}},
		{"a label of several rows is not known to be one of them", "公开01表 | 支出/决算数", "公开03表 | 本年支出合计", [3]string{"tables/03.csv", "农业农村", "农林水支出"},
			[]string{"x.住房保障支出 110.00 = 110.00"}},
		{"a label of several rows with codes", "公开03表 | 本年支出合计", "公开05表 | 合计", [3]string{"tables/03.csv", "农业农村", "农林水支出"},
			[]string{"x.农林水支出213 1080.00 ≠ 1030.00", "x.农林水支出21301 1080.00 ≠ 1030.00", "x.行政运行 600.00 = 600.00", "x.事业运行 480.00 ≠ 430.00",
				"x.住房保障支出 110.00 = 110.00", "x.住房改革支出 110.00 = 110.00", "x.住房公积金 110.00 = 110.00"}},
	} {
		fsys := folderOf(t, folder)
		file := fsys[folder+"/"+test.change[0]]
		if changed := strings.Replace(string(file.Data), test.change[1], test.change[2], 1); changed == string(file.Data) {
			t.Fatalf("%s: got nothing to change", test.name)
		} else {
			file.Data = []byte(changed)
		}
		fsys[folder+"/"+source.RelationsFile] = &fstest.MapFile{Data: []byte("[[match]]\nkey = \"x\"\ntitle = \"x\"\nleft = \"" + test.left + "\"\nright = \"" + test.right + "\"\n")}
		r, err := source.Load(fsys, folder)
		if err != nil {
			t.Fatal(err)
		}
		result, err := reconcile.Reconcile(fsys, fsys, r)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range result.Findings {
			if strings.HasPrefix(f.Key, "x.") {
				got = append(got, f.Key+" "+wording.Formula(&f))
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", test.name, got, test.want)
		}
	}
}

// What an editor declares of a total does not keep its parts from being held against it.
func TestDeclaredTotalKeepsItsParts(t *testing.T) {
	const folder = "shili-linjiang-nyj/2025-unit-budget"
	fsys := folderOf(t, folder)
	fsys[folder+"/"+source.RelationsFile] = &fstest.MapFile{Data: []byte("[[relation]]\nkey = \"x\"\ntitle = \"x\"\nat = \"部分 1 段 12\"\nrule = \"「服务预算30.00万元」 <= 「预算总额60.00万元」\"\n")}
	r, err := source.Load(fsys, folder)
	if err != nil {
		t.Fatal(err)
	}
	result, err := reconcile.Reconcile(fsys, fsys, r)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(result.Findings, func(f finding.Finding) bool { return f.Key == "said.part.政府采购" }) {
		t.Error("got no finding on the parts of 政府采购, want one")
	}
}

// folderOf is a report folder in memory, so that its files can be changed.
func folderOf(t *testing.T, folder string) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	disk := os.DirFS("testdata/wordings")
	err := fs.WalkDir(disk, folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(disk, name)
		fsys[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}
