//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package store

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// errLocked says that another process holds a file.
var errLocked = errors.New("locked")

// lock holds a file until it is closed, or the process ends in whatever way.
func lock(file *os.File) error {
	err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errLocked
	}
	return err
}

// keepOwner gives the file at path the owner and group of another one, as far as
// the system lets this user: a server of its own user must go on reading it.
func keepOwner(path string, of fs.FileInfo) {
	if owner, ok := of.Sys().(*syscall.Stat_t); ok {
		os.Chown(path, int(owner.Uid), int(owner.Gid))
	}
}

// makeNamesLasting makes the names in a folder outlive a power failure.
func makeNamesLasting(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// toMakeLasting is how a file is opened, which this user may perhaps only read.
const toMakeLasting = os.O_RDONLY

// orHeld is what else may keep a file from being replaced: here nothing.
const orHeld = ""
