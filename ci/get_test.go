//go:build unix

package ci_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// released is where v1.4.0 can be had, whose program is a script.
func released(t *testing.T, script string) string {
	t.Helper()
	dir := t.TempDir()
	name := "cookiespec-v1.4.0-" + runtime.GOOS + "-" + runtime.GOARCH
	write(t, filepath.Join(dir, name, "cookiespec"), script)
	if err := os.Chmod(filepath.Join(dir, name, "cookiespec"), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "v1.4.0", name+".tar.gz"), "")
	repack(t, "file://"+dir, func(string) {})
	return "file://" + dir
}

// repack changes the program of such a release, and writes its checksums again.
func repack(t *testing.T, releases string, change func(program string)) {
	t.Helper()
	dir := strings.TrimPrefix(releases, "file://")
	name := "cookiespec-v1.4.0-" + runtime.GOOS + "-" + runtime.GOARCH
	change(filepath.Join(dir, name, "cookiespec"))
	archive := filepath.Join(dir, "v1.4.0", name+".tar.gz")
	if out, err := exec.Command("tar", "-czf", archive, "-C", dir, name).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	write(t, filepath.Join(dir, "v1.4.0/SHA256SUMS"), fmt.Sprintf("%x  other.tar.gz\n%x  %s.tar.gz\n", sha256.Sum256(nil), sha256.Sum256([]byte(read(t, archive))), name))
}

func TestGet(t *testing.T) {
	t.Parallel()
	get := func(t *testing.T, releases string, arguments ...string) (string, int) {
		t.Helper()
		command := exec.Command("./get", arguments...)
		command.Env = append(os.Environ(), "COOKIESPEC_RELEASES="+releases)
		out, _ := command.CombinedOutput()
		return string(out), command.ProcessState.ExitCode()
	}
	t.Run("a release", func(t *testing.T) {
		folder := filepath.Join(t.TempDir(), "new")
		out, code := get(t, released(t, "#!/bin/sh\necho here\n"), "v1.4.0", folder)
		said, err := exec.Command(filepath.Join(folder, "cookiespec")).Output()
		if code != 0 || string(said) != "here\n" {
			t.Errorf("exit %d, %v, %s\n%s", code, err, said, out)
		}
	})
	t.Run("what can not be had, or is something else, is not left", func(t *testing.T) {
		other := released(t, "#!/bin/sh\n")
		write(t, filepath.Join(strings.TrimPrefix(other, "file://"), "v1.4.0/SHA256SUMS"), "00  cookiespec-v1.4.0-"+runtime.GOOS+"-"+runtime.GOARCH+".tar.gz\n")
		unlisted := released(t, "#!/bin/sh\n")
		write(t, filepath.Join(strings.TrimPrefix(unlisted, "file://"), "v1.4.0/SHA256SUMS"), "")
		linked := released(t, "#!/bin/sh\n")
		repack(t, linked, func(program string) {
			if err := os.Remove(program); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink("/etc/passwd", program); err != nil {
				t.Fatal(err)
			}
		})
		for _, c := range []struct {
			releases string
			want     int
			says     string
			call     []string
		}{
			{other, 1, "checksum mismatch", []string{"v1.4.0"}},
			{unlisted, 1, "want an entry in SHA256SUMS", []string{"v1.4.0"}},
			{other, 1, "v9.9.9/SHA256SUMS", []string{"v9.9.9"}},
			{linked, 1, "is not an executable file", []string{"v1.4.0"}},
			{other, 2, "invalid version", []string{"../v1.4.0"}},
			{other, 2, "usage", nil},
		} {
			folder := t.TempDir()
			write(t, filepath.Join(folder, "cookiespec"), "the old one")
			out, code := get(t, c.releases, append(c.call, folder)...)
			left, err := os.ReadDir(folder)
			if code != c.want || !strings.Contains(out, c.says) || err != nil || len(left) != 1 || read(t, filepath.Join(folder, "cookiespec")) != "the old one" {
				t.Errorf("%+v: exit %d, %v\n%s", c, code, left, out)
			}
		}
	})
}
