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
