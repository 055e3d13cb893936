// Package session judges a login from its first page to its logout: which cookies carry it, whether it begins with a new
// identifier, what is left of it afterwards.
package session

import (
	"embed"
	"slices"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Checks are those of the area, in the order in which they are listed and run: as a login goes.
var Checks = check.Explained(texts,
	RotatesAtLogin,
	NoAdoption,
	OldIDDead,
	FailedLoginGrantsNothing,
	WrongPasswordEndsNothing,
	LoadBearing,
	NoChurn,
	TamperRejected,
	Remembers,
	Isolated,
	NotInURL,
	NotAcceptedInURL,
	ConcurrentLogins,
	LogoutReach,
	LogoutClearsClient,
	LogoutEndsServerSide,
	RememberMeEndsAtLogout,
	BackButton,
	OtherTabs,
	ReloginIsNew,
	PasswordChange,
	PrivilegeStep,
)

// texts explain them.
//
//go:embed *.md
var texts embed.FS

// notRead is the reason of checks that compare two looks at the jar.
const notRead = "the jar was not read "

// bearers are the cookies that carry the login. Where the control of the experiment failed nobody knows which do: the site
// stands for them, and the verdict is inconclusive. Where there is no cookie at all there is nothing to know.
func bearers(c *check.Case) []*check.Subject {
	if cookies := check.Sessions(c); len(cookies) > 0 {
		return cookies
	}
	if len(c.Cookies) == 0 || in(c.Probe(recording.Replay, recording.WithAll)) {
		return nil
	}
	return check.Site(c)
}

// each judges a cookie that carries the login.
func each(judge func(*check.Case, *check.Cookie) check.Verdict) func(*check.Case, *check.Subject) check.Verdict {
	return func(c *check.Case, s *check.Subject) check.Verdict {
		if s.Cookie == nil {
			return check.Unknown(c.NoControl())
		}
		return judge(c, s.Cookie)
	}
}

func in(p *recording.Probe) bool { return p != nil && p.Answer == recording.In }

func out(p *recording.Probe) bool { return p != nil && p.Answer == recording.Out }

// without returns the verdict of a check whose baseline does not show a login: what comes after it proves nothing.
func without(c *check.Case, part recording.Stage, kind recording.ProbeKind) (check.Verdict, bool) {
	switch p := c.Probe(part, kind); {
	case p == nil:
		return check.Unknown("nobody asked for the protected page in the stage \"" + part.String() + "\" while it should have shown a login"), true
	case p.Answer != recording.In && c.Brief() != "":
		return check.Unknown(c.Brief(), check.AtProbe(part, p)), true
	case p.Answer != recording.In:
		return check.Unknown("the login was not seen to hold while it should: "+check.ProbeLine(p), check.AtProbe(part, p)), true
	}
	return check.Verdict{}, false
}

// ended judges the answer to one who must not be logged in: passed where they are not, else what is seen is the failure.
func ended(part recording.Stage, p *recording.Probe, passed, expected, seen string, more ...check.Evidence) check.Verdict {
	if p == nil {
		return check.Unknown("nobody asked for the protected page in the stage \"" + part.String() + "\" when it should not have shown a login")
	}
	evidence := append([]check.Evidence{check.AtProbe(part, p)}, more...)
	switch p.Answer {
	case recording.In:
		return check.Fail(expected, seen, evidence...)
	case recording.Out:
		return check.Pass(passed, evidence...)
	}
	return check.Unknown(undecided(p), evidence...)
}

// undecided is the reason where an answer says neither.
func undecided(p *recording.Probe) string { return "neither logged in nor out: " + check.ProbeLine(p) }

// handedOver is the verdict where no login was made that could be watched.
func handedOver(c *check.Case) (check.Verdict, bool) {
	if c.Session != nil && c.Session.By == recording.HandedOver {
		return check.Unknown("needs a fresh login: a state was handed over instead of one"), true
	}
	return check.Verdict{}, false
}

// look is a cookie's entry in one look at the jar; the entry is nil where the jar did not hold it, the jar where nobody looked.
type look struct {
	scene *recording.Scene
	jar   *recording.Snapshot
	entry *recording.Cookie
}

func at(c *check.Case, part recording.Stage, moment recording.Moment, k *check.Cookie) look {
	jar, entry := c.Entry(part, moment, k)
	return look{c.Scene(part), jar, entry}
}

func (l look) shown(k *check.Cookie) check.Evidence {
	if l.entry != nil && k.In(l.jar) == nil { // a jar that the harness filled is in no cookie's life
		return check.AtJar(l.scene, l.jar, "the jar has "+k.Name())
	}
	return k.ShownIn(l.scene, l.jar)
}

// same tells whether two entries have one value.
func same(a, b look) bool { return a.entry.Value.Digest == b.entry.Value.Digest }

// selfContained tells whether a value looks like one that holds what it proves, with a signature.
func selfContained(v recording.Value) bool { return slices.Contains([]string{"jwt", "signed"}, v.Form) }

// outlives tells whether a value that looks self-contained was seen to be so: a logout did not end it. One that is signed and ends with the
// logout only names a session that the server knows.
func outlives(c *check.Case, v recording.Value) bool {
	return selfContained(v) && in(c.Probe(recording.Replay, recording.AfterOut))
}

// guardedBy is another secret that the login needs beside k, and that was not there before or had another value: whoever has k alone has
// nothing. It is nil where k is all that is needed. A set of cookies is as good as its best.
func guardedBy(c *check.Case, stage recording.Stage, from, to recording.Moment, k *check.Cookie) *check.Cookie {
	for _, s := range check.Sessions(c) {
		other := s.Cookie
		if other == k || other.Bears == nil || other.Bears.Kind != recording.Without {
			continue
		}
		before, after := at(c, stage, from, other), at(c, stage, to, other)
		if before.jar != nil && after.entry != nil && (before.entry == nil || !same(before, after)) {
			return other
		}
	}
	return nil
}
