package account

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/links"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Notice remembers what a page that a stranger visits tells of logging in.
func (a *Account) Notice(ctx context.Context, t *driver.Tab, asked string) {
	if a.Session == nil {
		return
	}
	s, err := a.Glance(ctx, t)
	if err != nil || s.Err != nil {
		return
	}
	a.lines[Address(s.URL)] = s.Lines
	if s.Form != nil {
		if Address(s.URL) != Address(asked) {
			a.guarded = append(a.guarded, asked)
		}
		if a.Page == "" && a.Session.URL == "" {
			a.Page, a.Form = s.URL, s.Form
		}
	}
	if entries, err := driver.Ask[[]string](ctx, t, "entries"); err == nil && len(a.Listed) == 0 {
		harmless := a.harmless(ctx, t, links.Stranger)
		for _, link := range entries {
			link = withoutFragment(link)
			known := slices.ContainsFunc(harmless, func(l links.Link) bool { return l.URL == link })
			if u, err := url.Parse(link); err == nil && known && u.Host == a.URL.Host && !slices.Contains(a.entries, link) {
				a.entries = append(a.entries, link)
			}
		}
	}
}

// mostEntries bounds how many links that promise a login are followed.
const mostEntries = 5

// Find finds the page with the form: where the config says, else on a page that was visited or that is protected, else
// behind a link that promises it.
func (a *Account) Find(ctx context.Context, t *driver.Tab) error {
	s := a.Session
	if s.State != nil {
		return nil
	}
	if len(s.Steps) > 0 {
		a.Page = a.Resolve(cmp.Or(s.URL, a.URL.String()))
		return nil
	}
	if len(s.Fill) > 0 {
		a.Page, a.Form = a.Resolve(cmp.Or(s.URL, a.Page, a.URL.String())), &driver.LoginForm{Submit: s.Submit, Remember: s.Remember}
		return nil
	}
	if a.Form == nil || s.URL != "" {
		candidates := slices.Concat(a.resolved(s.Protected), a.guarded, a.entries[:min(len(a.entries), mostEntries)])
		if s.URL != "" {
			candidates = []string{a.Resolve(s.URL)}
		}
		for _, candidate := range candidates {
			seen, err := a.See(ctx, t, recording.Navigation, candidate)
			if err != nil {
				return err
			}
			if seen.Err == nil && seen.Form != nil {
				a.Page, a.Form = seen.URL, seen.Form
				break
			}
		}
	}
	if a.Form == nil && s.URL == "" {
		if err := a.lateForm(ctx, t); err != nil {
			return err
		}
	}
	if a.Form == nil {
		return &driver.Trouble{What: "no page with a login form was found", Hint: "name it with login: {url: …} in the config, or describe it with fill: or steps:"}
	}
	form := *a.Form
	form.Submit, form.Remember = cmp.Or(s.Submit, form.Submit), cmp.Or(s.Remember, form.Remember)
	a.Form = &form
	a.Say("the form on %s: user %s, password %s, submit %s", redact.URL(a.Page), cmp.Or(form.User, "-"), form.Password, cmp.Or(form.Submit, "by Enter"))
	return nil
}

// lateForm looks once more at the entry page, and waits for a script to draw the form there.
func (a *Account) lateForm(ctx context.Context, t *driver.Tab) error {
	bounded, cancel := context.WithTimeout(ctx, drawn)
	defer cancel()
	s, err := a.See(ctx, t, recording.Navigation, a.Visited()[0])
	if err != nil || s.Err != nil {
		return err
	}
	if err := t.WaitFor(bounded, "input[type=password]"); err != nil {
		if ctx.Err() != nil || errors.Is(err, driver.ErrChromeExited) {
			return err
		}
		return nil
	}
	if s, err = a.Glance(ctx, t); err == nil && s.Err == nil && s.Form != nil {
		a.Page, a.Form = s.URL, s.Form
	}
	return err
}

// drawn is how long a page that has loaded is given to draw what is looked for.
const drawn = 3 * time.Second

// Describe writes down how one logs in.
func (a *Account) Describe() {
	s, rec := a.Session, a.Told
	switch {
	case s.State != nil:
		rec.By = recording.HandedOver
	case len(s.Steps) > 0:
		rec.By = recording.Scripted
	case len(s.Fill) > 0:
		rec.By = recording.Described
	default:
		rec.By = recording.Found
	}
	rec.Page = redact.URL(a.Page)
	if f := a.Form; f != nil {
		rec.Form = &recording.LoginForm{User: f.User, Password: f.Password, Submit: f.Submit, Remember: f.Remember}
		rec.Remember = f.Remember != ""
	}
}
