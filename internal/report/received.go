package report

import "regexp"

// placeLine is a line of a text as received that says where in the original the
// lines below it stand: a page and a box on it in points, a cell, a paragraph or a
// line, behind the name of the file where there are several.
var placeLine = regexp.MustCompile(`^@ (\S.*, )?(page [0-9]+, [0-9]+ [0-9]+ [0-9]+ [0-9]+|sheet .+, cell [A-Z]+[0-9]+|paragraph [0-9]+|line [0-9]+)$`)

// IsPlace tells whether a line of a text as received is no text of the report, but
// says where in the original the lines below it stand.
func IsPlace(line string) bool { return placeLine.MatchString(line) }
