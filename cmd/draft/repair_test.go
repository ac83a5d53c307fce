package main

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDeskRepairs wants a repair offered where the damage is, with what was received beside
// what it shows, taken and taken back, and a file that a person corrected kept.
func TestDeskRepairs(t *testing.T) {
	const half, rest = "某局负责全市的三件事和其他事项，共有工作人员和其他人员合计", "20人、临时人员3人。"
	d, dir := deskOver(t, strings.Replace(reportText, "某局负责 3 件事。", half+"\n\n"+rest, 1))
	page := ask(d, "/~/sections/2", nil).Body.String()
	for _, want := range []string{"断成了两段", "<td>员和其他人员合计<br>20人、临时人员</td><td>员和其他人员合计20人、临时人员</td>",
		`<button name="answer" value="接起来">`, `<button name="answer" value="原件上就是两段">`} {
		if !strings.Contains(page, want) {
			t.Errorf("got %s, want %s in it", page, want)
		}
	}
	key := "cut-line-13"
	answer := func(answer string) {
		t.Helper()
		if w := ask(d, "/~/sections/2", url.Values{"key": {key}, "answer": {answer}}); w.Code != http.StatusSeeOther {
			t.Fatalf("%s: got %d: %s", answer, w.Code, w.Body)
		}
	}
	answer("接起来")
	if got := readFile(t, dir, "sections/2.txt"); !strings.Contains(got, half+rest+"\n") {
		t.Errorf("got %s, want one paragraph", got)
	}
	if got := readFile(t, dir, "notes.toml"); !strings.Contains(got, "接回为一段") {
		t.Errorf("got notes %s, want the repair", got)
	}
	if page := ask(d, "/mouju/2024/budget/notes", nil).Body.String(); !strings.Contains(page, "接回为一段") || strings.Contains(page, "处不对") {
		t.Errorf("got %s, want the note on the page of 整理说明 and no complaint", page)
	}
	if page := ask(d, "/~/sections/2", nil).Body.String(); !strings.Contains(page, `value="接起来" aria-pressed="true"`) {
		t.Errorf("got %s, want the answer shown", page)
	}
	answer("原件上就是两段")
	if _, err := os.Stat(filepath.Join(dir, "notes.toml")); !os.IsNotExist(err) {
		t.Errorf("got %v, want no notes where nothing is repaired", err)
	}
	answer("接起来")
	corrected := readFile(t, dir, "notes.toml") + "# 改过\n"
	put(t, filepath.Join(dir, "notes.toml"), corrected)
	put(t, filepath.Join(dir, "decisions.toml"), key+" = \"原件上就是两段\"\n")
	put(t, filepath.Join(dir, "sections", "2.txt"), readFile(t, dir, "sections/2.txt")+"\n改过。\n")
	if said := command(t, good, "mouju.txt"); !strings.Contains(said, "notes.toml was corrected by hand and is kept") || readFile(t, dir, "notes.toml") != corrected {
		t.Errorf("got %s, want the corrected notes kept and named", said)
	}
	if page := ask(d, "/~/sections/2", nil).Body.String(); !strings.Contains(page, "新写的放在旁边，叫 sections/2.txt.new") || strings.Contains(page, "nothing names it") {
		t.Errorf("got %s, want the new file named at its part", page)
	}
}
