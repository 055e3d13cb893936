package checktest

import (
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Step is one thing that happens in a scene.
type Step interface{ play(p *Player) }

type step func(p *Player)

func (s step) play(p *Player) { s(p) }

// Visit starts with an empty jar, Browse goes on with it. Both leave the profile that the other scenes start from.
func Visit(steps ...Step) Element { return scene(recording.Visit, steps) }

// Browse goes on from Visit.
func Browse(steps ...Step) Element { return scene(recording.Browse, steps) }

// Restart starts with the persistent cookies of the profile.
func Restart(steps ...Step) Element { return scene(recording.Restart, steps) }

// Crash starts with the persistent cookies of the profile.
func Crash(steps ...Step) Element { return scene(recording.Crash, steps) }

// Restore starts with all cookies of the profile.
func Restore(steps ...Step) Element { return scene(recording.Restore, steps) }

// Elsewhere starts with all cookies of the profile.
func Elsewhere(steps ...Step) Element { return scene(recording.OtherHosts, steps) }

// Fresh starts with an empty jar.
func Fresh(steps ...Step) Element { return scene(recording.Fresh, steps) }

// Loss has no jar. Its steps are [Drop] and [DropAll].
func Loss(steps ...Step) Element { return scene(recording.CookieLoss, steps) }

// Echo starts with all cookies of the profile. Its step, beside the request, is [Echoed].
func Echo(steps ...Step) Element { return scene(recording.Echo, steps) }

// Aged starts with the persistent cookies of the profile; each that lives longer than the patience ends in three seconds.
func Aged(steps ...Step) Element { return scene(recording.Aged, steps) }

// Waited starts with the persistent cookies of the profile as they are.
func Waited(steps ...Step) Element { return scene(recording.Waited, steps) }

// Failed is a stage that could not be gathered.
func Failed(stage recording.Stage, reason string) Element {
	return absent(stage, recording.Failed, reason)
}

// Unneeded is a stage in which there was nothing to gather.
func Unneeded(stage recording.Stage, reason string) Element {
	return absent(stage, recording.Unneeded, reason)
}

func absent(stage recording.Stage, state recording.State, reason string) Element {
	return func(p *Player) {
		p.r.Scenes = append(p.r.Scenes, recording.Scene{Stage: stage, State: state, Reason: reason, Started: p.now, Ended: p.now})
	}
}

// scene plays the steps after the start of the stage. The jar is read before the first exchange, so that steps before it can change what is
// found there, and at the end.
func scene(stage recording.Stage, steps []Step) Element {
	return func(p *Player) {
		p.scene = &recording.Scene{Stage: stage, State: recording.Done, Started: p.now}
		p.seq, p.moment = 0, ""
		starts[stage](p)
		for _, s := range steps {
			s.play(p)
		}
		p.look()
		switch {
		case recording.First.Has(stage):
			p.profile = copyOf(p.jar)
		case stage == recording.RememberMe:
			p.ticked = copyOf(p.jar)
		}
		if recording.OfTarget.Has(stage) {
			p.moment = recording.AtEnd
			p.look()
		}
		p.now = p.now.Add(time.Second)
		p.scene.Ended = p.now
		p.r.Scenes = append(p.r.Scenes, *p.scene)
	}
}
