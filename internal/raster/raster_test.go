package raster_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image/png"
	"testing"

	"disclosure/internal/chart"
	"disclosure/internal/raster"
)

func sample() chart.Drawing {
	d := chart.Drawing{Width: 320_00, Height: 160_00}
	d.AddBox(chart.Light, chart.Box{X: 10_00, Y: 10_00, Width: 100_50, Height: 40_00})
	shaft := chart.Shaft{Top: chart.Edge{X: 10_00, Y: 50_00, Width: 50_00}, Bottom: chart.Edge{X: 60_00, Y: 100_00, Width: 50_00}}
	d.Add(chart.Shape{Tone: chart.Faint, Ribbon: &shaft})
	d.AddText(chart.Ink, chart.Line{X: 160_00, Y: 40_00, Size: 24_00, Anchor: chart.Center, Text: "收入 2,708.03 万元"})
	d.AddText(chart.Soft, chart.Line{X: 310_00, Y: 130_00, Size: 15_00, Anchor: chart.End, Text: "“三公”经费（本级）"})
	return d
}

// An image has the same pixels on every machine.
func TestPNG(t *testing.T) {
	first, err := raster.PNG(sample())
	if err != nil {
		t.Fatal(err)
	}
	again, _ := raster.PNG(sample())
	if !bytes.Equal(first, again) {
		t.Error("one drawing makes two images")
	}
	img, err := png.Decode(bytes.NewReader(first))
	if err != nil || img.Bounds().Dx() != 320 || img.Bounds().Dy() != 160 {
		t.Fatalf("got %v, error %v, want 320 by 160", img.Bounds(), err)
	}
	pixels := sha256.New()
	for y := range 160 {
		for x := range 320 {
			r, g, b, _ := img.At(x, y).RGBA()
			pixels.Write([]byte{byte(r >> 8), byte(g >> 8), byte(b >> 8)})
		}
	}
	const want = "6cf5d130384b507b"
	if got := hex.EncodeToString(pixels.Sum(nil)[:8]); got != want {
		t.Errorf("got pixels %s, want %s: look at the image, then put its sum here", got, want)
	}
	// The box is inked evenly, and half of its last column.
	at := func(x, y int) uint8 { r, _, _, _ := img.At(x, y).RGBA(); return uint8(r >> 8) }
	if inside, edge, outside := at(50, 20), at(110, 20), at(112, 20); inside != at(20, 40) || outside != 0xfb || edge <= inside || edge >= outside {
		t.Errorf("got %x inside, %x at the edge, %x outside", inside, edge, outside)
	}
}

// A character that the font lacks is named, and something stands for it.
func TestMissing(t *testing.T) {
	d := chart.Drawing{Width: 60_00, Height: 40_00}
	d.AddText(chart.Ink, chart.Line{X: 5_00, Y: 30_00, Size: 24_00, Anchor: chart.Start, Text: "某㙍㙍"})
	if got := string(raster.Missing(d)); got != "㙍" {
		t.Errorf("got missing %q, want 㙍", got)
	}
	with, err := raster.PNG(d)
	if err != nil {
		t.Fatal(err)
	}
	d.Shapes[0].Text.Text = "某〓〓"
	if without, _ := raster.PNG(d); !bytes.Equal(with, without) || len(raster.Missing(d)) != 0 {
		t.Error("another sign than 〓 stands for a missing character")
	}
}

func BenchmarkPNG(b *testing.B) {
	for b.Loop() {
		if _, err := raster.PNG(sample()); err != nil {
			b.Fatal(err)
		}
	}
}
