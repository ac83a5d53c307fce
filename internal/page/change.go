package page

import (
	"fmt"
	"strconv"
	"strings"

	"disclosure/internal/change"
	"disclosure/internal/report"
)

// ChangeView is what became of a place of a report in a later version: its words in
// both, as published.
type ChangeView struct {
	Kind    string // a class for the style sheets
	Place   Link   // in the earlier version, or in the later one where it was added
	Says    string // 改为
	Was, Is string // "" for a place that is not there; a blank is said in words
	Now     Link   // in the later version; without address where it is the place itself or nowhere

	// The same for a script: the anchor in the earlier version, the columns of its side
	// where the table has several, of how many places one below the other it is the first,
	// and the anchor in the later version.
	At, Side, Count, Then string
}

// changeViews are the changes from one version to another, whose outlines say at which
// addresses they are shown. Rows that moved by as much are one entry.
func changeViews(changes []change.Change, before, after *report.Report, was, is report.Outline) (views []ChangeView) {
	then, now := placesOf(before), placesOf(after)
	for i := 0; i < len(changes); i++ {
		c := changes[i]
		from := Link{Text: placeName(was, c.Before, then), Href: was.Base() + c.Before.String()}
		to := Link{Text: "新位置", Href: is.Base() + c.After.String()}
		view := ChangeView{Kind: string(c.Kind), Place: from, Now: to, At: c.Before.Anchor, Then: c.After.Anchor, Count: "1"}
		if c.Kind == change.Gone || c.Kind == change.Moved {
			view.ofSide(before, c)
		}
		switch c.Kind {
		case change.Changed:
			view.Says, view.Was, view.Is = "改为", inQuotes(c.Was), inQuotes(c.Is)
			if c.Before.String() == c.After.String() {
				view.Now.Text = "新版本的这一处"
			}
		case change.Gone:
			view.Says, view.Was, view.Now = "新版本没有", inQuotes(c.Was), Link{}
		case change.Added:
			view.Place = Link{Text: placeName(is, c.After, now), Href: to.Href}
			view.Says, view.Is, view.Now = "新增", inQuotes(c.Is), Link{}
		case change.Moved:
			last := i
			for last+1 < len(changes) && follows(changes[last], changes[last+1]) {
				last++
			}
			view.Says = "内容相同，位置改为" + placeOnPage(is, c.After)
			if last > i {
				view.Place.Text = partOf(was, c.Before) + anchorName(c.Before) + "至" + anchorName(changes[last].Before)
				view.Says += "至" + anchorName(changes[last].After)
			} else {
				view.Place.Text = partOf(was, c.Before) + anchorName(c.Before)
			}
			view.Count = strconv.Itoa(last - i + 1)
			i = last
		}
		views = append(views, view)
	}
	return views
}

// ofSide says of a row of one side of a table, whose place is its first cell, that it is
// a row and of which columns.
func (view *ChangeView) ofSide(before *report.Report, c change.Change) {
	var row, column, now int
	if n, _ := fmt.Sscanf(c.Before.Anchor, "r%dc%d", &row, &column); n != 2 || c.Before.Part != report.TablePart {
		return
	}
	t := before.Table(c.Before.Number)
	if t == nil || len(t.Sides) < 2 || column > len(t.Columns) {
		return
	}
	last := column
	for last < len(t.Columns) && t.Columns[last].Side == t.Columns[column-1].Side {
		last++
	}
	view.At, view.Side = fmt.Sprintf("r%d", row), fmt.Sprintf("%d %d", column, last)
	if n, _ := fmt.Sscanf(c.After.Anchor, "r%d", &now); n == 1 {
		view.Then = fmt.Sprintf("r%d", now)
	}
}

// placeOnPage names a place by its number alone: 第 11 行; a page by its name.
func placeOnPage(o report.Outline, ref report.Ref) string {
	if name := anchorName(ref); name != "" {
		return name
	}
	return partName(o, ref)
}

// partOf is the name of a place's part before its number, where it has one.
func partOf(o report.Outline, ref report.Ref) string {
	if ref.Anchor == "" {
		return partName(o, ref)
	}
	return partName(o, ref) + placeStep
}

// follows tells whether both are rows that moved by as much, one below the other.
func follows(a, b change.Change) bool {
	if b.Kind != change.Moved || a.Before.Page() != b.Before.Page() || a.After.Page() != b.After.Page() {
		return false
	}
	var sort, other [2]rune
	var n [4]int
	for k, anchor := range []string{a.Before.Anchor, a.After.Anchor, b.Before.Anchor, b.After.Anchor} {
		var rest string
		var letter rune
		if count, _ := fmt.Sscanf(anchor, "%c%d%s", &letter, &n[k], &rest); count != 2 {
			return false
		}
		if k < 2 {
			sort[k] = letter
		} else {
			other[k-2] = letter
		}
	}
	return sort == other && n[2] == n[0]+1 && n[3] == n[1]+1
}

// inQuotes is a published text as it is quoted: a blank is said in words.
func inQuotes(text string) string {
	if text == "" {
		return "（空白）"
	}
	return "“" + strings.ReplaceAll(text, "\n", " ") + "”"
}
