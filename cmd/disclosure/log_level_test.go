//go:build unix

package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"disclosure/cmd/disclosure/servertest"
)

// The log has a line for each request, or only for those that an operator must know of.
func TestWhatIsLogged(t *testing.T) {
	for _, what := range []string{"requests", "problems"} {
		var log bytes.Buffer
		command := servertest.Command(os.Args[0], "--log", what)
		command.Env = append(os.Environ(), "DISCLOSURE_TEST_MAIN=1")
		command.Stderr = &log
		server := servertest.Start(t, command)
		refused := 0
		for i := range 900 {
			status, _ := fetch(t, fmt.Sprintf("%s/futian-zwfwj/2021/nothing%d", server.Origin, i))
			if status == http.StatusTooManyRequests {
				refused++
			}
		}
		http.DefaultClient.CloseIdleConnections()
		server.Stop(t)
		lines := strings.Count(log.String(), "msg=request ")
		named := strings.Count(log.String(), "level=WARN msg=request ")
		if refused == 0 || named != refused || what == "requests" && lines != 900 || what == "problems" && lines != refused {
			t.Errorf("--log %s: got %d lines, %d as warnings, of 900 requests of which %d were refused", what, lines, named, refused)
		}
	}
	if code, _, _ := execute("serve", "--log", "all"); code != misused {
		t.Errorf("--log all: got exit code %d, want a misuse", code)
	}
}
