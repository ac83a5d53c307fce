package store_test

import (
	"context"
	"testing"
	"path/filepath"
	"log/slog"

	"github.com/disclosure/disclosure/data"
	"github.com/disclosure/disclosure/internal/reconcile"
	"github.com/disclosure/disclosure/internal/report"
	"github.com/disclosure/disclosure/internal/source"
	"github.com/disclosure/disclosure/internal/store"
)

func BenchmarkZZ(b *testing.B) {
	reports, err := source.LoadAll(data.Files)
	if err != nil { b.Fatal(err) }
	result, err := reconcile.Reconcile(data.Files, data.Files, reports[0])
	if err != nil { b.Fatal(err) }
	path := filepath.Join(b.TempDir(), "r.db")
	if err := store.Write(context.Background(), path, []store.Checked{{Report: reports[0], Result: result}}); err != nil { b.Fatal(err) }
	st, err := store.Open(context.Background(), path, slog.New(slog.DiscardHandler))
	if err != nil { b.Fatal(err) }
	defer st.Close()
	now := st.Snapshot(); defer now.Release()
	k := reports[0].Key
	ctx := context.Background()
	run := func(name string, f func() error) {
		b.Run(name, func(b *testing.B) { b.ReportAllocs(); for b.Loop() { if err := f(); err != nil { b.Fatal(err) } } })
	}
	run("outline", func() error { _, err := now.Outline(ctx, k); return err })
	run("outlines", func() error { _, err := now.Outlines(ctx); return err })
	run("table4", func() error { _, err := now.Table(ctx, k, 4); return err })
	run("table7", func() error { _, err := now.Table(ctx, k, 7); return err })
	run("table14", func() error { _, err := now.Table(ctx, k, 14); return err })
	run("section1", func() error { _, err := now.Section(ctx, k, 1); return err })
	run("project1", func() error { _, err := now.Project(ctx, k, 1); return err })
	run("bindings4", func() error { _, err := now.Bindings(ctx, k, report.TableRef(4)); return err })
	run("bindings7", func() error { _, err := now.Bindings(ctx, k, report.TableRef(7)); return err })
	run("bindingsS1", func() error { _, err := now.Bindings(ctx, k, report.SectionRef(1)); return err })
	run("checks", func() error { _, _, err := now.Checks(ctx, k); return err })
	run("notes", func() error { _, err := now.Notes(ctx, k); return err })
	run("report", func() error { _, err := now.Report(ctx, k); return err })
}
