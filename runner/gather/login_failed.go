package gather

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/cookiespec/cookiespec/runner/driver"
	withoutCredentials "github.com/cookiespec/cookiespec/suites/credentials"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// lost says why nobody is logged in, with the page that answered, and keeps a picture of it.
func (r *run) lost(ctx context.Context, t *driver.Tab, err error) error {
	if ctx.Err() != nil || err == driver.ErrChromeExited {
		return err
	}
	answer := r.login.answer
	if answer == "" {
		answer = r.portrait(ctx, t)
	}
	trouble := &Trouble{What: "the login failed: " + r.redactor.Text(oneLine(err)+answer)}
	r.login.failed = trouble
	r.trouble("%s", trouble.What)
	return trouble
}

// shownAgain says why a login led back to its form: a browser that did not keep the cookie of the form is a stranger to it, whatever
// the password.
func shownAgain(seen []recording.Exchange) *Trouble {
	for i := range seen {
		if e := &seen[i]; len(e.Lines) > 0 && e.Act != recording.Preflight && withoutCredentials.StoreNothing(e, seen, nil) {
			return &Trouble{What: fmt.Sprintf("the form was shown again: the answer to %s %s sets the cookie %s, which the browser does not store, because the page asked without credentials (fetch needs credentials: \"include\" for another origin)", e.Method, e.URL, e.Lines[0].Name)}
		}
	}
	for _, e := range seen {
		for _, line := range e.Lines {
			if e.TopLevel && len(line.Blocked) > 0 {
				return &Trouble{What: fmt.Sprintf("the form was shown again, and Chrome had refused the cookie %s (%s), which it may need", line.Name, strings.Join(line.Blocked, ", "))}
			}
		}
	}
	return &Trouble{What: "the form was shown again: check user and password"}
}

// portrait says what page is open, and keeps a picture of it.
func (r *run) portrait(ctx context.Context, t *driver.Tab) string {
	s, err := r.glance(ctx, t)
	if err != nil || s.err != nil || s.URL == "about:blank" {
		return ""
	}
	what := fmt.Sprintf("; the page %s has the title %q", r.shown(s.URL), s.Title)
	if said, err := driver.Ask[string](ctx, t, "complaint"); err == nil && said != "" {
		what += fmt.Sprintf(" and says %q", oneLine(errors.New(said)))
	}
	if file := r.picture(ctx, t); file != "" {
		what += "; a picture of it is in " + file
	} else if r.o.Out != "" {
		what += "; no picture of it could be taken that shows no secret"
	}
	return what
}

// failedPicture is the name of the picture of a login that failed.
const failedPicture = "login-failed.png"

// picture keeps what the page looks like, without values and passwords.
func (r *run) picture(ctx context.Context, t *driver.Tab) string {
	if r.o.Out == "" {
		return ""
	}
	data := t.Screenshot(ctx, driver.PNG)
	if data == nil {
		return ""
	}
	r.hand(ctx, t, Picture{Of: "login-failed", Type: "image/png", Data: data})
	file := filepath.Join(r.o.Out, failedPicture)
	if err := os.MkdirAll(r.o.Out, 0o700); err != nil {
		return ""
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return ""
	}
	return file
}
