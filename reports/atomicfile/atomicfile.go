// Package atomicfile writes a file wholly or not at all.
package atomicfile

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// WriteFile makes the file at path hold what write writes, readable by its owner only. It writes a temporary file beside it
// and renames: a reader sees the old file or the new one, and on any error the old one is as it was. The directory is created
// where it is missing. A device or a pipe, such as /dev/stdout, is written to directly.
//
// The error names the path and says what to do; it wraps that of the file system or of write.
func WriteFile(path string, write func(io.Writer) error) error {
	return writeFile(path, private, write)
}

// WriteShared is [WriteFile] for a file that others may read: a new one has the mode that the umask leaves, and one that is replaced
// keeps its mode.
func WriteShared(path string, write func(io.Writer) error) error {
	return writeFile(path, shared, write)
}

func writeFile(path string, create func(path string) (*os.File, error), write func(io.Writer) error) error {
	if path == "" {
		return errors.New("cannot write a report: its path is empty")
	}
	if stream(path) {
		return explain(path, writeStream(path, write))
	}
	target, err := resolve(path)
	if err == nil {
		err = replace(target, create, write)
	}
	return explain(path, err)
}

// stream tells whether path is something that cannot be replaced by a file.
func stream(path string) bool {
	if clean := filepath.Clean(path); strings.HasPrefix(clean, "/dev/fd/") || strings.HasPrefix(clean, "/proc/") ||
		clean == "/dev/stdout" || clean == "/dev/stderr" {
		return true
	}
	info, err := os.Stat(path)
	return err == nil && !info.Mode().IsRegular() && !info.IsDir()
}

func writeStream(path string, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	return errors.Join(fill(file, write), file.Close())
}

// resolve follows symbolic links, so that the file is replaced and not the link to it, and makes the directory.
func resolve(path string) (string, error) {
	dir := filepath.Dir(path)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	} else if to, err := os.Readlink(path); err == nil { // a link to a file that is not there yet
		if path = to; !filepath.IsAbs(to) {
			path = filepath.Join(dir, to)
		}
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return "", syscall.EISDIR
	}
	return path, os.MkdirAll(filepath.Dir(path), 0o755)
}

func replace(path string, create func(path string) (*os.File, error), write func(io.Writer) error) (err error) {
	file, err := create(path)
	if err != nil {
		return err
	}
	kept := false
	defer func() {
		if !kept {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	if err := fill(file, write); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return err
	}
	kept = true
	return nil
}

func fill(file io.Writer, write func(io.Writer) error) error {
	buffer := bufio.NewWriter(file)
	if err := write(buffer); err != nil {
		return err
	}
	return buffer.Flush()
}

// remedies says what to do about what file systems say.
var remedies = []struct {
	err    error
	remedy string
}{
	{syscall.ENOSPC, "free some space, or write to another disk"},
	{syscall.EDQUOT, "free some space, or write to another disk"},
	{syscall.EROFS, "write to another place: this file system is read-only"},
	{os.ErrPermission, "write to a directory that is yours"},
	{syscall.EISDIR, "add a file name"},
	{syscall.ENOTDIR, "a part of the path is a file, not a directory: choose another path"},
	{syscall.ENAMETOOLONG, "choose a shorter name"},
	{os.ErrNotExist, "check that the directory can exist"},
}

func explain(path string, err error) error {
	if err == nil {
		return nil
	}
	cause := err
	var pathErr *os.PathError
	var linkErr *os.LinkError
	switch { // the temporary file's name helps nobody
	case errors.As(err, &pathErr):
		cause = pathErr.Err
	case errors.As(err, &linkErr):
		cause = linkErr.Err
	}
	for _, r := range remedies {
		if errors.Is(err, r.err) {
			return fmt.Errorf("cannot write %s: %w: %s", path, cause, r.remedy)
		}
	}
	return fmt.Errorf("cannot write %s: %w", path, cause)
}
