package report

import "strings"

// headlineNames is the closed list of headline figures that every report can be
// compared by, with the labels under which reports state them. A label is compared
// without spaces and quotation marks.
var headlineNames = []struct {
	name   string
	labels []string
}{
	{"income", []string{"收入", "总收入", "收入总计", "预算收入"}},
	{"expenditure", []string{"支出", "总支出", "支出总计", "预算支出"}},
	{"basic", []string{"基本支出"}},
	{"project", []string{"项目支出"}},
	{"three-public", []string{"三公经费", "三公经费支出", "三公经费预算"}},
	{"operating", []string{"机关运行经费"}},
	{"procurement", []string{"政府采购", "政府采购支出", "政府采购预算"}},
}

// HeadlineNames lists the names by which headline figures of reports are compared.
func HeadlineNames() []string {
	var names []string
	for _, h := range headlineNames {
		names = append(names, h.name)
	}
	return names
}

// HeadlineWords is what the public reads of a name of HeadlineNames.
func HeadlineWords(name string) string {
	for _, known := range headlineNames {
		if known.name == name {
			return strings.Replace(known.labels[0], "三公", "“三公”", 1)
		}
	}
	return name
}

var unquoted = strings.NewReplacer("“", "", "”", "", `"`, "", " ", "", "\u3000", "")

// CommonName is the name by which the headline is compared with those of other
// reports, "" where it is no figure that all of them have.
func (h Headline) CommonName() string {
	label := unquoted.Replace(h.Label)
	for _, known := range headlineNames {
		for _, l := range known.labels {
			if l == label {
				return known.name
			}
		}
	}
	return ""
}

// HeadlineFigure is a headline figure of a report among those of all reports of its
// body.
type HeadlineFigure struct {
	Key
	AboutYear int
	Name      string // of HeadlineNames
	Text      string // as published
	MoneyUnit MoneyUnit
	From      Ref
}
