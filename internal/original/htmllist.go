package original

import (
	"regexp"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// listFormats are the kinds of numbers of lists, as a page names them, and as Word does.
var listFormats = map[string]string{
	"": "decimal", "1": "decimal", "decimal": "decimal", "decimal-leading-zero": "decimalZero",
	"a": "lowerLetter", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
	"A": "upperLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
	"i": "lowerRoman", "lower-roman": "lowerRoman", "I": "upperRoman", "upper-roman": "upperRoman",
	"cjk-ideographic": "chineseCounting", "simp-chinese-informal": "chineseCounting", "trad-chinese-informal": "chineseCounting",
	"cjk-decimal": "ideographDigital", "none": "none",
}

var listStyle = regexp.MustCompile(`(?i)list-style(?:-type)?\s*:[^;]*?\b(none|decimal-leading-zero|decimal|(?:lower|upper)-(?:alpha|latin|roman)|cjk-ideographic|cjk-decimal|(?:simp|trad)-chinese-informal)\b`)

// itemNumber is the number that a browser writes before the next item of a list, ""
// where it writes none. Items are counted as they come.
func (w *page) itemNumber(item *html.Node) string {
	list := item.Parent
	if list == nil || list.DataAtom != atom.Ol {
		return ""
	}
	n, begun := w.counts[list]
	if n++; !begun {
		n = 1
		if start, err := strconv.Atoi(attribute(list, "start")); err == nil {
			n = start
		}
	}
	if value, err := strconv.Atoi(attribute(item, "value")); err == nil {
		n = value
	}
	w.counts[list] = n
	kind := attribute(list, "type")
	for _, element := range []*html.Node{list, item} {
		if m := listStyle.FindStringSubmatch(attribute(element, "style")); m != nil {
			kind = m[1]
		}
	}
	number, ok := numeral(listFormats[kind], n)
	switch {
	case !ok || number == "":
		return ""
	case number[0] < 0x80:
		return number + ". "
	}
	return number + "、"
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
