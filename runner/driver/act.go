package driver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

const (
	// reaction is how long a page is given to begin something after a click.
	reaction = 700 * time.Millisecond
	// rest is how long nothing must happen for a page to count as done: a script that got its answer goes on to the next page.
	rest = 60 * time.Millisecond
)

// Do lets something happen on the page that is open, and waits until what it set off is over: a navigation, a script's requests.
func (t *Tab) Do(ctx context.Context, act recording.Act, what func(context.Context) error) error {
	defer t.driver.Meter.Spend(meter.Pages)()
	t.During(act)
	bounded, cancel := context.WithTimeout(ctx, t.driver.PageLimit())
	defer cancel()
	var before wire.State
	t.Recorder.Locked(func() { before = *t.state })
	if err := what(bounded); err != nil {
		if bounded.Err() != nil && ctx.Err() == nil && t.ctx.Err() == nil {
			return &Trouble{What: "the page did not react in time"}
		}
		return t.Explain(ctx, err)
	}
	begins, stop := context.WithTimeout(bounded, reaction)
	defer stop()
	t.wait(begins, func() bool {
		return t.state.Loading || t.state.Heard > before.Heard || t.state.Loads > before.Loads || t.state.Documents > before.Documents
	})
	err := t.Explain(ctx, t.Settle(ctx))
	arrived := false
	t.Recorder.Locked(func() { arrived = t.state.Documents > before.Documents })
	if arrived {
		t.arrived()
	}
	return err
}

// Settle waits until the page has been at rest for a moment, or is not to come to rest.
func (t *Tab) Settle(ctx context.Context) error {
	bounded, cancel := context.WithTimeout(ctx, t.driver.PageLimit())
	defer cancel()
	for bounded.Err() == nil {
		if err := t.wait(bounded, func() bool { return !t.state.Loading }); err != nil {
			break
		}
		if err := t.Quiet(bounded); err != nil {
			break
		}
		still, stop := context.WithTimeout(bounded, rest)
		err := t.wait(still, func() bool { return !t.state.Quiet() })
		stop()
		if err != nil && t.ctx.Err() == nil { // nothing began
			return ctx.Err()
		}
	}
	if t.ctx.Err() != nil && ctx.Err() == nil {
		return ErrChromeExited
	}
	return ctx.Err()
}

// still is how long nothing must change on a page for it to count as drawn.
const still = 120 * time.Millisecond

// Ready waits until the page that is open is no longer visibly being built, asks for nothing more and has been still for a moment, for
// most at most. A page that leads elsewhere meanwhile is waited for there.
func (t *Tab) Ready(ctx context.Context, most time.Duration) error {
	defer t.driver.Meter.Spend(meter.Pages)()
	for end := time.Now().Add(most); time.Until(end) > 0; {
		bounded, cancel := context.WithDeadline(ctx, end)
		_, err := Ask[map[string]any](bounded, t, "ready", still.Milliseconds(), time.Until(end).Milliseconds())
		over := bounded.Err() != nil
		heard := t.heard()
		cancel()
		if ctx.Err() != nil || t.ctx.Err() != nil {
			return t.Explain(ctx, errors.Join(err, ErrChromeExited))
		}
		if err := t.Settle(ctx); err != nil {
			return err
		}
		if err == nil && t.heard() == heard || over {
			return nil
		}
	}
	return nil
}

// heard counts what was asked for so far.
func (t *Tab) heard() (n int) {
	t.Recorder.Locked(func() { n = t.state.Heard })
	return n
}

// Stirs waits until the page that is open asks for something or leads elsewhere, for most at most, and then until that is over.
func (t *Tab) Stirs(ctx context.Context, most time.Duration) error {
	defer t.driver.Meter.Spend(meter.Pages)()
	var before wire.State
	t.Recorder.Locked(func() { before = *t.state })
	bounded, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	t.wait(bounded, func() bool {
		return t.state.Loading || t.state.Heard > before.Heard || t.state.Loads > before.Loads || t.state.Documents > before.Documents
	})
	return t.Explain(ctx, t.Settle(ctx))
}

// Fill types into a field, as a user would. It tells whether a password goes into it.
func (t *Tab) Fill(ctx context.Context, selector string, text func(password bool) Typed) error {
	kind, err := Ask[string](ctx, t, "focus", selector)
	switch {
	case err != nil:
		return err
	case kind == "":
		return &Trouble{What: fmt.Sprintf("the page has no field %s", selector), Hint: "check the selector against the page"}
	}
	switch {
	case strings.HasPrefix(kind, "select:"):
		return t.Select(ctx, selector, text(false).Text)
	case kind == "input:checkbox" || kind == "input:radio": // a click has ticked it
		return nil
	}
	password := kind == "input:password"
	typed := text(password)
	if password {
		t.driver.Redactor.Secret(typed.Text)
	}
	t.did(Deed{Do: "fill", What: selector, With: typed.Name})
	_, err = chromedp.Call(t.within(ctx), input.InsertText, input.InsertTextParams{Text: typed.Text})
	return err
}

// Click clicks on an element.
func (t *Tab) Click(ctx context.Context, selector string) error {
	there, err := Ask[bool](ctx, t, "click", selector)
	if err == nil && !there {
		return &Trouble{What: fmt.Sprintf("the page has no %s to click on", selector), Hint: "check the selector against the page"}
	}
	if err == nil || t.ctx.Err() == nil && ctx.Err() == nil { // else the click led away before it could be told
		t.did(Deed{Do: "click", What: selector})
		return nil
	}
	return err
}

// DoubleClick clicks on an element twice.
func (t *Tab) DoubleClick(ctx context.Context, selector string) error {
	if err := t.Click(ctx, selector); err != nil {
		return err
	}
	if there, err := Ask[bool](ctx, t, "exists", selector); err != nil || !there { // the first click led away
		return nil
	}
	if err := t.Click(ctx, selector); err != nil {
		return err
	}
	_, err := Ask[bool](ctx, t, "clickedTwice", selector)
	if err != nil && t.ctx.Err() == nil && ctx.Err() == nil {
		return nil // the second click led away
	}
	return err
}

// Tick ticks a box, or clears it, and tells whether it is ticked then.
func (t *Tab) Tick(ctx context.Context, selector string, wanted bool) (bool, error) {
	do := map[bool]string{true: "tick", false: "clear"}[wanted]
	t.did(Deed{Do: do, What: selector})
	return Ask[bool](ctx, t, "tick", selector, wanted)
}

// Select chooses an option by its value or label.
func (t *Tab) Select(ctx context.Context, selector, option string) error {
	chosen, err := Ask[bool](ctx, t, "choose", selector, option)
	if err == nil && !chosen {
		return &Trouble{What: fmt.Sprintf("%s has no such option", selector)}
	}
	t.did(Deed{Do: "select", What: selector})
	return err
}

// Submit sends a form, or that of a field. It tells whether there is one.
func (t *Tab) Submit(ctx context.Context, selector string) (bool, error) {
	t.did(Deed{Do: "submit", What: selector})
	return Ask[bool](ctx, t, "submit", selector)
}

// SendCode sends the form that a one-time code was typed into, unless a script did that.
func (t *Tab) SendCode(ctx context.Context, field string) error {
	t.did(Deed{Do: "submit", What: field})
	_, err := Ask[bool](ctx, t, "sendCode", field)
	return err
}

// Fetch lets the page that is open ask, with what fetch takes beside the address.
func (t *Tab) Fetch(ctx context.Context, url string, init map[string]any) error {
	text, err := json.Marshal([]any{url, init})
	if err != nil {
		return err
	}
	t.did(Deed{Do: "fetch", What: url})
	_, err = Evaluate[bool](ctx, t, fmt.Sprintf("fetch(...%s).then(a => a.text()).then(() => true)", text))
	return err
}

// keys are those that can be pressed by name.
var keys = map[string]string{
	"Enter": kb.Enter, "Tab": kb.Tab, "Escape": kb.Escape, "Space": " ", "ArrowDown": kb.ArrowDown, "ArrowUp": kb.ArrowUp,
}

// Press presses a key, which is a character or one of Enter, Tab, Escape, Space, ArrowDown and ArrowUp.
func (t *Tab) Press(ctx context.Context, key string) error {
	t.did(Deed{Do: "press", What: key})
	if known, ok := keys[key]; ok {
		key = known
	}
	return chromedp.Do(t.within(ctx), chromedp.KeyEvent(key))
}
