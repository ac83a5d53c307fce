package main

import (
	"bytes"
	"io"
	"log/slog"
	"sync"
	"time"
)

const (
	// logRoom bounds the bytes of lines that wait to be written: some 5,000 requests.
	logRoom = 1 << 20
	// flushTimeout is how long a server that ends waits for its last lines.
	flushTimeout = time.Second
)

// logWriter writes lines to another writer and never waits for it. Where that writer
// blocks or fails, for example because the program that reads the log has stopped,
// lines beyond logRoom are dropped. The next line that can be written says how many.
type logWriter struct {
	to    io.Writer
	wake  chan struct{} // holds one value while there may be something to write
	ended chan struct{} // closed when all was written after close

	mu      sync.Mutex
	waiting []byte
	dropped int // lines
	closed  bool
}

func newLogWriter(to io.Writer) *logWriter {
	w := &logWriter{to: to, wake: make(chan struct{}, 1), ended: make(chan struct{})}
	go w.run()
	return w
}

// Write takes one line. It always succeeds.
func (w *logWriter) Write(line []byte) (int, error) {
	w.mu.Lock()
	if len(w.waiting)+len(line) > logRoom {
		w.dropped++
	} else {
		w.waiting = append(w.waiting, line...)
	}
	w.mu.Unlock()
	w.awake()
	return len(line), nil
}

// close waits until all lines are written, or for flushTimeout.
func (w *logWriter) close() {
	w.mu.Lock()
	w.closed = true
	w.mu.Unlock()
	w.awake()
	select {
	case <-w.ended:
	case <-time.After(flushTimeout):
	}
}

func (w *logWriter) awake() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *logWriter) run() {
	defer close(w.ended)
	for range w.wake {
		w.mu.Lock()
		lines, dropped, closed := w.waiting, w.dropped, w.closed
		w.waiting, w.dropped = nil, 0
		w.mu.Unlock()
		lost := w.write(lines)
		if dropped += lost; dropped > 0 && lost == 0 {
			dropped = w.confess(dropped)
		}
		if dropped > 0 {
			w.mu.Lock()
			w.dropped += dropped
			w.mu.Unlock()
		}
		if closed {
			return
		}
	}
}

// write returns how many of the lines were not written.
func (w *logWriter) write(lines []byte) (lost int) {
	if len(lines) == 0 {
		return 0
	}
	n, err := w.to.Write(lines)
	if err == nil {
		return 0
	}
	return bytes.Count(lines[n:], []byte("\n"))
}

// confess writes how many lines were dropped, and returns that number where it
// cannot.
func (w *logWriter) confess(dropped int) (still int) {
	var line bytes.Buffer
	slog.New(slog.NewTextHandler(&line, nil)).Warn("lines of this log were dropped, because they could not be written", "lines", dropped)
	if w.write(line.Bytes()) > 0 {
		return dropped
	}
	return 0
}
