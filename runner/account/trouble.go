package account

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/suites/credentials"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// given is a cookie that an answer to the login set.
type given struct {
	line   recording.Line
	from   *url.URL
	cookie rfc6265.SetCookie
	nth    int // of the exchanges
}

// path is the path that the cookie is sent to, RFC 6265bis §5.7 step 11.
func (g given) path() string {
	return cmp.Or(g.cookie.Path, rfc6265.DefaultPath(g.from))
}

// sentTo tells whether a request had the cookie.
func (g given) sentTo(e recording.Exchange) bool {
	return slices.ContainsFunc(e.Pairs, func(p recording.Pair) bool { return p.Name == g.line.Name })
}

// reaches tells whether the cookie is of a host, by its Domain or by where it came from.
func (g given) reaches(host string) bool {
	if g.cookie.Domain != "" {
		return rfc6265.DomainMatch(host, strings.TrimPrefix(g.cookie.Domain, "."))
	}
	return host == g.from.Hostname()
}

func deletes(c rfc6265.SetCookie) bool {
	life, ok := c.Lifetime(time.Now())
	return ok && life <= 0
}

// submitted are the exchanges from the first that told the target anything: those since the form was sent, where that is known.
func submitted(seen, sent []recording.Exchange) []recording.Exchange {
	if len(sent) > 0 {
		return sent
	}
	i := slices.IndexFunc(seen, func(e recording.Exchange) bool { return e.Act == recording.LoggingIn })
	if i < 0 {
		return nil
	}
	return seen[i:]
}

// ofLogin tells whether an exchange is the login's own: what was submitted and where that led, or what a script sent for it.
func ofLogin(e recording.Exchange) bool {
	return e.Act == recording.LoggingIn || (e.Act == recording.Fetch || e.Act == recording.XHR) && e.Method == http.MethodPost
}

// kept are the cookies that the login set and Chrome stored.
func kept(login []recording.Exchange) (all []given) {
	for i, e := range login {
		from, err := url.Parse(e.URL)
		if err != nil || !ofLogin(e) {
			continue
		}
		for _, line := range e.Lines {
			if c, err := rfc6265.Parse(line.Text); err == nil && len(line.Blocked) == 0 && !deletes(c) && line.Value.Octets > 0 {
				all = append(all, given{line, from, c, i})
			}
		}
	}
	return all
}

// outOfReach is the trouble of a login that leads to where its cookie does not: to another host, or out of the cookie's path. It is nil
// where none of its cookies is to blame.
func outOfReach(login []recording.Exchange) *driver.Trouble {
	cookies := kept(login)
	for i, e := range login {
		to, err := url.Parse(e.URL)
		was := slices.DeleteFunc(slices.Clone(cookies), func(c given) bool { return c.nth >= i })
		if err != nil || !e.TopLevel || e.Act != recording.LoggingIn || slices.ContainsFunc(was, func(c given) bool { return c.sentTo(e) }) {
			continue
		}
		for _, c := range was {
			switch {
			case to.Hostname() != c.from.Hostname() && !c.reaches(to.Hostname()):
				return &driver.Trouble{What: fmt.Sprintf("the login at %s leads to %s, on another host: the cookie %s is not sent there, and the login form is shown again", c.from.Host, redact.URL(e.URL), c.line.Name)}
			case to.Hostname() == c.from.Hostname() && !rfc6265.PathMatch(to.Path, c.path()):
				how := "without Path, so that it stays below"
				if c.cookie.Path != "" {
					how = "with the path"
				}
				return &driver.Trouble{
					What: fmt.Sprintf("the login leads to %s, which leads back to the login form: the cookie %s was set %s %s, and is not sent to %s: set it with Path=/", redact.URL(e.URL), c.line.Name, how, c.path(), to.Path),
				}
			}
		}
	}
	return nil
}

// lostAgain is the trouble of a login whose cookie a page had deleted by what it asked for by itself; nil: none did.
func lostAgain(login []recording.Exchange) *driver.Trouble {
	cookies := kept(login)
	for _, e := range login {
		if e.TopLevel || ofLogin(e) || e.Act == recording.LoggingOut {
			continue
		}
		for _, line := range e.Lines {
			c, err := rfc6265.Parse(line.Text)
			ours := slices.ContainsFunc(cookies, func(g given) bool { return g.line.Name == line.Name })
			if err == nil && ours && deletes(c) {
				return &driver.Trouble{
					What: fmt.Sprintf("the login worked, and then the page %s asked for %s by itself, which deleted the cookie %s and ended the session: have only a POST log out, and do not let pages load or prefetch it", redact.URL(e.Page), redact.URL(e.URL), line.Name),
				}
			}
		}
	}
	return nil
}

// withheld is the trouble of a login that failed at an address that Chrome did not send a cookie to; nil: there is none.
func withheld(login []recording.Exchange) *driver.Trouble {
	for _, e := range login {
		if !e.TopLevel || !ofLogin(e) || e.Status < http.StatusBadRequest {
			continue
		}
		for _, a := range e.Associated {
			if len(a.Withheld) > 0 {
				return &driver.Trouble{What: fmt.Sprintf("%s %s was answered %d, and Chrome had withheld the cookie %s from it (%s)", e.Method, redact.URL(e.URL), e.Status, a.Cookie.Name, strings.Join(a.Withheld, ", "))}
			}
		}
	}
	return nil
}

// notStored is the trouble of a login whose cookie the browser did not take, because the page asked without credentials; nil: none is.
func notStored(seen []recording.Exchange) *driver.Trouble {
	for i := range seen {
		if e := &seen[i]; len(e.Lines) > 0 && e.Act != recording.Preflight && credentials.StoreNothing(e, seen, nil) {
			return &driver.Trouble{What: fmt.Sprintf("the form was shown again: the answer to %s %s sets the cookie %s, which the browser does not store, because the page asked without credentials (fetch needs credentials: \"include\" for another origin)", e.Method, redact.URL(e.URL), e.Lines[0].Name)}
		}
	}
	return nil
}

// refusedCookie is the trouble of a login of whose cookies Chrome did not keep one; nil: it kept all.
func refusedCookie(seen []recording.Exchange) *driver.Trouble {
	for _, e := range seen {
		for _, line := range e.Lines {
			if (e.TopLevel || ofLogin(e)) && len(line.Blocked) > 0 {
				return &driver.Trouble{What: fmt.Sprintf("the form was shown again, and Chrome had refused the cookie %s (%s), which it may need", line.Name, strings.Join(line.Blocked, ", "))}
			}
		}
	}
	return nil
}

// expired is the trouble of a login that sets no cookie but such as are over when they come; nil: it sets others, or none.
func expired(login []recording.Exchange) *driver.Trouble {
	if len(kept(login)) > 0 {
		return nil
	}
	for _, e := range login {
		for _, line := range e.Lines {
			if c, err := rfc6265.Parse(line.Text); err == nil && ofLogin(e) && deletes(c) && line.Value.Octets > len("deleted") {
				return &driver.Trouble{What: fmt.Sprintf("the form was shown again: the answer to %s %s sets the cookie %s with an expiry that is over, so that Chrome does not keep it", e.Method, redact.URL(e.URL), line.Name)}
			}
		}
	}
	return nil
}

// unset is the trouble of a login that led elsewhere, as one that worked does, and was answered without any cookie; nil: it was not.
func unset(login []recording.Exchange) *driver.Trouble {
	if slices.ContainsFunc(login, func(e recording.Exchange) bool { return ofLogin(e) && len(e.Lines) > 0 }) {
		return nil
	}
	i := slices.IndexFunc(login, ofLogin)
	if i < 0 {
		return nil
	}
	first, to := login[i], login[i].Header["location"]
	if !first.TopLevel && first.Status >= 200 && first.Status < 300 { // a script asked, and leads on if it is pleased with the answer
		if j := slices.IndexFunc(login[i:], func(e recording.Exchange) bool { return e.TopLevel && Address(e.URL) != Address(first.Page) }); j > 0 {
			return &driver.Trouble{What: fmt.Sprintf("%s %s was answered %d, the page went on to %s, and no Set-Cookie header came: the server set no session cookie", first.Method, redact.URL(first.URL), first.Status, redact.URL(login[i+j].URL))}
		}
	}
	if first.Status < 300 || first.Status > 399 || to == "" {
		return nil
	}
	if u, err := url.Parse(first.URL); err == nil {
		if landed, err := u.Parse(to); err == nil && Address(landed.String()) == Address(first.URL) { // back to the form, as after a refusal
			return nil
		}
	}
	return &driver.Trouble{What: fmt.Sprintf("%s %s was answered %d, leading to %s, and no Set-Cookie header came: the server set no session cookie", first.Method, redact.URL(first.URL), first.Status, redact.URL(to))}
}

// shownAgain says why a login led back to its form: a browser that did not keep the cookie of the form is a stranger to it, whatever
// the password. Sent are the exchanges since the form was sent; nil: it is not known when that was.
func shownAgain(seen, sent []recording.Exchange) *driver.Trouble {
	login := submitted(seen, sent)
	for _, trouble := range []*driver.Trouble{notStored(seen), outOfReach(login), lostAgain(login), withheld(login), refusedCookie(seen), expired(login), unset(login)} {
		if trouble != nil {
			return trouble
		}
	}
	answer, refusal := unaccepted(sent)
	switch {
	case answer == "":
		return ErrRefused
	case refusal:
		answer = ErrRefused.What + "; " + answer
	}
	return &driver.Trouble{What: answer, Kind: ErrRefused}
}

// ErrRefused says that the target did not take user and password, as far as anybody can see.
var ErrRefused = &driver.Trouble{What: "the form was shown again: check user and password"}
