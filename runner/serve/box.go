//go:build unix

package serve

import (
	"cmp"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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
	empty       string // a folder with nothing in it
	listener    net.Listener
}

// newBox opens the way from a port here to the one inside; port 0: there is none.
func newBox(port int) (*box, error) {
	dir, err := os.MkdirTemp("", "cookiespec-box-")
	if err != nil {
		return nil, err
	}
	b := &box{dir: dir, empty: filepath.Join(dir, "empty")}
	if err = os.Mkdir(b.empty, 0o700); err != nil {
		b.close()
		return nil, err
	}
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
	words := []string{"--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-all", "--new-session"}
	for _, folder := range hidden() {
		words = append(words, "--tmpfs", folder)
	}
	return words
}

// hidden are the folders that are empty in a box: the home folder, the sockets of the machine's services, and what lies in
// temporary folders, other submissions among it.
func hidden() []string {
	home, _ := os.UserHomeDir() // none: nothing to hide
	var folders []string
	for _, folder := range []string{home, "/run", "/tmp", os.TempDir()} {
		info, err := os.Stat(folder)
		if err == nil && info.IsDir() && filepath.IsAbs(folder) && folder != "/" && !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// inMemory are the folders of a box whose files take memory.
func inMemory() []string { return append(hidden(), "/dev") }

// unread are the words that keep files and folders from being read: an empty folder stands in their places, or a device that the box
// does not open. What holds a needed path cannot be kept so.
func (b *box) unread(paths []string, needed ...string) (words []string) {
	gone := hidden()
	for _, path := range slices.Sorted(slices.Values(paths)) { // a folder before what is in it
		info, err := os.Stat(path)
		if err != nil || slices.ContainsFunc(gone, func(folder string) bool { return within(path, folder) }) ||
			slices.ContainsFunc(needed, func(one string) bool { return within(one, path) }) {
			continue
		}
		with := os.DevNull
		if info.IsDir() {
			with = b.empty
		}
		words, gone = append(words, "--ro-bind", with, path), append(gone, path)
	}
	return words
}

// within tells whether a path is a folder or lies in it.
func within(path, folder string) bool {
	return path == folder || strings.HasPrefix(path, strings.TrimSuffix(folder, "/")+"/")
}

// around is the command that starts our keeper inside. With building, the cache of Go can be written.
func (b *box) around(self, dir string, building bool, hide []string) []string {
	words := slices.Concat([]string{"bwrap"}, bare(), b.unread(hide, self, dir, b.dir))
	for _, folder := range filepath.SplitList(os.Getenv("PATH")) {
		for _, needed := range programs(folder) {
			words = append(words, "--ro-bind-try", needed, needed)
		}
	}
	words = append(words, "--ro-bind-try", modules(), modules())
	if cache, err := os.UserCacheDir(); err == nil && building {
		folder := cmp.Or(os.Getenv("GOCACHE"), filepath.Join(cache, "go-build"))
		words = append(words, "--bind-try", folder, folder)
	}
	return append(words, "--ro-bind", self, self, "--bind", b.dir, b.dir, "--bind", dir, dir, "--", self)
}

// programs is what the programs of a folder of PATH need where it is hidden: what lies around it, their libraries. Where other
// things lie there as well, tokens perhaps, the libraries alone.
func programs(folder string) []string {
	home, _ := os.UserHomeDir()
	under := func(hidden string) bool { return within(folder, hidden) }
	parent := filepath.Dir(folder)
	switch {
	case slices.Contains(hidden(), folder), !slices.ContainsFunc(hidden(), under):
		return nil
	case slices.Contains(hidden(), parent), parent == filepath.Join(home, ".local"), parent == filepath.Join(home, ".cargo"):
		return []string{folder, filepath.Join(parent, "lib")}
	}
	return []string{parent}
}

// modules is where Go keeps those that were downloaded: there is no network to get them by.
func modules() string {
	home, _ := os.UserHomeDir()
	path := cmp.Or(os.Getenv("GOPATH"), filepath.Join(home, "go"))
	return cmp.Or(os.Getenv("GOMODCACHE"), filepath.Join(filepath.SplitList(path)[0], "pkg/mod"))
}
