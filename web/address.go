package web

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"disclosure/internal/report"
)

// address is what the variable parts of a request's path say. Whether there is
// such a report or page is for the store to know.
type address struct {
	report.Key
	version string // its first 12 digits; "" for the newest
	number  int    // of the section, table or form; 0 where the path has none
	slug    string // of the picture; "" where the path has none
}

var versionForm = regexp.MustCompile(`^[0-9a-f]{12}$`)

// parseAddress reads the path parameters that the route names. A page has one
// spelling: a number in any other form (07, +7, ７) is no address at all.
func parseAddress(c echo.Context) (address, error) {
	kind, version, pinned := strings.Cut(c.Param("kind"), "@")
	if pinned && !versionForm.MatchString(version) {
		return address{}, echo.ErrNotFound
	}
	a := address{Key: report.Key{Unit: c.Param("unit"), Kind: kind}, version: version, slug: c.Param("slug")}
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

// meant returns the path that someone meant who asked for the one of u, for which
// there is nothing; "" where u is spelled as all addresses are. Those have small
// letters, digits and few signs, so that what was swallowed with one by the program
// that found it in a text can be told apart: a sign, and what follows a bracket, a
// space or a sign of Chinese. Capitals and letters written as %74 are spelled anew.
func meant(u *url.URL) string {
	if strings.Contains(strings.ToLower(u.RawPath), "%2f") {
		return "" // a slash that divides nothing
	}
	path := u.Path
	if end := strings.IndexFunc(path, notInAddress); end >= 0 {
		swallowed := path[end:]
		first, _ := utf8.DecodeRuneInString(swallowed)
		words := strings.ContainsFunc(swallowed, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
		switch {
		case unicode.IsLetter(first), unicode.IsNumber(first), unicode.IsControl(first), first == utf8.RuneError:
			return ""
		case words && (strings.HasSuffix(path[:end], "/") || strings.ContainsRune(inSentences, first)):
			return "" // 7,8 may be two numbers
		}
		path = path[:end]
	}
	path = "/" + strings.Trim(strings.ToLower(path), "/.")
	if path == u.EscapedPath() || strings.Contains(path, "//") || strings.Contains(path, "/.") {
		return ""
	}
	return path
}

// inSentences are signs that may stand inside of what someone wrote.
const inSentences = "!'*+,:;=&$%?~"

// notInAddress tells whether r is in no address of the site.
func notInAddress(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("/-._@", r)
}

// parseNumber reads [1-9][0-9]*, nothing else.
func parseNumber(text string) (n int, ok bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n > 0 && strconv.Itoa(n) == text
}
