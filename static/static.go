// Package static holds the files that pages load: style sheets, scripts and
// icons. They are embedded, and served under names that hold a hash of their
// content, so that a browser may keep them for ever.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

//go:embed css js favicon.svg favicon.ico
var files embed.FS

// sheets are the parts of site.css, in the order of the cascade.
var sheets = []string{"base", "layout", "text", "table", "form", "pages", "definitions", "data", "bound", "cite", "tooltip", "search", "forced", "print"}

// ownSheets are those of few pages, which load them behind site.css.
var ownSheets = []string{"checks", "compare", "overview", "pictures"}

// scripts are the parts of site.js, each in a scope of its own; box, places and
// cite give their names to those after them.
var scripts = []string{"box", "tooltip", "table", "places", "cite", "figures", "address"}

// file is a served file.
type file struct {
	content     []byte
	contentType string
}

// assets are the files as they are served.
type assets struct {
	names  map[string]string // name → hashed name
	served map[string]file   // hashed name → file
}

// built puts the files together when the first one is asked for: commands that serve
// nothing need none.
var built = sync.OnceValue(build)

// Comments and indentation are for those who edit the files: a reader does not
// load them. In scripts a comment has its line to itself, or ends one. Beside these
// signs an end of line or a space says nothing; no text in a script has one of them
// between spaces.
var (
	cssComment = regexp.MustCompile(`(?s)[\t ]*/\*.*?\*/\n?`)
	jsComment  = regexp.MustCompile(`(?m)^[\t ]*(?://.*\n)?|([;,{]) // .*$`)
	jsSpace    = regexp.MustCompile(`([;,{])\n+|\n+(})| (=>|===|!==|&&|=|\{) `)
	cssLineEnd = regexp.MustCompile(`([;,{}])\n[\n\t]*`)
)

const (
	cssType    = "text/css; charset=utf-8"
	scriptType = "text/javascript; charset=utf-8"
)

// compact leaves out of a script what is for those who edit it.
func compact(js []byte) []byte {
	return jsSpace.ReplaceAll(jsComment.ReplaceAll(js, []byte("$1")), []byte("$1$2$3"))
}

func build() assets {
	a := assets{map[string]string{}, map[string]file{}}
	var css []byte
	for _, sheet := range sheets {
		css = append(css, read("css/"+sheet+".css")...)
		if sheet == "table" {
			css = append(css, tableRules()...)
		}
		if sheet == "definitions" {
			css = append(css, besideRules()...)
		}
	}
	css = cssLineEnd.ReplaceAll(cssComment.ReplaceAll(css, nil), []byte("$1"))
	a.add("site.css", css, cssType)
	a.add("site-large.css", append(enlarge(css), cssComment.ReplaceAll(read("css/large.css"), nil)...), cssType)
	for _, name := range ownSheets {
		own := cssLineEnd.ReplaceAll(cssComment.ReplaceAll(read("css/"+name+".css"), nil), []byte("$1"))
		a.add(name+".css", own, cssType)
		a.add(name+"-large.css", enlarge(own), cssType)
	}
	var js []byte
	for _, script := range scripts {
		js = append(js, read("js/"+script+".js")...)
	}
	a.add("site.js", compact(js), scriptType)
	a.add("old.js", compact(read("js/old.js")), scriptType)
	a.add("copysearch.js", compact(read("js/copysearch.js")), scriptType)
	a.add("tables.js", compact(read("js/copy.js")), scriptType)
	a.add("favicon.svg", read("favicon.svg"), "image/svg+xml")
	a.add("favicon.ico", read("favicon.ico"), "image/x-icon")
	return a
}

func read(name string) []byte {
	content, err := files.ReadFile(name)
	if err != nil {
		panic("static: " + err.Error()) // the file is named here and embedded above
	}
	return content
}

func (a assets) add(name string, content []byte, contentType string) {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	hashed := strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:6]) + ext
	a.names[name] = hashed
	a.served[hashed] = file{content, contentType}
}

// Asset returns the address of the file name: /static/site-0123456789ab.css
// for site.css. It panics for a name that is not here, which a page would
// otherwise show as a broken link.
func Asset(name string) string {
	hashed, ok := built().names[name]
	if !ok {
		panic(fmt.Sprintf("static: no file %q", name))
	}
	return "/static/" + hashed
}

// largeType is how many times the standard size of letters the large one is: 24
// pixels or 18 points, which the rules for old readers ask, to 17.
const largeType = 24.0 / 17

var (
	mediaQuery = regexp.MustCompile(`@media[^{]+`)
	lengthInEm = regexp.MustCompile(`[0-9.]+em\b`)
)

// enlarge moves the breakpoints of a style sheet, which are counted in letters of
// the size that the reader's browser has, to where letters of the large size have
// the same room.
func enlarge(css []byte) []byte {
	return mediaQuery.ReplaceAllFunc(css, func(query []byte) []byte {
		return lengthInEm.ReplaceAllFunc(query, func(length []byte) []byte {
			n, err := strconv.ParseFloat(string(length[:len(length)-2]), 64)
			if err != nil {
				panic("static: " + err.Error()) // the pattern finds numbers
			}
			return append(strconv.AppendFloat(nil, n*largeType, 'f', 2, 64), "em"...)
		})
	})
}

// Open returns the file of a hashed name: the last element of what Asset
// returned.
func Open(hashedName string) (content []byte, contentType string, ok bool) {
	f, ok := built().served[hashedName]
	return f.content, f.contentType, ok
}
