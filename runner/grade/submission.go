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
)

// Submission is one, and what it is called.
type Submission struct{ Name, Path string }

// archives are the endings that are read.
var archives = []string{".zip", ".tar.gz", ".tgz"}

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
		if !info.IsDir() && archive(full) == "" {
			return nil, fmt.Errorf("%s is neither a folder nor an archive (%s)", path, strings.Join(archives, ", "))
		}
		base := plain(strings.TrimSuffix(filepath.Base(full), archive(full)))
		name := base
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s-%d", base, n)
		}
		taken[strings.ToLower(name)] = true
		all = append(all, Submission{Name: name, Path: full})
	}
	return all, nil
}

// archive is the ending of an archive's name, or empty.
func archive(path string) string {
	for _, ending := range archives {
		if len(path) > len(ending) && strings.EqualFold(path[len(path)-len(ending):], ending) {
			return path[len(path)-len(ending):]
		}
	}
	return ""
}

var unusual = regexp.MustCompile(`[^\pL\pN._-]+`)

// plain is a name that a folder and a link can have.
func plain(name string) string {
	name = strings.Trim(unusual.ReplaceAllString(name, "-"), "-.")
	if runes := []rune(name); len(runes) > 80 {
		name = string(runes[:80])
	}
	if name == "" {
		return "submission"
	}
	return name
}
