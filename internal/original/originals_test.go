package original_test

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"unicode"

	"disclosure/internal/original"
)

// originals is the folder of real reports beside a checkout.
const originals = "../../../shared/originals"

// read reads an original; the test is skipped where there is none.
func read(t *testing.T, name string) *original.Document {
	t.Helper()
	file, err := os.Open(filepath.Join(originals, name))
	if os.IsNotExist(err) {
		t.Skip("NOT RUN: no " + name + " in " + originals)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if known, ok := documents[name]; ok {
		return known
	}
	doc, err := original.Read(context.Background(), name, file, info.Size(), original.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	documents[name] = doc
	return doc
}

// documents are the originals that were read.
var documents = map[string]*original.Document{}

var number = regexp.MustCompile(`[0-9]+([.,][0-9]+)*`)

// TestWhole holds the numbers and the characters of each real report against those
// that pdftotext finds: as many of each. Text that the file cuts off is seen in
// neither or in both, and may count or not.
func TestWhole(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(originals, "*.pdf"))
	if len(files) == 0 {
		t.Skip("NOT RUN: no reports in " + originals)
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("no pdftotext: install poppler-utils")
		}
		t.Skip("NOT RUN: no pdftotext")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			doc := *read(t, filepath.Base(file))
			all := original.Numbers(&doc)
			doc.Asides = slices.DeleteFunc(slices.Clone(doc.Asides), func(a original.Aside) bool { return a.Reason == original.Outside })
			seen := original.Numbers(&doc)
			text, err := exec.Command("pdftotext", "-raw", file, "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			want := map[string]int{}
			for _, n := range number.FindAllString(string(text), -1) {
				want[n]++
			}
			characters(want, string(text))
			for _, counts := range []map[string]int{all, seen} {
				for _, b := range doc.Blocks {
					if b.Paragraph != nil {
						characters(counts, b.Paragraph.Text)
						continue
					}
					for _, c := range b.Grid.Cells {
						characters(counts, c.Text)
					}
				}
			}
			for _, a := range read(t, filepath.Base(file)).Asides {
				characters(all, a.Text)
				if a.Reason != original.Outside {
					characters(seen, a.Text)
				}
			}
			names := maps.Clone(want)
			maps.Copy(names, all)
			for _, n := range slices.Sorted(maps.Keys(names)) {
				if want[n] < seen[n] || want[n] > all[n] {
					t.Errorf("%s: got %d in sight and %d in all, pdftotext has %d", n, seen[n], all[n], want[n])
				}
			}
		})
	}
}

// characters counts those of a text that leave ink. They are no
// numbers.
func characters(counts map[string]int, text string) {
	for _, r := range text {
		if !unicode.IsSpace(r) {
			counts["character "+string(r)]++
		}
	}
}

// TestTables wants the tables of each real report whole: as many as it prints,
// with their columns, also those that run over pages.
func TestTables(t *testing.T) {
	for _, c := range []struct {
		file   string
		tables [][2]int // rows and columns
	}{
		{"flfy-2024-unit-budget.pdf", [][2]int{{16, 7}, {18, 9}, {18, 7}, {16, 7}, {18, 7}, {16, 7}, {16, 7}, {30, 6}, {4, 7}}},
		{"ghzyj-2024-final.pdf", [][2]int{{6, 3}, {30, 4}, {27, 9}, {27, 8}, {32, 7}, {27, 5}, {40, 6}, {5, 12}, {6, 8}, {6, 8}}},
		{"shgzb-2024-final.pdf", [][2]int{{3, 3}, {32, 4}, {20, 9}, {20, 8}, {34, 7}, {20, 5}, {40, 6}, {5, 12}, {6, 8}, {6, 8}}},
		{"sww-2025-budget.pdf", [][2]int{{16, 4}, {34, 9}, {34, 7}, {16, 7}, {34, 7}, {11, 7}, {11, 7}, {34, 6}, {4, 7}}},
		{"sww-2025-unit-budget.pdf", [][2]int{{16, 7}, {34, 9}, {34, 7}, {15, 7}, {34, 7}, {12, 7}, {11, 7}, {34, 6}, {4, 7}}},
		{"wanli-2023-budget.pdf", [][2]int{{16, 4}, {70, 9}, {70, 7}, {16, 7}, {70, 7}, {16, 7}, {16, 7}, {34, 6}, {4, 7}, {17, 8}, {16, 8}, {16, 8}, {55, 8}, {21, 8}}},
		{"wanli-2024-budget.pdf", [][2]int{{16, 4}, {70, 9}, {70, 7}, {16, 7}, {70, 7}, {15, 7}, {15, 7}, {35, 6}, {4, 7}}},
	} {
		t.Run(c.file, func(t *testing.T) {
			var got [][2]int
			for _, b := range read(t, c.file).Blocks {
				if b.Grid != nil {
					got = append(got, [2]int{b.Grid.Rows, b.Grid.Cols})
					whole(t, b.Grid)
				}
			}
			if !slices.Equal(got, c.tables) {
				t.Errorf("got tables %v, want %v", got, c.tables)
			}
		})
	}
}

// whole wants every place of a grid covered by one cell.
func whole(t *testing.T, g *original.Grid) {
	t.Helper()
	covered := map[[2]int]int{}
	for i, c := range g.Cells {
		if i > 0 && (g.Cells[i-1].Row > c.Row || g.Cells[i-1].Row == c.Row && g.Cells[i-1].Col >= c.Col) {
			t.Errorf("got the cell at row %d, column %d before that at row %d, column %d", g.Cells[i-1].Row, g.Cells[i-1].Col, c.Row, c.Col)
		}
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				covered[[2]int{row, col}]++
			}
		}
	}
	for place, n := range covered {
		if n != 1 {
			t.Errorf("got %d cells at row %d, column %d, want 1", n, place[0], place[1])
		}
	}
	if len(covered) != g.Rows*g.Cols {
		t.Errorf("got %d places covered, want %d rows × %d columns", len(covered), g.Rows, g.Cols)
	}
}

// TestParagraphs wants the paragraphs of real reports as they are printed, where
// the print makes them hard to see.
func TestParagraphs(t *testing.T) {
	for _, c := range []struct{ file, what, want string }{
		{"sww-2025-unit-budget.pdf", "goes on over the page, whose text the file draws on both",
			"9、组织协调本区商品交易市场规划，承担本区重要消费品市场调控和重要生产资料流通管理；负责建立健全生活必需品市场供应应急机制，协调重要商品储备和市场调控；负责食用农产品流通管理；指导食用农产品流通环节追溯管理；负责标准化菜市场的行业规范管理；组织商品市场监控，规范流通秩序。"},
		{"wanli-2024-budget.pdf", "has a leader", "9.部门“三公”经费和机关运行经费预算表"},
		{"wanli-2024-budget.pdf", "follows a full line", "七、绩效目标"},
		{"shgzb-2024-final.pdf", "is a heading of two lines", "第三部分 中共上海市普陀区委社会工作部2024年度部门决算情况\n说明"},
		{"shgzb-2024-final.pdf", "is a title after a note on the page before", "支出决算表"},
		{"ghzyj-2024-final.pdf", "is set with room around figures",
			"一般公共预算财政拨款支出9746.50万元，主要用于以下方面：社会保障和就业支出（类）754.75万元，占7.74%；卫生健康支出（类）236.63万元，占2.43%；城乡社区支出（类）3832.36万元，占39.32%；自然资源海洋气象等支出（类）4461.67万元，占45.78%；住房保障支出（类）461.08万元，占4.73%。"},
		{"sww-2025-budget.pdf", "goes on after a line that punctuation over the edge makes look short",
			"2025年度项目总预算1170.00万，其中支持企业规模化发展870.00万，支持企业创新化发展70.00万，支持企业协同化发展180.00万，支持企业国际化发展50.00万，合计1170.00万。"},
		{"wanli-2023-budget.pdf", "is a line that ends where the longest ends", "本部门中，行政单位 1 家，参公单位1家，事业单位 4 家，具体包括："},
	} {
		t.Run(c.file+" "+c.what, func(t *testing.T) {
			for _, b := range read(t, c.file).Blocks {
				if b.Paragraph != nil && b.Paragraph.Text == c.want {
					return
				}
			}
			t.Errorf("got no paragraph %q", c.want)
		})
	}
}
