package page

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of what an operator says at the foot of every page.
const (
	footerLines  = 12
	footerLength = 200 // characters of a line as it is written
)

// FooterLine is a line of what the operator says at the foot of every page: text and
// links, in order.
type FooterLine []Link

// footerLink is a link in such a line: [粤ICP备00000000号](https://beian.miit.gov.cn/).
var footerLink = regexp.MustCompile(`\[([^\]\[]+)\]\(([^()\s]*)\)`)

// ParseFooter reads what the operator says at the foot of every page: who runs the site,
// its identification code and filing numbers. A line is a line; blank ones are passed
// over. The error names the line.
func ParseFooter(text string) (lines []FooterLine, err error) {
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		n++
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if !utf8.ValidString(line) || strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsGraphic(r) }) {
			return nil, fmt.Errorf("line %d holds what is no text in UTF-8, or cannot be seen: write it anew as plain text", n)
		}
		if length := utf8.RuneCountInString(line); length > footerLength {
			return nil, fmt.Errorf("line %d has %d characters: write at most %d in a line", n, length, footerLength)
		}
		if len(lines) == footerLines {
			return nil, fmt.Errorf("line %d is one too many: write at most %d", n, footerLines)
		}
		parsed, err := footerLine(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		lines = append(lines, parsed)
	}
	return lines, nil
}

func footerLine(line string) (parts FooterLine, err error) {
	at := 0
	for _, m := range footerLink.FindAllStringSubmatchIndex(line, -1) {
		if before := line[at:m[0]]; before != "" {
			parts = append(parts, Link{Text: before})
		}
		text, address := line[m[2]:m[3]], line[m[4]:m[5]]
		u, err := url.Parse(address)
		web := err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
		if !web && !(err == nil && (u.Scheme == "mailto" || u.Scheme == "tel") && u.Opaque != "") {
			return nil, fmt.Errorf("%q is no address of a link: write [文字](https://…), or one with http://, mailto: or tel: in front", address)
		}
		parts, at = append(parts, Link{Text: text, Href: address}), m[1]
	}
	if rest := line[at:]; rest != "" {
		parts = append(parts, Link{Text: rest})
	}
	return parts, nil
}

// mistake leads to where a reader tells the site of a mistake of its own on the page at
// an address, which is filled in; nil where there is nobody to tell.
func (s Site) mistake(heading, address string) *Link {
	to := s.contact()
	if to == nil || address == "" {
		return nil
	}
	kind, _, _ := strings.Cut(s.Contact, ":")
	switch kind {
	case "mailto":
		to.Href += "?subject=" + url.PathEscape("网页有误："+heading) +
			"&body=" + url.PathEscape("页面地址："+address+"\r\n\r\n有误之处：\r\n\r\n应当是：\r\n")
	case "https":
		u, err := url.Parse(s.Contact)
		if err != nil {
			return to
		}
		if u.RawQuery != "" {
			u.RawQuery += "&"
		}
		u.RawQuery += "page=" + url.QueryEscape(address)
		to.Href = u.String()
	}
	return to
}
