package atomicfile_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/cookiespec/cookiespec/reports/atomicfile"
)

func permissions(t *testing.T, path string) os.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

// TestASharedFileFollowsTheUmask cannot run beside others: the umask is the process's.
func TestASharedFileFollowsTheUmask(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o027))
	path := filepath.Join(t.TempDir(), "report.html")
	if err := atomicfile.WriteShared(path, says("new")); err != nil || permissions(t, path) != 0o640 {
		t.Errorf("mode %o, %v", permissions(t, path), err)
	}
	for _, mode := range []os.FileMode{0o604, 0o600} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if err := atomicfile.WriteShared(path, says("newer")); err != nil || permissions(t, path) != mode {
			t.Errorf("mode %o became %o, %v", mode, permissions(t, path), err)
		}
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.WriteFile(path, says("a secret")); err != nil || permissions(t, path) != 0o600 {
		t.Errorf("of a private file: mode %o, %v", permissions(t, path), err)
	}
	alone(t, filepath.Dir(path), "report.html")
}

// TestALinkToNothingYet is followed: the file is made where it points.
func TestALinkToNothingYet(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("later/report.html", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.WriteShared(filepath.Join(dir, "link"), says("new")); err != nil || content(t, filepath.Join(dir, "later", "report.html")) != "new" {
		t.Error(err)
	}
	if to, err := os.Readlink(filepath.Join(dir, "link")); to != "later/report.html" {
		t.Errorf("the link points to %q, %v", to, err)
	}
}
