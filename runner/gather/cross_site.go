package gather

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// strangerHost is a host of a site that is nobody's.
const strangerHost = "cookiespec-stranger.test"

// mostHomes bounds what a page of another site asks for.
const mostHomes = 6

// older is more than the two minutes for which RFC 6265bis §5.6.7.2 lets a cookie without SameSite go with a form that another
// site posts.
const older = 10 * time.Minute

// asked asks for each URL as any page may that does not care for the answer, and comes back when all are answered or given up.
const asked = `(async urls => {
	const limit = ms => new Promise(done => setTimeout(done, ms));
	const ways = [
		u => fetch(u, {credentials: "include"}),
		u => fetch(u, {credentials: "include", method: "POST", body: "cookiespec"}),
		u => new Promise(done => { const i = new Image(); i.onload = i.onerror = done; i.src = u }),
		u => new Promise(done => { const f = document.createElement("iframe"); f.onload = done; f.src = u; document.documentElement.append(f) }),
	];
	await Promise.race([limit(5000), Promise.all(urls.flatMap(u => ways.map(way => way(u).catch(() => {}))))]);
	return true;
})`

// posted submits an empty form to a URL, which leads the tab there.
const posted = `(u => {
	const form = document.createElement("form");
	form.action = u;
	form.method = "post";
	document.documentElement.append(form);
	form.submit();
	return true;
})`

// crossSite lets a page of another site embed what the target's cookies belong to, ask for it by scripts, and post forms to it, in
// the browser whose cookies were all restored. The stand-in answers for every host: which cookies go is Chrome's to decide, and
// nothing reaches the target.
func (r *run) crossSite(ctx context.Context, b *browser.Browser) error {
	r.say(recording.CrossSite, "a page of another site embeds, fetches and posts")
	scene := recording.Scene{Stage: recording.CrossSite, Started: time.Now().UTC()}
	rec := wire.NewRecorder()
	if err := r.snapshot(ctx, b, &scene, rec, recording.AtStart); err != nil {
		return err
	}
	urls, err := r.homes(ctx, b, func(c *network.Cookie) bool { return r.maySession(c.Name) || c.PartitionKey != nil })
	if err != nil {
		return err
	}
	if len(urls) == 0 {
		r.unneeded(recording.CrossSite, "there was no cookie of the target that could go with a request")
		return nil
	}
	t, err := r.driver.Open(ctx, driver.Aside, b, rec)
	if err != nil {
		return err
	}
	defer t.Close()
	err = r.embed(ctx, t, urls)
	if err == nil {
		err = r.post(ctx, t, urls)
	}
	if err != nil {
		r.keepBroken(ctx, b, scene, t, err)
		return err
	}
	return r.keepScene(ctx, b, scene, t)
}

// crossAged posts once more, when the cookies are older than the exception of §5.6.7.2 lasts. Those that say SameSite are not
// touched by that exception; where all do, their age changes nothing and no browser is started.
func (r *run) crossAged(ctx context.Context, profile string) error {
	scene := recording.Scene{Stage: recording.CrossAged, Started: time.Now().UTC()}
	if !r.silent() {
		scene.Notes = []string{"every cookie that may carry a session says SameSite, so that its age changes nothing"}
		r.keep(scene)
		return nil
	}
	r.say(recording.CrossAged, "a page of another site posts, the cookies being older")
	if err := browser.ContinueWhereLeftOff(profile); err != nil {
		return err
	}
	if err := browser.Born(profile, time.Now().Add(-older)); err != nil {
		return err
	}
	b, err := r.start(ctx, profile, r.standIn.Rule())
	if err != nil {
		return err
	}
	defer b.Kill()
	rec := wire.NewRecorder()
	if err := r.snapshot(ctx, b, &scene, rec, recording.AtStart); err != nil {
		return err
	}
	urls, err := r.homes(ctx, b, func(c *network.Cookie) bool { return r.maySession(c.Name) && c.SameSite == "" })
	if err != nil {
		return err
	}
	t, err := r.driver.Open(ctx, driver.FirstTab, b, rec)
	if err != nil {
		return err
	}
	defer t.Close()
	if err := r.post(ctx, t, urls); err != nil {
		r.keepBroken(ctx, b, scene, t, err)
		return err
	}
	return r.keepScene(ctx, b, scene, t)
}

// maySession tells whether a cookie of a name may carry a session, as far as is declared.
func (r *run) maySession(name string) bool {
	return !slices.ContainsFunc(r.o.Declared, func(d recording.Declaration) bool {
		return d.Name == name && d.Role != "" && d.Role != "session"
	})
}

// silent tells whether an answer of the target set a cookie without a SameSite that browsers know, and which may carry a session.
func (r *run) silent() bool {
	return slices.ContainsFunc(r.scenes(), func(s recording.Scene) bool {
		return recording.First.Has(s.Stage) && slices.ContainsFunc(s.Exchanges, func(e recording.Exchange) bool {
			u, err := url.Parse(e.URL)
			return err == nil && r.judged(u.Hostname()) && slices.ContainsFunc(e.Lines, func(l recording.Line) bool {
				parsed, err := rfc6265.Parse(l.Text)
				return err == nil && parsed.SameSite == rfc6265.Default && len(l.Blocked) == 0 && r.maySession(l.Name)
			})
		})
	})
}

// embed opens a page of a stranger's and lets it ask for the URLs.
func (r *run) embed(ctx context.Context, t *driver.Tab, urls []string) error {
	if err := t.Visit(ctx, recording.Navigation, r.strange()); err != nil {
		return err
	}
	list, err := json.Marshal(urls)
	if err != nil {
		return err
	}
	return t.Do(ctx, recording.Fetch, func(ctx context.Context) error {
		_, err := driver.Evaluate[bool](ctx, t, fmt.Sprintf("%s(%s)", asked, list))
		return err
	})
}

// post opens a page of a stranger's for each of the URLs and posts a form from there.
func (r *run) post(ctx context.Context, t *driver.Tab, urls []string) error {
	for _, u := range urls {
		if err := t.Visit(ctx, recording.Navigation, r.strange()); err != nil {
			return err
		}
		if err := t.Lead(ctx, recording.Form, posted, u); err != nil {
			return err
		}
	}
	return nil
}

// strange is a page of another site, over the target's own scheme: an encrypted page may ask for no plain one.
func (r *run) strange() string {
	scheme, _, _ := strings.Cut(r.rec.Target.Landed, ":")
	return scheme + "://" + strangerHost + "/"
}

// homes are the URLs of which each of the target's cookies that fulfil a condition belongs to at least one.
func (r *run) homes(ctx context.Context, b *browser.Browser, is func(*network.Cookie) bool) ([]string, error) {
	jar, err := b.Jar(ctx)
	if err != nil {
		return nil, err
	}
	scheme, _, _ := strings.Cut(r.rec.Target.Landed, ":")
	var urls []string
	for _, c := range r.likelyFirst(r.own(jar)) {
		if u := home(scheme, c.Domain, c.Path); is(c) && !slices.Contains(urls, u) && len(urls) < mostHomes {
			urls = append(urls, u)
		}
	}
	within := func(u, of string) bool { return u != of && strings.HasPrefix(u, strings.TrimRight(of, "/")+"/") }
	return slices.DeleteFunc(slices.Clone(urls), func(of string) bool {
		return slices.ContainsFunc(urls, func(u string) bool { return within(u, of) })
	}), nil
}
