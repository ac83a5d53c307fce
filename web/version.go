package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"disclosure/internal/page"
	"disclosure/internal/report"
	"disclosure/internal/store"
	"disclosure/templates"
)

// errWithdrawn answers for a report that its publisher took back.
var errWithdrawn = echo.NewHTTPError(http.StatusGone)

// reportOf returns the report at an address with its outline, unless it was withdrawn.
func reportOf(ctx context.Context, now *store.Snapshot, a address) (*store.Report, report.Outline, error) {
	r, o, err := standing(ctx, now, a)
	if err == nil && newestOf(o).Withdrawn != nil {
		err = errWithdrawn
	}
	return r, o, err
}

// standing returns the report at an address with its outline, which knows the versions
// around it.
func standing(ctx context.Context, now *store.Snapshot, a address) (*store.Report, report.Outline, error) {
	versions := now.Versions(a.Key)
	at := len(versions) - 1
	if a.version != "" {
		at = slices.IndexFunc(versions, func(r *store.Report) bool { return strings.HasPrefix(r.Version, a.version) })
	}
	if at < 0 {
		return nil, report.Outline{}, fmt.Errorf("report %s@%s: %w", a.Base(), a.version, store.ErrNotFound)
	}
	r := versions[at]
	o, err := r.Outline(ctx)
	if err != nil {
		return nil, o, err
	}
	o.Pinned = a.version != ""
	around := func(i int) (*report.Outline, error) {
		other, err := versions[i].Outline(ctx)
		return &other, err
	}
	if at > 0 {
		if o.Before, err = around(at - 1); err != nil {
			return nil, o, err
		}
	}
	if at < len(versions)-1 {
		o.Newest, err = around(len(versions) - 1)
	}
	return r, o, err
}

// newestOf is the outline of the newest version of the report of o.
func newestOf(o report.Outline) report.Outline {
	if o.Newest != nil {
		return *o.Newest
	}
	return o
}

// isOld tells whether an address is of a version that another one replaced.
func (s *site) isOld(a address) bool {
	if a.version == "" {
		return false
	}
	now := s.store.Snapshot()
	defer now.Release()
	newest, err := now.Report(a.Key)
	return err == nil && !strings.HasPrefix(newest.Version, a.version)
}

var longVersion = regexp.MustCompile(`^(/[^/]+/[0-9]+/[a-z-]+)@([0-9a-f]{13,64})(/.*)?$`)

// shortened is the address of u with the 12 digits of its version for more of them; ""
// where there is no version that begins so.
func (s *site) shortened(u *url.URL) string {
	m := longVersion.FindStringSubmatch(u.Path)
	if m == nil {
		return ""
	}
	now := s.store.Snapshot()
	defer now.Release()
	for _, r := range now.Reports() {
		if r.Base() != m[1] {
			continue
		}
		for _, version := range now.Versions(r.Key) {
			if strings.HasPrefix(version.Version, m[2]) {
				return (&url.URL{Path: m[1] + "@" + m[2][:12] + m[3]}).EscapedPath()
			}
		}
	}
	return ""
}

// versionsAt are the outlines of the versions of the report that the first steps of an
// address name, oldest first, each with its own address.
func versionsAt(ctx context.Context, now *store.Snapshot, steps []string) (all []report.Outline, err error) {
	if len(steps) < 3 {
		return nil, nil
	}
	kind, _, _ := strings.Cut(steps[2], "@")
	kind, _, _ = strings.Cut(kind, ".")
	base := "/" + strings.Join([]string{steps[0], steps[1], kind}, "/")
	for _, r := range now.Reports() {
		if r.Base() != base {
			continue
		}
		for _, version := range now.Versions(r.Key) {
			o, err := version.Outline(ctx)
			if err != nil {
				return nil, err
			}
			o.Pinned = true
			all = append(all, o)
		}
	}
	return all, nil
}

// tellChanges says on a page of an earlier version what became of its places.
func tellChanges(ctx context.Context, now *store.Snapshot, a address, old *page.OldVersion) error {
	r, _, err := standing(ctx, now, a)
	if err != nil {
		return err
	}
	before, err := r.Whole(ctx)
	if err != nil {
		return err
	}
	newest, err := now.Report(a.Key)
	if err != nil {
		return err
	}
	after, err := newest.Whole(ctx)
	if err == nil {
		old.Tell(before, after)
	}
	return err
}

// history shows all versions of a report, also of one that was withdrawn.
func (s *site) history(ctx context.Context, now *store.Snapshot, a address) (renderedPage, error) {
	if a.version != "" {
		return renderedPage{}, store.ErrNotFound // it is of all versions
	}
	var versions []report.Outline
	var whole []*report.Report
	for _, r := range now.Versions(a.Key) {
		one, err := r.Whole(ctx)
		if err != nil {
			return renderedPage{}, err
		}
		whole = append(whole, one)
		_, o, err := standing(ctx, now, address{Key: a.Key, version: r.Version[:12]})
		if err != nil {
			return renderedPage{}, err
		}
		o.Pinned = false // the page is not of this version
		versions = append(versions, o)
	}
	if len(versions) == 0 {
		return renderedPage{}, fmt.Errorf("report %s: %w", a.Base(), store.ErrNotFound)
	}
	return newPage(templates.History, s.pages.History(versions, whole)), nil
}
