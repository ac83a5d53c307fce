package source

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"net/url"
	"path"
	"regexp"

	"github.com/pelletier/go-toml/v2"

	"disclosure/internal/report"
)

// largestGiven bounds the originals that a site gives away of one report, in bytes. A
// page of text takes some 10 KB, a scanned one 200.
const largestGiven = 32 << 20

// originalEntry is an [[original]] of report.toml: a file in which the report was
// published, as it came.
type originalEntry struct {
	File            string
	Name            string
	SHA256          string `toml:"sha256"`
	Address         string
	Published       toml.LocalDate
	Received        toml.LocalDate
	Terms           string
	PublisherAllows bool `toml:"publisher_allows"`
}

var sumPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

// readOriginals checks what report.toml says of the originals, and that the files
// beside it are these. It keeps the content of those that may be given away.
func (l *loader) readOriginals() {
	left := int64(largestGiven)
	names := map[string]bool{}
	for i, e := range l.settings.Original {
		doc, where := l.settingsDoc, at{"original", i}
		o := report.Original{File: e.File, Name: e.Name, SHA256: e.SHA256, Address: e.Address, Terms: e.Terms, Allowed: e.PublisherAllows}
		o.Published = knownDay(e.Published)
		o.Received = knownDay(e.Received)
		if o.Published != "" && o.Received != "" && o.Received < o.Published {
			doc.fail(where.of("received"), "received %s is before published %s: correct the one that is wrong", o.Received, o.Published)
		}
		if e.Address != "" && !isAddress(e.Address) {
			doc.fail(where.of("address"), "address %q is no address of the web: write it whole, https://…, or remove it", e.Address)
		}
		if doc.require(where.of("name"), e.Name) && names[e.Name] {
			doc.fail(where.of("name"), "two originals are called %q: give each the name under which it was published", e.Name)
		}
		names[e.Name] = true
		twice := l.named[e.File]
		l.named[e.File] = true
		switch {
		case !doc.require(where.of("file"), e.File), !doc.require(where.of("sha256"), e.SHA256):
		case !report.IsOriginal(e.File):
			doc.fail(where.of("file"), "file %q cannot be kept: call it original.pdf, .docx, .xlsx, .html or .txt; of several original-1.pdf and so on", e.File)
		case twice:
			doc.fail(where.of("file"), "%s is named twice: write one [[original]] for each file", e.File)
		case !sumPattern.MatchString(e.SHA256):
			doc.fail(where.of("sha256"), "sha256 %q is no SHA-256: write its 64 digits, 0-9 and a-f", e.SHA256)
		default:
			content, ok := l.proveOriginal(doc, where, e, left)
			if ok && e.PublisherAllows {
				left -= int64(len(content))
				l.report.Given = append(l.report.Given, report.Given{File: e.File, Content: content})
			}
		}
		l.report.Originals = append(l.report.Originals, o)
	}
}

// proveOriginal holds a file against its sum, and returns its content where it may be
// given away.
func (l *loader) proveOriginal(doc *document, where at, e originalEntry, left int64) (content string, ok bool) {
	file, err := l.fsys.Open(path.Join(l.dir, e.File))
	if err != nil {
		doc.fail(where.of("file"), "%s cannot be read (%v): put the published file there, or remove this [[original]]", e.File, withoutPath(err))
		return "", false
	}
	defer file.Close()
	sum, in := sha256.New(), io.Reader(io.LimitReader(file, largestFile+1))
	var kept []byte
	if e.PublisherAllows {
		kept, err = io.ReadAll(io.LimitReader(in, left+1))
		if int64(len(kept)) > left {
			doc.fail(where.of("publisher_allows"), "the originals that are given away have more than %d MB up to %s: remove publisher_allows, and give the address at which it was published", largestGiven>>20, e.File)
			return "", false
		}
		sum.Write(kept)
	}
	size := int64(0)
	if err == nil {
		size, err = io.Copy(sum, in)
	}
	switch got := hex.EncodeToString(sum.Sum(nil)); {
	case err != nil:
		doc.fail(where.of("file"), "%s cannot be read (%v): make it a plain file that can be", e.File, withoutPath(err))
	case size > largestFile:
		doc.fail(where.of("file"), "%s has more than %d MB: keep a smaller form of it that the publisher gives", e.File, largestFile>>20)
	case got != e.SHA256:
		doc.fail(where.of("sha256"), "%s has the SHA-256 %s, so that it is another file: put the published one there, or draft the report anew from this one", e.File, got)
	default:
		return string(kept), true
	}
	return "", false
}

func withoutPath(err error) error {
	if wrong, ok := err.(*fs.PathError); ok {
		return wrong.Err
	}
	return err
}

func isAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// knownDay is a day as text, "" where none is written.
func knownDay(day toml.LocalDate) string {
	if day == (toml.LocalDate{}) {
		return ""
	}
	return day.String()
}
