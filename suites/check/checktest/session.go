package checktest

import (
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Account says how it was logged in: by a form that was found, on /login, to /account, unless changes say otherwise. Without it the
// recording has no session.
func Account(changes ...func(*recording.Session)) Element {
	return func(p *Player) {
		p.r.Session = &recording.Session{
			By: recording.Found, Page: p.address("/login").String(), Protected: []string{p.address("/account").String()},
			Sign: "the page has #logout", Learnt: true, LogoutBy: "the form POST /logout", Logins: 1,
		}
		for _, change := range changes {
			change(p.r.Session)
		}
	}
}

// Login goes on from Browse and leaves the profile that the other scenes start from.
func Login(steps ...Step) Element { return scene(recording.Login, steps) }

// Other, Logout, Planted, Refused, Changed and Raised start with an empty jar, and Ticked leaves the profile for Remembered.
func Other(steps ...Step) Element   { return scene(recording.SecondBrowser, steps) }
func Logout(steps ...Step) Element  { return scene(recording.Logout, steps) }
func Planted(steps ...Step) Element { return scene(recording.Fixation, steps) }
func Refused(steps ...Step) Element { return scene(recording.WrongPassword, steps) }
func Changed(steps ...Step) Element { return scene(recording.PasswordChange, steps) }
func Raised(steps ...Step) Element  { return scene(recording.PrivilegeChange, steps) }
func Ticked(steps ...Step) Element  { return scene(recording.RememberMe, steps) }

// Remembered starts with the persistent cookies that Ticked left.
func Remembered(steps ...Step) Element { return scene(recording.RememberMeRestart, steps) }

// RememberedLogout goes on from Remembered.
func RememberedLogout(steps ...Step) Element {
	return scene(recording.RememberMeLogout, steps)
}

// Replay, Shadow and Timeout have no jar of one browser. Their steps are probes.
func Replay(steps ...Step) Element  { return scene(recording.Replay, steps) }
func Shadow(steps ...Step) Element  { return scene(recording.CookiesCleared, steps) }
func Timeout(steps ...Step) Element { return scene(recording.Timeout, steps) }

// Samples has a jar that keeps nothing. Its steps are [Given].
func Samples(steps ...Step) Element { return scene(recording.Samples, steps) }

// Plain starts with an empty jar.
func Plain(steps ...Step) Element { return scene(recording.Plain, steps) }

// Given are the values that the entry page gave visitors without cookies for a cookie with the path "/".
func Given(name string, values ...string) Step {
	return step(func(p *Player) {
		for _, v := range values {
			p.jar = rfc6265.Jar{}
			Fetch("/").Sets(name + "=" + v + "; Path=/; HttpOnly").play(p)
		}
		s := recording.Measure(values)
		s.Which, s.URL = recording.Which{Name: name, Domain: p.home.Hostname(), Path: "/"}, p.home.String()
		p.scene.Sampled = append(p.scene.Sampled, s)
	})
}

// Ask records one probe of the protected page. Changes say more of it.
func Ask(kind recording.ProbeKind, answer recording.Answer, changes ...func(*recording.Probe)) Step {
	return step(func(p *Player) {
		p.look()
		at := p.address("/account").String()
		probe := recording.Probe{Kind: kind, Seq: p.tick(), At: p.now, URL: at, Landed: at, Status: 200, Answer: answer}
		switch answer {
		case recording.Out:
			probe.Landed = p.address("/login").String()
		case recording.Broken:
			probe.Status = 500
		case recording.Unclear:
			probe.Status = 429
		}
		for _, change := range changes {
			change(&probe)
		}
		p.scene.Probes = append(p.scene.Probes, probe)
	})
}

// AskOf records a probe that is about a cookie of the target with the path "/".
func AskOf(kind recording.ProbeKind, name string, answer recording.Answer, changes ...func(*recording.Probe)) Step {
	about := func(p *recording.Probe) { p.Which = recording.Which{Name: name, Domain: "shop.test", Path: "/"} }
	return Ask(kind, answer, append([]func(*recording.Probe){about}, changes...)...)
}

// Bears are the probes of Replay that show that a cookie carries the login, and no other does.
func Bears(name string, others ...string) []Step {
	steps := []Step{
		Ask(recording.WithAll, recording.In), Ask(recording.WithoutAll, recording.Out), AskOf(recording.Without, name, recording.Out),
	}
	for _, other := range others {
		steps = append(steps, AskOf(recording.Without, other, recording.In))
	}
	return steps
}

// Offers records a way to log out that the protected page offers.
func Offers(c recording.Control) Step {
	return step(func(p *Player) {
		offered := c
		if offered.Page == "" {
			offered.Page = p.address("/account").String()
		}
		p.scene.Controls = append(p.scene.Controls, offered)
	})
}

// Keeps records an entry of the storage of a page's scripts.
func Keeps(m recording.Moment, area, key, value string, changes ...func(*recording.Kept)) Step {
	return step(func(p *Player) {
		k := recording.Kept{Moment: m, Page: p.address("/account").String(), Area: area, Key: key, Value: p.masker.Value(value)}
		for _, change := range changes {
			change(&k)
		}
		p.scene.Kept = append(p.scene.Kept, k)
	})
}

// Leaks records that a value was seen where it does not belong. In a "url" it was that of the scene's last exchange.
func Leaks(where, value string) Step {
	return step(func(p *Player) {
		l := recording.Leak{Where: where, Page: p.address("/account").String(), Digest: p.masker.Value(value).Digest}
		if where == "url" || where == "referer" {
			l.At = len(p.scene.Exchanges)
		}
		p.scene.Leaks = append(p.scene.Leaks, l)
	})
}

// Shows records what a page showed of data of the session.
func Shows(kind recording.MemoryKind, value string, changes ...func(*recording.Memory)) Step {
	return step(func(p *Player) {
		m := recording.Memory{
			Kind: kind, What: "the text of #note", Given: true, Value: p.masker.Value(value), Page: p.address("/account").String(),
		}
		for _, change := range changes {
			change(&m)
		}
		p.scene.Memories = append(p.scene.Memories, m)
	})
}

// Form gives the value of a cookie in the last look at the jar a form, and says what it says of itself if it is a token.
func Form(name, form string, tokens ...recording.Token) Step {
	return step(func(p *Player) {
		p.look()
		jar := p.scene.Jars[len(p.scene.Jars)-1]
		for i := range jar.Cookies {
			if v := &jar.Cookies[i].Value; jar.Cookies[i].Name == name {
				v.Form = form
				for _, t := range tokens {
					v.Token = &t
				}
			}
		}
	})
}
