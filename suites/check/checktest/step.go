package checktest

import (
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Wait lets time go by.
func Wait(d time.Duration) Step { return step(func(p *Player) { p.now = p.now.Add(d) }) }

// Hold puts a cookie into the jar, as a script of the entry page or a bug might: the line is a set-cookie-string.
func Hold(line string) Step {
	return step(func(p *Player) { p.jar.Put(p.cookie(line, p.home)) })
}

// Forget takes cookies out of the jar that no answer deleted: a script did, or Chrome for lack of room.
func Forget(names ...string) Step {
	return step(func(p *Player) {
		for _, name := range names {
			for _, c := range named(&p.jar, name) {
				p.jar.Delete(c.Key())
			}
		}
	})
}

// Keep puts cookies of the profile back that the scene should have begun without, or whose time is over.
func Keep(names ...string) Step {
	return step(func(p *Player) {
		for _, name := range names {
			for _, c := range named(&p.profile, name) {
				if c.Expired(p.now) {
					c.Expiry = p.now.Add(time.Hour)
				}
				p.jar.Put(c)
			}
		}
	})
}

// Alter changes a cookie in the jar.
func Alter(name string, change func(*rfc6265.Cookie)) Step {
	return step(func(p *Player) {
		for _, c := range named(&p.jar, name) {
			p.jar.Delete(c.Key())
			change(&c)
			p.jar.Put(c)
		}
	})
}

// Look reads the jar now.
func Look(m recording.Moment) Step {
	return step(func(p *Player) { p.look(); p.moment = m; p.look() })
}

// TimesUp waits, in Aged and Waited, until two seconds after the last of their cookies has ended.
func TimesUp() Step {
	return step(func(p *Player) {
		p.look()
		horizon := p.now.Add(p.r.Patience.Duration() + time.Second)
		for _, c := range p.jar.All() {
			if c.Persistent && c.Expiry.After(p.now) && c.Expiry.Before(horizon) {
				p.now = c.Expiry
			}
		}
		p.now = p.now.Add(2 * time.Second)
		p.moment = recording.AfterExpiry
	})
}

// Scripts records the names that scripts of a page can read.
func Scripts(page string, names ...string) Step {
	return step(func(p *Player) {
		p.scene.Scripts = append(p.scene.Scripts, recording.Script{Page: p.address(page).String(), Seq: p.tick(), Names: names})
	})
}

// Drop records how the entry page answered without one cookie: a status, and an error if there was one.
func Drop(name string, status int, trouble ...string) Step {
	return step(func(p *Player) {
		d := recording.Drop{URL: p.home.String(), Status: status}
		if name != "" {
			d.Which = recording.Which{Name: name, Domain: p.home.Hostname(), Path: "/"}
		}
		if len(trouble) > 0 {
			d.Error = trouble[0]
		}
		p.scene.Drops = append(p.scene.Drops, d)
	})
}

// Echoed records what the page shows of a cookie in the jar: its name, its value.
func Echoed(name string, shown, valued bool) Step {
	return step(func(p *Player) {
		for _, c := range named(&p.jar, name) {
			p.scene.Echoed = append(p.scene.Echoed, recording.Echoed{Which: p.recorded(c).Which(), Named: shown, Valued: valued})
		}
	})
}

// DropAll records how the entry page answered without any cookie.
func DropAll(status int, trouble ...string) Step { return Drop("", status, trouble...) }
