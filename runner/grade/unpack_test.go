package grade_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/grade"
)

// entry is one of an archive: a link where link is given, else a file.
type entry struct{ name, text, link string }

func zipped(t *testing.T, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		h.SetMode(0o644)
		if e.link != "" {
			h.SetMode(0o777 | fs.ModeSymlink)
			e.text = e.link
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = io.WriteString(w, e.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return saved(t, "work.zip", &b, z)
}

// TestNamesOfWindows are in the code page of DOS.
func TestNamesOfWindows(t *testing.T) {
	t.Parallel()
	to := t.TempDir()
	if err := grade.Unpack(zipped(t, entry{name: "\x9abung/gr\x81\xe1e.txt", text: "x"}), to); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(to, "Übung", "grüße.txt")); err != nil {
		t.Error(err)
	}
}

func tarred(t *testing.T, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	w := tar.NewWriter(g)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Mode: 0o644, Size: int64(len(e.text)), Typeflag: tar.TypeReg}
		if e.link != "" {
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, e.link, 0
		}
		if strings.HasPrefix(e.name, "hard") {
			h.Typeflag = tar.TypeLink
		}
		err := w.WriteHeader(h)
		if err == nil && e.link == "" {
			_, err = io.WriteString(w, e.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return saved(t, "work.tar.gz", &b, g)
}

func saved(t *testing.T, name string, b *bytes.Buffer, closed io.Closer) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestUnpackStaysInside: whatever an archive says, nothing lies or leads outside.
func TestUnpackStaysInside(t *testing.T) {
	t.Parallel()
	outside := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("of the grader"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, entries := range map[string][]entry{
		"leads out of it":                                       {{name: "../escaped", text: "x"}},
		"leads out of it, absolute":                             {{name: "/tmp/escaped-by-name", text: "x"}},
		"leads out of it, by backslashes":                       {{name: `..\..\escaped`, text: "x"}},
		"symbolic link that leads out":                          {{name: "link", link: outside}},
		"symbolic link that leads out, relative":                {{name: "a/link", link: "../../secret"}},
		"symbolic link that leads out, by way of another":       {{name: "a/b/up", link: "../.."}, {name: "link", link: "a/b/up/../secret"}},
		"symbolic link that leads out, to nothing":              {{name: "a/b/up", link: "../.."}, {name: "link", link: "a/b/up/../nothing"}},
		"symbolic link that leads out, before what it leads by": {{name: "link", link: "a/b/up/../secret"}, {name: "a/b/up", link: "../.."}},
		"holds a name of 5999 bytes":                            {{name: strings.Repeat("a/", 2999) + "x", text: "x"}},
		"path escapes from parent":                              {{name: "link", link: filepath.Dir(outside)}, {name: "link/file", text: "x"}},
		"":                                                      {{name: "a/b.txt", text: "x"}, {name: "a/link", link: "b.txt"}, {name: "a/up", link: "../a"}},
	} {
		for kind, make := range map[string]func(*testing.T, ...entry) string{"zip": zipped, "tar": tarred} {
			t.Run(name+" "+kind, func(t *testing.T) {
				t.Parallel()
				parent := t.TempDir()
				to := filepath.Join(parent, "to")
				if err := os.Mkdir(to, 0o755); err != nil {
					t.Fatal(err)
				}
				err := grade.Unpack(make(t, entries...), to)
				want, _, _ := strings.Cut(name, ",")
				if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
					t.Errorf("%v", err)
				}
				if around, _ := os.ReadDir(parent); len(around) != 1 {
					t.Errorf("beside it lies %v", around)
				}
			})
		}
	}
}

func TestAHardLinkIsRefused(t *testing.T) {
	t.Parallel()
	if err := grade.Unpack(tarred(t, entry{name: "hard", link: "/etc/passwd"}), t.TempDir()); err == nil || !strings.Contains(err.Error(), "hard link") {
		t.Errorf("%v", err)
	}
}

func TestAnEncryptedArchiveIsRefused(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.CreateRaw(&zip.FileHeader{Name: "main.go", Flags: 1}); err != nil {
		t.Fatal(err)
	}
	if err := grade.Unpack(saved(t, "work.zip", &b, z), t.TempDir()); err == nil || !strings.Contains(err.Error(), `holds "main.go", which is encrypted`) {
		t.Errorf("%v", err)
	}
}

// TestADeviceIsLeftOut: it is no part of an application's source.
func TestADeviceIsLeftOut(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	g := gzip.NewWriter(&b)
	w := tar.NewWriter(g)
	for _, kind := range []byte{tar.TypeChar, tar.TypeBlock, tar.TypeFifo} {
		if err := w.WriteHeader(&tar.Header{Name: "device-" + string(kind), Typeflag: kind, Devmajor: 1, Devminor: 5, Mode: 0o666}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	to := t.TempDir()
	if err := grade.Unpack(saved(t, "work.tar.gz", &b, g), to); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(to); len(left) > 0 {
		t.Errorf("%v was written", left)
	}
}

// TestABombIsRefused: an archive of few bytes that says it is 4 GiB. One that lies about it is met in [TestALiarIsStopped].
func TestABombIsRefused(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if _, err := z.CreateRaw(&zip.FileHeader{Name: "zeros", Method: zip.Deflate, UncompressedSize64: 4 << 30}); err != nil {
		t.Fatal(err)
	}
	to := t.TempDir()
	if err := grade.Unpack(saved(t, "bomb.zip", &b, z), to); err == nil || !strings.Contains(err.Error(), "larger than 512 MiB") {
		t.Errorf("%v", err)
	}
	if left, _ := os.ReadDir(to); len(left) > 0 {
		t.Errorf("%v was written", left)
	}
}

func TestAFolderIsCopied(t *testing.T) {
	t.Parallel()
	from, to := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{"run.sh": "#!/bin/sh\n", "a.txt": "a"} {
		if err := os.WriteFile(filepath.Join(from, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Join(from, "run.sh"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(from, ".venv/bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/usr/bin/python3", filepath.Join(from, ".venv/bin/python")); err != nil {
		t.Fatal(err)
	}
	if err := grade.Unpack(from, to); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(filepath.Join(to, "run.sh")); err != nil || info.Mode()&0o111 == 0 {
		t.Errorf("%v, %v", info, err)
	}
	if link, err := os.Readlink(filepath.Join(to, ".venv/bin/python")); err != nil || link != "/usr/bin/python3" {
		t.Errorf("%q, %v", link, err)
	}
	if err := os.Symlink("/etc", filepath.Join(from, "etc")); err != nil {
		t.Fatal(err)
	}
	if err := grade.Unpack(from, t.TempDir()); err == nil || !strings.Contains(err.Error(), "leads out of it") {
		t.Errorf("%v", err)
	}
}
