package atomicfile_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/cookiespec/cookiespec/reports/atomicfile"
)

func says(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

func content(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// alone tells that dir holds the named files and nothing else.
func alone(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if fmt.Sprint(got) != fmt.Sprint(names) {
		t.Errorf("%s holds %v, want %v", dir, got, names)
	}
}

func TestANewFileIsItsOwnersOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "report", "deep", "junit.xml")
	if err := atomicfile.WriteFile(path, says("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if got := content(t, path); got != "new" {
		t.Errorf("it holds %q", got)
	}
	alone(t, filepath.Dir(path), "junit.xml")
}

func TestAnOldFileIsReplacedWholly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "junit.xml")
	for _, text := range []string{strings.Repeat("old", 100_000), "new"} {
		if err := atomicfile.WriteFile(path, says(text)); err != nil {
			t.Fatal(err)
		}
		if got := content(t, path); got != text {
			t.Errorf("it holds %d bytes", len(got))
		}
	}
	alone(t, filepath.Dir(path), "junit.xml")
}

func TestALinkStaysALink(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := errors.Join(os.WriteFile(filepath.Join(dir, "real"), []byte("old"), 0o644), os.Symlink("real", filepath.Join(dir, "link"))); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.WriteFile(filepath.Join(dir, "link"), says("new")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.Readlink(filepath.Join(dir, "link")); got != "real" || content(t, filepath.Join(dir, "real")) != "new" {
		t.Errorf("the link points to %q, %v", got, err)
	}
}

func TestAWriterThatFailsChangesNothing(t *testing.T) {
	t.Parallel()
	full := &os.PathError{Op: "write", Path: "/tmp/.report-1.tmp", Err: syscall.ENOSPC}
	for name, row := range map[string]struct {
		write func(io.Writer) error
		want  string
	}{
		"at once":                {func(io.Writer) error { return errors.New("no such luck") }, "no such luck"},
		"in the middle":          {func(w io.Writer) error { _, _ = w.Write(make([]byte, 1<<20)); return errors.New("no such luck") }, "no such luck"},
		"because a disk is full": {func(io.Writer) error { return full }, "no space left on device: free some space, or write to another disk"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "junit.xml")
			if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
				t.Fatal(err)
			}
			err := atomicfile.WriteFile(path, row.write)
			if want := "cannot write " + path + ": " + row.want; err == nil || err.Error() != want {
				t.Errorf("got %v\nwant %s", err, want)
			}
			if got := content(t, path); got != "old" {
				t.Errorf("it holds %q", got)
			}
			alone(t, filepath.Dir(path), "junit.xml")
		})
	}
}

func TestAWriterThatPanicsLeavesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	func() {
		defer func() { _ = recover() }()
		_ = atomicfile.WriteFile(filepath.Join(dir, "junit.xml"), func(io.Writer) error { panic("no such luck") })
	}()
	alone(t, dir)
}

func TestPathsThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct{ path, want string }{
		"no path":                 {"", "cannot write a report: its path is empty"},
		"a directory":             {dir, "cannot write " + dir + ": is a directory: add a file name"},
		"a file as directory":     {file + "/junit.xml", "not a directory: a part of the path is a file, not a directory: choose another path"},
		"a name that is too long": {filepath.Join(dir, strings.Repeat("n", 300)), "file name too long: choose a shorter name"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := atomicfile.WriteFile(row.path, says("new"))
			if err == nil || !strings.Contains(err.Error(), row.want) || strings.Contains(err.Error(), ".tmp") {
				t.Errorf("got %v\nwant %s", err, row.want)
			}
		})
	}
	alone(t, dir, "file")
}

func TestADirectoryThatMayNotBeWritten(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("nothing is forbidden to root")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "junit.xml")
	if err := errors.Join(os.WriteFile(path, []byte("old"), 0o600), os.Chmod(dir, 0o500)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	err := atomicfile.WriteFile(path, says("new"))
	if want := "cannot write " + path + ": permission denied: write to a directory that is yours"; err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	if got := content(t, path); got != "old" {
		t.Errorf("it holds %q", got)
	}
}

func TestADeviceIsWrittenToAndStaysOne(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("there is no /dev/full")
	}
	err := atomicfile.WriteFile("/dev/full", says("new"))
	if want := "cannot write /dev/full: no space left on device: free some space, or write to another disk"; err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
	if err := atomicfile.WriteFile(os.DevNull, says("new")); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode()&os.ModeDevice == 0 {
		t.Errorf("%v, %v", info, err)
	}
}

func TestAPipeIsWrittenTo(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Skip(err)
	}
	read := make(chan string)
	go func() {
		data, err := os.ReadFile(path)
		read <- fmt.Sprint(string(data), err)
	}()
	if err := atomicfile.WriteFile(path, says("new")); err != nil {
		t.Fatal(err)
	}
	if got := <-read; got != "new<nil>" {
		t.Errorf("the reader got %q", got)
	}
}
