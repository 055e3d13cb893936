package account

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// door is a form that logs in, and the page that it was found by.
type door struct {
	asked string // address that was asked for
	page  string // where the login begins
	form  *driver.LoginForm
}

// usual are addresses at which many applications log in. They are tried when nothing leads to a form.
var usual = []string{"/login", "/login/", "/accounts/login/", "/user/login", "/users/sign_in", "/signin", "/wp-login.php", "/admin/"}

// Find finds the way in: as the config says, else a form on a page that was visited, that is protected, or behind a link or a button
// that promises it.
func (a *Account) Find(ctx context.Context, t *driver.Tab) error {
	s := a.Session
	if s.State != nil {
		return nil
	}
	if len(s.Steps) > 0 {
		a.Page = a.Resolve(cmp.Or(s.URL, a.URL.String()))
		return nil
	}
	if len(a.doors) > 0 && a.Page == "" {
		a.enterBy(a.likeliest())
	}
	if len(s.Fill) > 0 {
		a.Page, a.Form = a.Resolve(cmp.Or(s.URL, a.Page, a.URL.String())), &driver.LoginForm{Submit: s.Submit, Remember: s.Remember}
		return nil
	}
	if s.URL != "" {
		a.Form = nil
		if err := a.tryPages(ctx, t, []string{a.Resolve(s.URL)}); err != nil {
			return err
		}
	} else if a.Form == nil {
		if err := a.search(ctx, t); err != nil {
			return err
		}
	}
	switch {
	case a.Form == nil && a.denied != "":
		return &driver.Trouble{
			What: fmt.Sprintf("no page with a login form was found, and %s answers 401, as one does that asks for HTTP credentials", redact.URL(a.denied)),
			Hint: "give them with --http-user",
		}
	case a.Form == nil:
		return &driver.Trouble{What: "no page with a login form was found", Hint: "name it with login: {url: …} in the config, or describe it with fill: or steps:"}
	}
	a.settle()
	return nil
}

// settle makes the form that was found the one to log in by.
func (a *Account) settle() {
	form := a.chosen(a.Form)
	a.Form = &form
	a.Say("the form on %s: user %s, password %s, submit %s", redact.URL(a.Page), cmp.Or(form.User, "-"), cmp.Or(form.Password, "on the next page"), cmp.Or(form.Submit, "by Enter"))
}

// likeliest is the door that the target itself leads to, where a form there asks for user and password; else that which the first link
// that promises a login leads to; where none does, the first that was found. A form on the target's own page wins over no link.
func (a *Account) likeliest() door {
	if first := a.doors[0]; first.asked == a.Visited()[0] && slices.Contains(a.guarded, first.asked) && first.form.User != "" && first.form.Password != "" {
		return first
	}
	for _, entry := range a.entries {
		for _, d := range a.doors {
			if Address(d.asked) == Address(entry) || Address(d.page) == Address(entry) {
				return d
			}
		}
	}
	return a.doors[0]
}

func (a *Account) enterBy(d door) { a.Page, a.Form = d.page, d.form }

// search looks for a form where nobody has looked yet.
func (a *Account) search(ctx context.Context, t *driver.Tab) error {
	entry := a.Visited()[0]
	for _, try := range []func() error{
		func() error { return a.tryPromised(ctx, t) },
		func() error { return a.tryOffers(ctx, t) },
		func() error { return a.tryOpeners(ctx, t, entry, []string{"entering"}, menus) },
		func() error { return a.tryLate(ctx, t, append(a.promised(), entry)) },
		func() error {
			if len(a.Listed) > 0 {
				return nil
			}
			return a.tryPages(ctx, t, a.usual())
		},
	} {
		if err := try(); err != nil || a.Form != nil {
			return err
		}
	}
	return nil
}

// tryPromised opens the pages that ask for a login, and follows the links that promise one, also those on the pages that they lead to: a
// page may do nothing but offer a choice of providers.
func (a *Account) tryPromised(ctx context.Context, t *driver.Tab) error {
	if err := a.tryPages(ctx, t, slices.Concat(a.resolved(a.Session.Protected), a.guarded)); err != nil {
		return err
	}
	for i := 0; i < len(a.entries) && i < mostEntries && a.Form == nil; i++ {
		if err := a.tryPages(ctx, t, a.entries[i:i+1]); err != nil {
			return err
		}
		if a.Form == nil && len(a.Listed) == 0 {
			a.noteEntries(ctx, t)
		}
	}
	return nil
}

// usual are the addresses at which the application may log in: none of another one on the same host.
func (a *Account) usual() (pages []string) {
	for _, path := range usual {
		if page := a.Resolve(strings.TrimRight(a.Below, "/") + path); !a.Never(page) {
			pages = append(pages, page)
		}
	}
	return pages
}

// tryPages opens pages until one shows a form.
func (a *Account) tryPages(ctx context.Context, t *driver.Tab, pages []string) error {
	for _, page := range pages {
		if a.isShut(page) {
			continue
		}
		s, err := a.See(ctx, t, recording.Navigation, page)
		if err != nil {
			return err
		}
		if s.Err == nil && s.Form != nil && !a.isShut(s.URL) && (s.Status < 400 || s.Form.Password != "") {
			a.enterBy(door{page, a.begins(page, s.URL), s.Form})
			return nil
		}
	}
	return nil
}

// promised are the first pages that ask for a login, or to which a link leads that promises one, each once.
func (a *Account) promised() (pages []string) {
	for _, page := range slices.Concat(a.resolved(a.Session.Protected), a.guarded, a.entries) {
		if !slices.ContainsFunc(pages, func(known string) bool { return Address(known) == Address(page) }) {
			pages = append(pages, page)
		}
	}
	return pages[:min(len(pages), mostPromised)]
}

// mostPromised bounds on how many pages that promise a login a form is looked for that they do not show at once.
const mostPromised = 2

// tryOffers clicks, on pages that promise a login, on what offers to log in with a password: they may ask for a passkey first.
func (a *Account) tryOffers(ctx context.Context, t *driver.Tab) error {
	for _, page := range a.promised() {
		if err := a.tryOpeners(ctx, t, page, []string{"typing"}, []string{"entering"}); err != nil || a.Form != nil {
			return err
		}
	}
	return nil
}

// tryLate waits for a script to draw a form on one of some pages.
func (a *Account) tryLate(ctx context.Context, t *driver.Tab, pages []string) error {
	for _, page := range pages {
		if err := a.lateOn(ctx, t, page); err != nil || a.Form != nil {
			return err
		}
	}
	return nil
}

func (a *Account) lateOn(ctx context.Context, t *driver.Tab, page string) error {
	s, err := a.See(ctx, t, recording.Navigation, page)
	if err != nil || s.Err != nil || s.Status >= http.StatusBadRequest {
		return err
	}
	if err := t.Ready(ctx, drawn); err != nil {
		return err
	}
	bounded, cancel := context.WithTimeout(ctx, formDrawn)
	defer cancel()
	if err := t.WaitFor(bounded, "input[type=password]"); err != nil {
		if ctx.Err() != nil || t.Gone() {
			return t.Explain(ctx, err)
		}
		return nil
	}
	if err := t.Ready(ctx, drawn); err != nil {
		return err
	}
	if s, err = a.Glance(ctx, t); err == nil && s.Err == nil && s.Form != nil {
		a.late = true
		a.enterBy(door{page, a.begins(page, s.URL), s.Form})
	}
	return err
}

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
	f := a.Form
	rec.Remember = f != nil && f.Remember != ""
	if f != nil && len(a.opening) == 0 && (f.Password != "" || rec.By == recording.Described) { // else one form does not say all of it
		rec.Form = &recording.LoginForm{User: f.User, Password: f.Password, Submit: f.Submit, Remember: f.Remember}
	}
}
