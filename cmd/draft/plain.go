package main

import (
	"fmt"
	"io"
	"os"
)

// largestRead bounds a file that is read, in bytes.
const largestRead = 256 << 20

// readPlain reads a file that may come from anyone. A pipe would keep draft waiting, and a
// device would never end.
func readPlain(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no plain file (%v): name the file that was published", name, info.Mode().Type())
	case info.Size() > largestRead:
		return nil, fmt.Errorf("%s has more than %d MB: take the pictures out of it, or draft it in parts", name, largestRead>>20)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, largestRead))
}
