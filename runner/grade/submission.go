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
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Submission is one, and what it is called.
type Submission struct {
	Name, Path            string
	Student               string // the name that Moodle or Canvas gives; may be empty
	Participant, CanvasID string // their number of the student; may be empty
	Note                  string // which of several archives it is; may be empty
}

// archives are the endings that are read, and unread those that students hand in all the same.
var (
	archives = []string{".zip", ".tar.gz", ".tgz"}
	unread   = []string{".rar", ".7z", ".tar", ".tar.xz", ".tar.bz2"}
)

// Submissions names what lies at some paths: by the student where a platform named it, by the folder that it lies in where its own name is
// another's as well or says nothing, else by its own name. Two of one name are told apart by a number. The download of a whole class is
// unpacked into a scratch folder.
func Submissions(paths []string, scratch string) ([]Submission, error) {
	var all []Submission
	paths, err := apart(paths, scratch)
	if err != nil {
		return nil, err
	}
	bases := map[string]int{}
	for _, path := range paths {
		bases[strings.ToLower(baseOf(path))]++
	}
	taken := map[string]bool{}
	for _, path := range paths {
		full, err := filepath.Abs(path)
		if err != nil {
			return nil, err
		}
		base := baseOf(full)
		if folder := filepath.Base(filepath.Dir(full)); (bases[strings.ToLower(base)] > 1 || (len(paths) > 1 || base != filepath.Base(full)) && general.MatchString(base)) && folder != "/" && !general.MatchString(folder) {
			base = folder
		}
		from := originOf(base)
		base = plain(from.name)
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		taken[strings.ToLower(name)] = true
		if full, err = filepath.EvalSymlinks(full); err != nil {
			return nil, err
		}
		s := Submission{Name: name, Path: full, Participant: from.participant, CanvasID: from.canvas}
		if from.participant != "" || from.canvas != "" {
			s.Student = from.name
		}
		if info, err := os.Stat(full); err == nil && info.IsDir() {
			s.Path, s.Note = inner(full)
		}
		all = append(all, s)
	}
	return all, nil
}

// apart are paths of which each is one submission.
func apart(paths []string, scratch string) (all []string, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return nil, fmt.Errorf("%s cannot be read: %w", path, err)
		case !info.IsDir() && ends(path, everything) == "":
			return nil, fmt.Errorf("%s is neither a folder nor an archive (%s)", path, strings.Join(archives, ", "))
		case !info.IsDir() && ofClass(path):
			students, err := spread(path, scratch)
			if err != nil {
				return nil, err
			}
			all = append(all, students...)
		default:
			all = append(all, path)
		}
	}
	return all, nil
}

// baseOf is the name of a folder, or of an archive without its ending.
func baseOf(path string) string {
	base := filepath.Base(path)
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		base = strings.TrimSuffix(base, ends(base, everything))
	}
	return base
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

var (
	unusual = regexp.MustCompile(`[^\pL\pM\pN ._-]+`)
	spaces  = regexp.MustCompile(` {2,}`)
)

// plain is a name that a folder and a link can have.
func plain(name string) string {
	name = strings.Trim(spaces.ReplaceAllString(unusual.ReplaceAllString(norm.NFC.String(name), "-"), " "), "-. ")
	if runes := []rune(name); len(runes) > 80 {
		name = strings.TrimRight(string(runes[:80]), " ")
	}
	if name == "" {
		return "submission"
	}
	return name
}
