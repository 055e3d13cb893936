package gather

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// mostFolders bounds how many of the target's folders get every kind of request.
const mostFolders = 4

// mostStale bounds how many pages are opened again for the sake of their short-lived cookies.
const mostStale = 10

// browse makes every kind of request to what was visited: a reload, a new tab, the way back, and from a page a sub-resource,
// fetch, XHR, an iframe and a form.
func (r *run) browse(ctx context.Context, b *browser.Browser, rec *wire.Recorder) error {
	scene := recording.Scene{Stage: recording.Browse, Started: time.Now().UTC()}
	entry := r.rec.Target.Pages[0]
	r.say(recording.Browse, "reload, new tab, back, fetch, XHR, iframe, form")
	if err := r.snapshot(ctx, b, &scene, rec, recording.AtStart); err != nil {
		return err
	}
	t, err := r.driver.Open(ctx, driver.NewTab, b, rec) // a new tab, as a user opens one
	if err != nil {
		return err
	}
	defer t.Close()
	folders := r.folders()
	steps := []func() error{
		func() error { return t.Visit(ctx, recording.NewTab, entry) },
		func() error { return t.Reload(ctx) },
		func() error { return r.goAway(ctx, t) },
		func() error { return t.Back(ctx) },
		func() error { return r.fromPage(ctx, t, folders) }, // where a page of the target is open
	}
	if !r.logsIn() { // else once that is done
		steps = append(steps, func() error { return r.freshen(ctx, t) })
	}
	steps = append(steps, func() error { return r.recall(ctx, b, t) })
	for _, step := range steps {
		if err := step(); err != nil {
			if ctx.Err() != nil || err == driver.ErrChromeExited {
				r.keepBroken(ctx, b, scene, t, err)
				return err
			}
			scene.Notes = append(scene.Notes, oneLine(err))
		}
	}
	return r.keepScene(ctx, b, scene, t)
}

func (r *run) keepBroken(ctx context.Context, b *browser.Browser, scene recording.Scene, t *driver.Tab, err error) {
	failed(&scene, err)
	r.keepScene(ctx, b, scene, t)
}

// folders are pages of the target's own site that stand for all, one for each folder: a cookie's path decides by folders.
func (r *run) folders() []string {
	var chosen []string
	seen := map[string]bool{}
	for _, page := range r.account.Readers(r.rec.Target.Pages) {
		if at := folder(page); !seen[at] && len(chosen) < mostFolders {
			seen[at] = true
			chosen = append(chosen, page)
		}
	}
	return chosen
}

// goAway opens a page to come back from: another of the target's, or none.
func (r *run) goAway(ctx context.Context, t *driver.Tab) error {
	if pages := r.account.Readers(r.rec.Target.Pages); len(pages) > 1 {
		return t.Visit(ctx, recording.Navigation, pages[len(pages)-1])
	}
	t.Leave(ctx)
	return nil
}

// requests asks for each URL in four ways at once, for those of the second list one after the other, and comes back when all are answered
// or given up. Frames may not run
// scripts, so that none can lead the tab away.
const requests = `(async (urls, alone) => {
	const limit = ms => new Promise(done => setTimeout(done, ms));
	const frame = name => {
		const f = document.createElement("iframe");
		f.name = name;
		f.style.display = "none";
		f.setAttribute("sandbox", "allow-same-origin allow-forms");
		return f;
	};
	const ways = [
		u => fetch(u, {credentials: "include", cache: "no-store"}).then(a => a.body?.cancel()),
		u => new Promise(done => { const x = new XMLHttpRequest(); x.onloadend = done; x.open("GET", u); x.send() }),
		u => new Promise(done => { const i = new Image(); i.onload = i.onerror = done; i.src = u }),
		u => new Promise(done => { const f = frame(""); f.onload = done; f.src = u; document.documentElement.append(f) }),
	];
	await Promise.race([limit(5000), Promise.all(urls.flatMap(u => ways.map(way => way(u).catch(() => {}))))]);
	const until = Date.now() + 8000;
	for (const u of alone) for (const way of ways) if (Date.now() < until) await Promise.race([limit(2000), way(u).catch(() => {})]);
	return true;
})`

// submit submits a GET form that holds the URL's own query into a frame, for each URL, for those of the second list one after the other.
const submit = `(async (urls, alone) => {
	const limit = ms => new Promise(done => setTimeout(done, ms));
	const send = (u, i) => new Promise(done => {
		const f = document.createElement("iframe"), form = document.createElement("form");
		f.name = "cookiespec-form-" + i;
		f.style.display = "none";
		f.setAttribute("sandbox", "allow-same-origin allow-forms");
		document.documentElement.append(f, form);
		form.action = u;
		form.method = "get";
		form.target = f.name;
		for (const [name, value] of new URL(u).searchParams) {
			const field = document.createElement("input");
			Object.assign(field, {type: "hidden", name, value});
			form.append(field);
		}
		f.onload = done;
		form.submit();
	});
	await Promise.race([limit(5000), Promise.all(urls.map(send))]);
	const until = Date.now() + 8000;
	for (const [i, u] of alone.entries()) if (Date.now() < until) await Promise.race([limit(2000), send(u, urls.length + i)]);
	return true;
})`

// fromPage makes the requests that only a page can make.
func (r *run) fromPage(ctx context.Context, t *driver.Tab, urls []string) error {
	if landed, err := url.Parse(r.rec.Target.Landed); err != nil || !r.judged(landed.Hostname()) {
		return nil // the page that is open is of another site, and its requests are none of the target's
	}
	together, alone, changing := []string{}, []string{}, r.changing()
	for _, u := range urls {
		if parsed, err := url.Parse(u); err == nil && wire.SameSite(urls[0], parsed) {
			if changing[account.Address(u)] {
				alone = append(alone, withoutUser(u))
			} else {
				together = append(together, withoutUser(u))
			}
		}
	}
	lists, err := json.Marshal([][]string{together, alone})
	if err != nil {
		return err
	}
	defer r.meter.Spend(meter.Pages)()
	limit, cancel := context.WithTimeout(ctx, r.driver.PageLimit()+15*time.Second)
	defer cancel()
	for _, step := range []struct {
		act  recording.Act
		code string
	}{{recording.Fetch, requests}, {recording.Form, submit}} {
		t.During(step.act)
		if _, err := driver.Evaluate[bool](limit, t, fmt.Sprintf("%s(...%s)", step.code, lists)); err != nil {
			return err
		}
		if err := t.Quiet(limit); err != nil {
			return err
		}
	}
	return nil
}

// withoutUser is a URL as a script may ask for it: Fetch refuses one with user and password. Chrome knows them from the page that is open.
func withoutUser(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.User == nil {
		return raw
	}
	u.User = nil
	return u.String()
}

// freshen opens the pages that set cookies which are waited for on the real clock once more, last of all, so that they are
// young when the browser is closed.
func (r *run) freshen(ctx context.Context, t *driver.Tab) error {
	if !r.wants(recording.Waited) {
		return nil
	}
	seen := wire.Exchanges(t.Recorder.Events(), r.redactor)
	for _, s := range r.scenes() {
		seen = append(seen, s.Exchanges...)
	}
	var stale []string
	fresh := map[string]bool{} // one page for each such cookie and folder will do
	for _, e := range seen {
		if e.Method != http.MethodGet || !e.TopLevel || !r.account.OnlyReads(e.URL) {
			continue
		}
		for _, name := range shortLived(e, r.o.Patience) {
			if key := name + " " + folder(e.URL); !fresh[key] {
				fresh[key] = true
				stale = append(stale, e.URL)
			}
		}
	}
	stale = slices.Compact(stale)
	for _, u := range stale[:min(len(stale), mostStale)] {
		if err := t.Visit(ctx, recording.Navigation, u); err != nil && (ctx.Err() != nil || err == driver.ErrChromeExited) {
			return err
		}
	}
	return nil
}

// shortLived are the names of the cookies that an answer sets to live no longer than patience.
func shortLived(e recording.Exchange, patience time.Duration) []string {
	var names []string
	for _, line := range e.Lines {
		if life, ok := lifeOfLine(line, e.AnsweredAt); ok && life <= patience && len(line.Blocked) == 0 {
			names = append(names, line.Name)
		}
	}
	return names
}

// lifeOfLine is the lifetime that a line gives a cookie.
func lifeOfLine(line recording.Line, at time.Time) (time.Duration, bool) {
	parsed, err := rfc6265.Parse(line.Text)
	if err != nil {
		return 0, false
	}
	life, ok := parsed.Lifetime(at)
	return life, ok && life > 0
}
