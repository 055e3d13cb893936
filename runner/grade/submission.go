// Package grade turns submissions, folders or archives with an application each, into grades by a rubric.
//
// A submission is copied, started, looked at in a real Chrome, ended, and judged part by part. Whatever it does is its own
// grade's matter: the class goes on.
package grade

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Submission is one, and what it is called.
type Submission struct{ Name, Path string }

// archives are the endings that are read, and unread those that students hand in all the same.
var (
	archives = []string{".zip", ".tar.gz", ".tgz"}
	unread   = []string{".rar", ".7z", ".tar", ".tar.xz", ".tar.bz2"}
)

// Submissions names what lies at some paths. Two of one name are told apart by a number.
func Submissions(paths []string) ([]Submission, error) {
	var all []Submission
	taken := map[string]bool{}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("%s cannot be read: %w", path, err)
		}
		full, err := filepath.Abs(path)
		if err != nil {
			return nil, err
		}
		ending := ""
		if !info.IsDir() {
			if ending = ends(full, slices.Concat(archives, unread)); ending == "" {
				return nil, fmt.Errorf("%s is neither a folder nor an archive (%s)", path, strings.Join(archives, ", "))
			}
		}
		base := plain(strings.TrimSuffix(filepath.Base(full), ending))
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		taken[strings.ToLower(name)] = true
		if full, err = filepath.EvalSymlinks(full); err != nil {
			return nil, err
		}
		if info.IsDir() {
			full = inner(full)
		}
		all = append(all, Submission{Name: name, Path: full})
	}
	return all, nil
}

// inner is the archive that a folder holds and nothing else, as learning platforms hand submissions out; else the folder.
func inner(folder string) string {
	entries, err := os.ReadDir(folder)
	entries = slices.DeleteFunc(entries, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") || e.Name() == "__MACOSX" })
	if err != nil || len(entries) != 1 || !entries[0].Type().IsRegular() || ends(entries[0].Name(), slices.Concat(archives, unread)) == "" {
		return folder
	}
	return filepath.Join(folder, entries[0].Name())
}

// ends is that of some endings which a name has, or empty.
func ends(name string, endings []string) string {
	for _, ending := range endings {
		if len(name) > len(ending) && strings.EqualFold(name[len(name)-len(ending):], ending) {
			return name[len(name)-len(ending):]
		}
	}
	return ""
}

var unusual = regexp.MustCompile(`[^\pL\pM\pN._-]+`)

// plain is a name that a folder and a link can have.
func plain(name string) string {
	name = strings.Trim(unusual.ReplaceAllString(norm.NFC.String(name), "-"), "-.")
	if runes := []rune(name); len(runes) > 80 {
		name = string(runes[:80])
	}
	if name == "" {
		return "submission"
	}
	return name
}
