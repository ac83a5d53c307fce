package original

import "regexp"

var pageNumbers = regexp.MustCompile(`^[-–—－·•~\s]*(第\s*)?([0-9０-９]{1,4}|[ivxlIVXL]{1,7})(\s*页)?(\s*[/／，,]?\s*共?\s*[0-9０-９]{1,4}\s*页?)?[-–—－·•~\s]*$`)

// pageNumber tells whether a text at the edge of a page can be its number: 3,
// - 3 -, 第 3 页, 3/30.
func pageNumber(text string) bool { return pageNumbers.MatchString(text) }

// leaders are the dots that lead from an entry of the contents to its page,
// with the page's number where it stands there.
var leaders = regexp.MustCompile(`\s*(…{4,}|[.．。·•‧┈]{4,}|_{4,})[….．。·•‧┈_\s]*([0-9]{1,4})?\s*$`)
