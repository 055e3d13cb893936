package session

import (
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestNoChurn(t *testing.T) {
	t.Parallel()
	raced := func(answers ...recording.Answer) Element {
		steps := logsIn(three)
		for _, a := range answers {
			steps = append(steps, Ask(recording.Raced, a))
		}
		return Other(steps...)
	}
	both := raced(recording.In, recording.In)
	renews := Get("/account").Sets(two)
	Table(t, NoChurn, append([]Row{
		Passes("the same value", "the same value after some use", login(one, Get("/account")), both, carried()),
		Fails("logged out by opening pages", "logged out by opening pages", login(one, Ask(recording.SecondTab, recording.In), Ask(recording.Later, recording.Out)), both, carried()),
		Passes("logged out when the session was due to end", "the same value", Account(func(s *recording.Session) { s.Expected.Idle = new(recording.Seconds) }),
			login(one, Ask(recording.Later, recording.Out)), both, carried()),
		Skips("renewed by a request of its own", "renewed by a request of its own", login(one, Post("/refresh").Sets(two)), both, carried()),
		Passes("renewed, and the old one lives", "renewed, the old value stays valid", login(one, renews), both, carried(Ask(recording.Early, recording.In))),
		Fails("renewed, and the old one is dead", "the old value no longer logs in", login(one, renews), both, carried(Ask(recording.Early, recording.Out))),
		Undecided("renewed, and the old one is tried late", "tried up to 12s later", login(one, renews), both,
			carried(Ask(recording.Early, recording.Out, func(p *recording.Probe) { p.Waited = 12 }))),
		Fails("a tab loses the race", "logged out after two tabs sent requests at the same moment", login(one), raced(recording.In, recording.Out), carried()),
		Fails("a tab loses the race, though the value lives on", "logged out after two tabs", login(one, renews), raced(recording.Out, recording.In), carried(Ask(recording.Early, recording.In))),
		Skips("not in the jar", "not in the jar after the login", Visit(Get("/").Sets(one), Get("/").Sets(gone)), login("other=1"), both, carried()).Of("sid"),
		Undecided("renewed, and nobody asked with the old one", "the old value was not tried", login(one, renews), both, carried()),
		Undecided("renewed, and the old one breaks", "neither logged in nor out", login(one, renews), both, carried(Ask(recording.Early, recording.Broken))),
		Undecided("renewed, and the control fails", "not seen to hold", Role("sid", "session"), login(one, renews), both,
			Replay(Ask(recording.WithAll, recording.Out), Ask(recording.Early, recording.Out))),
		Undecided("a tab loses the race when the cookie is over", "may have ended by itself", login(one+"; Max-Age=3"), raced(recording.In, recording.Out), carried()),
		Undecided("nobody raced", "no two tabs", login(one), raced(), carried()),
		Undecided("a race without an answer", "neither logged in nor out", login(one), raced(recording.In, recording.Unclear), carried()),
		Undecided("a race of those who were not logged in", "not seen to hold", login(one),
			Other(Ask(recording.LoggedIn, recording.Out), Ask(recording.Raced, recording.Out)), carried()),
		Undecided("gone at the end", "no longer in the jar", login(one, Get("/account").Sets(gone)), both, carried()),
		Undecided("nobody looked after the login", "not read after the login", Visit(Get("/").Sets(one)), Login(submits(two)), both, carried()),
		Undecided("no second browser", "second-browser: too many logins", login(one), Failed(recording.SecondBrowser, "too many logins"), carried()),
	}, blind(login(one), both)...)...)
}

func TestTamperRejected(t *testing.T) {
	t.Parallel()
	visit := Visit(Get("/").Sets(one))
	altered := func(place string, answer recording.Answer) Step {
		return AskOf(recording.Tampered, "sid", answer, func(p *recording.Probe) { p.Place = "another character at the " + place })
	}
	start, middle, end := altered("start", recording.Out), altered("middle", recording.Out), altered("end", recording.Out)
	Table(t, TamperRejected, append([]Row{
		Passes("all rejected", "not logged in with any of 3 altered values", visit, carried(start, middle, end)),
		Fails("taken", "another character at the middle", visit, carried(start, altered("middle", recording.In), end)),
		Fails("taken, though another broke nothing", "another character at the end", visit, carried(altered("start", recording.Unclear), middle, altered("end", recording.In))),
		Fails("a server error", "a server error for a value that has another character at the start", visit, carried(altered("start", recording.Broken), middle, end)),
		Undecided("no answer to one", "neither logged in nor out", visit, carried(start, altered("middle", recording.Unclear), end)),
		Skips("too short", "too short to alter", visit, carried()),
		Skips("another cookie was altered", "too short to alter", visit, carried(AskOf(recording.Tampered, "other", recording.In))),
		Undecided("the control of a declared one fails", "not seen to hold", Role("sid", "session"), visit, Replay(Ask(recording.WithAll, recording.Out), start, middle, end)),
	}, blind(visit)...)...)
}

// recognised makes data of a session something that no config names.
func recognised(m *recording.Memory) { m.Given = false }

func failing(m *recording.Memory) { m.Error = "there is no #note" }

func TestRemembers(t *testing.T) {
	t.Parallel()
	Table(t, Remembers,
		Passes("remembered", "the same in a later request and in another tab", Other(Shows(recording.Put, "milk"), Shows(recording.Recalled, "milk"), Shows(recording.InTab, "milk"))),
		Passes("recognised and remembered", "the same in a later request",
			Other(Shows(recording.Put, "milk", recognised), Shows(recording.Recalled, "milk", recognised), Shows(recording.InTab, "milk", recognised))),
		Passes("what is named outweighs what was recognised", "#note is the same",
			Other(Shows(recording.Put, "x", recognised, func(m *recording.Memory) { m.What = "a token" }), Shows(recording.Put, "milk"), Shows(recording.Recalled, "milk"), Shows(recording.InTab, "milk"))),
		Fails("forgotten by a later request", "something else, or nothing, in a later request", Other(Shows(recording.Put, "milk"), Shows(recording.Recalled, ""), Shows(recording.InTab, "milk"))),
		Fails("not in another tab", "something else, or nothing, in another tab", Other(Shows(recording.Put, "milk"), Shows(recording.Recalled, "milk"), Shows(recording.InTab, "bread"))),
		Skips("nothing recognised", "name some with `memory:`", Other()),
		Skips("nothing recognised was shown", "name some with `memory:`", Other(Shows(recording.Put, "", recognised))),
		Skips("recognised, and changing by itself", "changes by itself", Other(Shows(recording.Put, "a", recognised), Shows(recording.Recalled, "b", recognised))),
		Skips("recognised, and not looked for again", "nobody looked", Other(Shows(recording.Put, "a", recognised))),
		Undecided("named, and not shown", "what was put into the session was not shown", Other(Shows(recording.Put, ""))),
		Undecided("named, not shown, and something recognised", "was not shown", Other(Shows(recording.Put, ""), Shows(recording.Put, "x", recognised))),
		Undecided("not looked for again", "nobody looked for the data of the session (recalled)", Other(Shows(recording.Put, "milk"))),
		Undecided("not looked for in another tab", "nobody looked for the data of the session (second-tab)", Other(Shows(recording.Put, "milk"), Shows(recording.Recalled, "milk"))),
		Undecided("could not be looked for", "there is no #note", Other(Shows(recording.Put, "milk"), Shows(recording.Recalled, "", failing))),
		Undecided("no second browser", "second-browser: too many logins", Failed(recording.SecondBrowser, "too many logins")),
	)
}

func TestIsolated(t *testing.T) {
	t.Parallel()
	named := Other(Shows(recording.Put, "milk"))
	guess := Other(Shows(recording.Put, "a", recognised), Shows(recording.Recalled, "a", recognised))
	other := func(value string, changes ...func(*recording.Memory)) Element {
		return Logout(append(logsIn(two), Shows(recording.ByAnother, value, changes...))...)
	}
	Table(t, Isolated,
		Passes("another's", "does not show it", named, other("bread")),
		Passes("nothing there", "does not show it", named, other("")),
		Passes("recognised, and another's", "does not show it", guess, other("b", recognised)),
		Fails("the same", "another browser shows the same", named, other("milk")),
		Skips("recognised, and the same for everyone", "the same for everyone", guess, other("a", recognised)),
		Skips("recognised, and changing by itself", "changes by itself", Other(Shows(recording.Put, "a", recognised), Shows(recording.Recalled, "b", recognised)), other("c", recognised)),
		Skips("recognised, and never looked for again", "changes by itself", Other(Shows(recording.Put, "a", recognised)), other("c", recognised)),
		Skips("recognised, and not looked for by another", "nobody looked", guess, Logout(logsIn(two)...)),
		Skips("nothing recognised", "name some with `memory:`", Other(), other("a")),
		Undecided("named, and not shown", "was not shown", Other(Shows(recording.Put, "")), other("")),
		Undecided("not looked for by another", "nobody looked", named, Logout(logsIn(two)...)),
		Undecided("could not be looked for by another", "there is no #note", named, other("", failing)),
		Undecided("the other one is not logged in", "not seen to hold", named, Logout(Ask(recording.LoggedIn, recording.Out), Shows(recording.ByAnother, ""))),
		Undecided("no other one", "logout: too many logins", named, Failed(recording.Logout, "too many logins")),
	)
}

func TestConcurrentLogins(t *testing.T) {
	t.Parallel()
	wants := func(policy string) Element {
		return Account(func(s *recording.Session) { s.Expected.Concurrent = policy })
	}
	first := func(more ...Step) Element { return Other(append(logsIn(one), more...)...) }
	second := Logout(logsIn(two)...)
	stays, ends := Ask(recording.OthersLogout, recording.In), Ask(recording.OthersLogout, recording.Out)
	Table(t, ConcurrentLogins, append([]Row{
		Passes("nothing declared, both last", "leaves the other logged in", Account(), first(stays), second, carried()),
		Passes("nothing declared, one ends the other", "ends the other", Account(), first(ends), second, carried()),
		Passes("nothing declared, a second login ends the first", "a second login ends the first", Account(), first(Ask(recording.OthersLogin, recording.Out)), second, carried()),
		Passes("single, by the second login", "ends the first, as declared", wants("single"), first(Ask(recording.OthersLogin, recording.Out)), second, carried()),
		Fails("not independent, by the second login", "a second login ends the first", wants("independent"), first(Ask(recording.OthersLogin, recording.Out)), second, carried()).At(check.Medium),
		Undecided("independent, left alone past the idle timeout", "not logged in any more", Account(func(s *recording.Session) {
			s.Expected.Idle, s.Expected.Concurrent = new(recording.Seconds), "independent"
		}),
			first(Ask(recording.OthersLogin, recording.Out), Ask(recording.Later, recording.Out), ends), second, carried()),
		Fails("not single, by the second login", "leaves the first logged in", wants("single"), first(Ask(recording.OthersLogin, recording.In), ends), second, carried()).At(check.Medium),
		Passes("shared, both last until the logout", "as declared", wants("shared"), first(Ask(recording.OthersLogin, recording.In), ends), second, carried()),
		Passes("nothing declared, nobody asked", "nobody asked what the logout", Account(), first(), second, carried()),
		Passes("independent", "as declared", wants("independent"), first(stays), second, carried()),
		Passes("shared", "as declared", wants("shared"), first(ends), second, carried()),
		Passes("single", "as declared", wants("single"), first(ends), second, carried()),
		Fails("not independent", "ends the other", wants("independent"), first(ends), second, carried()).At(check.Medium),
		Fails("not shared", "leaves the other logged in", wants("shared"), first(stays), second, carried()).At(check.Medium),
		Fails("not single", "leaves the other logged in", wants("single"), first(stays), second, carried()).At(check.Medium),
		Fails("one value for both", "have the same value", Account(), first(stays), Logout(logsIn(one)...), carried()).At(check.High),
		Skips("one value that holds its own proof", "holds its own proof", Account(), first(stays), Logout(logsIn(one)...), formed("jwt"), carried(Ask(recording.AfterOut, recording.In))),
		Fails("one signed name of a session that the server knows", "have the same value", Account(), first(stays), Logout(logsIn(one)...), formed("signed"),
			carried(Ask(recording.AfterOut, recording.Out))).At(check.High),
		Skips("not in one jar", "not in the jar after both logins", Account(), first(stays), Logout(logsIn()...), carried()),
		Undecided("declared, and nobody asked", "nobody asked", wants("shared"), first(), second, carried()),
		Undecided("declared, and out before", "not logged in any more before", wants("independent"), first(Ask(recording.Later, recording.Out), ends), second, carried()),
		Passes("declared, and in before", "leaves the other logged in", wants("independent"), first(Ask(recording.Later, recording.In), stays), second, carried()),
		Undecided("declared, and no clear answer", "neither logged in nor out", wants("shared"), first(Ask(recording.OthersLogout, recording.Unclear)), second, carried()),
		Undecided("declared as something else", "nobody knows what", wants("both"), first(stays), second, carried()),
		Undecided("the second login does not hold", "not seen to hold", Account(), first(stays),
			Logout(submits(two), Look(recording.AfterLogin), Ask(recording.LoggedIn, recording.Out)), carried()),
		Undecided("nobody looked", "not read after both logins", Account(), first(stays), Logout(submits(two), Ask(recording.LoggedIn, recording.In)), carried()),
		Undecided("no second browser", "logout: too many logins", Account(), first(stays), Failed(recording.Logout, "too many logins"), carried()),
	}, blind(first(stays), second)...)...)
}
