package web

import (
	"context"

	"disclosure/internal/finding"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"disclosure/templates"
)

func (s *site) section(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, section, bindings, err := bound(ctx, now, a, report.SectionPart, (*store.Report).Section)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Section, s.pages.Section(o, section, bindings)), nil
}

func (s *site) table(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, table, bindings, err := bound(ctx, now, a, report.TablePart, (*store.Report).Table)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Table, s.pages.Table(o, table, bindings)), nil
}

// embedded is a table for the frames of other sites, which none but this may show.
func (s *site) embedded(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, table, _, err := bound(ctx, now, a, report.TablePart, (*store.Report).Table)
	if err != nil {
		return renderedPage{}, err
	}
	p := newPage(templates.Embed, s.pages.EmbedTable(o, table))
	p.framed = true
	return p, nil
}

func (s *site) project(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, project, bindings, err := bound(ctx, now, a, report.ProjectPart, (*store.Report).Project)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Project, s.pages.Project(o, project, bindings)), nil
}

// bound gets a numbered part of a report, the outline around it, and the bindings of
// its figures.
func bound[T any](ctx context.Context, now *store.Snapshot, a address, kind report.Part,
	get func(*store.Report, context.Context, int) (T, error)) (o report.Outline, part T, bindings []finding.Binding, err error) {
	r, o, err := reportOf(ctx, now, a)
	if err != nil {
		return o, part, nil, err
	}
	if part, err = get(r, ctx, a.number); err != nil {
		return o, part, nil, err
	}
	bindings, err = r.Bindings(ctx, report.Ref{Part: kind, Number: a.number})
	return o, part, bindings, err
}

// sections lists the sections.
func (s *site) sections(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	o, sections, err := all(ctx, now, a, func(o report.Outline) (numbers []int) {
		for _, e := range o.Sections {
			numbers = append(numbers, e.Number)
		}
		return numbers
	}, (*store.Report).Section)
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
	}, (*store.Report).Table)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Parts, s.pages.Tables(o, tables)), nil
}

// all gets every part of a kind; a report without any has no page that lists
// them.
func all[T any](ctx context.Context, now *store.Snapshot, a address, numbers func(report.Outline) []int,
	get func(*store.Report, context.Context, int) (T, error)) (o report.Outline, parts []T, err error) {
	r, o, err := reportOf(ctx, now, a)
	if err != nil {
		return o, nil, err
	}
	for _, n := range numbers(o) {
		part, err := get(r, ctx, n)
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

// projects lists the forms; a report without forms has no such page.
func (s *site) projects(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	_, o, err := reportOf(ctx, now, a)
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
	r, o, err := reportOf(ctx, now, a)
	if err != nil {
		return renderedPage{}, err
	}
	notes, err := r.Notes(ctx)
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
	known, err := places(ctx, r, repaired)
	if err != nil {
		return renderedPage{}, err
	}
	return newPage(templates.Notes, s.pages.Notes(o, notes, known)), nil
}
