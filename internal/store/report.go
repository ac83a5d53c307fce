package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/shopspring/decimal"

	"disclosure/internal/report"
	"disclosure/internal/search"
)

// Report answers what belongs to one report of a snapshot. It may be asked as long
// as the snapshot is held.
type Report struct {
	report.Key
	Version string
	Digest  string // of all that is stored of it, the editors' work included

	now       *Snapshot
	id        int64
	body      *report.Body // its names alone
	withdrawn bool
	outline   atomic.Pointer[report.Outline] // once it was asked for: every page of a report wants it
}

func (r *Report) reader(ctx context.Context) reader { return reader{ctx, r.now.db} }

// wrong says of which report err is.
func (r *Report) wrong(what string, err error) error {
	return fmt.Errorf("%s of report %s: %w", what, r.Base(), err)
}

// Outline returns the outline. It is shared and must not be changed.
func (r *Report) Outline(ctx context.Context) (report.Outline, error) {
	if known := r.outline.Load(); known != nil {
		return *known, nil
	}
	var content []byte
	err := r.reader(ctx).one(`SELECT outline FROM report WHERE id = ?`, []any{r.id}, into{&content})
	if err == nil {
		content, err = inflate(content)
	}
	outline := new(report.Outline)
	if err == nil {
		err = json.Unmarshal(content, outline)
	}
	if err == nil {
		outline.Originals, err = part(ctx, r, report.Ref{}, report.ReadOriginals)
	}
	if err != nil {
		return report.Outline{}, r.wrong("outline", err)
	}
	r.outline.Store(outline)
	return *outline, nil
}

// part gets the part at ref as read makes it of its documents.
func part[T any](ctx context.Context, r *Report, ref report.Ref, read func(report.WrittenPart) (T, error)) (T, error) {
	p := report.WrittenPart{Document: report.Document{Ref: ref}}
	err := r.reader(ctx).one(`SELECT heading, content, editorial FROM part WHERE report = ? AND part = ? AND number = ?`,
		[]any{r.id, string(ref.Part), ref.Number}, into{&p.Heading, &p.Content, &p.Editorial})
	var value T
	if err == nil {
		err = inflatePart(&p)
	}
	if err == nil {
		value, err = read(p)
	}
	if err != nil {
		return value, r.wrong(fmt.Sprintf("%s %d", ref.Part, ref.Number), err)
	}
	return value, nil
}

// Section returns section n.
func (r *Report) Section(ctx context.Context, n int) (*report.Section, error) {
	return part(ctx, r, report.SectionRef(n), report.ReadSection)
}

// Table returns annex table n.
func (r *Report) Table(ctx context.Context, n int) (*report.Table, error) {
	return part(ctx, r, report.TableRef(n), report.ReadTable)
}

// Project returns project form n.
func (r *Report) Project(ctx context.Context, n int) (*report.Project, error) {
	return part(ctx, r, report.ProjectRef(n), report.ReadProject)
}

// Notes returns the repairs, nil where there are none.
func (r *Report) Notes(ctx context.Context) ([]report.Note, error) {
	notes, err := part(ctx, r, report.PageOf(report.NotesPart), report.ReadNotes)
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	return notes, err
}

// Image returns the image of the report that others show who link to it, a PNG; nil where
// none is kept.
func (r *Report) Image(ctx context.Context) (image []byte, err error) {
	err = r.reader(ctx).one(`SELECT png FROM image WHERE report = ?`, []any{r.id}, into{&image})
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, r.wrong("image", err)
	}
	return image, nil
}

// Source returns the text as received.
func (r *Report) Source(ctx context.Context) (string, error) {
	text, err := part(ctx, r, report.PageOf(report.SourcePart),
		func(p report.WrittenPart) (string, error) { return string(p.Editorial), nil })
	if errors.Is(err, ErrNotFound) {
		return "", nil
	}
	return text, err
}

// Originals returns the originals that may be given away.
func (r *Report) Originals(ctx context.Context) (given []report.Given, err error) {
	outline, err := r.Outline(ctx)
	for _, o := range outline.Originals {
		if err != nil || !o.Allowed {
			continue
		}
		var g report.Given
		if g, err = r.Original(ctx, o.File); err == nil {
			given = append(given, g)
		}
	}
	return given, err
}

// Original returns the original of a name in the report's folder, which may be given
// away.
func (r *Report) Original(ctx context.Context, file string) (report.Given, error) {
	return part(ctx, r, report.PageOf(report.Part(file)),
		func(p report.WrittenPart) (report.Given, error) {
			return report.Given{File: file, Content: string(p.Editorial)}, nil
		})
}

// Whole returns the whole report without its originals.
func (r *Report) Whole(ctx context.Context) (*report.Report, error) {
	parts, err := r.reader(ctx).parts(r.id, `part NOT LIKE 'original%'`)
	if err != nil {
		return nil, r.wrong("parts", err)
	}
	return report.Assemble(r.Key, r.Version, parts)
}

// parts are the parts of a report that a condition names, in the order in which they
// were saved.
func (r reader) parts(id int64, which string) (parts []report.WrittenPart, err error) {
	var p report.WrittenPart
	var wrong error
	err = r.each(`SELECT part, number, heading, content, editorial FROM part WHERE report = ? AND `+which+` ORDER BY n`, []any{id},
		into{&p.Ref.Part, &p.Ref.Number, &p.Heading, &p.Content, &p.Editorial}, func() {
			one := p
			wrong = errors.Join(wrong, inflatePart(&one))
			parts = append(parts, one)
		})
	return parts, errors.Join(err, wrong)
}

// SameFigure returns the places that state an amount of this value; see
// search.SameFigure.
func (r *Report) SameFigure(ctx context.Context, value decimal.Decimal, unit string) ([]search.Hit, error) {
	return search.SameFigure(ctx, r.now.db, r.Key, value, unit)
}
