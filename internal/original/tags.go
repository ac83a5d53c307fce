package original

import (
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// tag is an element of a tagged file's structure: a paragraph, a heading, a
// table with its rows and cells.
type tag struct {
	kind  string // P, H1, Table, TR, TD …
	marks []int  // the marked content right in it
	kids  []*tag
	spans [2]int // rows and columns of a cell, 0 where it does not say
}

// structure reads the structure of a page; nil where it has none.
func (e *engine) structure(page requests.Page) *tag {
	tree, err := e.FPDF_StructTree_GetForPage(&requests.FPDF_StructTree_GetForPage{Page: page})
	if err != nil {
		return nil
	}
	defer e.FPDF_StructTree_Close(&requests.FPDF_StructTree_Close{StructTree: tree.StructTree})
	count, err := e.FPDF_StructTree_CountChildren(&requests.FPDF_StructTree_CountChildren{StructTree: tree.StructTree})
	if err != nil {
		return nil
	}
	root := &tag{}
	left := 100_000
	for i := range count.Count {
		if kid, err := e.FPDF_StructTree_GetChildAtIndex(&requests.FPDF_StructTree_GetChildAtIndex{StructTree: tree.StructTree, Index: i}); err == nil {
			root.kids = append(root.kids, e.tag(kid.StructElement, 0, &left))
		}
	}
	return root
}

func (e *engine) tag(ref references.FPDF_STRUCTELEMENT, depth int, left *int) *tag {
	t := new(tag)
	if *left--; *left < 0 || depth > 64 {
		return t
	}
	if kind, err := e.FPDF_StructElement_GetType(&requests.FPDF_StructElement_GetType{StructElement: ref}); err == nil {
		t.kind = kind.Type
	}
	if t.kind == "TD" || t.kind == "TH" {
		t.spans = e.spans(ref)
	}
	count, err := e.FPDF_StructElement_CountChildren(&requests.FPDF_StructElement_CountChildren{StructElement: ref})
	if err != nil {
		return t
	}
	for i := range count.Count {
		if kid, err := e.FPDF_StructElement_GetChildAtIndex(&requests.FPDF_StructElement_GetChildAtIndex{StructElement: ref, Index: i}); err == nil {
			t.kids = append(t.kids, e.tag(kid.StructElement, depth+1, left))
		} else if mark, err := e.FPDF_StructElement_GetChildMarkedContentID(&requests.FPDF_StructElement_GetChildMarkedContentID{StructElement: ref, Index: i}); err == nil && mark.ChildMarkedContentID >= 0 {
			t.marks = append(t.marks, mark.ChildMarkedContentID)
		}
	}
	return t
}

// spans are the rows and columns that a cell says it spans.
func (e *engine) spans(ref references.FPDF_STRUCTELEMENT) (spans [2]int) {
	count, err := e.FPDF_StructElement_GetAttributeCount(&requests.FPDF_StructElement_GetAttributeCount{StructElement: ref})
	if err != nil {
		return spans
	}
	for i := range count.Count {
		attribute, err := e.FPDF_StructElement_GetAttributeAtIndex(&requests.FPDF_StructElement_GetAttributeAtIndex{StructElement: ref, Index: i})
		if err != nil {
			continue
		}
		for k, name := range []string{"RowSpan", "ColSpan"} {
			value, err := e.FPDF_StructElement_Attr_GetValue(&requests.FPDF_StructElement_Attr_GetValue{StructElementAttribute: attribute.StructElementAttribute, Name: name})
			if err != nil {
				continue
			}
			if n, err := e.FPDF_StructElement_Attr_GetNumberValue(&requests.FPDF_StructElement_Attr_GetNumberValue{StructElementAttributeValue: value.StructElementAttributeValue}); err == nil {
				spans[k] = int(n.Value)
			}
		}
	}
	return spans
}
