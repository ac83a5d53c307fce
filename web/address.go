package web

import (
	"strconv"

	"github.com/labstack/echo/v4"

	"disclosure/internal/report"
)

// address is what the variable parts of a request's path say. Whether there is
// such a report or page is for the store to know.
type address struct {
	report.Key
	number int // of the section, table or form; 0 where the path has none
}

// parseAddress reads the path parameters that the route names. A page has one
// spelling: a number in any other form (07, +7, ７) is no address at all.
func parseAddress(c echo.Context) (address, error) {
	a := address{Key: report.Key{Unit: c.Param("unit"), Kind: c.Param("kind")}}
	for name, field := range map[string]*int{"year": &a.Year, "number": &a.number} {
		text := c.Param(name)
		if text == "" {
			continue // the route does not have it, or it is empty and no report is of year 0
		}
		n, ok := parseNumber(text)
		if !ok {
			return address{}, echo.ErrNotFound
		}
		*field = n
	}
	return a, nil
}

// parseNumber reads [1-9][0-9]*, nothing else.
func parseNumber(text string) (n int, ok bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n > 0 && strconv.Itoa(n) == text
}
