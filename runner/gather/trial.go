package gather

import (
	"context"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// trial starts the browser in which sessions are tried, each in a context of its own, so that none of it reaches the profile. At its end
// it crashes, which spares a start.
func (r *run) trial(ctx context.Context, profile string) error {
	b, err := r.launch(ctx, browser.Options{Profile: profile, Back: r.loggedIn()})
	if err != nil {
		return err
	}
	defer b.Kill()
	if r.loggedIn() {
		if err := r.sessions(ctx, b); err != nil {
			return err
		}
		r.triedAll()
	} else if r.wants(recording.Linked) {
		if err := r.linked(ctx, b, nil); fatal(ctx, err) {
			return err
		}
	}
	if !r.wants(recording.Crash) {
		return nil
	}
	err = r.crash(ctx, b, profile)
	if err != nil && !fatal(ctx, err) { // what was tried before stands
		r.broke(recording.Crash, err)
		return nil
	}
	return err
}
