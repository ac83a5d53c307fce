package templates

import (
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

// span is a rowspan or colspan, left out where the cell spans one.
func span(name string, n int) templ.Attributes {
	if n <= 1 {
		return nil
	}
	return templ.Attributes{name: strconv.Itoa(n)}
}
