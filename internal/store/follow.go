package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"
)

// lookEvery is how often a store looks for a new file. Nobody waits for it: an
// old page a moment longer is as good as a new one a moment later.
const lookEvery = 250 * time.Millisecond

// follower moves a store over to each new file at a path.
type follower struct {
	store   *Store
	path    string
	served  fs.FileInfo // the file that the store was read from
	refused fs.FileInfo // one that need not be read again, nil for none
	refusal *FileError
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
		f.store.problem.Store(systemError(f.path, err))
		return
	case sameFile(info, f.served):
		f.store.problem.Store(nil)
		return
	case f.refused != nil && sameFile(info, f.refused):
		f.store.problem.Store(f.refusal)
		return
	}
	next, info, err := openFile(ctx, f.path)
	switch {
	case err == nil:
		f.served, f.refused = info, nil
		f.store.now.Swap(next).Release()
		f.store.problem.Store(nil)
	case ctx.Err() == nil && errors.As(err, &f.refusal):
		f.refused = nil
		if f.refusal.Problem != Unreadable && settled(info) {
			f.refused = info
		}
		f.store.problem.Store(f.refusal)
	}
}

// settled tells whether a further change of a file would show in its time of
// change, which moves in steps.
func settled(info fs.FileInfo) bool {
	return info != nil && time.Since(info.ModTime()).Abs() > time.Second
}
