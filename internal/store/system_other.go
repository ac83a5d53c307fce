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

// makeNamesLasting does nothing: Windows writes down the names in a folder by itself.
func makeNamesLasting(string) error { return nil }

// toMakeLasting is how a file is opened: Windows makes lasting what may be written.
const toMakeLasting = os.O_RDWR

// orHeld is what else may keep a file from being replaced.
const orHeld = "; or stop the server that answers from the file: on Windows a file that is open stays"
