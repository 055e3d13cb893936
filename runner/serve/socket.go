//go:build unix

package serve

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
)

// A socket's address holds 107 bytes (unix(7)), and a temporary folder may be deeper than that: a socket is named by its open folder.

func listenAt(socket string) (net.Listener, error) {
	return byFolder(socket, func(address *net.UnixAddr) (net.Listener, error) {
		listener, err := net.ListenUnix("unix", address)
		if err != nil {
			return nil, err
		}
		listener.SetUnlinkOnClose(false) // its name is another's by then; the folder is removed as a whole
		return listener, nil
	})
}

func dialAt(socket string) (net.Conn, error) {
	return byFolder(socket, func(address *net.UnixAddr) (net.Conn, error) { return net.DialUnix("unix", nil, address) })
}

// byFolder calls with the socket's address while its folder is open.
func byFolder[T any](socket string, call func(*net.UnixAddr) (T, error)) (made T, err error) {
	folder, err := os.Open(filepath.Dir(socket))
	if err != nil {
		return made, err
	}
	defer folder.Close()
	return call(&net.UnixAddr{Net: "unix", Name: fmt.Sprintf("/proc/self/fd/%d/%s", folder.Fd(), filepath.Base(socket))})
}
