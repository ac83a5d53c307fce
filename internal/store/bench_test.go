package store_test

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"disclosure/data"
	"disclosure/internal/publish"
	"disclosure/internal/report"
	"disclosure/internal/store"
)

// BenchmarkStart is what a server does before its first page.
func BenchmarkStart(b *testing.B) {
	r := realistic("unit")
	for b.Loop() {
		s, err := store.OpenMemory(ctx, unchecked(r)...)
		if err != nil {
			b.Fatal(err)
		}
		now := s.Snapshot()
		if _, err := of(b, now, r.Key).Outline(ctx); err != nil {
			b.Fatal(err)
		}
		now.Release()
		s.Close()
	}
}

func BenchmarkWrite(b *testing.B) {
	path := filepath.Join(b.TempDir(), "x.db")
	reports := []*report.Report{realistic("unit")}
	for b.Loop() {
		if err := store.Write(ctx, path, unchecked(reports...)); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen is to verify and copy a file, and to open it: what a start and
// a swap cost. One size is copied to memory, the other one to a file.
func BenchmarkOpen(b *testing.B) {
	for _, count := range []int{1, 60} {
		var reports []*report.Report
		for i := range count {
			reports = append(reports, realistic(fmt.Sprintf("unit-%03d", i)))
		}
		path := filepath.Join(b.TempDir(), "x.db")
		write(b, path, reports...)
		info, err := os.Stat(path)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("KB=%d", info.Size()>>10), func(b *testing.B) {
			b.SetBytes(info.Size())
			for b.Loop() {
				s, err := store.Open(ctx, path, slog.New(slog.DiscardHandler))
				if err != nil {
					b.Fatal(err)
				}
				s.Close()
			}
		})
	}
}

func BenchmarkQuestions(b *testing.B) {
	for _, count := range []int{1, 200} {
		var reports []*report.Report
		for i := range count {
			reports = append(reports, realistic(fmt.Sprintf("unit-%03d", i)))
		}
		path := filepath.Join(b.TempDir(), "x.db")
		s := held(b, written(b, path, reports...))
		r := of(b, s, reports[count/2].Key)
		for _, ask := range []struct {
			what   string
			answer func() error
		}{
			{"Section", func() error { _, err := r.Section(ctx, 2); return err }},
			{"Table", func() error { _, err := r.Table(ctx, 7); return err }},
			{"Project", func() error { _, err := r.Project(ctx, 7); return err }},
			{"Report", func() error { _, err := r.Whole(ctx); return err }},
			{"Outlines", func() error { _, err := s.Outlines(ctx); return err }},
		} {
			b.Run(fmt.Sprintf("%s/reports=%d", ask.what, count), func(b *testing.B) {
				for b.Loop() {
					if err := ask.answer(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkImport is what an import of the published report does: it is read, proved,
// held against itself, and written to a file.
func BenchmarkImport(b *testing.B) {
	path := filepath.Join(b.TempDir(), "x.db")
	for b.Loop() {
		reports, err := publish.LoadAll(data.Files, data.Files)
		if err != nil {
			b.Fatal(err)
		}
		if err := store.Write(ctx, path, reports); err != nil {
			b.Fatal(err)
		}
	}
}
