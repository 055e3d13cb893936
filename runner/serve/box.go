//go:build unix

package serve

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Boxed tells whether this machine can isolate applications.
func Boxed() bool {
	_, err := exec.LookPath("bwrap")
	return err == nil && exec.Command("bwrap", append(bare(), "--", "true")...).Run() == nil
}

// box is what isolates an application: its network is a loopback of its own, of the home folder it sees what PATH needs, and it
// can write to its own folder alone. A relay leads to its port.
type box struct {
	dir, socket string
	listener    net.Listener
}

// newBox opens the way from a port here to the one inside; port 0: there is none.
func newBox(port int) (*box, error) {
	dir, err := os.MkdirTemp("", "cookiespec-box-")
	if err != nil {
		return nil, err
	}
	b := &box{dir: dir}
	if port == 0 {
		return b, nil
	}
	if b.listener, err = net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err != nil {
		b.close()
		return nil, err
	}
	b.socket = filepath.Join(dir, "s")
	go relay(b.listener, "unix", b.socket)
	return b, nil
}

func (b *box) close() {
	if b.listener != nil {
		b.listener.Close()
	}
	os.RemoveAll(b.dir)
}

// bare is what is so in every box.
func bare() []string {
	return []string{"--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--unshare-all", "--new-session"}
}

// around is the command that starts our keeper inside. With building, the caches of Go can be written.
func (b *box) around(self, dir string, building bool) []string {
	words := append([]string{"bwrap"}, bare()...)
	if home, err := os.UserHomeDir(); err == nil && home != "/" {
		words = append(words, "--tmpfs", home)
		for _, folder := range filepath.SplitList(os.Getenv("PATH")) {
			if below, ok := strings.CutPrefix(folder, home+"/"); ok {
				first, _, _ := strings.Cut(below, "/")
				words = append(words, "--ro-bind-try", filepath.Join(home, first), filepath.Join(home, first))
			}
		}
	}
	if cache, err := os.UserCacheDir(); err == nil && building {
		folder := filepath.Join(cache, "go-build")
		if said := os.Getenv("GOCACHE"); said != "" {
			folder = said
		}
		words = append(words, "--bind-try", folder, folder)
	}
	return append(words, "--ro-bind", self, self, "--bind", b.dir, b.dir, "--bind", dir, dir, "--", self)
}
