package figures_test

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/figures"
	"disclosure/internal/report"
	"disclosure/internal/source"
)

func published(t testing.TB) *report.Report {
	t.Helper()
	reports, err := source.LoadAll(data.Files)
	if err != nil {
		t.Fatal(err)
	}
	return reports[0]
}

func linesOf(t testing.TB, r *report.Report) figures.Lines {
	t.Helper()
	lines, _, err := figures.Of(r.Front, r.Figures())
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// unpacked reads a file to its end, where the reader holds its checksum and length
// against what was read.
func unpacked(t *testing.T, packed []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The files of no report, of one and of several are whole, each with one header.
func TestFile(t *testing.T) {
	r := published(t)
	other := *r
	other.Unit = "shili-qinghe"
	for _, reports := range [][]*report.Report{{}, {r}, {r, &other, r}} {
		var lines []figures.Lines
		count := 1
		for _, r := range reports {
			lines = append(lines, linesOf(t, r))
			count += len(r.Figures())
		}
		packed, length := figures.File(lines)
		text := unpacked(t, packed)
		if int64(len(text)) != length {
			t.Errorf("%d reports: got %d bytes, File says %d", len(reports), len(text), length)
		}
		records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil || len(records) != count || !slices.Equal(records[0], figures.Names()) {
			t.Errorf("%d reports: got %d lines, first %q, error %v, want %d lines, the first with the names", len(reports), len(records), records[0], err, count)
		}
	}
}

// A line says where its figure stands, and the figure as published and as an integer.
func TestLine(t *testing.T) {
	r := published(t)
	packed, _ := figures.File([]figures.Lines{linesOf(t, r)})
	if _, sum, _ := figures.Of(r.Front, r.Figures()); sum != report.SumOf([]byte(unpacked(t, packed))) {
		t.Errorf("got the sum %v, which is not that of the file", sum)
	}
	records, err := csv.NewReader(strings.NewReader(unpacked(t, packed))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, record := range records[1:] {
		if !strings.HasSuffix(record[26], "/tables/7#r6c4") {
			continue
		}
		got := strings.Join(record[4:26], "|")
		const want = "tables|7|r6c4|1|6|4|4||2010399|" +
			"深圳市福田区政务服务数据管理局/深圳市福田区政务服务数据管理局（本级）/一般公共服务支出/政府办公厅（室）及相关机构事务/其他政府办公厅（室）及相关机构事务支出|" +
			"一般公共预算支出表|支出总计|支出总计|2021|万元|213900|2|2139000000|2,139.00|false|true|"
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		return
	}
	t.Error("no line has the address of a cell of table 7")
}

func BenchmarkOf(b *testing.B) {
	r := published(b)
	all := r.Figures()
	var lines figures.Lines
	for b.Loop() {
		lines, _, _ = figures.Of(r.Front, all)
	}
	b.ReportMetric(float64(len(lines.Deflated)), "bytes-deflated")
	b.ReportMetric(float64(lines.Length), "bytes")
}
