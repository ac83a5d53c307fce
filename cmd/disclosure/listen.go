package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
)

// listen listens where --addr says: at a host and port, or at a socket in the file system,
// to which a proxy on the same machine may connect that may enter the folder of the socket.
func listen(addr string) (net.Listener, error) {
	path, isSocket := strings.CutPrefix(addr, socketPrefix)
	if !isSocket {
		l, err := net.Listen("tcp", addr)
		if err != nil {
			return nil, fmt.Errorf("%w; choose another address with --addr", err)
		}
		return l, nil
	}
	if err := removeStale(path); err != nil {
		return nil, err
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("%w; choose another path with --addr", err)
	}
	if err := os.Chmod(path, 0o666); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// removeStale removes the socket of a server that was killed. One at which somebody
// listens, and a file that is no socket, stay.
func removeStale(path string) error {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode()&fs.ModeSocket == 0:
		return fmt.Errorf("%s is there and no socket: remove it, or choose another path with --addr", path)
	}
	if other, err := net.Dial("unix", path); err == nil {
		other.Close()
		return fmt.Errorf("another server listens at %s: stop it, or choose another path with --addr", path)
	}
	return os.Remove(path)
}

// reachable is the address at which this machine reaches its own listener: one
// that listens on every interface is reached as localhost.
func reachable(addr net.Addr) string {
	if tcp, ok := addr.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return fmt.Sprintf("localhost:%d", tcp.Port)
	}
	return addr.String()
}
