package gather

import (
	"context"
	"fmt"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recording"
)

const (
	// reaction is how long a page is given to begin something after a click.
	reaction = 700 * time.Millisecond
	// rest is how long nothing must happen for a page to count as done: a script that got its answer goes on to the next page.
	rest = 60 * time.Millisecond
)

// does lets something happen on the page that is open, and waits until what it set off is over: a navigation, a script's requests.
func (t *tab) does(ctx context.Context, act recording.Act, what func(context.Context) error) error {
	defer t.run.meter.spend(pages)()
	t.during(act)
	bounded, cancel := context.WithTimeout(ctx, t.run.patienceForPages())
	defer cancel()
	t.rec.mu.Lock()
	heard, loads, arrived := len(t.rec.events), t.state.loaded, t.state.arrived
	t.rec.mu.Unlock()
	if err := what(bounded); err != nil {
		return t.gone(ctx, err)
	}
	begins, stop := context.WithTimeout(bounded, reaction)
	defer stop()
	t.wait(begins, func() bool {
		return t.state.loading || len(t.rec.events) > heard || t.state.loaded > loads || t.state.arrived > arrived
	})
	return t.gone(ctx, t.calm(ctx))
}

// gone says that Chrome died, where that is why something failed.
func (t *tab) gone(ctx context.Context, err error) error {
	if err != nil && t.ctx.Err() != nil && ctx.Err() == nil {
		return errChromeDied
	}
	return err
}

// calm waits until the page has been at rest for a moment, or is not to come to rest.
func (t *tab) calm(ctx context.Context) error {
	bounded, cancel := context.WithTimeout(ctx, t.run.patienceForPages())
	defer cancel()
	for bounded.Err() == nil {
		if err := t.wait(bounded, func() bool { return !t.state.loading }); err != nil {
			break
		}
		if err := t.quiet(bounded); err != nil {
			break
		}
		still, stop := context.WithTimeout(bounded, rest)
		err := t.wait(still, func() bool { return !t.state.quiet() })
		stop()
		if err != nil && t.ctx.Err() == nil { // nothing began
			return ctx.Err()
		}
	}
	if t.ctx.Err() != nil && ctx.Err() == nil {
		return errChromeDied
	}
	return ctx.Err()
}

// fill types into a field, as a user would. It tells whether a password goes into it.
func (t *tab) fill(ctx context.Context, selector string, text func(password bool) string) error {
	kind, err := do[string](ctx, t, "focus", selector)
	switch {
	case err != nil:
		return err
	case kind == "":
		return &Trouble{fmt.Sprintf("the page has no field %s", selector), "check the selector against the page"}
	}
	password := kind == "input:password"
	typed := text(password)
	if password {
		t.run.masker.secret(typed)
	}
	_, err = chromedp.Call(t.within(ctx), input.InsertText, input.InsertTextParams{Text: typed})
	return err
}

func (t *tab) click(ctx context.Context, selector string) error {
	there, err := do[bool](ctx, t, "click", selector)
	if err == nil && !there {
		return &Trouble{fmt.Sprintf("the page has no %s to click on", selector), "check the selector against the page"}
	}
	if err != nil && t.ctx.Err() == nil && ctx.Err() == nil {
		return nil // the click led away before it could be told
	}
	return err
}

// beside opens another tab in the browser context of t.
func beside(t *tab) opener {
	return func(b *browser.Browser, listen func(any)) (context.Context, context.CancelFunc) {
		return b.Beside(t.ctx, listen)
	}
}

// cached lets the tab keep and use what the target allows to be kept.
func (t *tab) cached() error {
	t.rec.mu.Lock()
	t.state.cached = true
	t.rec.mu.Unlock()
	return call(t, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: false})()
}
