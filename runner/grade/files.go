package grade

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/atomicfile"
	"github.com/cookiespec/cookiespec/reports/classroom50"
	"github.com/cookiespec/cookiespec/reports/feedback"
	"github.com/cookiespec/cookiespec/reports/gradescope"
	"github.com/cookiespec/cookiespec/reports/html"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	"github.com/cookiespec/cookiespec/reports/junit"
)

// gradeFile is the grade itself, in the folder of its submission: what --resume goes by.
const gradeFile = "grade.json"

// write writes all files of a submission, the grade last: where it is, all are.
func (c Class) write(s Submission, g reports.Grade, run reports.Run, output string) error {
	return writeAll(filepath.Join(c.Out, s.Name), append([]file{
		{"report.html", func(w io.Writer) error { return html.Write(w, run) }},
		{"junit.xml", func(w io.Writer) error { return junit.Write(w, run, junit.Options{}) }},
		{"run.json", func(w io.Writer) error { return jsonreport.Write(w, run) }},
		{"output.txt", func(w io.Writer) error { _, err := io.WriteString(w, output); return err }},
	}, c.ofGrade(g)...))
}

// file is one that is written.
type file struct {
	name  string
	write func(io.Writer) error
}

// ofGrade are the files that say a grade and nothing else. What the teacher gives stands in all but the grade itself, so that it can
// be taken back.
func (c Class) ofGrade(g reports.Grade) []file {
	final := c.ByHand.Of(g)
	return []file{
		{"feedback.md", func(w io.Writer) error { return feedback.Write(w, final) }},
		{"results.json", func(w io.Writer) error { return gradescope.Write(w, final) }},
		{"result.json", func(w io.Writer) error { return classroom50.Write(w, final, os.Getenv) }},
		{gradeFile, func(w io.Writer) error { return json.NewEncoder(w).Encode(g) }},
	}
}

// rewrite writes the files of a grade that changed after it was given, or of which the teacher says something else.
func (c Class) rewrite(g reports.Grade) error {
	return writeAll(filepath.Join(c.Out, g.Submission), c.ofGrade(g))
}

func writeAll(dir string, files []file) error {
	for _, f := range files {
		if err := atomicfile.WriteFile(filepath.Join(dir, f.name), f.write); err != nil {
			return err
		}
	}
	return nil
}

// known is the grade that an earlier run gave to the same. What was not graded then may be graded now.
func (c Class) known(s Submission, digest string) (g reports.Grade, ok bool) {
	if !c.Resume {
		return g, false
	}
	text, err := os.ReadFile(filepath.Join(c.Out, s.Name, gradeFile))
	if err != nil || json.Unmarshal(text, &g) != nil {
		return g, false
	}
	return g, g.Version == reports.GradeVersion && g.Digest == digest && (g.Graded() || len(g.Parts) == 0)
}

// digest is of all that a grade depends on: the submission, the rubric, the tool.
func (c Class) digest(dir string, unpacked error) (string, error) {
	sum := sha256.New()
	rubric, err := json.Marshal(c.Rubric)
	if err != nil {
		return "", err
	}
	fmt.Fprintf(sum, "%s %s %s %v %v\n", c.Tool.Name, c.Tool.Version, rubric, c.Isolate, unpacked)
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil || d.Type()&fs.ModeSymlink != 0 {
			to, _ := os.Readlink(path)
			fmt.Fprintf(sum, "link %q %q\n", rel, to)
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		fmt.Fprintf(sum, "file %q\n", rel)
		_, err = io.Copy(sum, file)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}
