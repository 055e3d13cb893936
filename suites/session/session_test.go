package session

import (
	"slices"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestChecksAreWhole(t *testing.T) {
	t.Parallel()
	if err := check.Catalogue(Checks).Validate(); err != nil {
		t.Error(err)
	}
}

// Values of a session cookie, and lines that set it.
const (
	one   = "sid=31d4d96e407aad42b2c9; HttpOnly"
	two   = "sid=77aa0c1dd7e28c6f5a11; HttpOnly"
	three = "sid=c4508e91b3fa20d76e8d; HttpOnly"
	gone  = "sid=; Max-Age=0"
)

// carried is a replay that shows that sid carries the login, and what more it asked.
func carried(more ...Step) Element { return Replay(slices.Concat(Bears("sid"), more)...) }

// logsIn is a login whose answer sets lines; the jar is read before and after.
func logsIn(lines ...string) []Step {
	return []Step{Look(recording.BeforeLogin), submits(lines...), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.In)}
}

func submits(lines ...string) *Exchange { return Post("/login").Sets(lines...) }

// login is part Login with steps after the login.
func login(line string, more ...Step) Element { return Login(slices.Concat(logsIn(line), more)...) }

// handed makes the recording one of a state that was handed over.
var handed = Account(func(s *recording.Session) { s.By = recording.HandedOver })

// broken is a replay whose control shows no login.
var broken = Replay(Ask(recording.WithAll, recording.Out))

// formed makes the values of sid that were recorded so far look like a token of some form.
func formed(form string) Element {
	return func(p *Player) {
		for _, scene := range p.Recording().Scenes {
			for _, jar := range scene.Jars {
				for i := range jar.Cookies {
					if jar.Cookies[i].Name == "sid" {
						jar.Cookies[i].Value.Form = form
					}
				}
			}
		}
	}
}

// blind are the rows of a check of cookies that carry the login, where nobody knows which do.
func blind(elements ...Element) []Row {
	return []Row{
		Undecided("the cookies do not show the login", "none can be told to carry it", append(slices.Clone(elements), broken)...),
		Undecided("the replay failed", "replay: Chrome died", append(slices.Clone(elements), Failed(recording.Replay, "Chrome died"))...),
		NoSubject("no cookie carries the login", append(slices.Clone(elements), Replay(Ask(recording.WithAll, recording.In), AskOf(recording.Without, "sid", recording.In)))...),
	}
}

func TestNoLoginIsNoMatterOfTheseChecks(t *testing.T) {
	t.Parallel()
	elements := []Element{Visit(Get("/").Sets(one))}
	for _, part := range recording.NeedLogin.Each() {
		elements = append(elements, Unneeded(part, "no login was asked for"))
	}
	c := Case(elements...)
	for _, one := range Checks {
		for _, s := range one.Subjects(c) {
			if v := one.Apply(c, s); v.Outcome != check.NotApplicable {
				t.Errorf("%s: %s, %s%s", one.ID, v.Outcome, v.Reason, v.Actual)
			}
		}
	}
}

func TestNoCheckPassesOnScenesThatHoldNothing(t *testing.T) {
	t.Parallel()
	elements := []Element{Account(), Role("sid", "session"), Visit(Get("/").Sets(one))}
	for _, play := range []func(...Step) Element{Login, Other, Logout, Planted, Refused, Replay, Changed, Raised} {
		elements = append(elements, play())
	}
	c := Case(elements...)
	for _, one := range Checks {
		for _, s := range one.Subjects(c) {
			if v := one.Apply(c, s); v.Outcome == check.Passed || v.Outcome == check.Failed {
				t.Errorf("%s: %s, %s", one.ID, v.Outcome, v.Actual)
			}
		}
	}
}
