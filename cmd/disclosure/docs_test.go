package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var flagForm = regexp.MustCompile(`(?m)^  --([a-z-]+)`)

// README and the help of the program name every command, flag and variable.
func TestFlagsAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(text)
	_, overview, _ := execute("help")
	for _, command := range []string{"serve", "import", "keep", "export", "verify", "check", "selftest", "version"} {
		_, help, _ := execute(command, "-h")
		flags := flagForm.FindAllStringSubmatch(help, -1)
		if len(flags) == 0 && command != "version" && command != "verify" {
			t.Errorf("%s: got no flags in its help %q", command, help)
		}
		for doc, text := range map[string]string{"README": readme, "the help": overview} {
			_, after, ok := strings.Cut(text, "  disclosure "+command)
			synopsis, _, _ := strings.Cut(after, " disclosure ")
			if !ok {
				t.Errorf("%s lacks disclosure %s", doc, command)
			}
			for _, flag := range flags {
				if !strings.Contains(synopsis, "--"+flag[1]) {
					t.Errorf("%s: disclosure %s lacks --%s", doc, command, flag[1])
				}
				if variable := "DISCLOSURE_" + strings.ToUpper(strings.ReplaceAll(flag[1], "-", "_")); doc == "README" && command == "serve" && !strings.Contains(text, "`--"+flag[1]+"` | `"+variable+"`") {
					t.Errorf("README lacks %s for --%s", variable, flag[1])
				}
			}
		}
	}
}
