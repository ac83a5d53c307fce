package store_test

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"disclosure/data"
	"disclosure/internal/report"
	"disclosure/internal/search"
	"disclosure/internal/source"
	"disclosure/internal/store"
	"github.com/shopspring/decimal"
)

// made is a made-up report of the size of r: another unit and year, the unit's
// name changed wherever it stands, and every amount another one.
func made(r *report.Report, i int) *report.Report {
	surnames, places := []rune("赵钱孙李周吴郑王冯陈"), []rune("东西南北中上下前后里")
	name := string([]rune{surnames[i%10], places[i/10%10], surnames[i/100%10]}) + "区"
	renamed := func(text string) string { return strings.ReplaceAll(text, "福田区", name) }
	m := *r
	m.Key = report.Key{Unit: fmt.Sprintf("made-up-%04d", i), Year: 2016 + i%5, Kind: r.Kind}
	m.Heading, m.UnitName, m.UnitShort = renamed(r.Heading), renamed(r.UnitName), renamed(r.UnitShort)
	m.Sections = slices.Clone(r.Sections)
	for s := range m.Sections {
		m.Sections[s].Blocks = slices.Clone(m.Sections[s].Blocks)
		for b := range m.Sections[s].Blocks {
			m.Sections[s].Blocks[b].Text = renamed(m.Sections[s].Blocks[b].Text)
		}
	}
	m.Tables = slices.Clone(r.Tables)
	for t := range m.Tables {
		rows := slices.Clone(m.Tables[t].Rows)
		for k := range rows {
			rows[k].Cells = slices.Clone(rows[k].Cells)
			for j := range rows[k].Cells {
				cell := &rows[k].Cells[j]
				cell.Text = renamed(cell.Text)
				if cell.Value.Valid && !cell.Value.Decimal.IsZero() {
					cell.Value.Decimal = cell.Value.Decimal.Mul(decimal.New(int64(100+i), -2)).Round(2)
					cell.Text = cell.Value.Decimal.StringFixed(2)
				}
			}
		}
		m.Tables[t].Rows = rows
	}
	return sealed(&m)
}

// thousand opens a store in a file: the published report and this many made-up
// ones of its size.
func thousand(b *testing.B, count int) (*store.Snapshot, report.Key) {
	b.Helper()
	reports, err := source.LoadAll(data.Files)
	if err != nil {
		b.Fatal(err)
	}
	published := reports[0]
	for i := range count {
		reports = append(reports, made(published, i))
	}
	path := filepath.Join(b.TempDir(), "reports.db")
	start := time.Now()
	if err := store.Write(ctx, path, unchecked(reports...)); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("%d reports: written in %.1f s, %d MB", len(reports), time.Since(start).Seconds(), info.Size()>>20)
	s, err := store.Open(ctx, path, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.Close)
	return held(b, s), published.Key
}

// asked is what readers type: words that every report has and words of one
// only, codes, figures, single characters, several words, nothing found.
var asked = []string{
	"三公", "预算", "网格", "支出", "福田", "网", "2010301", "C02", "27080300元", "2,708.03", "0",
	"网格员培训", "教育服务", "智慧福田APP", "智慧福田 app", "2021年", "2018", "公务接待费", "一般公共预算拨款",
	"行政运行 340.70", "福田 2021 三公", "赵东赵区 预算", "政务服务 数据 管理", "服务", "万元", "收入、支出",
	"政府办公厅（室）及相关机构事务支出", "没有的东西", "预算收入 没有的词", "27080300", "网格员培训班",
}

// BenchmarkThousand measures what must stay quick beside a thousand reports:
// a search, and a table page's share of the store. Building the store takes
// minutes, so it is done once.
func BenchmarkThousand(b *testing.B) {
	one, key := thousand(b, 0)
	all, _ := thousand(b, 1000)
	b.Run("search", func(b *testing.B) { benchmarkSearch(b, all) })
	for name, s := range map[string]*store.Snapshot{"table/reports=1": one, "table/reports=1001": all} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r := of(b, s, key)
				if _, err := r.Table(ctx, 7); err != nil {
					b.Fatal(err)
				}
				if _, err := r.Outline(ctx); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// benchmarkSearch asks what readers ask. It reports the median and the 99th
// percentile of all answers, which are to be at most 10 and 30 ms, and how
// long each query took.
func benchmarkSearch(b *testing.B, s *store.Snapshot) {
	var times []time.Duration
	of := map[string][]time.Duration{}
	for b.Loop() {
		for _, q := range asked {
			start := time.Now()
			if _, err := s.Search(ctx, search.Query{Text: q, Page: 1}); err != nil {
				b.Fatal(err)
			}
			took := time.Since(start)
			times, of[q] = append(times, took), append(of[q], took)
		}
	}
	at := func(times []time.Duration, percent int) float64 {
		slices.Sort(times)
		return float64(times[len(times)*percent/100].Microseconds()) / 1000
	}
	b.ReportMetric(at(times, 50), "ms-median")
	b.ReportMetric(at(times, 99), "ms-p99")
	b.ReportMetric(float64(len(times)), "answers")
	var each strings.Builder
	for _, q := range asked {
		fmt.Fprintf(&each, "\n%s: %.1f ms, at most %.1f ms", q, at(of[q], 50), at(of[q], 99))
	}
	b.Log(each.String())
}
