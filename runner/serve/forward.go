//go:build unix

package serve

import (
	"fmt"
	"io"
	"net"
	"sync"
)

// forward takes connections at a socket of the file system and makes them ones to the application on this loopback: one that is isolated
// has a loopback of its own. It is reached at its port, or at the one that it listens on instead.
// That one is told to reached, once.
func forward(socket string, port int, reached func(int)) error {
	listener, err := listenAt(socket)
	if err != nil {
		return fmt.Errorf("the keeper cannot listen: %w", err)
	}
	var once sync.Once
	go relay(listener, func() (net.Conn, error) {
		for _, p := range append([]int{port}, everyPort()...) {
			for _, host := range []string{"127.0.0.1", "::1"} {
				if to, err := net.Dial("tcp", net.JoinHostPort(host, fmt.Sprint(p))); err == nil {
					once.Do(func() { reached(p) })
					return to, nil
				}
			}
		}
		return nil, fmt.Errorf("nothing listens")
	})
	return nil
}

// relay joins each connection that is taken with one that dial makes, until the listener closes.
func relay(listener net.Listener, dial func() (net.Conn, error)) {
	for {
		from, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer from.Close()
			to, err := dial()
			if err != nil {
				return
			}
			defer to.Close()
			go func() {
				io.Copy(to, from)
				closeWrite(to)
			}()
			io.Copy(from, to)
		}()
	}
}

func closeWrite(c net.Conn) {
	if half, ok := c.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
}
