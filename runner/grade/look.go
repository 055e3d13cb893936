package grade

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/serve"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// look is one submission on its way.
type look struct {
	class      Class
	submission Submission
	dir        string // the copy that is run
	grade      *reports.Grade
	base       string // of its URLs, without a slash at the end
	secrets    *recording.Masker
	output     string // the last that the application printed
}

// all starts the application, looks at it, ends it and judges. What goes wrong with it is the grade's trouble.
func (l *look) all(ctx context.Context, unpacked error) reports.Run {
	if unpacked != nil {
		return l.nothing(unpacked.Error(), "it could not be unpacked")
	}
	plan, err := l.plan()
	if err == nil {
		l.grade.Kind = plan.Kind
		var app *serve.App
		if app, err = serve.Start(ctx, plan); err == nil {
			return l.running(ctx, app)
		}
	}
	var failure *serve.Failure
	if !errors.As(err, &failure) {
		return l.nothing(err.Error(), "it could not be looked at")
	}
	const what = "it could not be started"
	l.printed(failure.Output)
	why := failure.What
	if last := lastFault(l.output); last.what != "" {
		why, l.grade.Printed = why+": "+last.what, last.lines
	} else if l.output != "" {
		l.grade.Printed = tail(l.output)
	}
	if failure.Hint != "" {
		why += "; " + failure.Hint
	}
	return l.nothing(what+": "+why, what)
}

// running looks at an application that runs, and ends it.
func (l *look) running(ctx context.Context, app *serve.App) reports.Run {
	defer app.Stop()
	l.base = strings.TrimSuffix(app.URL(), "/")
	seen, err := l.gathered(ctx, app.URL())
	early := app.Ended()
	app.Stop()
	l.printed(app.Output())
	if early != "" {
		l.trouble("it ended while it was looked at: " + early)
	}
	if left := app.Left(); left > 0 {
		l.trouble(fmt.Sprintf("%d of its processes could not be ended", left))
	}
	if err != nil {
		var known *gather.Trouble
		if errors.As(err, &known) {
			l.trouble(strings.ReplaceAll(known.What, "--timeout ", "")) // it is the rubric's here
		} else {
			l.trouble(err.Error())
		}
	}
	for _, t := range seen.Trouble {
		if err == nil {
			l.trouble(t)
		}
	}
	if more := advice(l.grade.Kind, l.grade.Trouble); more != "" {
		l.trouble(more)
	}
	if last := lastFault(l.output); last.what != "" {
		l.trouble("its output says: " + last.what)
		l.grade.Printed = last.lines
	}
	l.grade.Parts = l.class.marks(seen)
	return l.class.whole(seen)
}

// nothing is the run of what could not be looked at: why, and in short.
func (l *look) nothing(why, short string) reports.Run {
	l.trouble(why)
	l.grade.Parts = unjudged(l.class.Rubric, short)
	now := time.Now().UTC()
	return l.class.whole(&recording.Recording{
		Version: recording.Version, Tool: l.class.Tool.Name + " " + l.class.Tool.Version, Started: l.grade.Started, Ended: now,
		Target: recording.Target{URL: "http://localhost/"}, Trouble: slices.Clone(l.grade.Trouble),
	})
}

// trouble notes what kept the submission from being judged whole.
func (l *look) trouble(what string) {
	what = strings.Join(strings.Fields(l.tidy(what)), " ")
	if !slices.Contains(l.grade.Trouble, what) {
		l.grade.Trouble = append(l.grade.Trouble, what)
	}
}

// gathered drives Chrome for as much as the rubric's checks need. A fault of ours ends this submission alone.
func (l *look) gathered(ctx context.Context, url string) (seen *recording.Recording, err error) {
	c := l.class.Rubric.Config
	seen = &recording.Recording{Version: recording.Version, Started: l.grade.Started, Ended: time.Now().UTC(), Target: recording.Target{URL: url}}
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("an internal error, not the submission: %v", fault)
			seen.Trouble = []string{err.Error()}
		}
	}()
	if err = c.Set("target", url); err != nil {
		return seen, err
	}
	pages, err := c.PageURLs()
	if err != nil {
		return seen, err
	}
	echo, err := c.EchoURL()
	if err != nil {
		return seen, err
	}
	if l.class.Password != "" {
		c.SetPassword(l.class.Password)
	}
	o := gather.Options{
		URL: url, Pages: pages, MaxPages: c.MaxPages, Never: c.NeverPatterns(), AppPath: c.AppPath, Samples: c.Samples, Plain: c.Plain, Echo: echo, Stages: l.class.catalogue.Needs(), Patience: c.Patience,
		Timeout: c.Timeout, Jobs: 1, Chrome: l.class.Chrome, UserAgent: c.UserAgent, Resolve: c.Resolve, Insecure: c.Insecure, Session: c.Session,
		Declared: declaring(seen, c.Cookies, l.class.Rubric.Parts).Declared, Tool: l.class.Tool.Name + " " + l.class.Tool.Version, Digest: c.Digest(),
	}
	if l.class.Isolate {
		o.Resolve = []string{"*:127.0.0.1"} // else Chrome would be a way out of the box
	}
	for _, h := range c.Headers {
		o.Headers = append(o.Headers, gather.Header(h))
	}
	return l.class.Gather(ctx, o)
}
