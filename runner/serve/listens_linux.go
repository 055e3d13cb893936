package serve

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// listeners are the inodes of the TCP sockets that listen in this network namespace, and their ports.
func listeners() map[string]int {
	ports := map[string]int{}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		text, _ := os.ReadFile(table) // no IPv6: no such table
		for line := range strings.Lines(string(text)) {
			fields := strings.Fields(line)
			const local, state, inode, listening = 1, 3, 9, "0A"
			if len(fields) <= inode || fields[state] != listening {
				continue
			}
			_, hex, _ := strings.Cut(fields[local], ":")
			if port, err := strconv.ParseInt(hex, 16, 32); err == nil {
				ports["socket:["+fields[inode]+"]"] = int(port)
			}
		}
	}
	return ports
}

// everyPort are all ports that something listens on in this network namespace, in their order.
func everyPort() []int { return inOrder(listeners()) }

func inOrder(of map[string]int) (ports []int) {
	for _, port := range of {
		ports = append(ports, port)
	}
	slices.Sort(ports)
	return slices.Compact(ports)
}

// listensOn are the ports that a process or one of its descendants listens on: what answers at others is another's.
func listensOn(root int) []int {
	all, its := listeners(), map[string]int{}
	for _, pid := range below(root) {
		descriptors, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
		for _, d := range descriptors {
			if to, err := os.Readlink(d); err == nil && all[to] != 0 {
				its[to] = all[to]
			}
		}
	}
	return inOrder(its)
}
