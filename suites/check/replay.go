package check

import (
	"cmp"
	"math"
	"net/url"
	"slices"

	"github.com/cookiespec/cookiespec/suites/credentials"
	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// replay follows one scene, event by event, beside a jar of the model.
type replay struct {
	*builder
	scene    *recording.Scene
	predicts bool
	jar      rfc6265.Jar
	by       map[rfc6265.Key]int // of each cookie in the jar: the setting that put it there, or unknown
	turns    int                 // counts the changes of the jar
	open     map[*recording.Exchange]view

	entries []entry             // of the request that is being compared
	index   map[rfc6265.Key]int // of the entries
}

// view is what the model would send with a request at one of its moments.
type view struct {
	turn    int
	cookies []rfc6265.Cookie
	by      []int // beside cookies
}

// replay enters a scene into the lives of the cookies. What is left of a scene that failed shows what came and went, but
// not what must have.
func (b *builder) replay(scene *recording.Scene) {
	r := &replay{
		builder:  b,
		scene:    scene,
		predicts: scene.Stage.Facts().Predicted && scene.State == recording.Done,
		by:       map[rfc6265.Key]int{},
		open:     map[*recording.Exchange]view{},
		index:    map[rfc6265.Key]int{},
	}
	r.seed(r.start())
	for _, e := range r.events() {
		e.happen()
	}
}

// start is the jar that the scene began with, or nil: it began empty.
func (r *replay) start() *recording.Snapshot {
	if jar := r.scene.Jar(recording.AtStart); jar != nil {
		return jar
	}
	if before := r.c.Scene(r.scene.Stage.Facts().Follows); before != nil && len(before.Jars) > 0 {
		return &before.Jars[len(before.Jars)-1]
	}
	return nil
}

func (r *replay) seed(jar *recording.Snapshot) {
	if jar == nil {
		return
	}
	for _, c := range jar.Cookies {
		key := KeyOf(c)
		r.jar.Put(Modelled(c))
		r.by[key] = r.life(key).last(c.Value)
	}
}

// event is one thing of the scene at its place in the count.
type event struct {
	at     int
	happen func()
}

// events are those of the scene in their order. A request that was never seen to leave left when it began.
func (r *replay) events() []event {
	var events []event
	for i := range r.scene.Jars {
		jar := &r.scene.Jars[i]
		events = append(events, event{jar.Seq, func() { r.snapshot(jar); r.compare(jar) }})
	}
	for i := range r.scene.Exchanges {
		e := &r.scene.Exchanges[i]
		u, err := url.Parse(e.URL)
		if err != nil {
			continue
		}
		if e.Wire && e.Act != recording.Preflight {
			events = append(events,
				event{e.Began, func() { r.open[e] = r.look(e, u) }},
				event{max(e.Began, e.Sent), func() { r.sent(e, u) }})
		}
		answered := e.Answered
		if answered == 0 {
			answered = math.MaxInt
		}
		events = append(events, event{answered, func() { r.answered(e, u) }})
	}
	slices.SortStableFunc(events, func(a, b event) int { return cmp.Compare(a.at, b.at) })
	return events
}

// compare forgets what a jar does not hold any more though no answer deleted it: a script of the page did.
func (r *replay) compare(jar *recording.Snapshot) {
	if !r.predicts {
		return
	}
	held := map[rfc6265.Key]bool{}
	for _, c := range jar.Cookies {
		held[KeyOf(c)] = true
	}
	for _, c := range r.jar.All() {
		if !held[c.Key()] {
			r.forget(c)
		}
	}
}

// forget takes a cookie that a script took away out of the model's jar. Scripts cannot reach what is HttpOnly, and from a
// full jar Chrome takes it.
func (r *replay) forget(c rfc6265.Cookie) {
	key := c.Key()
	if c.HTTPOnly || r.c.Crowded(r.life(key).cookie) {
		return
	}
	r.jar.Delete(key)
	delete(r.by, key)
	r.turns++
}

// look asks the model for what it would send.
func (r *replay) look(e *recording.Exchange, u *url.URL) view {
	v := view{turn: r.turns}
	if !r.predicts {
		return v
	}
	v.cookies = r.jar.Retrieve(requestOf(e, u))
	v.by = make([]int, len(v.cookies))
	for i, c := range v.cookies {
		v.by[i] = r.by[c.Key()]
	}
	return v
}

// answered applies an answer to the jar. What a request without credentials is answered sets no cookie.
func (r *replay) answered(e *recording.Exchange, u *url.URL) {
	if len(e.Lines) > 0 && credentials.StoreNothing(e, r.scene.Exchanges, r.scene.Jars) {
		return
	}
	for i := range e.Lines {
		r.line(e, u, &e.Lines[i])
	}
	if rfc6265.Trustworthy(u) && clears(e.Header["clear-site-data"]) {
		r.jar.Clear(u.Host)
		r.turns++
	}
}

// line applies one line. What Chrome says that it blocked is not in its jar, so it is not in ours: the cookies that are
// there can still be judged. The setting keeps what the model makes of the line.
func (r *replay) line(e *recording.Exchange, u *url.URL, line *recording.Line) {
	jar := &r.jar
	if len(line.Blocked) > 0 {
		jar = namesakes(&r.jar, line.Name)
	}
	result := jar.Set(line.Text, originOf(e, u))
	l, index := r.setting(Setting{r.scene, e, line, result}, u)
	if len(line.Blocked) == 0 && result.Refusal == nil {
		r.by[l.cookie.Key] = index
		r.turns++
	}
}

// namesakes is a jar apart with the cookies of one name: what §5.7 looks at when a cookie of that name comes.
func namesakes(jar *rfc6265.Jar, name string) *rfc6265.Jar {
	apart := new(rfc6265.Jar)
	for _, c := range jar.All() {
		if c.Name == name {
			apart.Put(c)
		}
	}
	return apart
}
