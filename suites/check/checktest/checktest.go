// Package checktest builds the recordings that tests of checks read, in the words of the tests.
//
// Scenes are played against a stand-in for Chrome that follows the cookie model: it stores what answers set, sends what
// belongs into a request, forgets session cookies when it restarts. So a test says only what the server does, and where
// Chrome is to behave otherwise:
//
//	c := Case(
//		Visit(Get("/").Sets("sid=31d4; HttpOnly")),
//		Browse(Get("/cart").Lacks("sid")))
package checktest

import (
	"net/url"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Shop is the target, unless [Target] names another.
const Shop = "https://shop.test/"

// Noon is when the first scene starts.
var Noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// Element is a part of a recording: a scene, the target, what is declared.
type Element func(*Player)

// Case returns the case of what Record records.
func Case(elements ...Element) *check.Case { return check.NewCase(Record(elements...)) }

// Record plays the elements in their order.
func Record(elements ...Element) *recording.Recording {
	p := newPlayer()
	Target(Shop)(p)
	for _, play := range elements {
		play(p)
	}
	p.r.Ended = p.now
	return p.r
}

// Target names another target.
func Target(address string) Element {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	return func(p *Player) {
		p.home = u
		p.r.Target = recording.Target{
			URL: address, Landed: address, Pages: []string{address}, Sites: []string{rfc6265.Site(u.Host)},
		}
	}
}

// AppPath says where the application begins on a host that it shares with others.
func AppPath(path string) Element { return func(p *Player) { p.r.Target.AppPath = path } }

// Patience is the longest wait; 10 s unless given.
func Patience(d time.Duration) Element {
	return func(p *Player) { p.r.Patience = recording.InSeconds(d) }
}

// Declare adds what the user expects of cookies.
func Declare(declarations ...recording.Declaration) Element {
	return func(p *Player) { p.r.Declared = append(p.r.Declared, declarations...) }
}

// Role declares the role of a cookie and nothing else of it.
func Role(name, role string) Element {
	return Declare(recording.Declaration{Name: name, Role: role})
}

// Only is the subject of a case that has one cookie of the target.
func Only(c *check.Case) *check.Subject {
	if len(c.Cookies) != 1 {
		panic("the case has not one cookie")
	}
	return &check.Subject{Kind: check.OfCookie, Cookie: c.Cookies[0]}
}

// Named is the subject of the first cookie of a name.
func Named(c *check.Case, name string) *check.Subject {
	for _, k := range c.Cookies {
		if k.Key.Name == name {
			return &check.Subject{Kind: check.OfCookie, Cookie: k}
		}
	}
	panic("the case has no cookie " + name)
}
