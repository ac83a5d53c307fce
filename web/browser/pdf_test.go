package browser

import (
	"bytes"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// pdf is what came out of the printer.
type pdf struct {
	*tab
	file  string
	pages []string // text of each page, in the order in which it is painted
	all   string   // the same without white space
}

// printed opens an address and prints it, on a computer set to dark.
func printed(t *testing.T, path string) pdf {
	t.Helper()
	need(t, "poppler")
	b := newTab(t)
	b.scheme("dark")
	b.open(path)
	return b.print()
}

// print prints the page that is open, with its backgrounds.
func (b *tab) print() pdf {
	b.Helper()
	out, err := b.window.print()
	if err != nil {
		b.Fatal(err)
	}
	p := pdf{tab: b, file: filepath.Join(b.TempDir(), "page.pdf")}
	if err := os.WriteFile(p.file, out, 0o644); err != nil {
		b.Fatal(err)
	}
	text := p.poppler("pdftotext", "-raw", p.file, "-")
	p.pages = strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	p.all = squeeze(text)
	return p
}

func (p pdf) poppler(tool string, args ...string) string {
	p.Helper()
	out, err := exec.Command(tool, args...).Output()
	if err != nil {
		p.Fatalf("%s: %v", tool, err)
	}
	return string(out)
}

// squeeze drops white space: where lines break says nothing about a text.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

var (
	pageSize = regexp.MustCompile(`Page +\d+ size: +([\d.]+) x ([\d.]+) pts \((\w+)\)`)
	fontSize = regexp.MustCompile(`<fontspec [^>]*size="(\d+)"`)
	bookmark = regexp.MustCompile(`<item page="\d+">([^<]*)</item>`)
	wordBox  = regexp.MustCompile(`<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)`)
	boxPage  = regexp.MustCompile(`(?s)<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>`)
	controls = regexp.MustCompile(`跳到正文|上一页|下一页|隐藏\d+个空列`)
	amount   = regexp.MustCompile(`^-?[\d,]+\.\d\d$`)
)

// sizes are the widths and heights of the pages in points.
func (p pdf) sizes() (sizes [][2]string) {
	for _, m := range pageSize.FindAllStringSubmatch(p.poppler("pdfinfo", "-l", "-1", p.file), -1) {
		if m[3] != "A4" {
			p.Errorf("got a page of %s × %s points, want A4", m[1], m[2])
		}
		sizes = append(sizes, [2]string{m[1], m[2]})
	}
	if len(sizes) != len(p.pages) || len(sizes) == 0 {
		p.Errorf("got the size of %d pages, want %d", len(sizes), len(p.pages))
	}
	return sizes
}

func landscape(size [2]string) bool { return number(size[0]) > number(size[1]) }

// check is what holds for everything that is printed.
func (p pdf) check(headings string) {
	p.Helper()
	info := p.poppler("pdfinfo", p.file)
	for _, want := range []string{`Tagged: +yes`, `Title: +\S`} {
		if !regexp.MustCompile(want).MatchString(info) {
			p.Errorf("got %q, want %s", info, want)
		}
	}
	outline := p.poppler("pdftohtml", "-xml", "-i", "-stdout", p.file)
	var marks []string
	for _, m := range bookmark.FindAllStringSubmatch(outline, -1) {
		marks = append(marks, squeeze(m[1]))
	}
	for _, h := range eval[[]string](p.tab, `[...document.querySelectorAll("`+headings+`")].map((h) => h.textContent)`) {
		if !slices.ContainsFunc(marks, func(mark string) bool { return strings.HasPrefix(mark, squeeze(h)) }) {
			p.Errorf("got no %q in the outline %q", h, marks)
		}
	}
	for i, m := range boxPage.FindAllStringSubmatch(p.poppler("pdftotext", "-bbox", p.file, "-"), -1) {
		for _, w := range wordBox.FindAllStringSubmatch(m[3], -1) {
			if number(w[1]) < 0 || number(w[2]) < 0 || number(w[3]) > number(m[1]) || number(w[4]) > number(m[2]) {
				p.Errorf("page %d: got %q at %v, want it on the sheet of %s × %s", i+1, w[5], w[1:5], m[1], m[2])
			}
		}
	}
	for i, text := range p.pages {
		if control := controls.FindString(squeeze(text)); control != "" {
			p.Errorf("page %d: got the control %q on paper", i+1, control)
		}
	}
	p.checkPaper()
}

func number(s string) float64 {
	n, _ := strconv.ParseFloat(s, 64)
	return n
}

// checkPaper looks at the pages: dark ink on white paper, whatever the computer
// is set to.
func (p pdf) checkPaper() {
	p.Helper()
	stem := strings.TrimSuffix(p.file, ".pdf")
	p.poppler("pdftoppm", "-png", "-gray", "-r", "20", p.file, stem)
	files, _ := filepath.Glob(stem + "*.png")
	if len(files) != len(p.pages) {
		p.Errorf("got pictures of %d pages, want %d", len(files), len(p.pages))
	}
	for i, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			p.Fatal(err)
		}
		picture, err := png.Decode(bytes.NewReader(content))
		if err != nil {
			p.Fatal(err)
		}
		box, white := picture.Bounds(), 0
		for y := box.Min.Y; y < box.Max.Y; y++ {
			for x := box.Min.X; x < box.Max.X; x++ {
				if r, _, _, _ := picture.At(x, y).RGBA(); r > 0xf800 {
					white++
				}
			}
		}
		if share := white * 100 / (box.Dx() * box.Dy()); share < 50 {
			p.Errorf("page %d: got %d %% white paper, want most of it", i+1, share)
		}
	}
}

// checkTable finds every cell of a table in the printed text, and its figures,
// whole, from left to right and from the top down.
func (p pdf) checkTable(table string) {
	p.Helper()
	for _, cell := range eval[[]string](p.tab, `[...document.querySelectorAll("`+table+` :is(th, td)")].map((c) => c.textContent)`) {
		if !strings.Contains(p.all, squeeze(cell)) {
			p.Errorf("got no cell %q on paper", cell)
		}
	}
	want := eval[[]string](p.tab, `[...document.querySelectorAll("`+table+` tbody .amount")].map((c) => c.textContent).filter((s) => /^-?[\d,]+\.\d\d$/.test(s))`)
	var got []string
	for _, word := range strings.Fields(p.poppler("pdftotext", "-layout", p.file, "-")) {
		if amount.MatchString(word) {
			got = append(got, word)
		}
	}
	if len(want) == 0 || !slices.Equal(got, want) {
		p.Errorf("got figures %q, want %q", got, want)
	}
}

// unsigned is a printed text without the signs that stand in it beside figures
// that do not agree.
func unsigned(s string) string {
	return strings.NewReplacer("≈", "", "≠", "", "?", "").Replace(squeeze(s))
}

// has finds a text on one page, or at the end of one and on the next.
func (p pdf) has(text string) bool {
	text = unsigned(text)
	if strings.Contains(unsigned(p.all), text) {
		return true
	}
	runes := []rune(text)
	for i := range len(p.pages) - 1 {
		page, next := unsigned(p.pages[i]), unsigned(p.pages[i+1])
		for k := len(runes) - 1; k > 0; k-- {
			if strings.Contains(page, string(runes[:k])) {
				if strings.Contains(next, string(runes[k:])) {
					return true
				}
				break
			}
		}
	}
	return false
}
