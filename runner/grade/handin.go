package grade

import (
	"archive/zip"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// platform is how learning platforms name what a student handed in: Moodle "Name_123_assignsubmission_file_", Canvas
// "name_123_456_project.zip", with LATE where it was.
var (
	ofMoodle = regexp.MustCompile(`^(.+?)_(\d+)_assignsubmission_(?:file|onlinetext)_?.*$`)
	ofCanvas = regexp.MustCompile(`^([\pL\pM'-]+)_(?:LATE_)?(\d{2,})_\d{2,}_.+$`)
)

// general are names of archives and folders that say nothing about who handed them in.
var general = regexp.MustCompile(`(?i)^(?:final|my|the|django|go|node|web)?[-_ ]?(?:project|submission|code|src|source|assignment|homework|solution|app|application|website|web|site|work|main|master|final|archive|upload|abgabe)[-_ ]?(?:final|main|master|v?\d+|\(\d+\))?$`)

// origin is what the name that a platform gives to a hand-in says of the student.
type origin struct {
	name        string // of the student; elsewhere that of the hand-in
	participant string // Moodle's number
	canvas      string // Canvas' number of the user
}

func originOf(name string) origin {
	if found := ofMoodle.FindStringSubmatch(name); found != nil {
		return origin{name: found[1], participant: found[2]}
	}
	if found := ofCanvas.FindStringSubmatch(name); found != nil {
		return origin{name: found[1], canvas: found[2]}
	}
	return origin{name: name}
}

// source tells whether a name is that of a file which an application has, and a report has not.
func source(name string) bool {
	base := path.Base(name)
	return base == "manage.py" || base == "go.mod" || base == "package.json" || base == "run.sh" || slices.Contains([]string{".go", ".py", ".js", ".mjs", ".ts"}, path.Ext(base))
}

// junk is what systems put beside the files of people.
func junk(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool {
		return strings.HasPrefix(part, ".") || part == "__MACOSX"
	})
}

// everything are the endings of archives, read or not.
var everything = slices.Concat(archives, unread)

// inner is the archive that a folder is about: the one in it, a report beside it or not, of several the newest. Where sources lie there
// it is the folder itself. The note says which of several was taken.
func inner(folder string) (path, note string) {
	var found []string
	sources := false
	_ = filepath.WalkDir(folder, func(full string, d os.DirEntry, err error) error {
		rel, wrong := filepath.Rel(folder, full)
		switch {
		case err != nil || wrong != nil || rel == ".":
			return nil
		case junk(filepath.ToSlash(rel)):
			if d.IsDir() {
				return filepath.SkipDir
			}
		case d.IsDir():
			if skippedFolder(d.Name()) || strings.Count(rel, string(filepath.Separator)) >= deepestArchive {
				return filepath.SkipDir
			}
		case source(d.Name()):
			sources = true
			return filepath.SkipAll
		case d.Type().IsRegular() && ends(d.Name(), everything) != "":
			found = append(found, full)
		}
		return nil
	})
	if sources || len(found) == 0 {
		return folder, ""
	}
	slices.SortStableFunc(found, func(a, b string) int {
		if readable := isRead(b) - isRead(a); readable != 0 { // one that can be read before others
			return readable
		}
		return made(b).Compare(made(a))
	})
	if len(found) > 1 {
		note = fmt.Sprintf("of %d archives this is about %s, the newest", len(found), filepath.Base(found[0]))
	}
	return found[0], note
}

func isRead(name string) int { return map[bool]int{true: 1}[ends(name, archives) != ""] }

// deepestArchive is how far below a folder its archives are looked for.
const deepestArchive = 3

func skippedFolder(name string) bool { return foreign[name] || strings.HasPrefix(name, ".") }

// made is when the newest file in an archive was changed; else when the archive was.
func made(name string) (latest time.Time) {
	if archive, err := zip.OpenReader(name); err == nil {
		defer archive.Close()
		for _, f := range archive.File {
			if f.Modified.After(latest) {
				latest = f.Modified
			}
		}
	}
	if info, err := os.Stat(name); err == nil && latest.IsZero() {
		latest = info.ModTime()
	}
	return latest
}

// several are names of folders that one application has beside each other.
var several = regexp.MustCompile(`(?i)^(?:front-?end|back-?end|client|server|api|web|app|src|cmd|public|static|templates|docs?|tests?)$`)

// ofClass tells whether a zip archive is the download of a whole class: a folder or an archive for each student at its top.
func ofClass(name string) bool {
	archive, err := zip.OpenReader(name)
	if err != nil {
		return false
	}
	defer archive.Close()
	own := map[string]bool{} // at the top, and whether it holds an application
	platform := false
	for _, f := range archive.File {
		full := strings.Trim(strings.ReplaceAll(entryName(f), `\`, "/"), "/")
		if full == "" || junk(full) {
			continue
		}
		top, rest, below := strings.Cut(full, "/")
		switch {
		case !below && !f.Mode().IsDir() && source(full):
			return false
		case !below && f.Mode().IsDir():
			continue
		case !below && ends(full, everything) == "":
			continue // a report, a list of names
		}
		own[top] = own[top] || !below || source(rest) || ends(rest, everything) != ""
		platform = platform || ofMoodle.MatchString(top) || ofCanvas.MatchString(top)
	}
	count := 0
	for top, application := range own {
		if several.MatchString(top) {
			return false
		}
		if application {
			count++
		}
	}
	return platform && count > 0 || count > 1
}

// spread is a submission for each student of the download of a class, unpacked into a folder.
func spread(archive, scratch string) ([]string, error) {
	to, err := os.MkdirTemp(scratch, "class-")
	if err != nil {
		return nil, err
	}
	if err := unpackWithin(archive, to, mostOfClass); err != nil {
		return nil, fmt.Errorf("%s: %w", archive, err)
	}
	entries, err := os.ReadDir(to)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, e := range entries {
		if !junk(e.Name()) && (e.IsDir() || ends(e.Name(), everything) != "") {
			paths = append(paths, filepath.Join(to, e.Name()))
		}
	}
	return paths, nil
}

// nested unpacks the archive that another held and nothing to start beside it.
func nested(dir string) (note string, err error) {
	const most = 3
	for range most {
		archive, of := inner(dir)
		if archive == dir {
			return note, nil
		}
		to, err := os.MkdirTemp(dir, "unpacked-")
		if err == nil {
			err = Unpack(archive, to)
		}
		if err != nil {
			return note, err
		}
		if note = of; os.Remove(archive) != nil {
			return note, nil
		}
	}
	return note, nil
}
