package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"disclosure/internal/finding"
	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"disclosure/templates"
	"github.com/a-h/templ"
)

// A view prepares the page at an address, or returns why there is none.
type view func(context.Context, *store.Snapshot, address) (renderedPage, error)

// renderedPage is a view model in its template, which writes it as HTML, with the
// page's generated style sheet and the files in which the page can be had.
type renderedPage struct {
	templ.Component
	sheet *page.Sheet
	files []page.File
}

// newPage puts a view model into its template.
func newPage[P interface{ Basics() page.Base }](template func(P) templ.Component, model P) renderedPage {
	b := model.Basics()
	return renderedPage{template(model), b.Sheet, b.Files}
}

func (p renderedPage) render(ctx context.Context) ([]byte, error) {
	body := drafts.Get().(*bytes.Buffer)
	defer drafts.Put(body)
	body.Reset()
	err := p.Render(ctx, body)
	return bytes.Clone(body.Bytes()), err
}

// drafts are buffers for pages and files while they are written. They are used again,
// because a buffer that grows takes twice the memory of its content.
var drafts = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// linkHeader announces the files in which a page can be had (RFC 8288).
func linkHeader(files []page.File) string {
	var links []string
	for _, f := range files {
		links = append(links, fmt.Sprintf(`<%s>; rel="alternate"; type="%s"`, f.Href, f.MediaType()))
	}
	return strings.Join(links, ", ")
}

func (s *site) home(ctx context.Context, now *store.Snapshot, _ address) (renderedPage, error) {
	reports, err := now.Outlines(ctx)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Home, s.pages.Home(reports)), nil
}

func (s *site) about(ctx context.Context, now *store.Snapshot, _ address) (renderedPage, error) {
	reports, err := now.Outlines(ctx)
	if err != nil {
		return renderedPage{}, err
	}
	var known page.Places
	for _, o := range reports { // the page cites the first figure that there is
		if len(o.Headlines) > 0 {
			if known, err = places(ctx, now, o.Key, []report.Ref{o.Headlines[0].From}); err != nil {
				return renderedPage{}, err
			}
			break
		}
	}
	return newPage(templates.About, s.pages.About(reports, known)), nil
}

func (s *site) data(ctx context.Context, now *store.Snapshot, _ address) (renderedPage, error) {
	reports, err := now.Outlines(ctx)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Data, s.pages.Data(reports)), nil
}

func (s *site) accessibility(context.Context, *store.Snapshot, address) (renderedPage, error) {
	return newPage(templates.Accessibility, s.pages.Accessibility()), nil
}

func (s *site) overview(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, err := now.Outline(ctx, a.Key)
	if err != nil {
		return renderedPage{}, err
	}
	var stated []report.Ref
	for _, h := range o.Headlines {
		stated = append(stated, h.From)
	}
	known, err := places(ctx, now, a.Key, stated)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Overview, s.pages.Overview(o, known)), nil
}

// places gets the parts of a report whose words name the places of these refs.
func places(ctx context.Context, now *store.Snapshot, key report.Key, refs []report.Ref) (page.Places, error) {
	known := page.Places{}
	for _, ref := range refs {
		ref = ref.Page()
		if _, ok := known[ref]; ok || ref.Number == 0 {
			continue
		}
		var part report.Named
		var err error
		switch ref.Part {
		case report.SectionPart:
			part, err = now.Section(ctx, key, ref.Number)
		case report.TablePart:
			part, err = now.Table(ctx, key, ref.Number)
		case report.ProjectPart:
			var project *report.Project
			if project, err = now.Project(ctx, key, ref.Number); err == nil {
				part = &project.Form
			}
		default:
			continue
		}
		if err != nil {
			return nil, err
		}
		known[ref] = part
	}
	return known, nil
}

func (s *site) section(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, section, bindings, err := bound(ctx, now, a, report.SectionPart, (*store.Snapshot).Section)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Section, s.pages.Section(o, section, bindings)), nil
}

func (s *site) table(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, table, bindings, err := bound(ctx, now, a, report.TablePart, (*store.Snapshot).Table)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Table, s.pages.Table(o, table, bindings)), nil
}

func (s *site) project(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, project, bindings, err := bound(ctx, now, a, report.ProjectPart, (*store.Snapshot).Project)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Project, s.pages.Project(o, project, bindings)), nil
}

// numbered gets one numbered part of a report and the outline around it.
func numbered[T any](ctx context.Context, now *store.Snapshot, a address,
	get func(*store.Snapshot, context.Context, report.Key, int) (T, error)) (o report.Outline, part T, err error) {
	if part, err = get(now, ctx, a.Key, a.number); err != nil {
		return o, part, err
	}
	o, err = now.Outline(ctx, a.Key)
	return o, part, err
}

// bound gets, with a numbered part of a kind, the bindings of its figures.
func bound[T any](ctx context.Context, now *store.Snapshot, a address, kind report.Part,
	get func(*store.Snapshot, context.Context, report.Key, int) (T, error)) (o report.Outline, part T, bindings []finding.Binding, err error) {
	if o, part, err = numbered(ctx, now, a, get); err != nil {
		return o, part, nil, err
	}
	bindings, err = now.Bindings(ctx, a.Key, report.Ref{Part: kind, Number: a.number})
	return o, part, bindings, err
}

// sections lists the sections.
func (s *site) sections(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, sections, err := all(ctx, now, a, func(o report.Outline) (numbers []int) {
		for _, e := range o.Sections {
			numbers = append(numbers, e.Number)
		}
		return numbers
	}, (*store.Snapshot).Section)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Parts, s.pages.Sections(o, sections)), nil
}

// tables lists the annex tables.
func (s *site) tables(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, tables, err := all(ctx, now, a, func(o report.Outline) (numbers []int) {
		for _, e := range o.Tables {
			numbers = append(numbers, e.Number)
		}
		return numbers
	}, (*store.Snapshot).Table)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Parts, s.pages.Tables(o, tables)), nil
}

// all gets every part of a kind; a report without any has no page that lists
// them.
func all[T any](ctx context.Context, now *store.Snapshot, a address, numbers func(report.Outline) []int,
	get func(*store.Snapshot, context.Context, report.Key, int) (T, error)) (o report.Outline, parts []T, err error) {
	if o, err = now.Outline(ctx, a.Key); err != nil {
		return o, nil, err
	}
	for _, n := range numbers(o) {
		part, err := get(now, ctx, a.Key, n)
		if err != nil {
			return o, nil, err
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		err = store.ErrNotFound
	}
	return o, parts, err
}

// unit lists the reports of a body.
func (s *site) unit(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	reports, err := ofUnit(ctx, now, a.Unit)
	if err == nil && len(reports) == 0 {
		err = store.ErrNotFound
	}
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Unit, s.pages.Unit(reports)), nil
}

// ofUnit returns the outlines of the reports of a body, the latest year first.
func ofUnit(ctx context.Context, now *store.Snapshot, unit string) (reports []report.Outline, err error) {
	keys, err := now.Keys(ctx)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		if key.Unit != unit {
			continue
		}
		o, err := now.Outline(ctx, key)
		if err != nil {
			return nil, err
		}
		reports = append(reports, o)
	}
	return reports, nil
}

// year leads to a year on the page of a body. Another kind of page may stand
// there one day, so that nobody is to remember it.
func (s *site) year(c echo.Context) error {
	a, err := parseAddress(c)
	if err != nil {
		return err
	}
	if err := s.allow(c); err != nil {
		return err
	}
	now := s.store.Snapshot()
	defer now.Release()
	keys, err := now.Keys(c.Request().Context())
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(keys, func(k report.Key) bool { return k.Unit == a.Unit && k.Year == a.Year }) {
		return store.ErrNotFound
	}
	c.Response().Header().Set("Cache-Control", noStore)
	return c.Redirect(http.StatusFound, page.YearPath(a.Unit, a.Year))
}

// projects lists the forms; a report without forms has no such page.
func (s *site) projects(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, err := now.Outline(ctx, a.Key)
	if err != nil {
		return renderedPage{}, err
	}
	if len(o.Projects) == 0 {
		return renderedPage{}, store.ErrNotFound
	}
	return newPage(templates.Projects, s.pages.Projects(o)), nil
}

// notes lists the repairs; a report that came undamaged has no such page.
func (s *site) notes(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, err := now.Outline(ctx, a.Key)
	if err != nil {
		return renderedPage{}, err
	}
	notes, err := now.Notes(ctx, a.Key)
	if err != nil {
		return renderedPage{}, err
	}
	if len(notes) == 0 {
		return renderedPage{}, store.ErrNotFound
	}
	var repaired []report.Ref
	for _, n := range notes {
		repaired = append(repaired, n.At)
	}
	known, err := places(ctx, now, a.Key, repaired)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Notes, s.pages.Notes(o, notes, known)), nil
}

// checks shows what was found.
func (s *site) checks(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, found, err := outlineAndChecks(ctx, now, a)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Checks, s.pages.Checks(o, found.Findings, found.Coverage)), nil
}

// checksOf shows the checks of the figures of one part; a part none of whose
// figures is bound has no such page.
func (s *site) checksOf(part report.Part) view {
	return func(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
		ref := report.Ref{Part: part, Number: a.number}
		bindings, err := now.Bindings(ctx, a.Key, ref)
		if err == nil && len(bindings) == 0 {
			err = store.ErrNotFound
		}
		if err != nil {
			return renderedPage{}, err
		}
		o, err := now.Outline(ctx, a.Key)
		if err != nil {
			return renderedPage{}, err
		}
		return newPage(templates.PartChecks, s.pages.PartChecks(o, ref, bindings)), nil
	}
}

// outlineAndChecks returns the outline of a report and what was found in it. A report
// that was not checked has no such page.
func outlineAndChecks(ctx context.Context, now *store.Snapshot, a address) (o report.Outline, found finding.Result, err error) {
	if o, err = now.Outline(ctx, a.Key); err != nil {
		return o, found, err
	}
	found.Findings, found.Coverage, err = now.Checks(ctx, a.Key)
	if err == nil && len(found.Findings) == 0 {
		err = store.ErrNotFound
	}
	return o, found, err
}

func (s *site) print(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	r, err := now.Report(ctx, a.Key)
	if err != nil {
		return renderedPage{}, err
	}
	o, err := now.Outline(ctx, a.Key)
	if err != nil {
		return renderedPage{}, err
	}
	var found finding.Result
	if found.Findings, found.Coverage, err = now.Checks(ctx, a.Key); err != nil {
		return renderedPage{}, err
	}
	for _, ref := range o.Pages() {
		bindings, err := now.Bindings(ctx, a.Key, ref)
		if err != nil {
			return renderedPage{}, err
		}
		found.Bindings = append(found.Bindings, bindings...)
	}
	return newPage(templates.Print, s.pages.Print(r, o, found)), nil
}
