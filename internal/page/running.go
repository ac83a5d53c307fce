package page

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"disclosure/internal/report"
)

// Sheet is the generated style sheet of one page. It carries what CSS can only
// say literally: the running head and foot of the page's printed sheets, in the
// margin boxes. Its address holds a hash of its text.
type Sheet struct {
	Address string
	CSS     string
}

// newSheet makes the sheet of the page at path. Everywhere on it the head says
// title and the foot says foot; on the print page the head also names the part.
func newSheet(path, title, foot string, parts ...runningPart) *Sheet {
	var css strings.Builder
	css.WriteString("@page {\n")
	marginBox(&css, "top-left", cssString(title))
	marginBox(&css, "bottom-left", cssString(foot))
	marginBox(&css, "bottom-right", `counter(page) " / " counter(pages)`)
	css.WriteString("}\n")
	for _, p := range parts {
		css.WriteString("@page part-" + p.id + " {\n")
		if p.wide {
			css.WriteString("size: A4 landscape; margin: 16mm 14mm 14mm;\n") // as @page wide in print.css
		}
		marginBox(&css, "top-right", cssString(p.title))
		css.WriteString("}\n.on-" + p.id + " { page: part-" + p.id + "; }\n")
	}
	sum := sha256.Sum256([]byte(css.String()))
	return &Sheet{
		Address: "/static/running" + strings.TrimSuffix(path, "/") + "/" + hex.EncodeToString(sum[:6]) + ".css",
		CSS:     css.String(),
	}
}

// runningPart is a part of the print page. Each begins a sheet of its own, so
// that a loose sheet names what it belongs to.
type runningPart struct {
	id, title string
	wide      bool
}

// marginBox writes a margin box; print.css says how they look.
func marginBox(css *strings.Builder, place, content string) {
	css.WriteString("@" + place + " { content: " + content + "; }\n")
}

// cssString writes text as a string of CSS: what could end the string or the
// sheet is escaped by its code point.
func cssString(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r < ' ' || r == 0x7f || strings.ContainsRune(`"\<>&{}`, r):
			b.WriteString(`\` + hexDigits(r) + ` `)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func hexDigits(r rune) string {
	return strings.TrimLeft(hex.EncodeToString([]byte{byte(r >> 16), byte(r >> 8), byte(r)}), "0")
}

// foot is the running foot of a page of a report: where it stands and which
// version of the report it shows.
func foot(address string, f report.Front) string {
	return address + "　版本 " + f.ShortVersion()
}

// colophon says in the flow of a page what its head and foot say, for browsers
// that print no margin boxes.
func colophon(title, foot string) string { return title + "　" + foot }
