package account

import (
	"context"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
)

// Another takes another form than that which let nobody in, where the user did not say which one is meant: one that was shown to a
// stranger, or that a link promises. It tells whether there is one; else all is as it was.
func (a *Account) Another(ctx context.Context, t *driver.Tab) (bool, error) {
	s, page, form, opening := a.Session, a.Page, a.Form, a.opening
	if s.State != nil || s.URL != "" || len(s.Steps) > 0 || len(s.Fill) > 0 {
		return false, nil
	}
	a.shut = append(a.shut, Address(page))
	a.Page, a.Form, a.opening = "", nil, nil
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

// isShut tells whether a page is one whose form let nobody in.
func (a *Account) isShut(page string) bool { return slices.Contains(a.shut, Address(page)) }
