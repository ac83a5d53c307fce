package page

import (
	"regexp"
	"strings"

	"disclosure/internal/report"
)

// Places are the parts of a report by their page, where places on them are to be
// named by published words. A part that is not there names none of its places.
type Places map[report.Ref]report.Named

// anchorWords say in words what an anchor points at that no printed words name.
var anchorWords = []struct {
	anchor *regexp.Regexp
	words  string
}{
	{regexp.MustCompile(`^h(\d+)$`), "第 $1 个标题"},
	{regexp.MustCompile(`^p(\d+)$`), "第 $1 段"},
	{regexp.MustCompile(`^t(\d+)$`), "第 $1 条"},
	{regexp.MustCompile(`^r(\d+)$`), "第 $1 行"},
	{regexp.MustCompile(`^r(\d+)c(\d+)$`), "第 $1 行第 $2 栏"},
	{regexp.MustCompile(`^c(\d+)$`), "第 $1 栏"},
	{regexp.MustCompile(`^code-(.+)$`), "编码 $1"},
	{regexp.MustCompile(`^f(\d+)$`), "第 $1 项"},
	{regexp.MustCompile(`^f(\d+)p(\d+)$`), "第 $1 项第 $2 段"},
	{regexp.MustCompile(`^i(\d+)$`), "指标第 $1 行"},
	{regexp.MustCompile(`^i(\d+)c(\d+)$`), "指标第 $1 行第 $2 栏"},
}

// placeName says in words where ref points: 表 1 · 收入总计. Where the place has no
// name, it is counted: 表 7 · 第 6 行第 4 栏.
func placeName(o report.Outline, ref report.Ref, known Places) string {
	steps := placeWords(ref, known)
	part := partName(o, ref)
	if len(steps) == 0 {
		return part
	}
	if ref.Part == report.TablePart {
		if e, ok := o.Entry(ref); ok && e.Label != "" {
			part = e.Label
		}
	}
	return part + placeStep + strings.Join(steps, placeStep)
}

// placeStep stands between the words that name a place.
const placeStep = " · "

// placeWords name a place on its page, from the larger to the smaller; none for the
// whole page.
func placeWords(ref report.Ref, known Places) []string {
	if part, ok := known[ref.Page()]; ok {
		if name := part.PlaceName(ref.Anchor); len(name) > 0 {
			return name
		}
	}
	if words := anchorName(ref); words != "" {
		return []string{words}
	}
	return nil
}

// placesOf are all parts of a report.
func placesOf(r *report.Report) Places {
	known := Places{}
	for i := range r.Sections {
		known[report.SectionRef(r.Sections[i].Number)] = &r.Sections[i]
	}
	for i := range r.Tables {
		known[report.TableRef(r.Tables[i].Number)] = &r.Tables[i]
	}
	for i := range r.Projects {
		known[report.ProjectRef(r.Projects[i].Number)] = &r.Projects[i].Form
	}
	return known
}

// anchorName says where on its page ref points, "" for the whole page.
func anchorName(ref report.Ref) string {
	for _, w := range anchorWords {
		if w.anchor.MatchString(ref.Anchor) {
			return w.anchor.ReplaceAllString(ref.Anchor, w.words)
		}
	}
	return ""
}

func partName(o report.Outline, ref report.Ref) string {
	if part, ok := ref.Checked(); ok {
		return partName(o, part) + "的核对"
	}
	if slug, ok := ref.Picture(); ok {
		return pictureNames[slug]
	}
	e, ok := o.Entry(ref)
	switch {
	case ok && ref.Part == report.ProjectPart:
		return ref.Part.ShortName() + " " + e.Title
	case ok:
		return e.Name()
	case ref.Part == report.OverviewPart || ref.Part == report.PrintPart:
		return o.Heading
	}
	return ref.Part.Name()
}
