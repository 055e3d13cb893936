package set

import (
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// find returns the first entry of a jar of the target's doing that fulfils a condition, or nil.
func find(c *check.Case, is func(*recording.Cookie) bool) *check.Evidence {
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		if recording.Filled.Has(scene.Stage) {
			continue
		}
		for j := range scene.Jars {
			for n := range scene.Jars[j].Cookies {
				if in := &scene.Jars[j].Cookies[n]; is(in) {
					at := (&check.Cookie{Key: check.KeyOf(*in)}).ShownIn(scene, &scene.Jars[j])
					return &at
				}
			}
		}
	}
	return nil
}

// sighting is where the browser was first seen with k: in a jar, sent with a request or withheld from one, or in a jar under a
// key that no line of another cookie explains.
func sighting(c *check.Case, k *check.Cookie) *check.Evidence {
	for i := range c.Scenes {
		scene := &c.Scenes[i]
		for j := range scene.Jars {
			if k.In(&scene.Jars[j]) != nil {
				at := k.ShownIn(scene, &scene.Jars[j])
				return &at
			}
		}
	}
	for i := range k.Requests {
		if r := &k.Requests[i]; r.Went || len(r.Withheld) > 0 {
			at := r.Shown(k)
			return &at
		}
	}
	return find(c, func(in *recording.Cookie) bool { return astray(c, k, in) })
}

// astray tells that an entry is k under another key than the model gives it: name and value are those of one of its lines,
// and no line is about the entry's own key.
func astray(c *check.Case, k *check.Cookie, in *recording.Cookie) bool {
	if in.Name != k.Key.Name || !slices.ContainsFunc(k.Settings, func(s check.Setting) bool {
		return len(s.Line.Blocked) == 0 && s.Line.Value.Digest == in.Value.Digest
	}) {
		return false
	}
	key := check.KeyOf(*in)
	return !slices.ContainsFunc(c.Cookies, func(o *check.Cookie) bool { return o.Key == key && len(o.Settings) > 0 })
}

// chance is where k should have been seen after one of its lines: in a jar that was read, or with a request, before it was
// deleted or over. Nil: there was none.
func chance(k *check.Cookie, all []*check.Setting) *check.Evidence {
	for _, l := range all {
		for i := range l.Scene.Jars {
			jar := &l.Scene.Jars[i]
			over := l.Cookie.Persistent && !l.Cookie.Expiry.After(jar.At)
			if jar.Seq > l.Exchange.Answered && !over && !removed(k, l.Scene, l.Exchange.Answered, jar.Seq) {
				at := k.ShownIn(l.Scene, jar)
				return &at
			}
		}
	}
	for i := range k.Requests {
		if r := &k.Requests[i]; r.Want == check.Must && r.Exchange.Wire && !r.Went {
			at := r.Shown(k)
			return &at
		}
	}
	return nil
}

// removed tells whether an answer of a scene deleted k, or cleared the site's data, from one place of the count to another.
func removed(k *check.Cookie, scene *recording.Scene, from, to int) bool {
	within := func(e *recording.Exchange) bool { return e.Answered >= from && e.Answered <= to }
	for i := range scene.Exchanges {
		if e := &scene.Exchanges[i]; within(e) && e.Header["clear-site-data"] != "" {
			return true
		}
	}
	return len(where(k, func(s *check.Setting) bool { return s.Scene == scene && s.Deletes && within(s.Exchange) })) > 0
}

// scope says of which host and path a cookie is, in the words of its attributes.
func scope(k rfc6265.Key) string {
	parts := []string{"Path=" + k.Path, "no Domain (" + k.Domain + ")"}
	if !k.HostOnly {
		parts[1] = "Domain=" + k.Domain
	}
	if k.Partition != "" {
		parts = append(parts, "Partitioned")
	}
	return strings.Join(parts, "; ")
}
