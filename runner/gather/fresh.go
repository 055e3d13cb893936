package gather

import (
	"context"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/recording"
)

// fresh visits the pages in an empty browser context: what a second visitor gets.
func (r *run) fresh(ctx context.Context, b *browser.Browser) error {
	r.say(recording.Fresh, "as a stranger")
	scene := recording.Scene{Stage: recording.Fresh, Started: time.Now().UTC()}
	rec := newRecorder()
	t, err := r.openTab(ctx, stranger, b, rec)
	if err != nil {
		return err
	}
	defer t.close()
	jar, err := b.JarOf(t.ctx)
	if err != nil {
		return err
	}
	scene.Jars = append(scene.Jars, recording.Snapshot{Moment: recording.AtStart, At: time.Now().UTC(), Seq: rec.count(), Cookies: r.masker.jar(jar)})
	err = r.openPages(ctx, t, r.essential(), &scene)
	if err != nil {
		scene.State, scene.Reason = recording.Failed, oneLine(err)
	}
	t.leave(ctx)
	scene.Exchanges = exchanges(rec.taken(), r.masker)
	r.keep(scene)
	return err
}
