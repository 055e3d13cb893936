package grade

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/serve"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// look is one submission on its way.
type look struct {
	class      Class
	submission Submission
	dir        string // the copy that is run
	plan       serve.Plan
	user       string // the name of the account, where the application gave it another than the rubric's; empty: that
	grade      *reports.Grade
	base       string // of its URLs, without a slash at the end
	secrets    *recording.Masker
	output     string // the last that the application printed
}

// all starts the application, looks at it, ends it and judges. What goes wrong with it is the grade's trouble.
func (l *look) all(ctx context.Context, unpacked error) reports.Run {
	if unpacked != nil {
		return l.nothing(cause{what: unpacked.Error()})
	}
	err := l.planned()
	if err == nil {
		l.grade.Kind = l.plan.Kind
		var app *serve.App
		if app, err = serve.Start(ctx, l.plan); err == nil {
			return l.running(ctx, app)
		}
	}
	var failure *serve.Failure
	if !errors.As(err, &failure) {
		return l.nothing(cause{what: err.Error()})
	}
	l.printed(failure.Output)
	why := l.why(failure)
	if last := lastFault(l.output); last.what != "" {
		l.grade.Printed = last.lines
	} else if l.output != "" {
		l.grade.Printed = tail(l.output)
	}
	return l.nothing(why)
}

// running looks at an application that runs, and ends it.
func (l *look) running(ctx context.Context, app *serve.App) reports.Run {
	defer app.Stop()
	for _, note := range app.Notes {
		l.trouble(note)
	}
	l.base = strings.TrimSuffix(app.URL(), "/")
	if a := l.class.Rubric.Accounts; a.SignUp {
		login, err := signUp(ctx, app, a.User, l.class.Password)
		if err != nil {
			l.trouble("no account could be made: " + err.Error())
		}
		l.user = login
	}
	seen, err := l.gathered(ctx, app)
	open := l.open(ctx, app, seen)
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
		what, advice := driver.Advised(err)
		l.trouble(strings.ReplaceAll(what, "--timeout ", "")) // it is the rubric's here
		l.advise(advice)
	}
	for _, t := range seen.Trouble {
		if err == nil {
			l.trouble(t)
		}
	}
	for _, scene := range seen.Scenes {
		if scene.State == recording.Failed {
			l.advise(scene.Advice)
		}
	}
	if more := advice(l.grade.Kind, seen); more != "" {
		l.trouble(more)
	}
	if last := lastFault(l.output); last.what != "" {
		l.trouble("its output says: " + last.what)
		l.grade.Printed = last.lines
	}
	run := l.class.whole(seen)
	l.grade.Framework = run.Framework
	l.grade.Parts = l.forStudents(l.class.marks(seen, open))
	return run
}

// open says that the page for members, which the handout names, is shown to everybody once one user has logged in. Empty: it is not, or
// the login was recognised, or no page is named.
func (l *look) open(ctx context.Context, app *serve.App, seen *recording.Recording) string {
	s := l.class.Rubric.Config.Session
	if s == nil || len(s.Protected) == 0 || seen.Session == nil || len(seen.Session.Protected) > 0 || seen.Session.Logins == 0 {
		return ""
	}
	at, err := url.Parse(app.URL())
	if err != nil {
		return ""
	}
	page, err := at.Parse(s.Protected[0])
	if err != nil {
		return ""
	}
	v := &visitor{client: client(app)}
	landed, root, status, err := v.open(ctx, page.String())
	if err != nil || status != http.StatusOK || landed.Path != page.Path {
		return ""
	}
	passwords := 0
	each(root, "input", func(n *html.Node) {
		if strings.EqualFold(attribute(n, "type"), "password") {
			passwords++
		}
	})
	if passwords > 0 {
		return ""
	}
	return fmt.Sprintf("the page %s is shown to everybody, and not only to whoever logged in", page.Path)
}

// nothing is the run of what was not started. Where that is the submission's own fault it has no points; else it is not graded.
func (l *look) nothing(why cause) reports.Run {
	l.trouble("it could not be started: " + why.what)
	l.advise(why.advice)
	l.grade.NotStarted = l.line(why.what)
	l.grade.Parts = unjudged(l.class.Rubric, reports.Inconclusive, "the application could not be started on the machine that grades")
	if why.own {
		l.grade.Parts = unjudged(l.class.Rubric, reports.Fail, "the application does not start")
	}
	now := time.Now().UTC()
	return l.class.whole(&recording.Recording{
		Version: recording.Version, Tool: l.class.Tool.Name + " " + l.class.Tool.Version, Started: l.grade.Started, Ended: now,
		Target: recording.Target{URL: "http://localhost/"}, Trouble: slices.Clone(l.grade.Trouble),
	})
}

// trouble notes what kept the submission from being judged whole.
func (l *look) trouble(what string) {
	what = l.line(what)
	if !slices.Contains(l.grade.Trouble, what) {
		l.grade.Trouble = append(l.grade.Trouble, what)
	}
}

// advise tells the teacher what to change, if there is something.
func (l *look) advise(what string) {
	if what = l.line(what); what != "" && !slices.Contains(l.grade.Advice, what) {
		l.grade.Advice = append(l.grade.Advice, what)
	}
}

// line is a text as one line that says the same in each run.
func (l *look) line(what string) string { return strings.Join(strings.Fields(l.tidy(what)), " ") }

// gathered drives Chrome for as much as the rubric's checks need. A fault of ours ends this submission alone.
func (l *look) gathered(ctx context.Context, app *serve.App) (seen *recording.Recording, err error) {
	c, url := l.class.Rubric.Config, app.URL()
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
	if l.user != "" {
		if err = c.Set("login.user", l.user); err != nil {
			return seen, err
		}
	}
	if l.class.Password != "" {
		c.SetPassword(l.class.Password)
	}
	o, err := audit.Gathering(c, l.class.catalogue, l.class.Tool)
	if err != nil {
		return seen, err
	}
	o.At, o.Disposable, o.Jobs, o.Chrome, o.Framework = app.Address(), true, 1, l.class.Chrome, l.plan.Framework()
	o.Declared = declaring(seen, c.Cookies, l.class.Rubric.Parts).Declared
	if l.class.Isolate {
		o.Resolve = []string{"*:127.0.0.1"} // else Chrome would be a way out of the box
	}
	return l.class.Gather(ctx, o)
}
