//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package store

import (
	"errors"
	"io/fs"
	"os"
)

var errLocked = errors.New("locked")

// lock does nothing: on other systems nothing keeps two imports apart.
func lock(*os.File) error { return nil }

// keepOwner does nothing: only Unix tells of owners in a way that we know.
func keepOwner(string, fs.FileInfo) {}
