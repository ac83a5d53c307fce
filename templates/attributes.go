package templates

import (
	"disclosure/internal/page"
	"strconv"

	"github.com/a-h/templ"
)

// optional is an attribute that is left out where it is empty.
func optional(name, value string) templ.Attributes {
	if value == "" {
		return nil
	}
	return templ.Attributes{name: value}
}

// cellID gives a cell its id, or the one that it has where the id is on its
// text; it is then named by the text alone, without its control.
func cellID(id, headID string) templ.Attributes {
	if headID == "" {
		return templ.Attributes{"id": id}
	}
	return templ.Attributes{"id": headID, "aria-labelledby": id}
}

// span is a rowspan or colspan, left out where the cell spans one.
func span(name string, n int) templ.Attributes {
	if n <= 1 {
		return nil
	}
	return templ.Attributes{name: strconv.Itoa(n)}
}

// named gives a link its name. One without a name of its own, one of many in a
// table, is for the pointer: the keyboard and a screen reader pass it unless a
// script leads there.
func named(name string) templ.Attributes {
	if name == "" {
		return templ.Attributes{"aria-hidden": "true", "tabindex": "-1", "aria-label": "引用此行"}
	}
	return templ.Attributes{"aria-label": name}
}

// contentsLevel is the class of a line of a published list below the first level.
func contentsLevel(l page.Link) string {
	if l.Level == 0 {
		return ""
	}
	return "level-" + strconv.Itoa(min(l.Level, 3))
}

// pictureLevel is the class of a row of a picture below the first level.
func pictureLevel(level int) string {
	if level == 0 {
		return ""
	}
	return "level-" + strconv.Itoa(min(level, 6))
}

// negative is the class of a bar below nothing.
func negative(is bool) string {
	if is {
		return "negative"
	}
	return ""
}

// falls is the class of a column that is lower than the one before.
func falls(is bool) string {
	if is {
		return "falls"
	}
	return ""
}

// besides is the class of the description of a picture that stands beside an answer which
// says the same: it is read aloud only.
func besides(level int) string {
	if level == 3 {
		return "unseen"
	}
	return ""
}
