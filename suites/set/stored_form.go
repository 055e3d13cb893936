package set

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// misreading says which attribute of a line browsers ignore or read otherwise than it is written, or nothing.
func misreading(s *check.Setting) string {
	p := &s.Parsed
	var path, lifetime, sameSite string // the last of each kind that is not empty
	for _, a := range p.Attributes {
		name := strings.ToLower(a.Name)
		if len(a.Value) > rfc6265.AttributeLimit && browserReads[name] {
			return fmt.Sprintf("%s of %d bytes is ignored", name, len(a.Value))
		}
		if known := nearMiss(a.Name); known != "" {
			return fmt.Sprintf("%s is no attribute that browsers know, and is ignored: %s was meant", clip(a.Name), known)
		}
		if others := swallowed(a); others != "" {
			return fmt.Sprintf("a comma makes %s a part of %s, so that browsers do not read it: put \";\" between attributes", others, a.Name)
		}
		switch {
		case a.Value == "":
		case name == "path":
			path = a.Value
		case name == "max-age" || name == "expires":
			lifetime = name + "=" + a.Value
		case name == "samesite":
			sameSite = a.Value
		case name == "secure" || name == "httponly":
			if slices.Contains([]string{"false", "0", "no", "off"}, strings.ToLower(a.Value)) {
				return fmt.Sprintf("%s=%s is read as %s", name, a.Value, name)
			}
		}
	}
	switch {
	case lifetime != "" && !s.Cookie.Persistent:
		return clip(lifetime) + " cannot be read: the cookie ends with the browser session"
	case lifetime != "" && p.MaxAge == nil && p.Expires == nil:
		return clip(lifetime) + " is read by Chrome, and ignored by browsers that follow the RFC"
	case path != "" && path[0] != '/':
		return "Path=" + clip(path) + " does not start with \"/\": the cookie is stored for " + s.Cookie.Path
	case sameSite != "" && p.SameSite == rfc6265.Default:
		return "SameSite=" + clip(sameSite) + " is no value that browsers know, and is ignored"
	}
	return ""
}

// nearMiss is what the name of an attribute was meant to say where browsers ignore it, or nothing: "MaxAge", "Same-Site", "HTTP_Only",
// "HttpOny", a colon for the equals sign, "SameSite: Lax", or two attributes that a comma joins, "Secure, HttpOnly".
func nearMiss(name string) string {
	var meant []string
	for _, part := range strings.Split(name, ",") {
		part, _, _ = strings.Cut(part, ":")
		known := meantBy(bareLetters(part))
		if known == "" {
			return ""
		}
		meant = append(meant, known)
	}
	if len(meant) == 1 && strings.EqualFold(strings.TrimSpace(name), meant[0]) {
		return ""
	}
	return strings.Join(meant, "; ")
}

// properly are the names of attributes by their letters alone.
var properly = map[string]string{
	"maxage": "Max-Age", "samesite": "SameSite", "httponly": "HttpOnly", "secure": "Secure", "expires": "Expires", "expire": "Expires",
	"partitioned": "Partitioned", "path": "Path", "domain": "Domain",
}

// meantBy is the attribute whose letters these are, or that is one slip of a letter away; short names are too like others for that.
func meantBy(letters string) string {
	if known := properly[letters]; known != "" || len(letters) < 6 {
		return known
	}
	for _, near := range slices.Sorted(maps.Keys(properly)) {
		if len(near) >= 6 && check.Distance(letters, near) == 1 {
			return properly[near]
		}
	}
	return ""
}

func bareLetters(name string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \t-_", r) {
			return -1
		}
		return r
	}, name))
}

// examination is the comparison of a line with the jar.
type examination struct {
	differences []string
	shown       []check.Evidence
}

// compare holds k's lines against the jars that were read after them: the first that differs, else the first. Nil: none can
// be compared.
func compare(c *check.Case, k *check.Cookie) *examination {
	var first *examination
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		for j := range scene.Jars {
			jar := &scene.Jars[j]
			l, in := latest(k, scene, jar), held(c, k, jar)
			if l == nil || in == nil || in.Value.Digest != l.Line.Value.Digest {
				continue
			}
			e := &examination{differencesOf(l.Cookie, in), []check.Evidence{show(l), (&check.Cookie{Key: check.KeyOf(*in)}).ShownIn(scene, jar)}}
			if len(e.differences) > 0 {
				return e
			}
			if first == nil {
				first = e
			}
		}
	}
	return first
}

// latest is the line of the scene that set k last before the jar was read, or nil.
func latest(k *check.Cookie, scene *recording.Scene, jar *recording.Snapshot) *check.Setting {
	var last *check.Setting
	for _, s := range where(k, accepted) {
		if s.Scene == scene && s.Exchange.Answered < jar.Seq {
			last = s
		}
	}
	return last
}

// held is k's entry in a jar, under another key where Chrome gave it one.
func held(c *check.Case, k *check.Cookie, jar *recording.Snapshot) *recording.Cookie {
	if in := k.In(jar); in != nil {
		return in
	}
	for i := range jar.Cookies {
		if in := &jar.Cookies[i]; astray(c, k, in) {
			return in
		}
	}
	return nil
}

// clockSlack is how far the end of a cookie in the jar may be from the one predicted: the answer is timed by our clock when
// the event arrives, and by Chrome's before.
const clockSlack = 5 * time.Second

// differencesOf lists what the jar holds otherwise than the model stores it.
func differencesOf(want rfc6265.Cookie, in *recording.Cookie) []string {
	var d []string
	differ := func(is bool, what string, want, got any) {
		if is {
			d = append(d, fmt.Sprintf("%s %v instead of %v", what, got, want))
		}
	}
	got := check.KeyOf(*in)
	differ(got.Domain != want.Domain, "domain", want.Domain, got.Domain)
	differ(got.HostOnly != want.HostOnly, "host-only", want.HostOnly, got.HostOnly)
	differ(got.Path != want.Path, "path", want.Path, got.Path)
	differ(in.Secure != want.Secure, "Secure", want.Secure, in.Secure)
	differ(in.HTTPOnly != want.HTTPOnly, "HttpOnly", want.HTTPOnly, in.HTTPOnly)
	assumed := want.SameSite == rfc6265.Default && in.SameSite == string(rfc6265.Lax)
	differ(in.SameSite != string(want.SameSite) && !assumed, "SameSite", orNone(string(want.SameSite)), orNone(in.SameSite))
	switch {
	case want.Persistent != (in.Expires != nil):
		differ(true, "persistent", want.Persistent, in.Expires != nil)
	case want.Persistent && want.Expiry.Sub(*in.Expires).Abs() > clockSlack:
		differ(true, "end", want.Expiry.UTC().Format(time.RFC3339), in.Expires.UTC().Format(time.RFC3339))
	}
	return d
}

func orNone(s string) string {
	if s == "" {
		return "not given"
	}
	return s
}
