package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/grade"
	"github.com/cookiespec/cookiespec/runner/roster"
	"github.com/cookiespec/cookiespec/runner/serve"
	"github.com/cookiespec/cookiespec/runner/terminal"
)

// sheets reads the roster and the points that the teacher gives. The latter are found among the results, where o notes them.
func (p *program) sheets(c *grade.Class, o *gradeOptions) error {
	if o.roster != "" {
		r, err := roster.Read(o.roster, c.Rubric.Assignment)
		if err != nil {
			return err
		}
		c.Roster = &r
	}
	if found := filepath.Join(o.out, grade.MarksFile); o.marks == "" && !o.own {
		if _, err := os.Stat(found); err == nil {
			o.marks = found
		}
	}
	if o.marks == "" {
		return nil
	}
	var err error
	if c.ByHand, err = grade.LoadByHand(o.marks, c.Rubric); err != nil {
		return err
	}
	names := c.Names()
	for _, stray := range c.ByHand.Strays(names) {
		p.messagef("%s: no submission is named %s; %s", o.marks, terminal.Plain(stray, messageLength), nearest(stray, names, "its points are ignored"))
	}
	return nil
}

// tellRoster tells where roster and submissions differ.
func (p *program) tellRoster(c reports.Class, file string) {
	if strangers := c.Strangers(); len(strangers) > 0 {
		p.messagef("%s: no student, or more than one, fits %s", file, enumerated(strangers))
	}
	for _, s := range c.Students {
		if len(s.Submissions) > 1 {
			p.messagef("%s: %s has %d submissions, of which none is written into the files to import: %s", file, s.Called(), len(s.Submissions), enumerated(s.Submissions))
		}
	}
	var missing []string
	for _, s := range c.Missing() {
		missing = append(missing, s.Called())
	}
	if len(missing) > 0 {
		p.messagef("%s: not handed in: %s", file, enumerated(missing))
	}
}

// enumerated are names in one line: the first few, and how many there are more.
func enumerated(names []string) string {
	const most = 10
	text := strings.Join(names[:min(most, len(names))], ", ")
	if more := len(names) - most; more > 0 {
		text += fmt.Sprintf(", and %d more", more)
	}
	return text
}

// strayOverrides reports overrides of submissions that are not there, as where a name is misspelt.
func (p *program) strayOverrides(c grade.Class) {
	names := c.Names()
	for _, name := range slices.Sorted(maps.Keys(c.Rubric.Overrides)) {
		if !slices.Contains(names, name) {
			p.messagef("overrides: no submission is named %s; %s", terminal.Plain(name, messageLength), nearest(name, names, "its override is ignored"))
		}
	}
}

func isolated(how string) (bool, error) {
	switch how {
	case "none":
		return false, nil
	case "auto":
		return serve.Boxed(), nil
	case "bwrap":
		if !serve.Boxed() {
			return false, &hinted{"--isolate: bwrap is not there, or does not work", "install it (Debian: apt-get install bubblewrap), or allow user namespaces"}
		}
		return true, nil
	}
	return false, &hinted{fmt.Sprintf("--isolate: %q is none of auto, bwrap, none", how), nearest(how, []string{"auto", "bwrap", "none"}, "write one of them")}
}
