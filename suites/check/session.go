package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Probe returns the first probe of a kind in a part, or nil.
func (c *Case) Probe(part recording.Stage, kind recording.ProbeKind) *recording.Probe {
	if all := c.Probes(part, kind); len(all) > 0 {
		return all[0]
	}
	return nil
}

// Probes returns all probes of a kind in a part, in the order of time.
func (c *Case) Probes(part recording.Stage, kind recording.ProbeKind) []*recording.Probe {
	scene := c.Scene(part)
	if scene == nil {
		return nil
	}
	var found []*recording.Probe
	for i := range scene.Probes {
		if p := &scene.Probes[i]; p.Kind == kind {
			found = append(found, p)
		}
	}
	return found
}

// ProbeOf returns the first probe of a kind that is about a cookie, or nil.
func (c *Case) ProbeOf(part recording.Stage, kind recording.ProbeKind, k *Cookie) *recording.Probe {
	if all := c.ProbesOf(part, kind, k); len(all) > 0 {
		return all[0]
	}
	return nil
}

// ProbesOf returns all probes of a kind that are about a cookie, in the order of time.
func (c *Case) ProbesOf(part recording.Stage, kind recording.ProbeKind, k *Cookie) []*recording.Probe {
	var found []*recording.Probe
	for _, p := range c.Probes(part, kind) {
		if k.Is(p.Which) {
			found = append(found, p)
		}
	}
	return found
}

// Entry is k's entry in the first snapshot of a moment, with the snapshot; nil, nil where nobody looked. The entry alone is nil where
// the jar did not hold the cookie.
func (c *Case) Entry(part recording.Stage, moment recording.Moment, k *Cookie) (*recording.Snapshot, *recording.Cookie) {
	scene := c.Scene(part)
	if scene == nil {
		return nil, nil
	}
	jar := scene.Jar(moment)
	if jar == nil {
		return nil, nil
	}
	for i := range jar.Cookies { // not k.In: scenes apart are in no cookie's life
		if KeyOf(jar.Cookies[i]) == k.Key {
			return jar, &jar.Cookies[i]
		}
	}
	return jar, nil
}

// AtProbe is the evidence of one probe.
func AtProbe(part recording.Stage, p *recording.Probe) Evidence {
	at := fmt.Sprintf("%s:%s", part, p.Kind)
	if p.Exchange > 0 {
		at = fmt.Sprintf("%s#%d", part, p.Exchange)
	}
	return Evidence{At: at, Text: ProbeLine(p)}
}

// ProbeLine says in one clause what was asked and what came of it: "GET https://shop.test/account without sid: not logged in (ends on
// /login, 200)".
func ProbeLine(p *recording.Probe) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: GET %s: %s", probeNames[p.Kind], p.URL, answerNames[p.Answer])
	var how []string
	if p.Landed != "" && p.Landed != p.URL {
		how = append(how, "ends on "+p.Landed)
	}
	if p.Status != 0 {
		how = append(how, fmt.Sprintf("%d", p.Status))
	}
	if p.Sign != "" {
		how = append(how, p.Sign)
	}
	if p.Error != "" {
		how = append(how, p.Error)
	}
	if len(how) > 0 {
		b.WriteString(" (" + strings.Join(how, ", ") + ")")
	}
	text := b.String()
	if p.Name != "" {
		text = strings.ReplaceAll(text, "COOKIE", p.Name)
	}
	return text
}

var answerNames = map[recording.Answer]string{
	recording.In: "logged in", recording.Out: "not logged in", recording.Broken: "broken", recording.Unclear: "unclear",
}

// probeNames say who asks. COOKIE stands for the cookie that the probe is about.
var probeNames = map[recording.ProbeKind]string{
	recording.Anonymous: "before the login", recording.LoggedIn: "after the login", recording.Later: "after some use",
	recording.SecondTab: "in a second tab", recording.Raced: "after two tabs asked at once", recording.OthersLogout: "after another browser's logout",
	recording.LoggedOut: "after the logout", recording.OtherTab: "in the other tab, after the logout", recording.WentBack: "back, after the logout",
	recording.ReloggedIn: "after the second login", recording.PlainGet: "after an image with the logout's address was loaded",
	recording.WithAll: "in an empty browser with all cookies", recording.WithoutAll: "in an empty browser without cookies",
	recording.Without: "in an empty browser without COOKIE", recording.Alone: "in an empty browser with COOKIE alone",
	recording.Lookalike: "in an empty browser with another value of COOKIE", recording.ByURL: "in an empty browser without cookies, with COOKIE in the query",
	recording.OthersLogin: "after another browser's login", recording.OthersRefusal: "another browser, around a login with a wrong password",
	recording.EarlierOut: "in an empty browser with the cookies from right after the login, after the logout",
	recording.Tampered:   "in an empty browser with COOKIE altered", recording.BeforeIn: "in an empty browser with the cookies from before the login",
	recording.Early: "in an empty browser with the cookies that were just replaced", recording.BeforeOut: "in an empty browser with the same cookies, before the logout",
	recording.AfterOut: "in an empty browser with the cookies from before the logout, after it", recording.Refusal: "after a wrong password",
	recording.Restarted: "after the restart", recording.CookiesGone: "all cookies taken away", recording.Idle: "after being left alone",
	recording.Active: "after being used all the time", recording.Expired: "in an empty browser with COOKIE, after its time",
	recording.Extended: "with the end of COOKIE put off, after its time", recording.BeforeChange: "another browser, before the password was changed",
	recording.AfterChange: "another browser, after the password was changed", recording.AfterRaise: "after the step",
	recording.Arrived: "by a link of another site", recording.AfterArrival: "after a link of another site",
	recording.OldRaise: "in an empty browser with the cookies from before the step",
}

// LeaksOf returns the places where values that k had were seen and do not belong, in all scenes.
func (c *Case) LeaksOf(k *Cookie, where ...string) []Found {
	values := k.values(c)
	var found []Found
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		for j := range scene.Leaks {
			if l := &scene.Leaks[j]; values[l.Digest] && (len(where) == 0 || slices.Contains(where, l.Where)) {
				found = append(found, Found{scene, l})
			}
		}
	}
	return found
}

// Found is a leak in its scene.
type Found struct {
	Scene *recording.Scene
	Leak  *recording.Leak
}

// Shown is the evidence of a leak.
func (f Found) Shown(k *Cookie) Evidence {
	if f.Leak.At > 0 {
		for i := range f.Scene.Exchanges {
			if e := &f.Scene.Exchanges[i]; e.ID == f.Leak.At {
				return AtExchange(f.Scene, e, RequestLine(e))
			}
		}
	}
	return Evidence{At: f.Scene.Stage.String(), Text: fmt.Sprintf("%s of %s: the value of %s", f.Leak.Where, f.Leak.Page, k.Name())}
}

// values are the digests of all values that k ever had.
func (k *Cookie) values(c *Case) map[string]bool {
	digests := map[string]bool{}
	for i := range k.Settings {
		digests[k.Settings[i].Line.Value.Digest] = true
	}
	for i := range k.Requests {
		if k.Requests[i].Went {
			digests[k.Requests[i].Value.Digest] = true
		}
	}
	for i := range c.Scenes {
		for j := range c.Scenes[i].Jars {
			for _, one := range c.Scenes[i].Jars[j].Cookies {
				if KeyOf(one) == k.Key {
					digests[one.Value.Digest] = true
				}
			}
		}
	}
	delete(digests, "")
	return digests
}

// Protects tells whether a URL is one of those for the logged in alone.
func (c *Case) Protects(url string) bool {
	return c.Session != nil && slices.Contains(c.Session.Protected, url)
}
