package main

import (
	"strings"
	"testing"
)

const hexi = "../../internal/source/testdata/years/shili-hexi-jyj/"

// A report is held against that of the year before, among those named or in the folder
// beside it. What differs is said and refuses nothing.
func TestCheckLastYear(t *testing.T) {
	const says = "公务接待费，2023年预算数：本年印作 0.80，上年公布为 0.50。"
	for _, dirs := range [][]string{{hexi + "2024-budget"}, {hexi + "2023-budget", hexi + "2024-budget/"}} {
		code, stdout, stderr := execute(append([]string{"check"}, dirs...)...)
		if code != 0 || stderr != "" || strings.Count(stdout, says) != 1 || !strings.Contains(stdout, "/shili-hexi-jyj/2024/budget/tables/3#r3c2 and /shili-hexi-jyj/2023/budget/tables/3#r3c3") {
			t.Errorf("%v: got code %d, stderr %q, stdout without what differs from last year:\n%.400s", dirs, code, stderr, stdout)
		}
	}
	for _, dir := range []string{hexi + "2023-budget", hexi + "2022-budget", first} {
		if _, stdout, _ := execute("check", dir); strings.Contains(stdout, "上年报告") {
			t.Errorf("%s: got a word about last year, want none", dir)
		}
	}
}
