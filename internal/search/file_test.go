package search

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"disclosure/data"
	"disclosure/internal/publish"
)

// The script that searches in a copy makes alike what the server does.
func TestScriptFoldsAsTheServer(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("NOT RUN: node is missing; .ci/setup test installs it")
		}
		t.Skip("NOT RUN: node is missing")
	}
	script, err := os.ReadFile("../../static/js/copysearch.js")
	if err != nil {
		t.Fatal(err)
	}
	fold := regexp.MustCompile(`(?s)const fold = .*?\n\t\};\n`).Find(script)
	if fold == nil {
		t.Fatal("the script has no fold")
	}
	reports, err := publish.LoadAll(data.Files, data.Files)
	if err != nil {
		t.Fatal(err)
	}
	file := NewFile(reports[0].Report, "/x")
	texts := []string{"“三公”经费", "（三）公务用车", "２，７０８．０３", "2,708.03 万元", "1,2,3", "預算支出", "ＡＢＣ abc", "［１］ 说明", "政务 服务", "12,345,678"}
	for _, page := range file.Pages {
		texts = append(texts, page.Title)
		texts = append(texts, page.Places...)
	}
	input, err := json.Marshal(map[string]any{"plain": file.Plain, "texts": texts})
	if err != nil {
		t.Fatal(err)
	}
	// What is left of a text that is compared: letters, numbers, and the point of a number.
	program := string(fold) + `
const { plain, texts } = JSON.parse(require("fs").readFileSync(0));
const all = [...plain], map = new Map();
all.slice(0, all.length / 2).forEach((from, i) => map.set(from, all[all.length / 2 + i]));
console.log(JSON.stringify(texts.map((t) => fold(t, map).replace(/[^\p{L}\p{N}.]/gu, "").replace(/(?<![0-9])\.|\.(?![0-9])/g, ""))));`
	command := exec.Command(node, "-e", program)
	command.Stdin = strings.NewReader(string(input))
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	wrong := 0
	for i, text := range texts {
		if want := nameKey(text); got[i] != want && wrong < 10 {
			wrong++
			t.Errorf("%q: the script makes it %q, the server %q", text, got[i], want)
		}
	}
}
