package page

import (
	"regexp"
	"strings"

	"disclosure/internal/report"
)

// anchorWords say in words what an anchor points at.
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

// placeName says in words where ref points: 表 7 一般公共预算支出表，第 6 行第 4 栏.
func placeName(o report.Outline, ref report.Ref) string {
	if words := anchorName(ref); words != "" {
		return partName(o, ref) + "，" + words
	}
	return partName(o, ref)
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
	switch ref.Part {
	case report.SectionPart:
		if ref.Listing() {
			return sectionsName
		}
		for _, e := range o.Sections {
			if e.Number == ref.Number {
				return e.Title
			}
		}
	case report.TablePart:
		if ref.Listing() {
			return tablesName
		}
		if e, ok := tableEntry(o, ref.Number); ok {
			return strings.TrimSpace(e.Label + " " + e.Title)
		}
	case report.ProjectPart:
		for _, e := range o.Projects {
			if e.Number == ref.Number {
				return "项目 " + e.Title
			}
		}
		return projectsName
	case report.ChecksPart:
		return "勾稽核对"
	case report.NotesPart:
		return "整理说明"
	}
	return o.Heading
}
