package original

import (
	"encoding/xml"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// fact is what a sheet says of a cell beside its text.
type fact struct {
	style   int
	formula string
	bare    bool // it has no value
	wrong   bool // its value is an error
}

// worksheets finds the part of each sheet of a workbook by the sheet's name.
func (a *archive) worksheets() (map[string]string, error) {
	main, parts, err := a.parts()
	if err != nil {
		return nil, err
	}
	byID := map[string]string{}
	for _, p := range parts {
		byID[p.id] = p.name
	}
	root, err := a.tree(main)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, s := range root.kid("workbook", "sheets").children() {
		for _, attribute := range s.attrs {
			if attribute.Name.Local == "id" && attribute.Name.Space != "" {
				names[s.attr("name")] = byID[attribute.Value]
			}
		}
	}
	return names, nil
}

// facts reads the cells of a sheet, which excelize tells only one by one.
func (a *archive) facts(name string) (map[[2]int]fact, error) {
	found := map[[2]int]fact{}
	f := a.files[name]
	if f == nil {
		return found, nil
	}
	damaged := refuse(Place{}, "its part %s is cut or damaged: open the file and save it anew", name)
	r, err := f.Open()
	if err != nil {
		return nil, damaged
	}
	defer r.Close()
	decoder := xml.NewDecoder(io.LimitReader(r, a.left))
	var at [2]int
	var cell fact
	inFormula, inCell := false, false
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return found, nil
		}
		if err != nil {
			return nil, damaged
		}
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "c":
				if a.nodes--; a.nodes < 0 {
					return nil, refuse(Place{}, "its part %s has more cells than are read: delete what lies beyond its tables, and save it", name)
				}
				e := &element{attrs: t.Attr}
				cell = fact{bare: true, wrong: e.attr("t") == "e"}
				cell.style, _ = strconv.Atoi(e.attr("s"))
				col, row, err := excelize.CellNameToCoordinates(e.attr("r"))
				inCell = err == nil
				at = [2]int{row - 1, col - 1}
			case "f":
				inFormula = true
				cell.formula = "…" // a shared formula stands in another cell
			case "v", "is":
				cell.bare = false
			}
		case xml.CharData:
			if inFormula {
				cell.formula = string(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "f":
				inFormula = false
			case "c":
				if inCell {
					found[at] = cell
				}
			}
		}
	}
}
