package gather

import (
	"context"
	"time"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// crash kills a browser that has just got its cookies from the target, once they are on disk, and starts the profile again.
// Chrome writes its jar every 30 s; the write is forced here, so that the crash is one that comes after it.
func (r *run) crash(ctx context.Context, b *browser.Browser, profile string) error {
	scene := recording.Scene{Stage: recording.Crash, Started: time.Now().UTC()}
	entry := []string{r.o.URL}
	r.say(recording.Crash, "flushed to disk, killed, the same profile again")
	rec := wire.NewRecorder()
	t, err := r.driver.Open(ctx, driver.FirstTab, b, rec)
	if err != nil {
		return err
	}
	if r.loggedIn() && r.login.renews && r.o.Session.State == nil { // the profile's own login goes on in the browser that was restarted
		if err := r.loginForCrash(ctx, t); err != nil {
			return err
		}
	}
	if err := r.openPages(ctx, t, entry, &scene); err != nil {
		return err
	}
	if err := r.snapshot(ctx, b, &scene, rec, recording.BeforeKill); err != nil {
		return err
	}
	scene.Jars[0].Seq = 0 // of the browser that dies; the scene's own count begins with the next
	if err := b.Flush(ctx, profile); err != nil {
		return err
	}
	b.Kill()
	if err := browser.Unflush(profile); err != nil {
		return err
	}
	again, err := r.start(ctx, profile)
	if err != nil {
		return err
	}
	defer again.Kill()
	return r.revisit(ctx, again, scene, entry)
}

// loginForCrash gives the profile a login of its own.
func (r *run) loginForCrash(ctx context.Context, t *driver.Tab) error {
	if len(r.account.Logins) == 0 {
		return nil
	}
	if err := t.ClearCookies(ctx); err != nil {
		return err
	}
	return r.account.LogIn(ctx, t, account.Credentials{Stage: recording.Crash})
}
