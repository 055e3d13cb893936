package checktest

import (
	"time"

	"github.com/cookiespec/cookiespec/runner/recording"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Step is one thing that happens in a scene.
type Step interface{ play(p *Player) }

type step func(p *Player)

func (s step) play(p *Player) { s(p) }

// Visit starts with an empty jar, Browse goes on with it. Both leave the profile that the other scenes start from.
func Visit(steps ...Step) Element {
	return scene(recording.Visit, steps, func(p *Player) { p.jar = rfc6265.Jar{} })
}

// Browse goes on from Visit.
func Browse(steps ...Step) Element {
	return scene(recording.Browse, steps, func(p *Player) { p.moment = recording.AtStart })
}

// Restart starts with the persistent cookies of the profile.
func Restart(steps ...Step) Element { return scene(recording.Restart, steps, startPersistent) }

// Crash starts with the persistent cookies of the profile.
func Crash(steps ...Step) Element { return scene(recording.Crash, steps, startPersistent) }

// Restore starts with all cookies of the profile.
func Restore(steps ...Step) Element { return scene(recording.Restore, steps, startAll) }

// Elsewhere starts with all cookies of the profile.
func Elsewhere(steps ...Step) Element { return scene(recording.OtherHosts, steps, startAll) }

// Fresh starts with an empty jar.
func Fresh(steps ...Step) Element {
	return scene(recording.Fresh, steps, func(p *Player) { p.jar, p.moment = rfc6265.Jar{}, recording.AtStart })
}

// Loss has no jar. Its steps are [Drop] and [DropAll].
func Loss(steps ...Step) Element {
	return scene(recording.CookieLoss, steps, func(p *Player) { p.jar = rfc6265.Jar{} })
}

// Echo starts with all cookies of the profile. Its step, beside the request, is [Echoed].
func Echo(steps ...Step) Element { return scene(recording.Echo, steps, startAll) }

// Aged starts with the persistent cookies of the profile; each that lives longer than the patience ends in three seconds.
func Aged(steps ...Step) Element {
	return scene(recording.Aged, steps, func(p *Player) {
		startPersistent(p)
		p.moment = recording.BeforeExpiry
		for _, c := range p.jar.All() {
			ends := p.now.Add(3 * time.Second)
			if c.Expiry.Sub(c.Created) <= p.r.Patience.Duration()+time.Second {
				continue
			}
			p.scene.Aged = append(p.scene.Aged, recording.Ageing{
				Which: p.recorded(c).Which(), By: recording.InSeconds(c.Expiry.Sub(ends)), Expires: ends,
			})
			c.Expiry = ends
			p.jar.Put(c)
		}
	})
}

// Waited starts with the persistent cookies of the profile as they are.
func Waited(steps ...Step) Element {
	return scene(recording.Waited, steps, func(p *Player) { startPersistent(p); p.moment = recording.BeforeExpiry })
}

// Failed is a part that could not be gathered.
func Failed(part recording.Stage, reason string) Element {
	return absent(part, recording.Failed, reason)
}

// Unneeded is a part in which there was nothing to gather.
func Unneeded(part recording.Stage, reason string) Element {
	return absent(part, recording.Unneeded, reason)
}

func absent(part recording.Stage, state recording.State, reason string) Element {
	return func(p *Player) {
		p.r.Scenes = append(p.r.Scenes, recording.Scene{Part: part, State: state, Reason: reason, Started: p.now, Ended: p.now})
	}
}

func startAll(p *Player) { p.jar, p.moment = copyOf(p.profile), recording.AtStart }

func startPersistent(p *Player) { startPersistentOf(p, p.profile) }

func startPersistentOf(p *Player, profile rfc6265.Jar) {
	p.jar, p.moment = copyOf(profile), recording.AtStart
	for _, c := range profile.All() {
		if !c.Persistent {
			p.jar.Delete(c.Key())
		}
	}
}

// scene plays the steps after start. The jar is read before the first exchange, so that steps before it can change what is
// found there, and at the end.
func scene(part recording.Stage, steps []Step, start func(*Player)) Element {
	return func(p *Player) {
		p.scene = &recording.Scene{Part: part, State: recording.Done, Started: p.now}
		p.seq, p.moment = 0, ""
		start(p)
		for _, s := range steps {
			s.play(p)
		}
		p.look()
		switch {
		case recording.First.Has(part):
			p.profile = copyOf(p.jar)
		case part == recording.RememberMe:
			p.ticked = copyOf(p.jar)
		}
		if check.OfTarget.Has(part) && part != recording.CookieLoss {
			p.moment = recording.AtEnd
			p.look()
		}
		p.now = p.now.Add(time.Second)
		p.scene.Ended = p.now
		p.r.Scenes = append(p.r.Scenes, *p.scene)
	}
}
