package answer

import (
	"strings"
	"unicode/utf8"

	"disclosure/internal/report"
)

// Duties say what the body does: a sentence that says what it is, or the first of
// its duties that not every body has.
type Duties struct {
	Is     *Quote
	Listed []Quote // the first sentences of some duties
	Of     int     // how many duties the report lists
}

// Goals say what is to be reached in the year: the first sentence of each goal.
type Goals struct {
	Quotes []Quote
	Of     int // how many goals the report lists; 0 where it states one as a whole
}

const (
	dutiesShown  = 2
	longestDuty  = 62 // characters of a duty that is shown
	longestGoal  = 40
	goalsShown   = 6
	longestAtAll = 170 // characters of a sentence on the overview
)

// deeper tells whether a heading below block k, and within what stands under it, says the
// same better.
func deeper(s *report.Section, k int, match func(heading string) bool) bool {
	for _, b := range s.Blocks[k+1:] {
		switch {
		case b.Kind != report.HeadingBlock:
		case b.Level <= s.Blocks[k].Level:
			return false
		case match(b.Text):
			return true
		}
	}
	return false
}

// under returns the paragraphs under the first heading or title that match tells,
// down to the next heading that is none of its own, without what stands under one of its
// own headings that another match tells: 职能简介 and 重点工作 may both stand under
// 基本职能及主要工作.
func (f finder) under(match, other func(heading string) bool) (texts []Quote) {
	for i := range f.report.Sections {
		s := &f.report.Sections[i]
		in := match(s.Title)
		headed := false // a heading inside the section says it better than the title
		for _, b := range s.Blocks {
			headed = headed || b.Kind == report.HeadingBlock && match(b.Text)
		}
		in = in && !headed
		level := 1 // of the heading that says it
		apart := 0 // the level of the heading below it that says something else
		for k, b := range s.Blocks {
			if b.Kind == report.HeadingBlock && b.Level <= apart {
				apart = 0
			}
			switch {
			case b.Kind == report.HeadingBlock && match(b.Text) && deeper(s, k, match):
			case b.Kind == report.HeadingBlock && match(b.Text):
				in, level = true, max(1, b.Level)
			case b.Kind == report.HeadingBlock && in && b.Level > level && other(b.Text):
				apart = b.Level
			case apart > 0:
			case b.Kind == report.HeadingBlock && b.Level <= level && in && len(texts) > 0:
				return texts
			case b.Kind == report.ParagraphBlock && in:
				texts = append(texts, Quote{b.Text, b.Ref(s.Number)})
			}
		}
		if len(texts) > 0 {
			return texts
		}
	}
	return nil
}

func namesDuties(heading string) bool { return dutyHeading.MatchString(report.Fold(heading)) }

func namesGoals(heading string) bool { return goalHeading.MatchString(report.Fold(heading)) }

// introduces tells whether a text is there for what follows it.
func introduces(text string) bool {
	text = strings.TrimSpace(text)
	return strings.HasSuffix(text, "：") || strings.HasSuffix(text, ":")
}

func (f finder) duties() *Duties {
	texts := f.under(namesDuties, namesGoals)
	var d Duties
	var listed []Quote
	elsewhere := false // below a line that is the heading of something else
	for i, q := range texts {
		text := unnumbered(q.Text)
		if lineAbove.MatchString(text) {
			elsewhere = !namesDuties(text)
			continue
		}
		if elsewhere {
			continue
		}
		if items := dutyItems(text); len(items) > 1 {
			d.Of += len(items)
			for _, item := range items {
				if !dutyOfAll.MatchString(item) && utf8.RuneCountInString(item) <= longestAtAll {
					listed = append(listed, Quote{item, q.From})
				}
			}
			continue
		}
		first := sentences(text)
		if len(first) == 0 || len(first) == 1 && introduces(text) {
			continue
		}
		if text == strings.TrimSpace(q.Text) && i == 0 && whatItIs.MatchString(first[0]) {
			d.Is = &Quote{first[0], q.From}
			continue
		}
		if text != strings.TrimSpace(q.Text) {
			d.Of++
		}
		if dutyOfAll.MatchString(text) || utf8.RuneCountInString(first[0]) > longestAtAll {
			continue
		}
		listed = append(listed, Quote{first[0], q.From})
	}
	for _, q := range listed { // short ones first: they say what the body is for
		if len(d.Listed) < dutiesShown && utf8.RuneCountInString(q.Text) <= longestDuty {
			d.Listed = append(d.Listed, q)
		}
	}
	if len(d.Listed) == 0 && len(listed) > 0 {
		d.Listed = listed[:1]
	}
	if d.Is == nil && d.Listed == nil {
		return nil
	}
	return &d
}

// dutyItems are the duties that a sentence of a text lists between semicolons.
func dutyItems(text string) (items []string) {
	for _, s := range sentences(text) {
		lead := dutyLead.FindString(s)
		if lead == "" {
			continue
		}
		for item := range strings.SplitSeq(strings.TrimSuffix(s[len(lead):], "。"), "；") {
			if item = unnumbered(item); item != "" {
				items = append(items, item)
			}
		}
		return items
	}
	return nil
}

func (f finder) goals() *Goals {
	texts := f.under(namesGoals, namesDuties)
	var g Goals
	for _, q := range texts {
		text := unnumbered(q.Text)
		if text == strings.TrimSpace(q.Text) {
			continue // not an item of a list
		}
		g.Of++
		first := sentences(text)[0]
		if len(g.Quotes) < goalsShown && utf8.RuneCountInString(first) <= longestGoal {
			g.Quotes = append(g.Quotes, Quote{first, q.From})
		}
	}
	if len(g.Quotes) > 0 {
		return &g
	}
	for i := range f.report.Tables {
		t := &f.report.Tables[i]
		if t.Form == nil {
			continue
		}
		for k, field := range t.Form.Fields {
			if !goalField.MatchString(report.Fold(field.Name)) {
				continue
			}
			for m, text := range field.Paragraphs {
				for _, s := range sentences(text) {
					if utf8.RuneCountInString(s) <= longestAtAll {
						at := report.TableRef(t.Number).Field(k + 1)
						if len(field.Paragraphs) > 1 {
							at = report.TableRef(t.Number).FieldParagraph(k+1, m+1)
						}
						return &Goals{Quotes: []Quote{{unnumbered(s), at}}}
					}
				}
			}
		}
	}
	return nil
}
