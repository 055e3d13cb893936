package check

import (
	"slices"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Role is what a cookie is for.
type Role string

// The roles that an experiment can show. Others (preference, consent, …) are only ever declared.
const (
	Session     Role = "session"     // the secret of a login: nobody is logged in without it, or with another value in its place
	Needed      Role = "needed"      // the login is lost without it, and yet it proves nothing: a node, a tenant, the number of the user
	RememberMe  Role = "remember-me" // given by a login that asks to be remembered, and logs in by itself
	UnknownRole Role = "unknown"
)

// Secret tells whether whoever has a cookie of the role is logged in.
func (r Role) Secret() bool { return r == Session || r == RememberMe }

// secretBits is what a value has room for at least that nobody guesses (OWASP Session Management Cheat Sheet).
const secretBits = 64

// member is a cookie as the experiments with a login show it.
type member struct {
	*Cookie
	without, alone *recording.Probe // nil: not tried
	rejected       bool             // with another value of the same form in its place nobody was logged in
	shared         bool             // other browsers were given the same value
}

func (m member) needed() bool     { return m.without != nil && m.without.Answer == recording.Out }
func (m member) sufficient() bool { return m.alone != nil && m.alone.Answer == recording.In }

// assignRoles finds what the cookies of the login are for, by experiment: a name proves nothing, and neither does an experiment whose
// control failed.
func (c *Case) assignRoles() {
	c.assignRemembered()
	control := c.Probe(recording.Replay, recording.WithAll)
	if control == nil || control.Answer != recording.In {
		return
	}
	var set []member // needed together
	for _, k := range c.Cookies {
		m := member{
			Cookie: k, without: c.ProbeOf(recording.Replay, recording.Without, k), alone: c.ProbeOf(recording.Replay, recording.Alone, k),
			rejected: c.rejects(k), shared: c.shared(k),
		}
		switch {
		case m.needed():
			k.Bears = m.without
			set = append(set, m)
		case m.sufficient():
			k.Bears, k.found, k.foundBy = m.alone, Session, "it alone shows the login"
		}
	}
	secrets := secretsOf(set)
	for _, m := range set {
		switch {
		case slices.ContainsFunc(secrets, func(s member) bool { return s.Cookie == m.Cookie }):
			m.found, m.foundBy = Session, "the login is lost without it"
			if m.rejected {
				m.foundBy += ", and with another value of the same form"
			}
		case m.shared:
			m.found, m.foundBy = Needed, "the login is lost without it, but other browsers were given the same value"
		default:
			m.found, m.foundBy = Needed, "the login is lost without it, but another cookie that is needed, too, is the secret"
		}
	}
}

// secretsOf are those of cookies that are needed together which keep others out. One good secret is enough: beside it, what is the
// same for several logins, or has no room for a secret, only has to be there. Where none is good, the best there are have to be.
func secretsOf(set []member) []member {
	for _, good := range []func(member) bool{
		func(m member) bool { return m.rejected && !m.shared && m.bits() >= secretBits },
		func(m member) bool { return m.rejected && !m.shared },
		func(m member) bool { return !m.shared },
	} {
		secrets := slices.DeleteFunc(slices.Clone(set), func(m member) bool { return !good(m) })
		if len(secrets) > 0 {
			return secrets
		}
	}
	return set
}

// bits is the most room that a value of k had.
func (k *Cookie) bits() (most float64) {
	for i := range k.Settings {
		if s := &k.Settings[i]; !s.Deletes {
			most = max(most, s.Line.Value.Bits)
		}
	}
	if k.form != nil {
		most = max(most, k.form.Value.Bits)
	}
	return most
}

// rejects tells whether the login was lost with another value in k's place. Without that experiment altered values tell.
func (c *Case) rejects(k *Cookie) bool {
	probes := c.ProbesOf(recording.Replay, recording.Lookalike, k)
	if len(probes) == 0 {
		probes = c.ProbesOf(recording.Replay, recording.Tampered, k)
	}
	return len(probes) > 0 && !slices.ContainsFunc(probes, func(p *recording.Probe) bool { return p.Answer != recording.Out })
}

// browsers are looks at the jars of different browsers, of which the first one's is that of the login.
var browsers = []struct {
	stage  recording.Stage
	moment recording.Moment
}{
	{recording.Login, recording.AfterLogin}, {recording.SecondBrowser, recording.AfterLogin}, {recording.Logout, recording.AfterLogin},
	{recording.WrongPassword, recording.AtEnd}, {recording.Replay, recording.AsStranger},
}

// shared tells whether two browsers were given the same value of k.
func (c *Case) shared(k *Cookie) bool {
	seen := map[string]bool{}
	for _, b := range browsers {
		_, entry := c.Entry(b.stage, b.moment, k)
		if entry == nil {
			continue
		}
		if seen[entry.Value.Digest] {
			return true
		}
		seen[entry.Value.Digest] = true
	}
	return false
}

// assignRemembered finds the tokens of a login that asked to be remembered: what such a login gives and others do not, and what logs
// in by itself.
func (c *Case) assignRemembered() {
	for _, k := range c.Cookies {
		if p := c.ProbeOf(recording.RememberMeLogout, recording.Alone, k); p != nil && p.Answer == recording.In {
			if _, entry := c.Entry(recording.Login, recording.AfterLogin, k); entry == nil {
				k.Bears, k.found, k.foundBy = p, RememberMe, `it alone logs in, after a login with "remember me"`
			}
		}
	}
}

// Role is the role that the user declared, else what experiments showed, else [UnknownRole].
func (k *Cookie) Role() Role {
	switch {
	case k.Declared != nil && k.Declared.Role != "":
		return Role(k.Declared.Role)
	case k.found != "":
		return k.found
	}
	return UnknownRole
}

// Found is the role that experiments showed, whatever is declared, and how, one clause; both are empty where none did.
func (k *Cookie) Found() (role Role, how string) { return k.found, k.foundBy }

// RoleBy says how the role is known: "declared", "experiment", or "" where it is not.
func (k *Cookie) RoleBy() string {
	switch {
	case k.Declared != nil && k.Declared.Role != "":
		return "declared"
	case k.found != "":
		return "experiment"
	}
	return ""
}

// Secret tells whether whoever has k is logged in, so that it is to be kept like a session's.
func (k *Cookie) Secret() bool { return k.Role().Secret() }

// Sessions are the subjects of checks about the login: the cookies whose role is session, by experiment or as declared.
func Sessions(c *Case) []*Subject {
	return CookiesWhere(func(k *Cookie) bool { return k.Live() && k.Role() == Session })(c)
}

// Secrets are the subjects of checks about what logs in: sessions, and tokens that a login is remembered by.
func Secrets(c *Case) []*Subject {
	return CookiesWhere(func(k *Cookie) bool { return k.Live() && k.Secret() })(c)
}

// Other tells whether k's role is none of those that a rule is about, and the verdict on it then.
func (k *Cookie) Other(roles ...Role) (v Verdict, other bool) {
	role := k.Role()
	switch {
	case slices.Contains(roles, role):
		return Verdict{}, false
	case role == UnknownRole:
		return Skip("its role is unknown").Advise("log in with --user, or declare `role: " + string(roles[0]) + "` where it is such"), true
	case role == Needed && k.RoleBy() == "experiment":
		return Skip("it is needed and no secret: " + k.foundBy), true
	}
	return Skip("not applicable to the role " + string(role)), true
}
