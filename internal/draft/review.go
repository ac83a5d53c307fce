package draft

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"disclosure/internal/original"
	"disclosure/internal/report"
)

// compare counts every number of the originals and of the folder, and asks about
// those that are on one side only.
func (d *Draft) compare(files []File) {
	have, want := map[string]int{}, map[string]int{}
	for _, f := range files {
		shown := *f.Document
		shown.Asides = nil
		for n, count := range original.Numbers(&shown) {
			want[n] += count
		}
	}
	text := &original.Document{Blocks: []original.Block{{Paragraph: &original.Paragraph{Text: unmarked(d.Files["source.txt"])}}}}
	maps.Copy(have, original.Numbers(text))
	all := maps.Clone(want)
	maps.Copy(all, have)
	for _, n := range slices.Sorted(maps.Keys(all)) {
		if have[n] != want[n] {
			d.ask(Question{Key: key("number", n), Place: "全书", Assumed: asReceived, Choices: []string{Checked},
				Text: fmt.Sprintf("数字 %s 在原件里有 %d 处，在文件夹里有 %d 处：找出在哪里丢了或者多了，改好。", n, want[n], have[n])})
		}
	}
}

// lost asks about the words of the originals that the folder does not have: those of a
// block where they stand nowhere, else the characters that are fewer.
func (d *Draft) lost(files []File) {
	have := ink(unmarked(d.Files["source.txt"]))
	left := map[rune]int{}
	for _, r := range have {
		left[r]++
	}
	fewer, found := "", false
	for _, f := range files {
		for _, b := range f.Blocks {
			for _, said := range b.Texts() {
				for _, r := range ink(said) {
					if left[r]--; left[r] < 0 {
						fewer += string(r)
					}
				}
			}
		}
	}
	if fewer == "" {
		return
	}
	for _, f := range files {
		for _, b := range f.Blocks {
			for _, said := range b.Texts() {
				if !strings.Contains(have, ink(said)) {
					found = true
					d.look("lost", block{Block: b, file: f.Name}, "“"+oneLine(said)+"”没有收进文件夹：对着原件看，补在它的位置上。")
				}
			}
		}
	}
	if !found {
		d.ask(Question{Key: "lost", Place: "全书", Assumed: "照读出来的写", Choices: []string{Checked}, Text: "这些字在原件里比在文件夹里多：" + fewer + "。找出在哪里丢了，改好。"})
	}
}

// ink is the characters of a text that leave some, but for the mark between the
// paragraphs of a cell.
func ink(text string) string { return strings.ReplaceAll(bare(text), "¶", "") }

// unmarked is a text as received without the lines that say where it stood.
func unmarked(text []byte) string {
	var b strings.Builder
	for l := range strings.Lines(string(text)) {
		if !report.IsPlace(strings.TrimSuffix(l, "\n")) {
			b.WriteString(l)
		}
	}
	return b.String()
}

// review lists the questions, what was set aside, where each part stands, and
// the sums of the files as they are written, by which Written knows them again.
func (d *Draft) review(files []File) []byte {
	var b bytes.Buffer
	if len(d.Questions) == 0 {
		fmt.Fprintf(&b, "# 要由人决定的\n\n没有了。已经回答 %d 条，在 decisions.toml 里。\n\n", len(d.Answered))
	} else {
		fmt.Fprintf(&b, "# 要由人决定的\n\n还有 %d 条。在 decisions.toml 里回答，一条一行，写法照每条的末一行；再运行一次 draft，答过的就不在这里了。", len(d.Questions))
		fmt.Fprintf(&b, "也可以先改文件夹里的文件，再回答“%s”。已经回答 %d 条。\n\n", Checked, len(d.Answered))
	}
	for i, q := range d.Questions {
		fmt.Fprintf(&b, "%d. %s\n\n   - 出处：%s\n", i+1, q.Text, q.Place)
		for k, c := range q.Changes {
			if k == fewChanges {
				fmt.Fprintf(&b, "   - 还有 %d 处，draft preview 里都列着\n", len(q.Changes)-k)
				break
			}
			fmt.Fprintf(&b, "   - 收到的“%s”，改成“%s”\n", visible(c.Received), visible(c.Shown))
		}
		now := q.Assumed
		if now == "" {
			now = "不写"
		}
		fmt.Fprintf(&b, "   - 现在：%s\n", now)
		answer := q.Assumed
		if len(q.Choices) > 0 {
			fmt.Fprintf(&b, "   - 可以选：%s\n", strings.Join(q.Choices, "，"))
			if !slices.Contains(q.Choices, answer) {
				answer = q.Choices[0]
			}
		}
		fmt.Fprintf(&b, "   - 回答：`%s = %s`\n\n", KeyOf(q.Key), Quote(answer))
	}
	fmt.Fprintf(&b, "# 原件里没有收进文件夹的\n\n")
	for _, line := range d.setAside(files) {
		fmt.Fprintf(&b, "- %s\n", line)
	}
	fmt.Fprintf(&b, "\n# 各部分在原件的哪里\n\n")
	for _, p := range d.parts {
		fmt.Fprintf(&b, "- %s：%s\n", p.title, p.place)
	}
	for _, f := range d.forms {
		fmt.Fprintf(&b, "- %s：%s\n", f.fields[0].text, f.place)
	}
	fmt.Fprintf(&b, "\n# draft 写的文件\n\nSHA-256 与这里不同的，是后来由人改过的；再运行 draft 时不动它，新写的放在旁边，叫 NAME.new。\n\n")
	for _, name := range slices.Sorted(maps.Keys(d.Files)) {
		fmt.Fprintf(&b, "- %s %x\n", name, sha256.Sum256(d.Files[name]))
	}
	return b.Bytes()
}

// fewChanges is how many places of a repair the review lists.
const fewChanges = 8

// mostVisible is how many characters of a text the review shows.
const mostVisible = 120

// visible is a text in one line for a person, with the borders of its cells.
func visible(text string) string {
	if text == "" {
		return "（不显示）"
	}
	if runes := []rune(text); len(runes) > mostVisible {
		text = string(runes[:mostVisible]) + "…"
	}
	return strings.NewReplacer("\t", " | ", "\n", " ⏎ ").Replace(text)
}

// reasons say for a person why a text was set aside.
var reasons = map[original.Reason]string{
	original.PageNumber:    "页码",
	original.RunningHead:   "页眉或页脚",
	original.Leader:        "目录里的引导点",
	original.FieldCode:     "目录里的域代码",
	original.PrintedTwice:  "上页末尾和下页开头印了两次",
	original.HeaderAgain:   "续页上重复的表头",
	original.AroundArticle: "网页上报告以外的",
	original.Outside:       "画在看不见的地方",
	original.Hidden:        "隐藏的",
	original.Markup:        "格里的标记 <p> 和 </p>，照它们分段",
	original.BlankColumn:   "行末尾的空列",
	original.Deleted:       "修订中删去的",
}

// setAside lists what of the originals is not in the folder. What says nothing of the
// report, or what the folder has from another place, is counted page by page.
func (d *Draft) setAside(files []File) (lines []string) {
	received := bare(unmarked(d.Files["source.txt"]))
	for _, f := range files {
		counts, order := map[string]int{}, []string(nil)
		for _, a := range f.Asides {
			what := reasons[a.Reason]
			text := oneLine(a.Text)
			where := placeName(f.Name, a.Place) + "，%d "
			switch {
			case a.Reason == original.PageNumber:
				where, what = f.Name+"，%d ", "处页码"
			case a.Reason == original.RunningHead:
				where, what = f.Name+"，%d ", "处"+what+"："+strings.ReplaceAll(text, "%", "%%")
			case a.Reason == original.Outside && strings.Contains(received, bare(text)):
				what = "行画在看不见的地方，文件夹里有同样的文字"
			case a.Reason == original.BlankColumn:
			case a.Reason == original.Markup:
				what = "处" + what
			case a.Reason == original.Leader, a.Reason == original.FieldCode:
				where, what = f.Name+"，%d ", "处"+what
			default:
				lines = append(lines, fmt.Sprintf("%s，%s：%s", placeName(f.Name, a.Place), what, text))
				continue
			}
			where += what
			if counts[where]++; counts[where] == 1 {
				order = append(order, where)
			}
		}
		for _, where := range order {
			lines = append(lines, fmt.Sprintf(where, counts[where]))
		}
	}
	return lines
}

var writtenLine = regexp.MustCompile(`(?m)^- (\S+) ([0-9a-f]{64})$`)

// Written reads from a review which files draft wrote, and with which SHA-256.
func Written(review []byte) map[string]string {
	sums := map[string]string{}
	for _, m := range writtenLine.FindAllSubmatch(review, -1) {
		sums[string(m[1])] = string(m[2])
	}
	return sums
}
