package set

import (
	"math"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// removal is one answer that deletes cookies of a name.
type removal struct {
	scene     *recording.Scene
	exchange  *recording.Exchange
	deletions []*check.Setting
	named     []*check.Cookie        // beside deletions: the key that each is for
	sets      map[*check.Cookie]bool // the cookies of that name that the same answer sets
	routine   bool                   // other pages' answers have the same deletions: they clear old variants away, and mean no cookie in use
}

// removals are the answers that delete cookies of a name.
func removals(c *check.Case, name string) []*removal {
	var all []*removal
	by := map[*recording.Exchange]*removal{}
	for _, k := range c.Cookies {
		if k.Key.Name != name {
			continue
		}
		for _, s := range where(k, func(*check.Setting) bool { return true }) {
			r := by[s.Exchange]
			if r == nil {
				r = &removal{scene: s.Scene, exchange: s.Exchange, sets: map[*check.Cookie]bool{}}
				by[s.Exchange] = r
				all = append(all, r)
			}
			if deletes(k, s) {
				r.deletions = append(r.deletions, s)
				r.named = append(r.named, k)
			} else {
				r.sets[k] = true
			}
		}
	}
	all = slices.DeleteFunc(all, func(r *removal) bool { return len(r.deletions) == 0 })
	for _, r := range all {
		r.routine = r.exchange.Act != recording.LoggingOut && slices.ContainsFunc(all, func(o *removal) bool {
			return o.exchange.Act != recording.LoggingOut && address(o.exchange) != address(r.exchange) && slices.Equal(o.named, r.named)
		})
	}
	return all
}

// address is where an exchange went, without the query.
func address(e *recording.Exchange) string {
	path, _, _ := strings.Cut(e.URL, "?")
	return path
}

// of is the deletion that is for k's own key, or nil.
func (r *removal) of(k *check.Cookie) *check.Setting {
	if i := slices.Index(r.named, k); i >= 0 {
		return r.deletions[i]
	}
	return nil
}

// hit tells whether one of the deletions removed a cookie.
func (r *removal) hit() bool {
	return slices.ContainsFunc(r.deletions, func(s *check.Setting) bool { return s.Removed && len(s.Line.Blocked) == 0 })
}

// survival is the verdict on a cookie that the answer meant to delete and that is seen afterwards as it was before, or nil.
func (r *removal) survival(k *check.Cookie) *check.Verdict {
	own := r.of(k)
	if r.sets[k] || own == nil && (r.hit() || !r.reaches(k.Key) || !r.carried(k) || r.routine) {
		return nil
	}
	set := r.before(k)
	if set == nil {
		return nil
	}
	seen := r.after(k, set.Line.Value.Digest)
	if seen == nil {
		return nil
	}
	shown := append(evidence(append([]*check.Setting{set}, r.deletions...)), *seen)
	right := "a deletion with " + scope(k.Key)
	var v check.Verdict
	switch {
	case own == nil:
		v = check.Fail(right, "still there after a deletion with "+scope(r.named[0].Key)+lacking(k.Key, r.named[0].Key), shown...)
	case len(own.Line.Blocked) > 0:
		v = check.Fail("a deletion that the browser accepts", "still there: Chrome refused the deletion: "+strings.Join(own.Line.Blocked, ", ")+because(own), shown...)
	case own.Refusal != nil:
		v = check.Fail("a deletion that the browser accepts", "still there: the deletion is refused: "+own.Refusal.Error(), shown...)
	case k.Hidden():
		v = check.Fail(right, "still there, though the deletion has the same Path and Domain", shown...)
	default:
		v = check.Unknown("it was seen again with the value of before: a script of the page may have set it again", shown...).At(check.Medium)
	}
	return &v
}

// because is the model's reason for a header that Chrome refused, behind Chrome's.
func because(s *check.Setting) string {
	if s.Refusal == nil {
		return ""
	}
	return "; " + s.Refusal.Error()
}

// lacking says what a deletion that names host and path rightly lacks.
func lacking(is, named rfc6265.Key) string {
	if is.Partition != "" && named.Partition == "" {
		return ", without Partitioned: the cookie is partitioned"
	}
	return ""
}

// carried tells whether the request whose answer deletes carried k: only then the server means the cookie that it was shown.
func (r *removal) carried(k *check.Cookie) bool {
	return slices.ContainsFunc(k.Requests, func(q check.Request) bool { return q.Exchange == r.exchange && q.Went })
}

// reaches tells whether the host that answered may delete a cookie of that key.
func (r *removal) reaches(k rfc6265.Key) bool {
	host := rfc6265.Canonical(origin(r.deletions[0]).Host)
	return host == k.Domain || !k.HostOnly && rfc6265.DomainMatch(host, k.Domain)
}

// before is the line that had set k when the answer came: in the same scene, or in the profile that the scene went on with.
func (r *removal) before(k *check.Cookie) *check.Setting {
	var last *check.Setting
	for _, s := range where(k, accepted) {
		if s.Scene == r.scene && s.Exchange.Answered < r.exchange.Answered || handedDown(s.Scene.Stage, r.scene.Stage) {
			last = s
		}
	}
	return last
}

// handedDown tells whether cookies that one stage left are in the profile that another begins with.
func handedDown(from, to recording.Stage) bool {
	return recording.First.Has(from) && from < to && recording.OfProfile.Has(to)
}

// after is where k was seen with a value after the answer came and before another one set it: in the jar, or with a navigation. Any other
// request, as for the icon of the page before, may have left earlier than the recording has it.
func (r *removal) after(k *check.Cookie, digest string) *check.Evidence {
	from, until := r.exchange.Answered, math.MaxInt
	for _, s := range where(k, accepted) {
		if at := s.Exchange.Answered; s.Scene == r.scene && at > from {
			until = min(until, at)
		}
	}
	for i := range r.scene.Jars {
		jar := &r.scene.Jars[i]
		if in := k.In(jar); in != nil && in.Value.Digest == digest && jar.Seq > from && jar.Seq < until {
			at := k.ShownIn(r.scene, jar)
			return &at
		}
	}
	for i := range k.Requests {
		q := &k.Requests[i]
		if q.Scene == r.scene && q.Went && q.Exchange.TopLevel && q.Value.Digest == digest && q.Exchange.Began > from && q.Exchange.Began < until {
			at := q.Shown(k)
			return &at
		}
	}
	return nil
}
