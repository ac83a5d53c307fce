package store

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"math"
	"os"
	"time"
)

// lookEvery is how often a store looks for a new file. Nobody waits for it: an
// old page a moment longer is as good as a new one a moment later.
//
// A file that the system refuses to read or to copy is tried again after a pause
// that doubles up to longestPause. To copy a large file is work, and a disk without
// room for it has none a moment later either.
const (
	lookEvery    = 250 * time.Millisecond
	longestPause = 30 * time.Second
)

// follower moves a store over to each new file at a path, and logs each time
// that it does so, or cannot.
type follower struct {
	store  *Store
	path   string
	log    *slog.Logger
	served fs.FileInfo // the file that the store was read from

	refused fs.FileInfo // the last one that could not be, nil for none
	refusal *FileError
	tried   time.Time     // when it was refused
	pause   time.Duration // from then until it is read again
}

// follow looks from time to time until ctx ends.
func (f *follower) follow(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			f.look(ctx)
		}
	}
}

// look reads the file at the path if it is another one.
func (f *follower) look(ctx context.Context) {
	info, err := os.Stat(f.path)
	switch {
	case err != nil:
		f.setProblem(systemError(f.path, err), false)
		return
	case sameFile(info, f.served):
		f.setProblem(nil, false)
		return
	case sameFile(info, f.refused) && time.Since(f.tried) < f.pause:
		f.setProblem(f.refusal, false)
		return
	}
	next, info, err := openFile(ctx, f.path)
	var wrong *FileError
	switch {
	case err == nil:
		f.served, f.refused = info, nil
		f.store.problem.Store(nil)
		f.store.now.Swap(next).Release()
		f.log.Info("moved over to a new file", "file", f.path, "version", next.Version())
	case ctx.Err() == nil && errors.As(err, &wrong):
		f.refuse(info, wrong)
	}
}

// refuse keeps a file from being read again too soon. One that is damaged or
// none of ours stays so until it changes.
func (f *follower) refuse(info fs.FileInfo, wrong *FileError) {
	again := sameFile(info, f.refused)
	switch {
	case wrong.Problem == Unreadable && again:
		f.pause = min(2*f.pause, longestPause)
	case wrong.Problem == Unreadable:
		f.pause = lookEvery
	case settled(info):
		f.pause = math.MaxInt64
	default:
		f.pause = 0
	}
	f.refused, f.refusal, f.tried = info, wrong, time.Now()
	f.setProblem(wrong, !again)
}

// setProblem sets the problem of the store, nil for none. It logs only when the file
// or the kind of problem changes: the text of the same problem may name another
// temporary file each time.
func (f *follower) setProblem(wrong *FileError, another bool) {
	switch before := f.store.problem.Swap(wrong); {
	case wrong == nil && before != nil:
		f.log.Info("the file that is served is back", "file", f.path)
	case wrong != nil && (another || before == nil || before.Problem != wrong.Problem):
		f.log.Error("the new file is not served, the old reports are", "file", f.path, "problem", wrong.Problem, "error", wrong)
	}
}

// settled tells whether a further change of a file would show in its time of
// change, which moves in steps.
func settled(info fs.FileInfo) bool {
	return info != nil && time.Since(info.ModTime()).Abs() > time.Second
}
