package account

import (
	"context"
	"net/url"
	"slices"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// confirm says yes where the page that the logout led to asks once more. What was asked for since began may have logged out already.
func (a *Account) confirm(ctx context.Context, t *driver.Tab, began int) error {
	s, err := a.Glance(ctx, t)
	if err != nil || s.Err != nil {
		return err
	}
	seen := wire.Exchanges(t.Since(began), a.Redactor)
	button := ""
	if !changed(onHost(s.URL, seen)) {
		button, _ = driver.Ask[string](ctx, t, "confirmation")
	}
	if button == "" && s.Logout != nil && s.Logout.Shown && s.Logout.Way != "link" && !ended(seen) {
		button = s.Logout.Selector
	}
	if button == "" {
		return nil
	}
	return t.Do(ctx, recording.LoggingOut, func(ctx context.Context) error { return t.Click(ctx, button) })
}

// onHost are the exchanges with the host of a page: a logout at the target that leads to its provider is one more.
func onHost(page string, seen []recording.Exchange) (those []recording.Exchange) {
	here, err := url.Parse(page)
	for _, e := range seen {
		if u, err2 := url.Parse(e.URL); err == nil && err2 == nil && u.Host == here.Host {
			those = append(those, e)
		}
	}
	return those
}

// changed tells whether anything was seen that changes what it is asked of: a request of such a method, or a cookie that was deleted. A page
// that asks once more may set a cookie for that.
func changed(seen []recording.Exchange) bool {
	return slices.ContainsFunc(seen, func(e recording.Exchange) bool {
		return e.Status != 0 && (e.Modifies() || slices.ContainsFunc(e.Lines, func(l recording.Line) bool {
			c, err := rfc6265.Parse(l.Text)
			return err == nil && deletes(c)
		}))
	})
}

// ended tells whether anything was seen that can have logged out: a request that may change something, or an answer that sets cookies.
func ended(seen []recording.Exchange) bool {
	return slices.ContainsFunc(seen, func(e recording.Exchange) bool {
		return e.Status != 0 && (e.Modifies() || len(e.Lines) > 0)
	})
}
