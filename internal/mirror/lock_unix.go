//go:build unix

package mirror

import (
	"os"
	"syscall"
)

// lock holds a file until it is closed, or the process ends in whatever way.
func lock(file *os.File) error {
	return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}
