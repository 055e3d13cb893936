package driver

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// WaitFor waits until there is an element, for as long as pages may take.
func (t *Tab) WaitFor(ctx context.Context, selector string) error {
	_, err := t.WaitForAny(ctx, []string{selector})
	return err
}

// WaitForAny waits until there is an element for one of some selectors, for as long as pages may take, and returns the first that there is
// one for.
func (t *Tab) WaitForAny(ctx context.Context, selectors []string) (string, error) {
	bounded, cancel := context.WithTimeout(ctx, max(t.driver.PageLimit(), time.Second))
	defer cancel()
	for {
		if found, err := Ask[string](bounded, t, "firstOf", selectors); err == nil && found != "" {
			return found, nil
		}
		_, changed := t.Recorder.Check(func() bool { return false })
		if err := t.next(bounded, changed); err != nil {
			if ctx.Err() == nil && bounded.Err() != nil {
				return "", &Trouble{What: fmt.Sprintf("the page never showed %s", strings.Join(selectors, " or "))}
			}
			return "", err
		}
	}
}

// Pause waits for a moment on the real clock, and ends early with the browser.
func (t *Tab) Pause(ctx context.Context, moment time.Time) error {
	timer := time.NewTimer(time.Until(moment))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-t.ctx.Done():
		return ErrChromeExited
	}
}
