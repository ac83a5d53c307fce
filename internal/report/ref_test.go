package report_test

import (
	"testing"

	"disclosure/internal/report"
)

func TestRef(t *testing.T) {
	for _, c := range []struct {
		ref          report.Ref
		want, prefix string
	}{
		{report.Ref{}, "", "-"},
		{report.SectionRef(3), "/sections/3", "s3-"},
		{report.SectionRef(3).Heading(1), "/sections/3#h1", "s3-"},
		{report.SectionRef(3).Paragraph(2), "/sections/3#p2", "s3-"},
		{report.SectionRef(8).Term(10), "/sections/8#t10", "s8-"},
		{report.TableRef(7), "/tables/7", "t7-"},
		{report.TableRef(7).Row(6), "/tables/7#r6", "t7-"},
		{report.TableRef(7).Cell(6, 4), "/tables/7#r6c4", "t7-"},
		{report.TableRef(7).Column(4), "/tables/7#c4", "t7-"},
		{report.TableRef(7).Code("2010301"), "/tables/7#code-2010301", "t7-"},
		{report.TableRef(14).Field(3), "/tables/14#f3", "t14-"},
		{report.ProjectRef(0), "/projects", "f-"},
		{report.ProjectRef(5), "/projects/5", "f5-"},
		{report.ProjectRef(5).FieldParagraph(15, 2), "/projects/5#f15p2", "f5-"},
		{report.ProjectRef(5).Indicator(2), "/projects/5#i2", "f5-"},
		{report.ProjectRef(5).IndicatorCell(2, 3), "/projects/5#i2c3", "f5-"},
		{report.Ref{Part: report.NotesPart}, "/notes", "n-"},
		{report.Ref{Part: report.NotesPart}.Note(4), "/notes#n4", "n-"},
		{report.Ref{Part: report.ChecksPart}, "/checks", "k-"},
		{report.Ref{Part: report.ChecksPart}.Check("t1.totals.收入总计"), "/checks#k-b73c8fb095cb", "k-"},
		{report.TableRef(7).Cell(6, 4).Checks(), "/checks/tables/7#r6c4", "7-"},
		{report.Ref{Part: report.SourcePart}, "/source.txt", "-"},
		{report.Ref{Part: report.PrintPart}, "/print", "-"},
		{report.TableRef(7).Row(6).Row(7), "/tables/7#r7", "t7-"}, // the last place counts
	} {
		if got := c.ref.String(); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.ref, got, c.want)
		}
		if got := c.ref.PrintPrefix(); got != c.prefix {
			t.Errorf("print prefix of %q: got %q, want %q", c.want, got, c.prefix)
		}
	}
	key := report.Key{Unit: "futian-zwfwj", Year: 2021, Kind: "budget"}
	if got, want := key.Base(), "/futian-zwfwj/2021/budget"; got != want {
		t.Errorf("Base: got %q, want %q", got, want)
	}
}
