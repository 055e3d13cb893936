//go:build unix

package serve

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"
	"time"
)

const (
	watchEvery = 100 * time.Millisecond
	lookEvery  = time.Second // at its files, of which there may be many
)

// watch returns when the application is over, by itself or by the word of who ordered it, or takes more than it may.
func watch(o order, gone, over <-chan struct{}) (excess string) {
	tick, slow := time.NewTicker(watchEvery), time.NewTicker(lookEvery)
	defer tick.Stop()
	defer slow.Stop()
	before := lying(o.Dir)
	for {
		select {
		case <-over:
			return ""
		case <-gone:
			if o.Once || len(descendants()) == 0 {
				return ""
			}
			gone = nil // what it left behind may be the application
		case <-tick.C:
			all := descendants()
			switch l := o.Limits; {
			case len(all) > l.Processes:
				return fmt.Sprintf("it ran more than %d processes at once", l.Processes)
			case resident(all)+held(o.InMemory) > l.Memory:
				return fmt.Sprintf("it took more than %d MiB of memory", l.Memory>>20)
			case gone == nil && len(all) == 0:
				return ""
			}
		case <-slow.C:
			if lying(o.Dir)-before > o.Limits.Disk {
				return wrote(o.Limits)
			}
		}
	}
}

func wrote(l Limits) string { return fmt.Sprintf("it wrote more than %d MiB of files", l.Disk>>20) }

// bounded bounds each file that this process and its children write.
func bounded(octets int64) error {
	var limit syscall.Rlimit
	err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit)
	if err == nil && uint64(octets) < limit.Max {
		limit = syscall.Rlimit{Cur: uint64(octets), Max: uint64(octets)}
		err = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
	}
	if err != nil {
		return fmt.Errorf("the size of files cannot be bounded: %w", err)
	}
	return nil
}

// lying is what the files of a folder take, in bytes.
func lying(dir string) (octets int64) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // it is gone, or hidden: the rest counts
		}
		if info, err := d.Info(); err == nil {
			octets += taken(info)
		}
		return nil
	})
	return octets
}

// taken is what a file takes of the disk, in bytes: one with holes says that it is larger.
func taken(info fs.FileInfo) int64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return stat.Blocks * 512
	}
	return info.Size()
}

// held is what the files of some file systems take, in bytes.
func held(folders []string) (octets int64) {
	for _, folder := range folders {
		var of syscall.Statfs_t
		if syscall.Statfs(folder, &of) == nil {
			octets += int64(of.Blocks-of.Bfree) * int64(of.Bsize)
		}
	}
	return octets
}
