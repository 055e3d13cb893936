package check_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestRolesByExperiment(t *testing.T) {
	t.Parallel()
	const (
		sid  = "sid=31d4d96e407aad42b2c931d4d96e407a; HttpOnly"
		sid2 = "sid=77aa0c1dd7e28c6f5a1177aa0c1dd7e2; HttpOnly"
		uid  = "uid=7; HttpOnly"
		node = "node=acme-corporation-of-europe; HttpOnly"
	)
	in := func(lines ...string) []Step {
		return []Step{Look(recording.BeforeLogin), Post("/login").Sets(lines...), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.In)}
	}
	with := func(more ...Step) Element {
		return Replay(append([]Step{Ask(recording.WithAll, recording.In), Ask(recording.WithoutAll, recording.Out)}, more...)...)
	}
	without, alone, other := recording.Without, recording.Alone, recording.Lookalike
	for name, row := range map[string]struct {
		elements []Element
		roles    map[string]check.Role
	}{
		"one secret": {
			[]Element{Login(in(sid)...), with(AskOf(without, "sid", recording.Out), AskOf(alone, "sid", recording.In), AskOf(other, "sid", recording.Out))},
			map[string]check.Role{"sid": check.Session},
		},
		"the number of the user beside it": {
			[]Element{Login(in(sid, uid)...), Other(in(sid2, uid)...), with(AskOf(without, "sid", recording.Out), AskOf(without, "uid", recording.Out),
				AskOf(other, "sid", recording.Out), AskOf(other, "uid", recording.Out))},
			map[string]check.Role{"sid": check.Session, "uid": check.Needed},
		},
		"a node that all browsers were given": {
			[]Element{Login(in(sid, node)...), Other(in(sid2, node)...), with(AskOf(without, "sid", recording.Out), AskOf(without, "node", recording.Out),
				AskOf(other, "sid", recording.Out), AskOf(other, "node", recording.Out))},
			map[string]check.Role{"sid": check.Session, "node": check.Needed},
		},
		"a flag for which any value will do": {
			[]Element{Login(in(sid, uid)...), with(AskOf(without, "sid", recording.Out), AskOf(without, "uid", recording.Out),
				AskOf(other, "sid", recording.Out), AskOf(other, "uid", recording.In))},
			map[string]check.Role{"sid": check.Session, "uid": check.Needed},
		},
		"no secret at all: the number is all there is": {
			[]Element{Login(in(uid)...), Other(in(uid)...), with(AskOf(without, "uid", recording.Out), AskOf(other, "uid", recording.In))},
			map[string]check.Role{"uid": check.Session},
		},
		"one value for all logins is the session all the same": {
			[]Element{Login(in(sid)...), Other(in(sid)...), with(AskOf(without, "sid", recording.Out), AskOf(other, "sid", recording.Out))},
			map[string]check.Role{"sid": check.Session},
		},
		"each suffices": {
			[]Element{Login(in(sid, node)...), with(AskOf(without, "sid", recording.In), AskOf(without, "node", recording.In),
				AskOf(alone, "sid", recording.In), AskOf(alone, "node", recording.In))},
			map[string]check.Role{"sid": check.Session, "node": check.Session},
		},
		"a preference beside it": {
			[]Element{Login(in(sid, node)...), with(AskOf(without, "sid", recording.Out), AskOf(without, "node", recording.In), AskOf(alone, "node", recording.Out))},
			map[string]check.Role{"sid": check.Session, "node": check.UnknownRole},
		},
		"the control failed": {
			[]Element{Login(in(sid)...), Replay(Ask(recording.WithAll, recording.Out), AskOf(without, "sid", recording.Out))},
			map[string]check.Role{"sid": check.UnknownRole},
		},
		"a token that is remembered by": {
			[]Element{Login(in(sid)...), Ticked(in(sid2, "token="+"c4508e91b3fa20d76e8dc4508e91b3fa")...), with(AskOf(without, "sid", recording.Out)),
				RememberedLogout(AskOf(alone, "token", recording.In), AskOf(alone, "sid", recording.In))},
			map[string]check.Role{"sid": check.Session, "token": check.RememberMe},
		},
		"a declared role wins": {
			[]Element{Role("sid", "preference"), Login(in(sid)...), with(AskOf(without, "sid", recording.Out))},
			map[string]check.Role{"sid": "preference"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := Case(row.elements...)
			for cookie, want := range row.roles {
				k := Named(c, cookie).Cookie
				if got := k.Role(); got != want {
					_, how := k.Found()
					t.Errorf("%s: %s (%s), expected %s", cookie, got, how, want)
				}
			}
		})
	}
}
