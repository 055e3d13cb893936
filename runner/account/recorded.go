package account

import (
	"context"
	"fmt"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/recipe"
)

// located is where a step acts on the page that is open: of several selectors the first that there is an element for, which is waited for.
func (a *Account) located(ctx context.Context, t *driver.Tab, s recipe.Step) (string, error) {
	if len(s.Alternatives) == 0 {
		return s.Selector, nil
	}
	return t.WaitForAny(ctx, s.Alternatives)
}

// purpose is what goes into a field.
type purpose string

const (
	forPassword purpose = "password"
	forCode     purpose = "code"  // a one-time code
	forUser     purpose = "user"  // by its autocomplete or its type
	forNamed    purpose = "named" // the user, by its label or its name alone
	forOther    purpose = ""
)

// fillRecorded fills in a field of a recording: the user name and the password of the run where the recorded ones went, else what was
// recorded. Rest are the steps that follow.
func (a *Account) fillRecorded(ctx context.Context, t *driver.Tab, s recipe.Step, field string, rest []recipe.Step, how Credentials) error {
	is, err := a.purposeOf(ctx, t, field, s, rest)
	if err != nil {
		return err
	}
	text := s.Text
	switch is {
	case forPassword:
		seen, err := a.Glance(ctx, t)
		if err != nil {
			return err
		}
		if err := a.mayType(seen.URL); err != nil {
			return err
		}
		text, a.replaced = a.Session.Password, true
	case forUser:
		text = a.Session.User
	case forCode:
		if a.Session.GivesCodes() {
			return a.fillCode(ctx, t, []string{field})
		}
	}
	return t.Fill(ctx, field, a.typed(text, how))
}

// purposeOf tells what goes into a field of a recording: what its type or its autocomplete says; else the user name goes into the field
// before the password's, and on a page without a password into the one whose label or name speaks of it.
func (a *Account) purposeOf(ctx context.Context, t *driver.Tab, field string, s recipe.Step, rest []recipe.Step) (purpose, error) {
	is, err := driver.Ask[purpose](ctx, t, "purpose", field)
	if err != nil || is == forPassword || is == forCode || is == forUser {
		return is, err
	}
	if s.Text != "" && s.Text == a.Session.User {
		return forUser, nil
	}
	next := forOther // what goes into the field after it, where that is on the same page
	if i := slices.IndexFunc(rest, func(s recipe.Step) bool { return s.Kind == recipe.FillIn }); i >= 0 {
		beside, err := driver.Ask[string](ctx, t, "firstOf", rest[i].Alternatives)
		if err != nil {
			return forOther, err
		}
		if next, err = driver.Ask[purpose](ctx, t, "purpose", beside); err != nil {
			return forOther, err
		}
	}
	if next == forPassword || is == forNamed && next != forUser && next != forNamed {
		return forUser, nil
	}
	return forOther, nil
}

// errNotReplaced says that a recording was replayed, and that nothing in it was the password.
func (a *Account) errNotReplaced() error {
	return &driver.Trouble{
		What: fmt.Sprintf("%s fills in no field of type password, so that the password of the run was not used", a.Session.Recording),
		Hint: "record the login from its first page on, and type the password",
	}
}
