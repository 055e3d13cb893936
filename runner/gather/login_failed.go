package gather

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/cookiespec/cookiespec/runner/driver"
)

// failure says why nobody is logged in, with the page that answered, and keeps a picture of it.
func (r *run) failure(ctx context.Context, t *driver.Tab, err error) error {
	if fatal(ctx, err) {
		return err
	}
	answer := r.login.answer
	if answer == "" {
		answer = r.portrait(ctx, t)
	}
	what, advice := driver.Advised(err)
	return &Trouble{What: "the login failed: " + r.redactor.Text(what+answer), Hint: advice}
}

// lost is the end of the login, for the reason that a failure gives.
func (r *run) lost(err error) error {
	if trouble := (*Trouble)(nil); errors.As(err, &trouble) {
		r.login.failed = trouble
		r.trouble("%s", trouble.What)
	}
	return err
}

// portrait says what page is open, and keeps a picture of it.
func (r *run) portrait(ctx context.Context, t *driver.Tab) string {
	s, err := r.account.Glance(ctx, t)
	if err != nil || s.Err != nil || s.URL == "about:blank" {
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
	if r.o.Out == "" && r.o.Pictured == nil {
		return ""
	}
	data := t.Screenshot(ctx, driver.PNG)
	if data == nil {
		return ""
	}
	r.hand(ctx, t, Picture{Of: "login-failed", Type: "image/png", Data: data})
	if r.o.Out == "" {
		return ""
	}
	file := filepath.Join(r.o.Out, failedPicture)
	if err := os.MkdirAll(r.o.Out, 0o700); err != nil {
		return ""
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return ""
	}
	return file
}
