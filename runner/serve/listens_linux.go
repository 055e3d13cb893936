package serve

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// listens tells whether a process or one of its descendants listens on a TCP port: what answers there may be another's.
func listens(root, port int) bool {
	inodes := map[string]bool{}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, _ := os.ReadFile(table) // no IPv6: no such table
		for line := range strings.Lines(string(text)) {
			fields := strings.Fields(line)
			const local, state, inode, listening = 1, 3, 9, "0A"
			if len(fields) > inode && fields[state] == listening && strings.HasSuffix(fields[local], fmt.Sprintf(":%04X", port)) {
				inodes["socket:["+fields[inode]+"]"] = true
			}
		}
	}
	for _, pid := range below(root) {
		descriptors, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
		for _, d := range descriptors {
			if to, err := os.Readlink(d); err == nil && inodes[to] {
				return true
			}
		}
	}
	return false
}
