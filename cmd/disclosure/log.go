package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

// What is logged leaves in one piece: after logDelay at the latest, or when
// there is logSize of it. A call of the system for each line is an eighth of
// what a cached answer costs.
const (
	logDelay = time.Second
	logSize  = 32 << 10
)

// newLog returns a log of lines to out. What is more than information leaves at
// once, with all before it, and so does everything at flush.
func newLog(out io.Writer) (log *slog.Logger, flush func()) {
	lines := &lines{out: out}
	return slog.New(prompt{slog.NewTextHandler(lines, nil), lines}), lines.flush
}

// lines collects what is written to it.
type lines struct {
	mu     sync.Mutex
	out    io.Writer
	kept   bytes.Buffer
	leaves bool // a timer will flush it
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.kept.Write(p)
	switch {
	case l.kept.Len() >= logSize:
		l.send()
	case !l.leaves:
		l.leaves = true
		time.AfterFunc(logDelay, l.flush)
	}
	return len(p), nil
}

func (l *lines) flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.leaves = false
	l.send()
}

// send writes what was kept. Where the log cannot be written there is no place
// to say so. The caller holds mu.
func (l *lines) send() {
	l.kept.WriteTo(l.out)
	l.kept.Reset()
}

// prompt is a handler that keeps nothing back that somebody should see soon.
type prompt struct {
	slog.Handler
	lines *lines
}

func (p prompt) Handle(ctx context.Context, r slog.Record) error {
	err := p.Handler.Handle(ctx, r)
	if r.Level > slog.LevelInfo {
		p.lines.flush()
	}
	return err
}
