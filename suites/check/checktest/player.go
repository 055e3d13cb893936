package checktest

import (
	"net/url"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Player is the stand-in for Chrome and for the harness that records it.
type Player struct {
	r       *recording.Recording
	masker  *recording.Masker
	home    *url.URL
	now     time.Time
	profile rfc6265.Jar // as Visit and Browse left it
	ticked  rfc6265.Jar // the profile of Ticked, as that left it
	jar     rfc6265.Jar // of the scene that plays

	scene  *recording.Scene
	seq    int
	moment recording.Moment // of the next look at the jar; empty: none is due
}

func newPlayer() *Player {
	return &Player{
		r: &recording.Recording{
			Version:  recording.Version,
			Tool:     "cookiespec test",
			Browser:  recording.Browser{Path: "/usr/bin/chromium", Product: "Chrome/156.0.8078.79"},
			Patience: 10,
			Started:  Noon,
		},
		masker: recording.NewMasker(),
		now:    Noon,
	}
}

// tick is the next place in the count of events.
func (p *Player) tick() int {
	p.seq++
	p.now = p.now.Add(25 * time.Millisecond)
	return p.seq
}

// look reads the jar if that is due.
func (p *Player) look() {
	if p.moment == "" {
		return
	}
	jar := recording.Snapshot{Moment: p.moment, Seq: p.tick(), At: p.now}
	for _, c := range p.jar.All() {
		if !c.Expired(p.now) {
			jar.Cookies = append(jar.Cookies, p.recorded(c))
		}
	}
	p.scene.Jars = append(p.scene.Jars, jar)
	p.moment = ""
}

// recorded is a cookie as Chrome's jar shows it.
func (p *Player) recorded(c rfc6265.Cookie) recording.Cookie {
	shown := recording.Cookie{
		Name: c.Name, Value: p.masker.Value(c.Value), Domain: c.Domain, Path: c.Path, Secure: c.Secure, HTTPOnly: c.HTTPOnly,
		SameSite: string(c.SameSite), Partition: c.Partition,
	}
	if !c.HostOnly {
		shown.Domain = "." + c.Domain
	}
	if c.Persistent {
		expires := c.Expiry
		shown.Expires = &expires
	}
	return shown
}

// address resolves against the target.
func (p *Player) address(ref string) *url.URL {
	u, err := p.home.Parse(ref)
	if err != nil {
		panic(err)
	}
	return u
}

// cookie makes a cookie of a set-cookie-string, whoever set it.
func (p *Player) cookie(line string, from *url.URL) rfc6265.Cookie {
	var jar rfc6265.Jar
	result := jar.Set(line, rfc6265.Origin{URL: from, Received: p.now, SameSite: true})
	if result.Refusal != nil {
		panic(line + ": " + result.Refusal.Error())
	}
	return result.Cookie
}

func named(jar *rfc6265.Jar, name string) []rfc6265.Cookie {
	var found []rfc6265.Cookie
	for _, c := range jar.All() {
		if c.Name == name {
			found = append(found, c)
		}
	}
	return found
}

func copyOf(jar rfc6265.Jar) rfc6265.Jar {
	var c rfc6265.Jar
	for _, cookie := range jar.All() {
		c.Put(cookie)
	}
	return c
}

// Last is the scene that was played last.
func (p *Player) Last() *recording.Scene { return &p.r.Scenes[len(p.r.Scenes)-1] }

// Recording is what was recorded so far.
func (p *Player) Recording() *recording.Recording { return p.r }
