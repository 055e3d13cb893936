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

// box is what isolates an application: its network is a loopback of its own, of the files of this machine it sees the system and the
// toolchains alone, and it can write to its own folder alone. A relay leads to its port.
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
	go relay(b.listener, func() (net.Conn, error) { return dialAt(b.socket) })
	return b, nil
}

func (b *box) close() {
	if b.listener != nil {
		b.listener.Close()
	}
	os.RemoveAll(b.dir)
}

// system are the folders of a machine that hold programs, their libraries and their settings: of all others nothing is seen.
var system = []string{"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", "/nix"}

// guarded are secrets of the machine in them, where whoever grades may read those.
var guarded = []string{"/etc/shadow", "/etc/shadow-", "/etc/gshadow", "/etc/gshadow-", "/etc/ssh", "/etc/ssl/private"}

// bare is what is so in every box.
func bare() []string {
	var words []string
	for _, folder := range system {
		if to, err := os.Readlink(folder); err == nil {
			words = append(words, "--symlink", to, folder)
		} else if _, err := os.Stat(folder); err == nil {
			words = append(words, "--ro-bind", folder, folder)
		}
	}
	for _, path := range guarded {
		switch info, err := os.Stat(path); {
		case err != nil:
		case info.IsDir():
			words = append(words, "--tmpfs", path)
		default:
			words = append(words, "--ro-bind", os.DevNull, path)
		}
	}
	words = append(words, "--dev", "/dev", "--proc", "/proc", "--unshare-all", "--new-session")
	for _, folder := range scratch() {
		words = append(words, "--tmpfs", folder)
	}
	return words
}

// scratch are the folders that are empty in a box, and can be written: the home folder, and those for temporary files.
func scratch() []string {
	home, _ := os.UserHomeDir() // none: nothing to write to
	var folders []string
	for _, folder := range []string{home, "/run", "/tmp", "/var/tmp", os.TempDir()} {
		info, err := os.Stat(folder)
		if err == nil && info.IsDir() && filepath.IsAbs(folder) && folder != "/" && !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// inMemory are the folders of a box whose files take memory.
func inMemory() []string { return append(scratch(), "/dev") }

// unread are the words that keep files and folders from being read where they lie in a folder that is seen: an empty folder stands in
// their places, or a device that the box does not open. What holds a needed path cannot be kept so.
func (b *box) unread(paths, seen []string, needed ...string) (words []string) {
	var gone []string
	for _, path := range slices.Sorted(slices.Values(paths)) { // a folder before what is in it
		info, err := os.Stat(path)
		if err != nil || !in(path, seen) || in(path, gone) || slices.ContainsFunc(needed, func(one string) bool { return within(one, path) }) {
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

func in(path string, folders []string) bool {
	return slices.ContainsFunc(folders, func(folder string) bool { return within(path, folder) })
}

// purpose is what a box is for: to run the application, to build it, or to get what it depends on.
type purpose int

const (
	toRun   purpose = iota
	toBuild         // the cache of Go can be written
	toGet           // there is a network, and nothing of the application's own code runs
)

// around is the command that starts our keeper inside, for a plan's command with a program.
func (b *box) around(self, dir string, p Plan, program string, what purpose) []string {
	words := slices.Concat([]string{"bwrap"}, bare())
	seen := slices.Clone(system)
	for _, folder := range toolFolders(program) {
		for _, needed := range programs(folder, p.Hide) {
			words, seen = append(words, "--ro-bind-try", needed, needed), append(seen, needed)
		}
	}
	words = append(words, b.unread(p.Hide, seen, self, dir, b.dir)...)
	if what != toGet {
		words = append(words, "--ro-bind-try", modules(), modules())
	}
	cache, err := os.UserCacheDir()
	switch {
	case err == nil && what == toBuild:
		folder := cmp.Or(os.Getenv("GOCACHE"), filepath.Join(cache, "go-build"))
		words = append(words, "--bind-try", folder, folder)
	case what == toGet && os.MkdirAll(modules(), 0o755) == nil:
		for _, folder := range strings.Fields(os.Getenv("PIP_FIND_LINKS")) { // a folder of wheels stands in for the index
			if filepath.IsAbs(folder) {
				words = append(words, "--ro-bind-try", folder, folder)
			}
		}
		words = append(words, "--share-net", "--bind", modules(), modules(), "--ro-bind-try", "/run/systemd/resolve", "/run/systemd/resolve")
	}
	for _, folder := range p.shared {
		words = append(words, "--ro-bind", folder, folder)
	}
	return append(words, "--ro-bind", self, self, "--bind", b.dir, b.dir, "--bind", dir, dir, "--remount-ro", "/", "--", self)
}

// toolFolders are the folders of PATH, and those that programs for applications really lie in, where links lead there.
func toolFolders(program string) []string {
	folders := filepath.SplitList(os.Getenv("PATH"))
	for _, name := range []string{program, "python3", "node", "npm", "go"} {
		path, err := exec.LookPath(name)
		if err == nil && filepath.IsAbs(path) {
			if path, err = filepath.EvalSymlinks(path); err == nil && !slices.Contains(folders, filepath.Dir(path)) {
				folders = append(folders, filepath.Dir(path))
			}
		}
	}
	return folders
}

// programs is what the programs of a folder need where it is not seen: what lies around it, their libraries. Where other things lie
// there as well, tokens or submissions perhaps, the folder and its libraries alone.
func programs(folder string, private []string) []string {
	home, _ := os.UserHomeDir()
	parent := filepath.Dir(folder)
	holds := func(folder string) bool {
		return slices.ContainsFunc(private, func(path string) bool { return within(path, folder) })
	}
	shared := append(scratch(), "/", "/opt", "/srv", "/mnt", filepath.Join(home, ".local"), filepath.Join(home, ".cargo"))
	switch {
	case !filepath.IsAbs(folder), in(folder, system), in(folder, private), slices.Contains(shared, folder), holds(folder):
		return nil
	case !slices.Contains([]string{"bin", "shims", "sbin"}, filepath.Base(folder)):
		return []string{folder}
	case slices.Contains(shared, parent), holds(parent):
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
