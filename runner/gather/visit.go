package gather

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/runner/links"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// firstBrowser visits and browses in one tab.
func (r *run) firstBrowser(ctx context.Context, b *browser.Browser) error {
	rec := wire.NewRecorder()
	t, err := r.driver.Open(ctx, driver.FirstTab, b, rec)
	if err != nil {
		return err
	}
	err = r.visit(ctx, b, t)
	if err != nil {
		scene := recording.Scene{Stage: recording.Visit, Started: r.rec.Started}
		failed(&scene, err)
		r.keepScene(ctx, b, scene, t)
	}
	t.Close()
	if err != nil {
		return err
	}
	if r.wants(recording.Browse) {
		err = r.browse(ctx, b, wire.NewRecorder())
		if err != nil && ctx.Err() == nil {
			r.broke(recording.Browse, err)
			err = nil
		}
	}
	if err != nil || !r.logsIn() {
		return err
	}
	signIn := r.signIn
	if r.o.Rehearsal != nil {
		signIn = r.rehearse
	}
	if err = signIn(ctx, b); err != nil && ctx.Err() == nil && err != driver.ErrChromeExited {
		r.broke(recording.NeedLogin, err)
		err = nil
	}
	return err
}

// visit opens the entry page and the pages listed or linked, each once.
func (r *run) visit(ctx context.Context, b *browser.Browser, t *driver.Tab) error {
	scene := recording.Scene{Stage: recording.Visit, Started: time.Now().UTC()}
	r.rec.Target.Pages = nil
	r.say(recording.Visit, "opening %s", r.rec.Target.URL)
	if err := r.snapshot(ctx, b, &scene, t.Recorder, recording.AtStart); err != nil {
		return err
	}
	if err := t.Visit(ctx, recording.Navigation, r.o.URL); err != nil {
		if driver.Empty(err) {
			return emptyAnswer(r.rec.Target.URL, wire.Ended(wire.Exchanges(t.Recorder.Events(), r.redactor)))
		}
		return err
	}
	landed, err := r.landed(t)
	if err != nil {
		return err
	}
	queue := r.listed(landed)
	follows := r.judged(landed.Hostname())
	heard := 0
	for i := 0; i < len(queue) && i < r.o.MaxPages; i++ {
		if i > 0 {
			heard = len(t.Recorder.Events())
			r.say(recording.Visit, "page %d of %d: %s", i+1, min(len(queue), r.o.MaxPages), r.shown(queue[i]))
			if err := t.Visit(ctx, recording.Navigation, queue[i]); err != nil {
				if ctx.Err() != nil || err == driver.ErrChromeExited {
					return err
				}
				r.note("%s", oneLine(err))
				continue
			}
			if status := wire.Ended(wire.Exchanges(t.Recorder.Events()[heard:], r.redactor)); status >= 400 && len(r.o.Pages) > 0 {
				r.trouble("%s answers %d %s", r.shown(queue[i]), status, http.StatusText(status))
			}
		}
		r.rec.Target.Pages = append(r.rec.Target.Pages, queue[i])
		if seen, ok := r.visible(ctx, t); ok {
			scene.Scripts = append(scene.Scripts, seen)
		}
		r.account.Notice(ctx, t, queue[i])
		if follows && len(queue) < r.o.MaxPages {
			for _, link := range r.account.Followable(ctx, t, landed, links.Stranger) {
				if !slices.Contains(queue, link.URL) {
					queue = append(queue, link.URL)
				}
			}
		}
	}
	if !r.wants(recording.Browse) {
		if !r.logsIn() {
			if err := r.freshen(ctx, t); err != nil {
				return err
			}
		}
		if err := r.recall(ctx, b, t); err != nil {
			return err
		}
	}
	return r.keepScene(ctx, b, scene, t)
}

// listed are the pages to visit as far as they are known: where the target led, or the target itself where that is of another
// site or good for one time only, as an address is that holds a token; and those that the user lists, at the scheme and host that it led to.
func (r *run) listed(landed *url.URL) []string {
	queue := []string{landed.String()}
	if !r.judged(landed.Hostname()) || links.Refusal(landed.String(), links.Stranger) != "" {
		queue = []string{r.o.URL}
	}
	for _, page := range r.o.Pages {
		u, err := r.target.Parse(page)
		if err != nil {
			continue
		}
		if u.Host == r.target.Host && r.judged(landed.Hostname()) {
			u.Scheme, u.Host = landed.Scheme, landed.Host
		}
		if !slices.Contains(queue, u.String()) {
			queue = append(queue, u.String())
		}
	}
	return queue
}

// landed says where the entry navigation ended, and which sites' cookies are judged: that of the target, and where it leads
// for good, that one too.
func (r *run) landed(t *driver.Tab) (*url.URL, error) {
	var entry []recording.Exchange
	for _, e := range wire.Exchanges(t.Recorder.Events(), r.redactor) {
		if e.TopLevel && e.Act == recording.Navigation {
			entry = append(entry, e)
		}
	}
	if len(entry) == 0 {
		return nil, &Trouble{What: "no answer was seen from " + r.rec.Target.URL}
	}
	last := entry[len(entry)-1]
	landed, err := url.Parse(last.URL)
	if err != nil {
		return nil, &Trouble{What: fmt.Sprintf("the target led to %q, which is no URL", last.URL)}
	}
	r.rec.Target.Landed = landed.Redacted()
	own, there := rfc6265.Site(r.target.Hostname()), rfc6265.Site(landed.Hostname())
	r.rec.Target.Sites = []string{own}
	if own != there {
		permanent := true
		for _, e := range entry[:len(entry)-1] {
			permanent = permanent && (e.Status == http.StatusMovedPermanently || e.Status == http.StatusPermanentRedirect)
		}
		if permanent && len(entry) > 1 {
			r.rec.Target.Sites = append(r.rec.Target.Sites, there)
			r.note("the target moved for good to %s: the cookies of %s are judged too", there, there)
		} else {
			r.note("the target leads to another site, %s, whose cookies are listed and not judged; to judge them, run it on %s", there, r.rec.Target.Landed)
		}
	}
	switch {
	case last.Status == http.StatusUnauthorized:
		r.unusable = "the entry page answers 401: it wants a user and password; those of HTTP authentication are given with --http-user, those of a form with --user"
	case last.Status >= 400:
		r.unusable = fmt.Sprintf("the entry page answers %d %s: a page that works was not seen", last.Status, http.StatusText(last.Status))
	}
	return landed, nil
}

// visible records which cookies the scripts of a page of the target can read.
func (r *run) visible(ctx context.Context, t *driver.Tab) (seen recording.Script, ok bool) {
	texts, err := driver.Evaluate[[]string](ctx, t, `(() => { try { return [location.href, document.cookie] } catch { return [location.href, ""] } })()`)
	if err != nil || len(texts) != 2 {
		return seen, false
	}
	page, err := url.Parse(texts[0])
	if err != nil || !r.judged(page.Hostname()) {
		return seen, false
	}
	seen = recording.Script{Page: page.Redacted(), Seq: t.Recorder.Count()}
	for _, pair := range r.redactor.Pairs(texts[1]) {
		if !slices.Contains(seen.Names, pair.Name) {
			seen.Names = append(seen.Names, pair.Name)
		}
	}
	slices.Sort(seen.Names)
	return seen, true
}

// snapshot adds the browser's jar to a scene.
func (r *run) snapshot(ctx context.Context, b *browser.Browser, scene *recording.Scene, rec *wire.Recorder, moment recording.Moment) error {
	jar, err := b.Jar(ctx)
	if err != nil {
		return err
	}
	scene.Jars = append(scene.Jars, recording.Snapshot{
		Moment: moment, At: time.Now().UTC(), Seq: rec.Count(), Cookies: r.redactor.Jar(jar),
	})
	return nil
}

// keepScene closes a scene of one tab with the jar at its end and all that was recorded.
func (r *run) keepScene(ctx context.Context, b *browser.Browser, scene recording.Scene, t *driver.Tab) error {
	t.Leave(ctx)
	err := r.snapshot(ctx, b, &scene, t.Recorder, recording.AtEnd)
	scene.Exchanges = wire.Exchanges(t.Recorder.Events(), r.redactor)
	if err != nil && scene.State == "" {
		failed(&scene, err)
	}
	r.keep(scene)
	return err
}

// folder is what of a URL decides which cookies go: a cookie's path and domain tell folders and hosts apart.
func folder(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	return u.Scheme + "://" + u.Host + strings.TrimRight(path.Dir(u.Path+"x"), "/")
}
