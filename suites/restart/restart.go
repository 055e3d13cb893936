// Package restart judges what is left of a cookie when the browser was quit, crashed or restored, and when another one
// comes.
package restart

import (
	"embed"
	"slices"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Checks are those of the area, in the order in which they are listed and run.
var Checks = check.Explained(texts,
	SessionCookieEnds,
	PersistentSurvives,
	SurvivesCrash,
	Restored,
	FreshProfileIsStranger,
	StillLoggedIn,
	RememberMe,
	NoShadowLogin,
)

// texts explain them.
//
//go:embed *.md
var texts embed.FS

// telling is how many bits a value has at least that two browsers, or two sessions, do not get by chance.
const telling = 64

// look is a cookie's entry in one look at the jar; the entry is nil where the jar did not hold it, the jar where nobody looked.
type look struct {
	scene *recording.Scene
	jar   *recording.Snapshot
	entry *recording.Cookie
}

func (l look) shown(k *check.Cookie) check.Evidence { return k.ShownIn(l.scene, l.jar) }

// beforeQuit is the last look before the browser was quit.
func beforeQuit(c *check.Case, k *check.Cookie) look {
	scene, jar := c.LastJar()
	return look{scene, jar, k.In(jar)}
}

// atStart is the look at the jar of a browser that has requested nothing yet.
func atStart(c *check.Case, k *check.Cookie, part recording.Stage) look {
	scene := c.Scene(part)
	jar := scene.Jar(recording.AtStart)
	return look{scene, jar, k.In(jar)}
}

// overBefore tells that a cookie that ends then may have been over when the browser started again.
func overBefore(end time.Time, before, after look) bool {
	return !end.After(before.jar.At.Add(check.Shortest)) || !end.After(after.jar.At.Add(exact))
}

// lasts tells whether k had a lifetime when the browser was quit.
func lasts(c *check.Case, k *check.Cookie) bool {
	if last := beforeQuit(c, k); last.entry != nil {
		return last.entry.Expires != nil
	}
	return k.Persistent()
}

// where narrows the cookies that a browser ever had.
func where(keep func(*check.Case, *check.Cookie) bool) func(*check.Case) []*check.Subject {
	return func(c *check.Case) []*check.Subject {
		return slices.DeleteFunc(check.LiveCookies(c), func(s *check.Subject) bool { return !keep(c, s.Cookie) })
	}
}

// Reasons that several checks give.
const (
	notRead = "the jar was not read when the browser started"
	wasGone = "it was not in the jar any more when the browser was quit"
)

// patient is a lifetime that outlasts a restart, unless the run was slow.
const patient = 30 * time.Second

// tooShort is the verdict about a cookie whose time was over when the browser started again: there was nothing to see, because it was to
// be so, or because the run was too slow.
func tooShort(k *check.Cookie) check.Verdict {
	const over = "its time was over when the browser started again, or nearly so"
	if stored := k.Stored(); stored != nil && stored.Cookie.Expiry.Sub(stored.Cookie.Created) >= patient {
		return check.Unknown(over + ": the run was slow").Advise("run again while the machine does little else")
	}
	return check.Skip(over)
}
