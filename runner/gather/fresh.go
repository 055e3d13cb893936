package gather

import (
	"context"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// fresh visits the pages in an empty browser context: what a second visitor gets.
func (r *run) fresh(ctx context.Context, b *browser.Browser) error {
	r.say(recording.Fresh, "as a stranger")
	scene := recording.Scene{Stage: recording.Fresh, Started: time.Now().UTC()}
	rec := wire.NewRecorder()
	t, err := r.driver.Open(ctx, driver.Stranger, b, rec)
	if err != nil {
		return err
	}
	defer t.Close()
	jar, err := t.Cookies(ctx)
	if err != nil {
		return err
	}
	scene.Jars = append(scene.Jars, recording.Snapshot{Moment: recording.AtStart, At: time.Now().UTC(), Seq: rec.Count(), Cookies: r.redactor.Jar(jar)})
	err = r.openPages(ctx, t, r.essential(), &scene)
	if err != nil {
		failed(&scene, err)
	}
	t.Leave(ctx)
	scene.Exchanges = wire.Exchanges(rec.Events(), r.redactor)
	r.keep(scene)
	return err
}
