package main

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"disclosure/internal/draft"
	"disclosure/internal/original"
	"disclosure/internal/report"
)

//go:embed desk.html desk.css desk.js
var deskFiles embed.FS

var deskPage = template.Must(template.ParseFS(deskFiles, "desk.html"))

// deskPolicy lets a page of the desk have its own style, script and pictures alone.
const deskPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// ServeHTTP answers under /~/ with the desk, and else as the site will.
func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !d.ours(r) {
		http.Error(w, "Only pages of "+d.origin+" may ask here.", http.StatusForbidden)
		return
	}
	path, ofDesk := strings.CutPrefix(r.URL.Path, "/~/")
	d.mu.Lock()
	defer d.mu.Unlock()
	d.refresh()
	if !ofDesk {
		withBar(w, r, d.site, d.bar())
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", deskPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin") // with no-referrer browsers would say of our own forms that they come from nowhere
	h.Set("Cache-Control", "no-store")
	switch {
	case r.Method == http.MethodPost:
		d.post(w, r)
	case path == "":
		http.Redirect(w, r, d.first(), http.StatusFound)
	case path == "desk.css" || path == "desk.js":
		http.ServeFileFS(w, r, deskFiles, path)
	case strings.HasPrefix(path, "page/"):
		page, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(path, "page/"), ".png"))
		content, err := d.picture(r.URL.Query().Get("file"), page)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		h.Set("Content-Type", "image/png")
		h.Set("Cache-Control", "private, max-age=3600")
		_, _ = w.Write(content)
	default:
		d.page(w, r, "", "")
	}
}

// first is the first part that is not done.
func (d *desk) first() string {
	all := d.parts()
	for _, p := range all {
		if p.Open() > 0 || !p.Read {
			return p.Path()
		}
	}
	return all[0].Path()
}

// post takes an answer or a mark, and leads back to the part, or on to the next one.
func (d *desk) post(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	key, answer := r.PostFormValue("key"), strings.TrimSpace(r.PostFormValue("answer"))
	if answer == `""` {
		answer = "" // as decisions.toml has it
	}
	if err := d.answer(key, answer); err != nil {
		d.page(w, r, key, err.Error())
		return
	}
	d.refresh()
	to := r.URL.Path
	if next := r.PostFormValue("next"); strings.HasPrefix(next, "/~/") {
		to = next
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// sheetView is one part beside its original, for the template.
type sheetView struct {
	Title      string
	Parts      []part
	Part       part
	Path       string
	Done, All  int
	Prev, Next string // the parts before and behind
	NextOpen   string // the next part with something open, "" for none
	Site       string // the page of the part on the site, "" where none can be shown
	Says       bool   // the folder has been read
	Complaints int
	WrongKey   string // a decision that could not be taken
	Wrong      string

	Pages    []pictureView
	Blocks   []blockView // of an original that has no pages
	Original string      // its name

	Lines  []lineView // what the folder has
	Header [][]report.HeaderCell
	Rows   [][]cellView
	Notes  []string
}

type pictureView struct {
	Number int
	Src    string
}

// cellView is a cell of a table: a figure, or words at a level.
type cellView struct{ Text, Class string }

// blockView is a paragraph or a grid of the original with its place.
type blockView struct {
	Place string
	Text  string
	Grid  [][]string
}

// lineView is a heading, a paragraph, a named field or a small grid of the folder.
type lineView struct {
	Kind  string // h, p, field, table
	Name  string
	Text  string
	Grid  [][]string
	Table string // the address of a table that stands here
}

// page shows a part. A decision that could not be taken stands with its question.
func (d *desk) page(w http.ResponseWriter, r *http.Request, wrongKey, wrong string) {
	all := d.parts()
	at := slices.IndexFunc(all, func(p part) bool { return p.Path() == r.URL.Path })
	if at < 0 {
		http.NotFound(w, r)
		return
	}
	v := sheetView{Title: all[at].Name, Parts: all, Part: all[at], Path: all[at].Path(), Says: d.checked.Report != nil,
		Complaints: len(d.wrong), WrongKey: wrongKey, Wrong: wrong}
	for _, p := range all {
		v.All++
		if p.Read {
			v.Done++
		}
		for _, it := range p.Items {
			v.All++
			if it.Answered {
				v.Done++
			}
		}
	}
	if at > 0 {
		v.Prev = all[at-1].Path()
	}
	if at+1 < len(all) {
		v.Next = all[at+1].Path()
	}
	for k := 1; k < len(all); k++ {
		if p := all[(at+k)%len(all)]; p.Open() > 0 || !p.Read {
			v.NextOpen = p.Path()
			break
		}
	}
	if d.site != nil {
		v.Site = d.checked.Base() + v.Part.Ref.Path()
	}
	d.fill(&v)
	d.beside(&v, all, at)
	var b bytes.Buffer
	if err := deskPage.Execute(&b, v); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if wrong != "" {
		w.WriteHeader(http.StatusUnprocessableEntity)
	}
	_, _ = w.Write(b.Bytes())
}

// beside puts the original beside a part: the pages from where it begins to where the
// next part does, or the blocks between.
func (d *desk) beside(v *sheetView, all []part, at int) {
	p := all[at]
	if p.file < 0 || p.file >= len(d.files) {
		return
	}
	f := d.files[p.file]
	v.Original = f.Name
	next := part{file: -1}
	for _, other := range all[at+1:] {
		if other.file == p.file {
			next = other
			break
		}
	}
	if f.Format == "pdf" {
		last := f.Pages
		switch {
		case next.file >= 0 && p.Ref.Part == report.SectionPart:
			last = next.at.Page // the text may end on it
		case next.file >= 0:
			last = next.at.Page - 1
		}
		for n := p.at.Page; n <= max(p.at.Page, last); n++ {
			v.Pages = append(v.Pages, pictureView{n, "/~/page/" + strconv.Itoa(n) + ".png?file=" + url.QueryEscape(f.Name)})
		}
		return
	}
	from, to := 0, len(f.Blocks)
	if at > 0 {
		from = max(0, d.block(p.file, p.at))
	}
	if next.file >= 0 {
		to = max(from, d.block(next.file, next.at))
	}
	for _, b := range f.Blocks[from:to] {
		view := blockView{Place: draft.PlaceName(b.Place)}
		if b.Paragraph != nil {
			view.Text = b.Paragraph.Text
		} else {
			view.Grid = rowsOf(b.Grid)
		}
		v.Blocks = append(v.Blocks, view)
	}
}

func rowsOf(g *original.Grid) (rows [][]string) {
	for i := range g.Rows {
		rows = append(rows, g.Row(i))
	}
	return rows
}

// fill puts in what the folder has of the part.
func (d *desk) fill(v *sheetView) {
	r := d.checked.Report
	if r == nil {
		return
	}
	say := func(kind, name, text string) {
		v.Lines = append(v.Lines, lineView{Kind: kind, Name: name, Text: text})
	}
	form := func(f report.Form) {
		if f.Caption != "" {
			say("p", "", f.Caption)
		}
		for _, field := range f.Fields {
			say("field", field.Name, strings.Join(field.Paragraphs, "\n"))
		}
	}
	indicators := func(f report.Form) {
		rows := [][]string{f.IndicatorHeader}
		for _, i := range f.Indicators {
			rows = append(rows, []string{i.Level1, i.Level2, strings.Join(i.Content, "\n"), i.Target})
		}
		if len(rows) > 1 {
			say("h", "", f.IndicatorsTitle)
			v.Lines = append(v.Lines, lineView{Kind: "table", Grid: rows})
		}
	}
	switch n := v.Part.Ref.Number; v.Part.Ref.Part {
	case report.SectionPart:
		say("h", "", r.Sections[n-1].Title)
		for _, b := range r.Sections[n-1].Blocks {
			switch b.Kind {
			case report.HeadingBlock:
				say("h", "", b.Text)
			case report.GridBlock:
				v.Lines = append(v.Lines, lineView{Kind: "table", Grid: b.Grid})
			case report.TableBlock:
				t := r.Table(b.Number)
				v.Lines = append(v.Lines, lineView{Kind: "in", Text: t.Title, Table: "/~" + report.TableRef(b.Number).Path()})
			default:
				say("p", "", b.Text)
			}
		}
	case report.TablePart:
		t := r.Table(n)
		if line := t.LabelLine(); line != "" {
			say("p", "", line)
		}
		say("h", "", t.Title)
		for _, c := range t.Captions {
			say("p", "", c)
		}
		if t.Form != nil {
			form(*t.Form)
		}
		v.Header, v.Notes = t.Header(), t.Notes
		for _, row := range t.Rows {
			var cells []cellView
			for _, c := range row.Cells {
				class := "l" + strconv.Itoa(min(c.Level, 4))
				if c.Value.Valid {
					class = "figure"
				}
				cells = append(cells, cellView{c.Text, class})
			}
			v.Rows = append(v.Rows, cells)
		}
	case report.ProjectPart:
		say("h", "", r.Projects[n-1].Title)
		form(r.Projects[n-1].Form)
		indicators(r.Projects[n-1].Form)
	default:
		say("h", "", r.Heading)
		for _, l := range r.Cover {
			say("p", "", l)
		}
		for _, l := range append([]string{r.ContentsTitle}, append(r.Contents, append([]string{r.AnnexesTitle}, r.Annexes...)...)...) {
			if l != "" {
				say("p", "", l)
			}
		}
	}
}
