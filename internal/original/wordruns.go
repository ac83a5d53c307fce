package original

import "strings"

// runs gathers the text of a paragraph of a Word file.
type runs struct {
	*word
	text       strings.Builder
	runs, bold int     // letters in all, and in bold
	size       float64 // of the first letters that say it
	after      []float
}

func (r *runs) read(elements []*element) {
	for _, e := range elements {
		switch e.name {
		case "r":
			r.run(e)
		case "ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml", "oMath", "oMathPara", "dir", "bdo":
			r.read(e.kids)
		case "sdt":
			r.read(e.kid("sdtContent").children())
		case "del", "moveFrom":
			r.deleted(e)
		case "AlternateContent":
			r.read(choice(e))
		}
	}
}

func (r *runs) run(e *element) {
	hidden := e.kid("rPr", "vanish").on()
	before := r.text.Len()
	r.content(e.kids)
	text := r.text.String()[before:]
	if hidden && text != "" {
		kept := r.text.String()[:before]
		r.text.Reset()
		r.text.WriteString(kept)
		r.doc.Asides = append(r.doc.Asides, Aside{r.here(), text, Hidden})
		return
	}
	n := len([]rune(text))
	r.runs += n
	if e.kid("rPr", "b").on() {
		r.bold += n
	}
	if r.size == 0 && n > 0 {
		r.size = half(e.kid("rPr", "sz"))
	}
}

// content reads what stands in a run.
func (r *runs) content(elements []*element) {
	for _, e := range elements {
		switch e.name {
		case "t":
			for _, k := range e.kids {
				r.text.WriteString(k.text)
			}
		case "tab", "ptab":
			r.text.WriteByte('\t')
		case "br":
			if kind := e.attr("type"); kind != "page" && kind != "column" {
				r.text.WriteByte('\n')
			}
		case "cr":
			r.text.WriteByte('\n')
		case "noBreakHyphen":
			r.text.WriteByte('-')
		case "sym":
			r.warn("a sign of the font " + e.attr("font") + " stands here, which has no letter: compare the text with the file")
		case "footnoteReference":
			r.note("footnote", e.attr("id"))
		case "endnoteReference":
			r.note("endnote", e.attr("id"))
		case "AlternateContent":
			r.content(choice(e))
		case "ruby":
			r.read(e.kid("rubyBase").children())
		case "drawing", "pict", "object":
			r.drawing(e)
		case "r":
			r.run(e)
		}
	}
}

func (r *runs) note(kind, id string) {
	if note := r.notes[kind+id]; note != nil {
		r.after = append(r.after, float{kind, note})
	}
}

// drawing finds the text boxes of a drawing, and names a picture.
func (r *runs) drawing(e *element) {
	found := false
	var walk func(*element)
	walk = func(e *element) {
		switch e.name {
		case "txbxContent":
			r.after = append(r.after, float{"text box", e})
			found = true
			return
		case "AlternateContent":
			for _, k := range choice(e) {
				walk(k)
			}
			return
		case "pic", "imagedata":
			r.warn("a picture stands here; words in it are not read: compare it with the file")
			found = true
		case "chart", "relIds":
			r.warn("a chart or diagram stands here; its words are not read: compare it with the file")
			found = true
		}
		for _, k := range e.kids {
			walk(k)
		}
	}
	walk(e)
	if !found {
		if text := plain(e); strings.TrimSpace(text) != "" {
			r.text.WriteString(text)
		}
	}
}
