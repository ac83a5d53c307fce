package web

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"

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
// page's generated style sheet and what it announces.
type renderedPage struct {
	templ.Component
	sheet  *page.Sheet
	links  string           // the Link header
	old    *page.OldVersion // nil for a page of the newest version
	framed bool             // other sites may show it in a frame
}

// newPage puts a view model into its template.
func newPage[P interface{ Basics() page.Base }](template func(P) templ.Component, model P) renderedPage {
	b := model.Basics()
	return renderedPage{Component: template(model), sheet: b.Sheet, links: linkHeader(b), old: b.Old}
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

// linkHeader announces the files in which a page can be had (RFC 8288) and its other
// versions (RFC 5829).
func linkHeader(b page.Base) string {
	var links []string
	for _, r := range b.Relations {
		links = append(links, fmt.Sprintf(`<%s>; rel="%s"`, r.Href, r.Rel))
	}
	for _, f := range b.Files {
		links = append(links, fmt.Sprintf(`<%s>; rel="alternate"; type="%s"`, f.Href, f.MediaType()))
	}
	return strings.Join(links, ", ")
}

func (s *site) about(ctx context.Context, now *store.Snapshot, _ address) (renderedPage, error) {
	reports, more, err := listedOutlines(ctx, now)
	if err != nil {
		return renderedPage{}, err
	}
	var known page.Places
	for i, o := range reports { // the page cites the first figure that there is
		if len(o.Headlines) > 0 {
			if known, err = places(ctx, now.Reports()[i], []report.Ref{o.Headlines[0].From}); err != nil {
				return renderedPage{}, err
			}
			break
		}
	}
	return newPage(templates.About, s.pages.About(reports, known, more)), nil
}

// mostListed is how many reports /about and /data list one by one. The pages of all say
// the same of each.
const mostListed = 20

// listedOutlines are the outlines of these reports. More is how many others there are.
func listedOutlines(ctx context.Context, now *store.Snapshot) (reports []report.Outline, more int, err error) {
	all := now.Reports()
	for _, r := range all[:min(len(all), mostListed)] {
		o, err := r.Outline(ctx)
		if err != nil {
			return nil, 0, err
		}
		reports = append(reports, o)
	}
	return reports, len(all) - len(reports), nil
}

func (s *site) data(ctx context.Context, now *store.Snapshot, _ address) (renderedPage, error) {
	reports, more, err := listedOutlines(ctx, now)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Data, s.pages.Data(reports, more)), nil
}

func (s *site) accessibility(context.Context, *store.Snapshot, address) (renderedPage, error) {
	return newPage(templates.Accessibility, s.pages.Accessibility()), nil
}

func (s *site) words(context.Context, *store.Snapshot, address) (renderedPage, error) {
	return newPage(templates.Words, s.pages.Words()), nil
}

func (s *site) overview(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	r, o, err := reportOf(ctx, now, a)
	if err != nil {
		return renderedPage{}, err
	}
	whole, err := r.Whole(ctx)
	if err != nil {
		return renderedPage{}, err
	}
	p := s.pages.Overview(o, whole)
	if a.version == "" { // of other reports a version says nothing
		figures, err := now.HeadlineFigures(ctx, a.Unit)
		if err != nil {
			return renderedPage{}, err
		}
		p.ShowYears(s.pages, a.Unit, figures)
	}
	return newPage(templates.Overview, p), nil
}

// places gets the parts of a report whose words name the places of these refs.
func places(ctx context.Context, r *store.Report, refs []report.Ref) (page.Places, error) {
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
			part, err = r.Section(ctx, ref.Number)
		case report.TablePart:
			part, err = r.Table(ctx, ref.Number)
		case report.ProjectPart:
			var project *report.Project
			if project, err = r.Project(ctx, ref.Number); err == nil {
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

// checks shows what was found.
func (s *site) checks(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	r, o, err := reportOf(ctx, now, a)
	if err != nil {
		return renderedPage{}, err
	}
	found, err := checksFound(ctx, r)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Checks, s.pages.Checks(o, found.Findings, found.Coverage)), nil
}

// checksOf shows the checks of the figures of one part; a part none of whose
// figures is bound has no such page.
func (s *site) checksOf(part report.Part) view {
	return func(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
		r, o, err := reportOf(ctx, now, a)
		if err != nil {
			return renderedPage{}, err
		}
		ref := report.Ref{Part: part, Number: a.number}
		bindings, err := r.Bindings(ctx, ref)
		if err == nil && len(bindings) == 0 {
			err = store.ErrNotFound
		}
		if err != nil {
			return renderedPage{}, err
		}
		findings, err := r.Findings(ctx, finding.Keys(bindings))
		if err != nil {
			return renderedPage{}, err
		}
		return newPage(templates.PartChecks, s.pages.PartChecks(o, ref, bindings, findings)), nil
	}
}

// checksFound is what was found in a report. One that was not checked has no pages of
// that.
func checksFound(ctx context.Context, r *store.Report) (found finding.Result, err error) {
	found.Findings, found.Coverage, err = r.Checks(ctx)
	if err == nil && len(found.Findings) == 0 {
		err = store.ErrNotFound
	}
	if err == nil {
		var o report.Outline
		o, err = r.Outline(ctx)
		found.Date = o.Checks.Date
	}
	return found, err
}

func (s *site) print(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	r, o, err := reportOf(ctx, now, a)
	if err != nil {
		return renderedPage{}, err
	}
	whole, err := r.Whole(ctx)
	if err != nil {
		return renderedPage{}, err
	}
	var found finding.Result
	if found.Findings, found.Coverage, err = r.Checks(ctx); err != nil {
		return renderedPage{}, err
	}
	for _, ref := range o.Pages() {
		bindings, err := r.Bindings(ctx, ref)
		if err != nil {
			return renderedPage{}, err
		}
		found.Bindings = append(found.Bindings, bindings...)
	}
	return newPage(templates.Print, s.pages.Print(whole, o, found)), nil
}
