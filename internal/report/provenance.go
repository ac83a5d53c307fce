package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Original is a file in which the publisher published the report, and what is known
// of where it came from. What nobody states is "".
type Original struct {
	File   string // its name in the report's folder and under its base: original.pdf
	Name   string // as published
	SHA256 string // 64 hexadecimal digits

	Address   string // where it was published
	Published string // the day, 2021-03-01
	Received  string // the day on which it was taken from there
	Terms     string // what the publisher says of its reuse
	Allowed   bool   // the publisher allows that it is given away here

	Places []PartPlace // where in it the parts of the report begin, in published order
}

// Given is an original that the publisher allows to be given away, byte for byte.
type Given struct{ File, Content string }

// PartPlace is where a part of a report begins in an original.
type PartPlace struct {
	Part Ref
	OriginalPlace
}

// OriginalPlace is where something stands in an original: of a PDF a page, of a
// workbook a sheet and a cell, else a paragraph or a line, each from 1.
type OriginalPlace struct {
	Page        int
	Sheet, Cell string
	Paragraph   int
	Line        int
}

// originalFile is the name of an original; of several each has a number.
var originalFile = regexp.MustCompile(`^original(-[0-9]{1,2})?\.(pdf|docx|xlsx|html|txt)$`)

// IsOriginal tells whether a file of this name in the folder of a report is an original.
func IsOriginal(name string) bool { return originalFile.MatchString(name) }

// Name is the place for the public: 第 7 页. It is "" for no place.
func (p OriginalPlace) Name() string {
	switch {
	case p.Page > 0:
		return fmt.Sprintf("第 %d 页", p.Page)
	case p.Sheet != "":
		return fmt.Sprintf("工作表“%s” %s 格", p.Sheet, p.Cell)
	case p.Paragraph > 0:
		return fmt.Sprintf("第 %d 段", p.Paragraph)
	case p.Line > 0:
		return fmt.Sprintf("第 %d 行", p.Line)
	}
	return ""
}

// Fragment leads to the place in a file that is opened, where its format knows such
// addresses (RFC 8118); "" where it does not.
func (p OriginalPlace) Fragment() string {
	if p.Page > 0 {
		return "#page=" + strconv.Itoa(p.Page)
	}
	return ""
}

// Original is what is known of the original of a name in the report's folder.
func (f Front) Original(file string) Original {
	for _, o := range f.Originals {
		if o.File == file {
			return o
		}
	}
	return Original{File: file}
}

// PlaceOf is where in an original a part begins; false where that is not known.
func (f Front) PlaceOf(ref Ref) (Original, OriginalPlace, bool) {
	for _, o := range f.Originals {
		for _, p := range o.Places {
			if p.Part == ref {
				return o, p.OriginalPlace, true
			}
		}
	}
	return Original{}, OriginalPlace{}, false
}

// placeLine is a line of a text as received that says where in the original the
// lines below it stand: a page and a box on it in points, a cell, a paragraph or a
// line, behind the name of the file where there are several.
var placeLine = regexp.MustCompile(`^@ (?:(\S.*), )?(?:page ([0-9]{1,5}), [0-9]+ [0-9]+ [0-9]+ [0-9]+|sheet (.+), cell ([A-Z]+[0-9]+)|paragraph ([0-9]{1,7})|line ([0-9]{1,7}))$`)

// IsPlace tells whether a line of a text as received is no text of the report, but
// says where in the original the lines below it stand.
func IsPlace(line string) bool { return strings.HasPrefix(line, "@") && placeLine.MatchString(line) }

// ParsePlace reads such a line. The name is that of the file as published, "" where
// there is one only.
func ParsePlace(line string) (name string, p OriginalPlace, ok bool) {
	m := placeLine.FindStringSubmatch(line)
	if m == nil {
		return "", p, false
	}
	p.Page, _ = strconv.Atoi(m[2])
	p.Sheet, p.Cell = m[3], m[4]
	p.Paragraph, _ = strconv.Atoi(m[5])
	p.Line, _ = strconv.Atoi(m[6])
	return m[1], p, true
}

// Place notes that a part begins at a place of the file of a name as published.
func (f *Front) Place(part Ref, name string, p OriginalPlace) {
	for i := range f.Originals {
		if o := &f.Originals[i]; o.Name == name || name == "" && len(f.Originals) == 1 {
			o.Places = append(o.Places, PartPlace{part, p})
			return
		}
	}
}

func writtenOriginals(all []Original) list {
	var l list
	for _, o := range all {
		var places list
		for _, p := range o.Places {
			places = append(places, object{{"part", string(p.Part.Part)}, {"number", p.Part.Number},
				{"page", p.Page}, {"sheet", p.Sheet}, {"cell", p.Cell}, {"paragraph", p.Paragraph}, {"line", p.Line}})
		}
		l = append(l, object{{"file", o.File}, {"name", o.Name}, {"sha256", o.SHA256}, {"address", o.Address},
			{"published", o.Published}, {"received", o.Received}, {"terms", o.Terms}, {"allowed", o.Allowed}, {"places", places}})
	}
	return l
}

// readOriginal is an original in a document.
type readOriginal struct {
	File      string `json:"file"`
	Name      string `json:"name"`
	SHA256    string `json:"sha256"`
	Address   string `json:"address"`
	Published string `json:"published"`
	Received  string `json:"received"`
	Terms     string `json:"terms"`
	Allowed   bool   `json:"allowed"`
	Places    []struct {
		Part      Part   `json:"part"`
		Number    int    `json:"number"`
		Page      int    `json:"page"`
		Sheet     string `json:"sheet"`
		Cell      string `json:"cell"`
		Paragraph int    `json:"paragraph"`
		Line      int    `json:"line"`
	} `json:"places"`
}

func (r readOriginal) original() Original {
	o := Original{File: r.File, Name: r.Name, SHA256: r.SHA256, Address: r.Address,
		Published: r.Published, Received: r.Received, Terms: r.Terms, Allowed: r.Allowed}
	for _, p := range r.Places {
		o.Places = append(o.Places, PartPlace{Ref{Part: p.Part, Number: p.Number}, OriginalPlace{p.Page, p.Sheet, p.Cell, p.Paragraph, p.Line}})
	}
	return o
}

// provedOriginals refuses a file beside the documents that is not the original which
// they name.
func (r *Report) provedOriginals() error {
	for _, g := range r.Given {
		for _, o := range r.Originals {
			if got := hash([]byte(g.Content)); o.File == g.File && got != o.SHA256 {
				return fmt.Errorf("%s has the SHA-256 %s, and editorial/front.json says %s: take both anew from where the report was published", g.File, got, o.SHA256)
			}
		}
	}
	return nil
}
