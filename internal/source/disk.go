package source

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// A report folder may come from anyone, so what is read of it is bounded.
const (
	largestText = 16 << 20  // a file that people edit, or the text as received, in bytes
	largestFile = 256 << 20 // a package or an original
	mostRows    = 20_000    // of a table
	mostLines   = 100_000   // of a TOML file
)

// Disk gives the files below a folder of the file system to Load. It holds plain files
// only: a link is refused, wherever it leads, and so is what would never end or never
// answer, such as a device or a pipe.
type Disk struct{ root *os.Root }

// OpenDisk opens the folder above those of the units.
func OpenDisk(folder string) (Disk, error) {
	root, err := os.OpenRoot(folder)
	return Disk{root}, err
}

// Stat describes what stands at name itself, also where that is a link.
func (d Disk) Stat(name string) (fs.FileInfo, error) { return d.root.Lstat(name) }

// Open opens a plain file or a folder.
func (d Disk) Open(name string) (fs.File, error) {
	file, err := d.open(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return file, nil
}

func (d Disk) open(name string) (*os.File, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrInvalid
	}
	for at := name; at != "."; at = path.Dir(at) {
		info, err := d.root.Lstat(at)
		switch {
		case err != nil:
			return nil, err
		case info.Mode()&fs.ModeSymlink != 0:
			return nil, fmt.Errorf("%s is a link: put there what it leads to", at)
		case !info.IsDir() && !info.Mode().IsRegular():
			return nil, fmt.Errorf("%s is no plain file (%v): remove it", at, info.Mode().Type())
		}
	}
	return d.root.Open(name)
}

// ReadFile reads a plain file, and no more than a report needs.
func (d Disk) ReadFile(name string) ([]byte, error) {
	file, err := d.open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	limit := int64(largestText)
	if path.Ext(name) == ".zip" || strings.HasPrefix(path.Base(name), "original") {
		limit = largestFile
	}
	var content bytes.Buffer
	if info, err := file.Stat(); err == nil {
		content.Grow(int(min(info.Size(), limit)) + bytes.MinRead) // which a file that grows meanwhile goes beyond
	}
	_, err = content.ReadFrom(io.LimitReader(file, limit+1))
	if err == nil && int64(content.Len()) > limit {
		err = fmt.Errorf("larger than %d MB", limit>>20)
	}
	return content.Bytes(), err
}
