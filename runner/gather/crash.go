package gather

import (
	"context"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// crash kills a browser that has just got its cookies from the target, once they are on disk, and starts the profile again.
// Chrome writes its jar every 30 s; the write is forced here, so that the crash is one that comes after it. Before that, the browser
// holds all the contexts in which sessions are tried: none of it reaches the profile, and a start is spared.
func (r *run) crash(ctx context.Context, profile string) error {
	scene := recording.Scene{Stage: recording.Crash, Started: time.Now().UTC()}
	entry := []string{r.o.URL}
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
	r.say(recording.Crash, "flushed to disk, killed, the same profile again")
	rec := newRecorder()
	t, err := r.openTab(ctx, firstTab, b, rec)
	if err != nil {
		return err
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
