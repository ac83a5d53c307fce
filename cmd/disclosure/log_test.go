package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

var droppedNote = regexp.MustCompile(`level=WARN msg="lines of this log were dropped, because they could not be written" lines=([0-9]+)\n`)

// A log that blocks keeps nobody waiting. What had no room is counted, and said
// when the log moves again.
func TestBlockedLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		read, write := io.Pipe()
		w := newLogWriter(write)
		log := slog.New(slog.NewTextHandler(w, nil))
		start, lines := time.Now(), 0
		line := strings.Repeat("x", 1000)
		for ; lines*len(line) < 3*logRoom; lines++ {
			log.Info(line)
		}
		w.close()
		if took := time.Since(start); took > flushTimeout {
			t.Errorf("got %v for %d lines and the end of a blocked log, want at most %v", took, lines, flushTimeout)
		}
		go func() { <-w.ended; write.Close() }()
		text, err := io.ReadAll(read)
		if err != nil {
			t.Fatal(err)
		}
		written := strings.Count(string(text), line)
		if written*len(line) < logRoom/2 || written*len(line) > 2*logRoom {
			t.Errorf("got %d lines, %d bytes, want what there is room for", written, len(text))
		}
		dropped := 0
		for _, note := range droppedNote.FindAllSubmatch(text, -1) {
			n, _ := strconv.Atoi(string(note[1]))
			dropped += n
		}
		if dropped != lines-written {
			t.Errorf("got %d lines of %d and %d said to be dropped, want the sum to be right", written, lines, dropped)
		}
	})
}

// failing is a writer that fails at first.
type failing struct {
	strings.Builder
	failures int
}

func (w *failing) Write(text []byte) (int, error) {
	if w.failures > 0 {
		w.failures--
		return 0, errors.New("no space left on device")
	}
	return w.Builder.Write(text)
}

// Lines that a full disk refuses are counted, too.
func TestFailingLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		to := &failing{failures: 2}
		w := newLogWriter(to)
		for i := range 3 {
			fmt.Fprintf(w, "line %d\n", i)
			synctest.Wait()
		}
		w.close()
		if got := to.String(); !strings.HasPrefix(got, "line 2\n") || !strings.HasSuffix(got, " lines=2\n") {
			t.Errorf("got %q, want line 2 and that 2 lines were dropped", got)
		}
	})
}
