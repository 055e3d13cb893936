package gather

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/account"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// specimen is a login that experiments are made with. Its cookies are those that it has now: where answers renew them, nobody else may
// use them, or the server sees the same value twice.
type specimen struct {
	jar   []*network.Cookie
	first []*network.Cookie // right after the login
	since time.Time         // when these were read
	seen  time.Time         // when it last was logged in
	over  error             // why no more can be tried with it; nil: it can
}

// specimen is the login of the first browser; or one of its own where that one's cookies are renewed by use: its profile goes on in
// other browsers meanwhile.
func (p *replays) specimen(ctx context.Context) (*specimen, error) {
	l := p.run.login
	s := &specimen{jar: p.run.own(l.jars[recording.AtEnd]), first: p.run.own(l.jars[recording.AfterLogin])}
	if !l.renews || p.run.o.Session.State != nil {
		return s, nil
	}
	err := p.loginAgain(ctx, s)
	s.over = nil // without a login of its own, that one will do
	return s, err
}

// errNoSpareLogin is why an experiment is left out that needs a fresh login: what follows needs those that are left.
var errNoSpareLogin = &Trouble{What: "the server ended the session during the experiment, and --max-logins leaves no login for the rest of it", Hint: "raise --max-logins"}

// loginAgain makes a fresh login, in a browser context of its own that is closed at once.
func (p *replays) loginAgain(ctx context.Context, s *specimen) error {
	r := p.run
	if !r.sparesLogin() {
		s.over = errNoSpareLogin
		return nil
	}
	t, err := r.driver.Open(ctx, driver.Stranger, p.browser, p.rec)
	if err != nil {
		return err
	}
	defer t.Close()
	if err := r.account.LogIn(ctx, t, account.Credentials{Stage: recording.Replay}); err != nil {
		if fatal(ctx, err) {
			return err
		}
		s.over = err
		return nil
	}
	first, err := t.Cookies(ctx)
	if err != nil {
		return err
	}
	s.first, s.since, s.seen = r.own(first), time.Now(), time.Now()
	if r.login.byPages && r.usersEntry() != "" { // it may be the page that renews
		if err := t.Visit(ctx, recording.Navigation, r.usersEntry()); err != nil && fatal(ctx, err) {
			return err
		}
	}
	t.Leave(ctx)
	jar, err := t.Cookies(ctx)
	s.jar = r.own(jar)
	return err
}

// sparesLogin tells whether more logins are allowed than later stages need.
func (r *run) sparesLogin() bool { return len(r.account.Logins) > r.reserved() }

// reserved is how many logins the stages that come after the experiments need.
func (r *run) reserved() (n int) {
	for _, need := range []struct {
		stages recording.Stage
		logins int
	}{
		{recording.SecondBrowser, 1}, {recording.Logout, 2}, {recording.Fixation | recording.Timeout, 1}, {recording.WrongPassword, 1},
	} {
		if r.wants(need.stages) {
			n += need.logins
		}
	}
	if r.wants(recording.RememberMe) && r.account.Form != nil && r.account.Form.Remember != "" {
		n++
	}
	if r.wants(recording.PasswordChange) && r.o.Session.Change != nil {
		n += 2
	}
	if r.wants(recording.PrivilegeChange) && len(r.o.Session.Raise) > 0 {
		n++
	}
	return n
}

// renew takes over the values that a jar has now for cookies that the specimen has, but for one that was tampered with.
func (s *specimen) renew(now []*network.Cookie, but *network.Cookie) {
	for i, c := range s.jar {
		if but != nil && sameCookie(c, but) {
			continue
		}
		if at := slices.IndexFunc(now, func(n *network.Cookie) bool { return sameCookie(n, c) }); at >= 0 {
			s.jar[i] = now[at]
		}
	}
	s.seen = time.Now()
}

// changed tells whether a cookie has another value now than right after the login.
func (s *specimen) changed() bool { return s.differs(s.first) }

// differs tells whether a cookie has another value now than in an older jar.
func (s *specimen) differs(old []*network.Cookie) bool {
	return slices.ContainsFunc(s.jar, func(c *network.Cookie) bool {
		return slices.ContainsFunc(old, func(o *network.Cookie) bool { return sameCookie(o, c) && o.Value != c.Value })
	})
}

// renewed tells which of the cookies of the login an answer gave another value while the session was used, and whether a page did, and
// not only a request that was made for that.
func (r *run) renewed(g *guest) (renewed, byPages bool) {
	var after recording.Snapshot
	for _, jar := range g.scene.Jars {
		if jar.Moment == recording.AfterLogin {
			after = jar
		}
	}
	for _, e := range wire.Exchanges(g.rec.Events(), r.redactor) {
		u, err := url.Parse(e.URL)
		if err != nil || e.Began < after.Seq || !r.judged(u.Hostname()) {
			continue
		}
		for _, line := range e.Lines {
			held := slices.ContainsFunc(after.Cookies, func(c recording.Cookie) bool {
				return c.Name == line.Name && c.Value.Digest != line.Value.Digest
			})
			if held && line.Value.Octets > 0 && len(line.Blocked) == 0 {
				renewed = true
				byPages = byPages || e.Method == http.MethodGet
			}
		}
	}
	return renewed, byPages
}
