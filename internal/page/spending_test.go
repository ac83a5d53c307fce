package page_test

import (
	"os"
	"testing"

	"disclosure/internal/page"
	"disclosure/internal/source"
)

// Bars are as long as the shares that they show, largest first, and the parts of a part
// are no longer together than it.
func TestSpendingBars(t *testing.T) {
	r, err := source.Load(os.DirFS("../../data"), "futian-zwfwj/2021-budget")
	if err != nil {
		t.Fatal(err)
	}
	s := site.Overview(r.Outline(), r).Spending
	if s == nil || len(s.Branches) != 2 || len(s.Forms) == 0 {
		t.Fatalf("got %+v, want basic and project expenditure", s)
	}
	for _, want := range []struct{ got, name, share, width string }{
		{s.Branches[0].Name.String(), "项目支出", s.Branches[0].Share, s.Branches[0].Width},
	} {
		if want.got != want.name || want.share != "76.2%" || want.width != "76.19%" {
			t.Errorf("got %+v, want 76.2%% of the whole", want)
		}
	}
	parts := s.Branches[0].Parts
	if got := parts[0].Name.String() + parts[0].Width; got != "数据规划管理28.22%" {
		t.Errorf("got %s as the largest project", got)
	}
	if got := parts[0].Parts[0]; len(got.Forms) != 1 || got.Forms[0].Href != "/futian-zwfwj/2021/budget/projects/2" {
		t.Errorf("got %+v, want the way to its form", got)
	}
	goods := s.Branches[1].Parts[1]
	if goods.Rest != "各项相加比它多 0.01 万元，原文如此。" {
		t.Errorf("商品和服务支出: got %q, want what its parts miss", goods.Rest)
	}
	var check func(list []page.BranchView)
	check = func(list []page.BranchView) {
		for _, b := range list {
			if b.Share == "" || b.Width == "" || b.Figure.Href == "" {
				t.Errorf("%s: got share %q, width %q and address %q", b.Name, b.Share, b.Width, b.Figure.Href)
			}
			check(b.Parts)
		}
	}
	check(s.Branches)
}
