package grade

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Bounds of a submission: what is beyond them is no student's work.
const (
	mostOctets  = 512 << 20
	mostOfClass = 8 << 30
	mostEntries = 50_000
	longestName = 700 // bytes; the folder comes before it, and the shortest limit of a system is 1024
)

// unpacking writes a submission into a folder that it cannot leave, see [os.Root].
type unpacking struct {
	root    *os.Root
	most    int64 // bytes
	octets  int64
	entries int
	links   []string // symbolic links that may lead outside once all is there
}

// refused is why a submission is not unpacked: a clause about it.
type refused struct{ why string }

func (r *refused) Error() string { return "it " + r.why }

// Unpack copies a submission, a folder or an archive, into a folder that is empty.
func Unpack(from, to string) error { return unpackWithin(from, to, mostOctets) }

// unpackWithin is [Unpack] with another bound, in bytes.
func unpackWithin(from, to string, most int64) error {
	root, err := os.OpenRoot(to)
	if err != nil {
		return err
	}
	defer root.Close()
	u := &unpacking{root: root, most: most}
	info, err := os.Stat(from)
	switch ending := strings.ToLower(ends(from, slices.Concat(archives, unread))); {
	case err != nil:
	case info.IsDir():
		err = u.folder(from)
	case ending == ".zip":
		err = u.zip(from)
	case slices.Contains(archives, ending):
		err = u.tar(from)
	default:
		err = &refused{fmt.Sprintf("is %s, which is not read: hand in one of %s", filepath.Base(from), strings.Join(archives, ", "))}
	}
	if err == nil {
		err = u.inside()
	}
	var known *refused
	if err != nil && !errors.As(err, &known) {
		return &refused{"cannot be unpacked: " + err.Error()}
	}
	return err
}

// entryName is the path of an entry of a zip archive. One that does not say UTF-8 is in the code page of the DOS of old (APPNOTE 6.3.10,
// appendix D), as Windows writes them, unless it is UTF-8 anyway, as macOS writes it.
func entryName(f *zip.File) string {
	if f.NonUTF8 && !utf8.ValidString(f.Name) {
		if decoded, err := charmap.CodePage437.NewDecoder().String(f.Name); err == nil {
			return decoded
		}
	}
	return f.Name
}

// encrypted is the flag of an entry of a zip archive that nobody reads without its password.
const encrypted = 1

func (u *unpacking) zip(name string) error {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return err
	}
	defer archive.Close()
	said := uint64(0) // no reason to believe it, but one to refuse at once
	for _, f := range archive.File {
		if said += min(f.UncompressedSize64, 1<<62); said > uint64(u.most) {
			return u.tooLarge()
		}
	}
	for _, f := range archive.File {
		if f.Flags&encrypted != 0 {
			return &refused{fmt.Sprintf("holds %q, which is encrypted", f.Name)}
		}
		content, err := f.Open()
		if err != nil {
			return err
		}
		link := ""
		if f.Mode()&fs.ModeSymlink != 0 {
			text, err := io.ReadAll(io.LimitReader(content, 4096))
			if err != nil {
				return err
			}
			link = string(text)
		}
		err = u.put(entryName(f), f.Mode(), link, content)
		content.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func (u *unpacking) tar(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	plain, err := gzip.NewReader(file)
	if err != nil {
		return err
	}
	for entries := tar.NewReader(plain); ; {
		h, err := entries.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag == tar.TypeLink {
			return &refused{fmt.Sprintf("holds a hard link, %q", h.Name)}
		}
		if err := u.put(h.Name, h.FileInfo().Mode(), h.Linkname, entries); err != nil {
			return err
		}
	}
}

func (u *unpacking) folder(name string) error {
	return filepath.WalkDir(name, func(full string, d fs.DirEntry, err error) error {
		if err != nil || full == name {
			return err
		}
		rel, err := filepath.Rel(name, full)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		link, content := "", io.ReadCloser(nil)
		switch {
		case info.Mode()&fs.ModeSymlink != 0:
			link, err = os.Readlink(full)
		case info.Mode().IsRegular():
			content, err = os.Open(full)
		}
		if err != nil {
			return err
		}
		if content != nil {
			defer content.Close()
		}
		return u.put(filepath.ToSlash(rel), info.Mode(), link, content)
	})
}

// virtual is the Python of a virtual environment, which is a link to one of the machine's.
var virtual = regexp.MustCompile(`(^|/)bin/python[0-9.]*$`)

// put writes one entry.
func (u *unpacking) put(name string, mode fs.FileMode, link string, content io.Reader) error {
	name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
	if u.entries++; u.entries > mostEntries {
		return &refused{fmt.Sprintf("holds more than %d files", mostEntries)}
	}
	if len(name) > longestName {
		return &refused{fmt.Sprintf("holds a name of %d bytes", len(name))}
	}
	if name == "." {
		return nil
	}
	if !filepath.IsLocal(name) {
		return &refused{fmt.Sprintf("holds %q, which leads out of it", name)}
	}
	if err := u.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	switch {
	case mode.IsDir():
		return u.root.MkdirAll(name, 0o755)
	case mode&fs.ModeSymlink != 0:
		if !(virtual.MatchString(name) && virtual.MatchString(link)) {
			u.links = append(u.links, name)
		}
		return u.root.Symlink(link, name)
	case !mode.IsRegular():
		return nil // a device, a pipe or a socket is no part of an application's source
	}
	return u.file(name, mode, content)
}

// inside refuses symbolic links that lead out, by way of others, too.
func (u *unpacking) inside() error {
	for _, name := range u.links {
		if _, err := u.root.Stat(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return &refused{fmt.Sprintf("holds a symbolic link that leads out of it, %q", name)}
		}
	}
	return nil
}

func (u *unpacking) file(name string, mode fs.FileMode, content io.Reader) error {
	file, err := u.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644|mode.Perm()&0o111)
	if err != nil {
		return err
	}
	written, err := io.Copy(file, io.LimitReader(content, u.most-u.octets+1))
	u.octets += written
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	if u.octets > u.most {
		return u.tooLarge()
	}
	return nil
}

func (u *unpacking) tooLarge() error {
	return &refused{fmt.Sprintf("is larger than %d MiB when it is unpacked", u.most>>20)}
}
