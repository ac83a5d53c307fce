package draft

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/report"
)

// front is what stands before the first section.
type front struct {
	decided       Decisions
	heading       string
	cover         []string
	contentsTitle string
	contents      []string
	annexesTitle  string
	annexes       []string

	marks marks

	year             int
	kind             string
	slug, name, nick string
}

// marks are the places of what stands before the first section, as source.txt says
// them.
type marks struct {
	heading, title  string
	cover, contents []string
}

// readFront reads cover and contents, and returns the blocks after them.
func (d *Draft) readFront(blocks []block) []block {
	contents := contentsTitle(blocks[:min(len(blocks), 40)])
	cover := blocks
	if contents >= 0 {
		cover = blocks[:contents]
	} else {
		// Without contents the cover is what stands before the first part.
		end := slices.IndexFunc(blocks, func(b block) bool {
			return b.Grid != nil && b.mark != blocks[0].mark || b.Place.Page > blocks[0].Place.Page || partNumber.MatchString(b.text()) || firstNumber.MatchString(b.text()) || len([]rune(b.text())) > 60
		})
		if end < 0 {
			end = len(blocks)
		}
		cover = blocks[:max(end, 1)]
		contents = len(cover) - 1
	}
	d.readCover(asLines(cover))
	if len(cover) == len(blocks) || contents < 0 || contents == len(cover)-1 {
		return blocks[len(cover):]
	}
	d.contentsTitle, d.marks.title = blocks[contents].text(), blocks[contents].mark
	rest := blocks[contents+1:]
	dated := func() bool { return len(d.contents) == 0 && len(rest) > 1 && report.SaysDay(rest[0].text()) }
	for len(rest) > 0 {
		if whole := d.goesOn(rest[0], rest[1:]); whole != "" {
			d.contents[len(d.contents)-1] = whole
			rest = rest[1:]
			continue
		}
		if !dated() && !d.entry(rest[0], rest[1:]) {
			break
		}
		for _, line := range entriesIn(rest[0].text()) {
			d.contents = append(d.contents, line)
			d.marks.contents = append(d.marks.contents, rest[0].mark)
		}
		rest = rest[1:]
	}
	return rest
}

// contentsTitle is the block that is the title of the contents, -1 for none: 目录, or a line
// that ends so above the first part, 2024年部门预算公开目录.
func contentsTitle(blocks []block) int {
	if k := slices.IndexFunc(blocks, func(b block) bool { return contentsWords.MatchString(bare(b.text())) }); k >= 0 {
		return k
	}
	for k := 1; k+1 < len(blocks); k++ {
		text := bare(blocks[k].text())
		if numberOf(text) < 0 && short(text) && strings.HasSuffix(text, "目录") && partNumber.MatchString(blocks[k+1].text()) {
			return k
		}
	}
	return -1
}

// asLines are blocks with the cells of their grids as paragraphs, a label with what stands
// beside it: a cover may be set as a table.
func asLines(blocks []block) (lines []block) {
	for _, b := range blocks {
		if b.Grid == nil {
			lines = append(lines, b)
			continue
		}
		for row := range b.Grid.Rows {
			label := false
			for _, cell := range texts(b, row) {
				if last := len(lines) - 1; label {
					joined := *lines[last].Paragraph
					joined.Text += cell.Paragraph.Text
					lines[last].Paragraph = &joined
				} else {
					lines = append(lines, cell)
				}
				label = strings.HasSuffix(cell.Paragraph.Text, "：") || strings.HasSuffix(cell.Paragraph.Text, ":")
			}
		}
	}
	return lines
}

// readCover reads the heading, which may stand on several lines of one size, and
// the lines above and below it.
func (d *Draft) readCover(cover []block) {
	for len(cover) > 1 && report.StandsAbove(cover[0].text()) {
		d.cover = append(d.cover, cover[0].text())
		d.marks.cover = append(d.marks.cover, cover[0].mark)
		cover = cover[1:]
	}
	above := len(d.cover)
	for i, b := range cover {
		text := b.text()
		switch {
		case i == 0:
			d.heading, d.marks.heading = text, b.mark
		case len(d.cover) == above && !kindWord(d.heading) && b.Paragraph.Size == cover[0].Paragraph.Size &&
			(b.Paragraph.Size > 0 || kindWord(text) && short(text) && b.Paragraph.Style == cover[0].Paragraph.Style && b.Paragraph.Centred == cover[0].Paragraph.Centred):
			d.heading = oneLine(d.heading + "\n" + text)
		default:
			d.cover = append(d.cover, text)
			d.marks.cover = append(d.marks.cover, b.mark)
		}
	}
}

// kindWord tells whether a heading says already of what kind the report is.
func kindWord(heading string) bool {
	return slices.ContainsFunc(kindOfHeading, func(k struct {
		words *regexp.Regexp
		slug  string
	}) bool {
		return k.words.MatchString(heading)
	})
}

// numberOf is the kind of number with which a text begins, -1 for none.
func numberOf(text string) int {
	return slices.IndexFunc(anyNumber, func(n *regexp.Regexp) bool { return n.MatchString(text) })
}

var slugOfFile = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z]+)*`)

// identify finds whose report it is, of which year and kind. The slug is known
// where the folder has its name already.
func (d *Draft) identify(files []File) {
	front := strings.Join(append([]string{d.heading}, d.cover...), " ")
	if m := yearWords.FindStringSubmatch(front); m != nil {
		d.year, _ = strconv.Atoi(m[1])
	}
	if contents := strings.Join(d.contents, " "); !strings.Contains(front, "部门") && !strings.Contains(contents, "部门") {
		front += " " + contents // a cover without 单位决算 may have contents with it
	}
	for _, k := range kindOfHeading {
		if k.words.MatchString(front) {
			d.kind = k.slug
			break
		}
	}
	first := files[0].Name
	if d.year == 0 {
		d.year, _ = strconv.Atoi(d.decide(Question{Key: "year", Place: first, File: first, Text: "封面上没有年份。报告是哪一年的？", Assumed: "2000", wrong: aYear}))
	}
	if d.kind == "" {
		d.kind = d.decide(Question{Key: "kind", Place: first, File: first, Assumed: "budget",
			Text:    "封面上看不出是哪一种报告：budget 部门预算，final-accounts 部门决算，unit-budget 单位预算，unit-final-accounts 单位决算。",
			Choices: []string{"budget", "final-accounts", "unit-budget", "unit-final-accounts"}})
	}
	d.name = d.body()
	d.name = d.decide(Question{Key: "name", Place: first, File: first, Text: "报告是哪个单位的？写全称。", Assumed: d.name})
	d.nick = d.decide(Question{Key: "short", Place: first, File: first, Text: "这个单位的简称是什么？用在目录里和小屏幕上。", Assumed: d.name})
	given := d.slug != ""
	if !given {
		d.slug = strings.Trim(slugOfFile.FindString(strings.ToLower(path.Base(first))), "-")
		if d.slug == "" {
			d.slug = "unit"
		}
	}
	slug := Question{Key: "slug", Place: first, File: first, Assumed: d.slug,
		Text: "单位在网址里用什么名字？小写字母、数字、连字符，以后不改；本站已有的单位用原来的。要换名字，就给上一级文件夹换名，用 draft -o 指到它。",
		wrong: func(answer string) string {
			if answer != d.slug || !slugForm.MatchString(answer) {
				return fmt.Sprintf("the folder of the body is called %q: write that, or call the folder so and name it with -o", d.slug)
			}
			return ""
		}}
	d.ask(slug)
	d.Dir = d.slug + "/" + strconv.Itoa(d.year) + "-" + d.kind
}

// agree refuses files of which a later one has a cover of another year or kind.
func agree(files []File) error {
	first := ""
	for i, f := range files {
		if len(f.Blocks) == 0 || f.Blocks[0].Paragraph == nil {
			continue
		}
		cover := oneLine(f.Blocks[0].Paragraph.Text)
		year := yearWords.FindStringSubmatch(cover)
		if year == nil || !short(cover) || !kindWord(cover) {
			continue
		}
		said := year[1]
		for _, k := range kindOfHeading {
			if k.words.MatchString(cover) {
				said += " " + k.slug
				break
			}
		}
		if first == "" {
			first = said
		}
		if said != first {
			return fmt.Errorf("%s is of %s and %s of %s: give the files of one report", files[0].Name, first, files[i].Name, said)
		}
	}
	return nil
}

// body finds the name of the body: as most tables print it above them, else as
// the cover does, else what the heading says before the year.
func (d *Draft) body() string {
	counts := map[string]int{}
	best := ""
	for _, t := range d.tables() {
		for _, line := range t.captions {
			name, _ := report.CaptionFacts([]string{line})
			if name == "" {
				continue
			}
			name = codeBefore.ReplaceAllString(name, "")
			if counts[name]++; counts[name] > counts[best] {
				best = name
			}
		}
	}
	if best != "" {
		return best
	}
	for _, line := range d.cover {
		if m := coverBody.FindStringSubmatch(line); m != nil {
			return m[1]
		}
	}
	if name := strings.TrimSpace(kindEnd.ReplaceAllString(yearWords.ReplaceAllString(d.heading, ""), "")); name != "" {
		return name
	}
	return strings.TrimSpace(d.heading)
}
