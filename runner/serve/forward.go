//go:build unix

package serve

import (
	"fmt"
	"io"
	"net"
)

// forward takes connections at a socket of the file system and makes them ones to a port of this loopback: an application that
// is isolated has a loopback of its own.
func forward(socket string, port int) error {
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return fmt.Errorf("the keeper cannot listen: %w", err)
	}
	go relay(listener, "tcp", fmt.Sprintf("127.0.0.1:%d", port))
	return nil
}

// relay joins each connection that is taken with one to an address, until the listener closes.
func relay(listener net.Listener, network, address string) {
	for {
		from, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer from.Close()
			to, err := net.Dial(network, address)
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
