package original

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"strings"
)

// element is an element of an XML file, or a run of text: then only text is set.
type element struct {
	name  string // without its namespace
	word  bool   // of the namespace of Word
	attrs []xml.Attr
	kids  []*element
	text  string
}

// attr is the attribute of that name in any namespace.
func (e *element) attr(name string) string {
	if e == nil {
		return ""
	}
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// kid is the first child of that name, or nil; further names go on from there.
func (e *element) kid(names ...string) *element {
	for _, name := range names {
		if e == nil {
			return nil
		}
		var found *element
		for _, k := range e.kids {
			if k.name == name {
				found = k
				break
			}
		}
		e = found
	}
	return e
}

// on tells whether a switch such as <w:b/> is there and not said to be off.
func (e *element) on() bool {
	if e == nil {
		return false
	}
	switch e.attr("val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// maxDepth bounds how deep elements of a file may stand in one another.
const maxDepth = 256

// archive is a zip file whose parts are read once each, within one limit.
type archive struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be unpacked
	nodes int   // elements that may still be read
}

func openArchive(r io.ReaderAt, size int64, limits Limits) (*archive, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, refuse(Place{}, "is cut or damaged: send the file again")
	}
	a := &archive{files: map[string]*zip.File{}, left: limits.Expanded, nodes: limits.Elements}
	var total uint64
	for _, f := range z.File {
		total += f.UncompressedSize64
		if total > uint64(limits.Expanded) || len(z.File) > 20_000 {
			return nil, refuse(Place{}, "unpacks to more than %d MB: save it anew without its pictures", limits.Expanded>>20)
		}
		a.files[strings.TrimPrefix(f.Name, "/")] = f
	}
	return a, nil
}

// tree reads a part; nil where the file has none of that name.
func (a *archive) tree(name string) (*element, error) {
	f := a.files[name]
	if f == nil {
		return nil, nil
	}
	r, err := f.Open()
	if err != nil {
		return nil, refuse(Place{}, "its part %s cannot be unpacked: open the file and save it anew", name)
	}
	defer r.Close()
	// What a part says of its own size may be a lie.
	limited := &io.LimitedReader{R: r, N: a.left + 1}
	root, err := a.parse(limited, name)
	if a.left = limited.N - 1; a.left < 0 {
		return nil, refuse(Place{}, "unpacks to more than is read: save it anew without its pictures")
	}
	return root, err
}

func (a *archive) parse(r io.Reader, name string) (*element, error) {
	decoder := xml.NewDecoder(r)
	root := new(element)
	open := []*element{root}
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			return nil, refuse(Place{}, "its part %s is cut or damaged: open the file and save it anew", name)
		}
		top := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			if a.nodes--; a.nodes < 0 || len(open) > maxDepth {
				return nil, refuse(Place{}, "its part %s has more in it than is read: save the report in parts", name)
			}
			e := &element{name: t.Name.Local, word: strings.Contains(t.Name.Space, "wordprocessingml"), attrs: t.Attr}
			top.kids = append(top.kids, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if top.word && (top.name == "t" || top.name == "delText") || top.name == "t" {
				top.kids = append(top.kids, &element{text: string(t)})
			}
		case xml.Directive:
			return nil, refuse(Place{}, "its part %s declares entities, which no program for documents writes: open the file and save it anew", name)
		}
	}
}
