package store

import (
	"context"
	"fmt"

	"disclosure/internal/report"
)

// newest returns the id of the newest version of a key.
func (r reader) newest(key report.Key) (id int64, err error) {
	err = r.one(`SELECT id FROM report WHERE unit = ? AND year = ? AND kind = ? ORDER BY id DESC LIMIT 1`,
		[]any{key.Unit, key.Year, key.Kind}, into{&id})
	if err != nil {
		return 0, fmt.Errorf("report %s: %w", key.Base(), err)
	}
	return id, nil
}

// part answers a question about one part of the newest version of key. what
// and n name it in the message where it is not found.
func part[T any](ctx context.Context, s *Snapshot, key report.Key, what string, n int, load func(r reader, id int64, n int) (T, error)) (T, error) {
	var value T
	err := s.read(ctx, func(r reader) error {
		id, err := r.newest(key)
		if err != nil {
			return err
		}
		if value, err = load(r, id, n); err != nil {
			return fmt.Errorf("%s %d of report %s: %w", what, n, key.Base(), err)
		}
		return nil
	})
	if err != nil {
		var none T
		return none, err
	}
	return value, nil
}

// Section returns section n of the newest version of key.
func (s *Snapshot) Section(ctx context.Context, key report.Key, n int) (*report.Section, error) {
	return part(ctx, s, key, "section", n, reader.section)
}

// Table returns annex table n of the newest version of key.
func (s *Snapshot) Table(ctx context.Context, key report.Key, n int) (*report.Table, error) {
	return part(ctx, s, key, "table", n, reader.table)
}

// Project returns project form n of the newest version of key.
func (s *Snapshot) Project(ctx context.Context, key report.Key, n int) (*report.Project, error) {
	return part(ctx, s, key, "project", n, reader.project)
}

// Notes returns the repairs of the newest version of key, nil where there are
// none.
func (s *Snapshot) Notes(ctx context.Context, key report.Key) (notes []report.Note, err error) {
	err = s.read(ctx, func(r reader) error {
		id, err := r.newest(key)
		if err != nil {
			return err
		}
		notes, err = r.notes(id)
		return err
	})
	return notes, err
}

// Source returns the text as received of the newest version of key.
func (s *Snapshot) Source(ctx context.Context, key report.Key) (text string, err error) {
	err = s.read(ctx, func(r reader) error {
		id, err := r.newest(key)
		if err != nil {
			return err
		}
		text, err = r.source(id)
		return err
	})
	return text, err
}

// Report returns the newest version of key, whole.
func (s *Snapshot) Report(ctx context.Context, key report.Key) (*report.Report, error) {
	var whole *report.Report
	err := s.read(ctx, func(r reader) error {
		id, err := r.newest(key)
		if err != nil {
			return err
		}
		if whole, err = r.report(id); err != nil {
			return fmt.Errorf("report %s: %w", key.Base(), err)
		}
		return nil
	})
	return whole, err
}

func (r reader) report(id int64) (*report.Report, error) {
	outlines, err := r.outlines([]int64{id})
	if err != nil {
		return nil, err
	}
	o := outlines[0]
	whole := &report.Report{Front: o.Front}
	for _, e := range o.Sections {
		s, err := r.section(id, e.Number)
		if err != nil {
			return nil, fmt.Errorf("section %d: %w", e.Number, err)
		}
		whole.Sections = append(whole.Sections, *s)
	}
	for _, e := range o.Tables {
		t, err := r.table(id, e.Number)
		if err != nil {
			return nil, fmt.Errorf("table %d: %w", e.Number, err)
		}
		whole.Tables = append(whole.Tables, *t)
	}
	for _, e := range o.Projects {
		p, err := r.project(id, e.Number)
		if err != nil {
			return nil, fmt.Errorf("project %d: %w", e.Number, err)
		}
		whole.Projects = append(whole.Projects, *p)
	}
	if whole.Notes, err = r.notes(id); err != nil {
		return nil, err
	}
	whole.Source, err = r.source(id)
	return whole, err
}

func (r reader) source(id int64) (text string, err error) {
	err = r.one(`SELECT text FROM received WHERE report = ?`, []any{id}, into{&text})
	return text, err
}
