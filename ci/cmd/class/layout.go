package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
	"unicode"
)

// student is one of the class, and the folder that is handed in.
type student struct {
	folder      string // path of the fixture; empty: nothing is handed in
	first, last string
	number      int // from 1: of Moodle's participant, Canvas' user, the school
}

func (s student) name() string { return s.first + " " + s.last }

func (s student) login() string { return strings.ToLower(s.first) + "-" + fmt.Sprint(s.number) }

func (s student) email() string { return fmt.Sprintf("s%d@school.example", s.number) }

// platform is how a class comes from one.
type platform struct {
	name  string
	lay   func(dir string, class []student) (roster string, submissions []string, err error)
	files map[string]string // to import: the column that knows a student, by the name of the file
	id    func(student) string
}

var platforms = []platform{
	{"moodle", layMoodle, map[string]string{"moodle.csv": "Identifier"}, func(s student) string { return fmt.Sprintf("Participant %d", 4700+s.number) }},
	{"canvas", layCanvas, map[string]string{"canvas.csv": "ID"}, func(s student) string { return fmt.Sprint(8800 + s.number) }},
	{"github", layGitHub, nil, nil},
}

// The days on which something was handed in.
var (
	early = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	late  = early.AddDate(0, 0, 7)
)

// layMoodle lays out the download of all submissions: one archive with a folder for each student, which holds an archive, an archive
// beside a report, two archives, or the files themselves far below.
func layMoodle(dir string, class []student) (string, []string, error) {
	whole := map[string][]byte{}
	roster := "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments\n"
	for i, s := range class {
		roster += fmt.Sprintf("Participant %d,%s,%s,Submitted for grading,,70.00,Yes,-,-,\n", 4700+s.number, s.name(), s.email())
		if s.folder == "" {
			continue
		}
		at := fmt.Sprintf("%s_%d_assignsubmission_file_/", s.name(), 4700+s.number)
		work, err := read(s.folder)
		if err != nil {
			return "", nil, err
		}
		switch i % 4 {
		case 0:
			whole[at+"shop.zip"] = archive(work, "shop/", late)
		case 1:
			for name, text := range work {
				whole[at+"final version/the project/"+name] = text
			}
		case 2:
			whole[at+"work.zip"], whole[at+"report.pdf"] = archive(work, "", late), []byte("%PDF-1.4\n")
			whole["__MACOSX/"+at+"._work.zip"] = []byte("Mac OS X")
		case 3:
			whole[at+"first.zip"], whole[at+"second.zip"] = archive(map[string][]byte{"manage.py": nil}, "", early), archive(work, "site/", late)
		}
	}
	return deliver(dir, "CS101-Cookies-99.zip", archive(whole, "", late), roster)
}

// layCanvas lays out the download of all submissions: one archive with a file for each upload of each student.
func layCanvas(dir string, class []student) (string, []string, error) {
	whole := map[string][]byte{}
	roster := "Student,ID,SIS User ID,SIS Login ID,Section,Essay (17),Cookies and sessions (4711),Final Score\n    Points Possible,,,,,10,70,(read only)\n"
	for i, s := range class {
		roster += fmt.Sprintf("\"%s, %s\",%d,S%d,%s,CS 101,9,,9\n", s.last, s.first, 8800+s.number, s.number, s.login())
		if s.folder == "" {
			continue
		}
		work, err := read(s.folder)
		if err != nil {
			return "", nil, err
		}
		lateness := map[bool]string{true: "LATE_"}[i%3 == 1]
		at := fmt.Sprintf("%s_%s%d_%d_", bare(s.last+s.first), lateness, 8800+s.number, 99000+i)
		packed := archive(work, "shop-main/", late)
		if i%3 == 2 {
			packed = archive(map[string][]byte{"upload/shop.zip": packed}, "", late)
			whole[at+"report.pdf"] = []byte("%PDF-1.4\n")
		}
		whole[at+"shop-1.zip"] = packed
	}
	roster += "\"Student, Test\",9999,,7f3a,CS 101,,,\n"
	return deliver(dir, "submissions.zip", archive(whole, "", late), roster)
}

// layGitHub lays out clones of a class of GitHub Classroom: a repository for each student.
func layGitHub(dir string, class []student) (string, []string, error) {
	roster := "\"identifier\",\"github_username\",\"github_id\",\"name\"\n"
	var paths []string
	for _, s := range class {
		roster += fmt.Sprintf("%q,%q,%q,%q\n", s.email(), s.login(), fmt.Sprint(40000+s.number), s.name())
		if s.folder == "" {
			continue
		}
		to := filepath.Join(dir, "cookies-submissions", "cookies-"+s.login())
		paths = append(paths, to)
		if err := errors.Join(
			os.CopyFS(to, os.DirFS(s.folder)), os.MkdirAll(filepath.Join(to, ".github"), 0o755),
			os.WriteFile(filepath.Join(to, ".github/classroom.yml"), []byte("name: Autograding\n"), 0o644),
		); err != nil {
			return "", nil, err
		}
	}
	file, _, err := deliver(dir, "", nil, roster)
	return file, paths, err
}

// deliver writes a roster, and an archive that has a name.
func deliver(dir, name string, packed []byte, roster string) (string, []string, error) {
	file := filepath.Join(dir, "roster.csv")
	err := os.WriteFile(file, []byte(roster), 0o644)
	if name == "" {
		return file, nil, err
	}
	name = filepath.Join(dir, name)
	return file, []string{name}, errors.Join(err, os.WriteFile(name, packed, 0o644))
}

// read is all that lies in a folder.
func read(folder string) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(folder, name))
		files[name] = text
		return err
	})
	return files, err
}

// archive packs files into a zip archive, below a folder in it.
func archive(files map[string][]byte, below string, changed time.Time) []byte {
	var b strings.Builder
	z := zip.NewWriter(&b)
	for _, name := range inOrder(files) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: path.Join(below, name), Method: zip.Deflate, Modified: changed})
		if err == nil {
			_, err = w.Write(files[name])
		}
		if err != nil {
			panic(err) // it is written into memory
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return []byte(b.String())
}

// bare is a name as Canvas has it in those of files: small letters alone.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}
