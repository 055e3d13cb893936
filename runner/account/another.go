package account

import (
	"context"
	"net/url"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
)

// Another takes another form than that which let nobody in, where the user did not say which one is meant: one on the same page, one that
// was shown to a stranger, or that a link promises. It tells whether there is one; else all is as it was.
func (a *Account) Another(ctx context.Context, t *driver.Tab) (bool, error) {
	s, page, form, opening := a.Session, a.Page, a.Form, a.opening
	if s.State != nil || s.URL != "" || len(s.Steps) > 0 || len(s.Fill) > 0 {
		return false, nil
	}
	a.Page, a.Form, a.opening = "", nil, nil
	if beside, err := a.beside(ctx, t, page, form); err != nil || beside {
		return beside, err
	}
	a.shut = append(a.shut, Address(page))
	a.doors = slices.DeleteFunc(a.doors, func(d door) bool { return a.isShut(d.asked) || a.isShut(d.page) })
	var err error
	if len(a.doors) > 0 {
		a.enterBy(a.likeliest())
	} else {
		err = a.tryPromised(ctx, t)
	}
	if a.Form == nil {
		a.Page, a.Form, a.opening = page, form, opening
		return false, err
	}
	a.settle()
	return true, nil
}

// beside takes another form of the page whose form let nobody in: one that is seen, or on another tab of the page.
func (a *Account) beside(ctx context.Context, t *driver.Tab, page string, form *driver.LoginForm) (bool, error) {
	u, err := url.Parse(page)
	if err != nil || form == nil || form.Password == "" {
		return false, nil
	}
	a.spent = append(a.spent, u.Scheme+"://"+u.Host+u.EscapedPath()+" "+form.Password)
	if err := a.tryPages(ctx, t, []string{page}); err != nil {
		return false, err
	}
	if a.Form == nil {
		if err := a.tryOpeners(ctx, t, page, []string{"tabs"}); err != nil || a.Form == nil {
			return false, err
		}
	}
	a.settle()
	return true, nil
}

// isShut tells whether a page is one whose form let nobody in.
func (a *Account) isShut(page string) bool { return slices.Contains(a.shut, Address(page)) }
