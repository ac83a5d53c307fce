package web

import (
	"io"
	"net"
	"os"
	"syscall"
	"unsafe"
)

// socket reads and writes without telling Go's scheduler, which takes each call
// of the system for one that may block: while an answer leaves it gives the
// processor to another thread and has a third one look after both, a tenth of
// what a cached answer costs. None of these calls blocks: where there is nothing
// to do yet, the goroutine waits as ever. One read and one write may be under
// way at once, as with net/http.
type socket struct {
	*net.TCPConn
	raw     syscall.RawConn
	in, out transfer
	read    func(fd uintptr) (done bool) // in.try; made once, as it takes memory
	write   func(fd uintptr) (done bool)
}

// transfer is a read into p or a write of p, and what came of it.
type transfer struct {
	p     []byte
	n     int
	errno syscall.Errno
}

// try makes the call of the system trap and tells whether it is done with.
func (t *transfer) try(trap, fd uintptr) (done bool) {
	for {
		n, _, errno := syscall.RawSyscall(trap, fd, uintptr(unsafe.Pointer(unsafe.SliceData(t.p))), uintptr(len(t.p)))
		switch errno {
		case syscall.EINTR:
			continue
		case syscall.EAGAIN:
			return false
		case 0:
			t.n = int(n)
		}
		t.errno = errno
		return true
	}
}

// direct returns c as a socket, if it is a connection of the system.
func direct(c net.Conn) net.Conn {
	tcp, ok := c.(*net.TCPConn)
	if !ok {
		return c
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return c
	}
	s := &socket{TCPConn: tcp, raw: raw}
	s.read = func(fd uintptr) bool { return s.in.try(syscall.SYS_READ, fd) }
	s.write = func(fd uintptr) bool { return s.out.try(syscall.SYS_WRITE, fd) }
	return s
}

func (s *socket) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	s.in = transfer{p: p}
	err := s.raw.Read(s.read)
	s.in.p = nil // it belongs to who called
	if err != nil {
		return 0, err
	}
	switch {
	case s.in.errno != 0:
		return 0, s.failed("read", s.in.errno)
	case s.in.n == 0:
		return 0, io.EOF
	}
	return s.in.n, nil
}

func (s *socket) Write(p []byte) (n int, err error) {
	for n < len(p) {
		s.out = transfer{p: p[n:]}
		err := s.raw.Write(s.write)
		s.out.p = nil // it belongs to who called
		if err != nil {
			return n, err
		}
		if s.out.errno != 0 {
			return n, s.failed("write", s.out.errno)
		}
		n += s.out.n
	}
	return n, nil
}

// failed is the error that net has for a failed call.
func (s *socket) failed(call string, errno syscall.Errno) error {
	return &net.OpError{Op: call, Net: "tcp", Source: s.LocalAddr(), Addr: s.RemoteAddr(), Err: os.NewSyscallError(call, errno)}
}
