package grade

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/roster"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Class is submissions, and how they are graded.
type Class struct {
	Rubric      config.Rubric
	Submissions []Submission
	Out         string         // folder for what comes out
	Jobs        int            // submissions side by side
	Isolate     bool           // by bwrap
	Install     bool           // what submissions need, before they are isolated
	Private     []string       // files and folders that no submission may read, beside the submissions and Out; absolute, without links
	Resume      bool           // what is graded already, and is the same, is left
	Password    string         // of the account
	ByHand      ByHand         // what the teacher gives
	Roster      *roster.Roster // nil: there is none
	Tool        reports.Tool
	Chrome      string // path of the binary

	Gather func(context.Context, gather.Options) (*recording.Recording, error)
	Judge  Judge
	Begun  func(s Submission, nth int) // called as each begins, one at a time; nth from 1. May be nil
	Graded func(reports.Grade, bool)   // called for each as it is done, one at a time; old: it was graded by an earlier run

	catalogue check.Catalogue
}

// Grade grades all submissions and returns their grades in the order of the submissions. The error is ours, or the end of ctx; then
// the grades are those that are done.
func (c Class) Grade(ctx context.Context) (grades []reports.Grade, err error) {
	if c.catalogue, err = Catalogue(c.Rubric); err != nil {
		return nil, err
	}
	done := make([]*reports.Grade, len(c.Submissions))
	errs := make(chan error, len(c.Submissions))
	work := make(chan int)
	var mu sync.Mutex
	begun := 0
	var group sync.WaitGroup
	for range max(1, c.Jobs) {
		group.Go(func() {
			for i := range work {
				mu.Lock()
				if begun++; c.Begun != nil {
					c.Begun(c.Submissions[i], begun)
				}
				mu.Unlock()
				g, old, err := c.one(ctx, c.Submissions[i])
				if err != nil {
					errs <- err
					continue
				}
				mu.Lock()
				done[i] = &g
				c.Graded(c.ByHand.Of(g), old)
				mu.Unlock()
			}
		})
	}
	for i := range c.Submissions {
		select {
		case work <- i:
			continue
		case <-ctx.Done():
		}
		break
	}
	close(work)
	group.Wait()
	close(errs)
	for _, g := range done {
		if g != nil {
			grades = append(grades, *g)
		}
	}
	return grades, cmp.Or(context.Cause(ctx), <-errs)
}

// one grades one submission, or finds the grade that it has.
func (c Class) one(ctx context.Context, s Submission) (g reports.Grade, old bool, err error) {
	dir, err := os.MkdirTemp("", "cookiespec-grade-")
	if err != nil {
		return g, false, fmt.Errorf("there is no room for submissions: %w", err)
	}
	defer os.RemoveAll(dir)
	began := time.Now()
	g = reports.Grade{
		Version: reports.GradeVersion, Tool: c.Tool, Assignment: c.Rubric.Assignment, Submission: s.Name, Student: s.Student, Participant: s.Participant, CanvasID: s.CanvasID, Trouble: []string{}, Started: began.UTC(),
	}
	c.Rubric, g.Overridden = c.Rubric.For(s.Name)
	unpacked := Unpack(s.Path, dir)
	if unpacked == nil {
		note, err := nested(dir)
		if unpacked = err; s.Note == "" {
			s.Note = note
		}
	}
	if g.Digest, err = c.digest(dir, unpacked); err != nil {
		return g, false, err
	}
	if known, ok := c.known(s, g.Digest); ok {
		return known, true, c.rewrite(known)
	}
	l := &look{class: c, submission: s, dir: dir, grade: &g, secrets: c.secrets()}
	if s.Note != "" {
		l.trouble(s.Note)
	}
	run := l.all(ctx, unpacked)
	if ctx.Err() != nil {
		return g, false, context.Cause(ctx)
	}
	g.Seconds = time.Since(began).Seconds()
	return g, false, c.write(s, g, run, l.output)
}

// secrets are what no file may hold, whatever a submission prints.
func (c Class) secrets() *recording.Masker {
	m := recording.NewMasker()
	for _, s := range append(c.Rubric.Config.Secrets(), c.Password) {
		m.Secret(s)
	}
	return m
}
