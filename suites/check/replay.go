package check

import (
	"cmp"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/recording"
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
}

// view is what the model would send with a request at one of its moments.
type view struct {
	turn    int
	cookies []rfc6265.Cookie
	by      []int // beside cookies
}

// predicted are the parts in which the jar changes by answers and scripts alone. In the others the harness itself takes
// cookies away or moves their dates, so that the model would be wrong about what must be sent.
const predicted = recording.Visit | recording.Browse | recording.Restart | recording.Crash | recording.Fresh | recording.Elsewhere

// predecessor is the part whose browser goes on into another part, for scenes that do not begin with a look at the jar.
var predecessor = map[recording.Part]recording.Part{
	recording.Browse:    recording.Visit,
	recording.Elsewhere: recording.Restore,
}

// replay enters a scene into the lives of the cookies. What is left of a scene that failed shows what came and went, but
// not what must have.
func (b *builder) replay(scene *recording.Scene) {
	r := &replay{
		builder:  b,
		scene:    scene,
		predicts: predicted.Has(scene.Part) && scene.State == recording.Done,
		by:       map[rfc6265.Key]int{},
		open:     map[*recording.Exchange]view{},
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
	if before := r.c.Scene(predecessor[r.scene.Part]); before != nil && len(before.Jars) > 0 {
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
		r.jar.Put(modelled(c))
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
		events = append(events, event{jar.Seq, func() { r.snapshot(jar) }})
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

// look asks the model for what it would send.
func (r *replay) look(e *recording.Exchange, u *url.URL) view {
	v := view{turn: r.turns}
	if !r.predicts {
		return v
	}
	v.cookies = r.jar.Retrieve(requestOf(e, u))
	for _, c := range v.cookies {
		v.by = append(v.by, r.by[c.Key()])
	}
	return v
}

// answered applies an answer to the jar.
func (r *replay) answered(e *recording.Exchange, u *url.URL) {
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

// sent compares what the model would send with what Chrome sent.
func (r *replay) sent(e *recording.Exchange, u *url.URL) {
	began := r.open[e]
	delete(r.open, e)
	left := began
	if r.turns != began.turn {
		left = r.look(e, u)
	}
	entries := map[rfc6265.Key]*entry{}
	var order []*entry
	find := func(c rfc6265.Cookie, by int) *entry {
		key := c.Key()
		if entries[key] == nil {
			entries[key] = &entry{cookie: c, by: by, Request: Request{Scene: r.scene, Exchange: e}}
			order = append(order, entries[key])
		}
		return entries[key]
	}
	for i, c := range began.cookies {
		find(c, began.by[i]).began = true
	}
	for i, c := range left.cookies {
		n := find(c, left.by[i])
		n.left = true
		n.changed = n.by != left.by[i]
	}
	for i := range e.Associated {
		a := &e.Associated[i]
		key := KeyOf(a.Cookie)
		r.life(key).saw(&a.Cookie)
		by, held := r.by[key]
		if !held {
			by = unknown
		}
		find(modelled(a.Cookie), by).considered = a
	}
	for _, n := range order {
		n.judge(e, u)
		l := r.life(n.cookie.Key())
		l.cookie.Requests = append(l.cookie.Requests, n.Request)
		l.by = append(l.by, n.setting())
	}
}

// entry is one cookie at one request while the two sides are put together.
type entry struct {
	Request
	cookie               rfc6265.Cookie
	by                   int
	began, left, changed bool                  // the model would send it at that moment; and it is not the same one
	considered           *recording.Associated // by Chrome; nil: it was not in Chrome's jar
}

func (n *entry) judge(e *recording.Exchange, u *url.URL) {
	if a := n.considered; a != nil {
		n.Withheld = a.Withheld
		n.Went, n.Value = onWire(e, a)
	}
	request := requestOf(e, u)
	switch {
	case n.began && n.left && !n.changed:
		n.Want = Must
	case n.began || n.left:
		n.Want = May
	default: // Chrome had it and the model had not: a script set it, unless its own attributes keep it away
		n.Want = May
		if n.Refusal = n.cookie.Withhold(request); n.Refusal != nil {
			n.Want = MustNot
		}
	}
	if uncertain(n.cookie, e, request) || Policy(n.Withheld) {
		n.Want = May
	}
}

// setting is the setting whose value the request should carry, or unknown.
func (n *entry) setting() int {
	if n.Want != Must {
		return unknown
	}
	return n.by
}

// onWire tells whether a cookie that Chrome considered went, and with which value. Where the Cookie header was seen it has
// the last word.
func onWire(e *recording.Exchange, a *recording.Associated) (bool, recording.Value) {
	if len(a.Withheld) > 0 || len(e.Pairs) == 0 {
		return len(a.Withheld) == 0, a.Cookie.Value
	}
	var other *recording.Value
	for i := range e.Pairs {
		switch p := &e.Pairs[i]; {
		case p.Name != a.Cookie.Name:
		case p.Value.Digest == a.Cookie.Value.Digest:
			return true, p.Value
		default:
			other = &p.Value
		}
	}
	if other != nil {
		return true, *other
	}
	return false, recording.Value{}
}

// margin is how exact the recording's clock and Chrome's can be compared.
const margin = 2 * time.Second

// uncertain tells that neither sending the cookie nor withholding it would be wrong.
func uncertain(c rfc6265.Cookie, e *recording.Exchange, r rfc6265.Request) bool {
	last := e.BeganAt
	if e.AnsweredAt.After(last) {
		last = e.AnsweredAt
	}
	switch {
	case c.Persistent && c.Expiry.After(e.BeganAt.Add(-margin)) && c.Expiry.Before(last.Add(margin)):
		return true // it expires about now
	case c.Partition != "" && !e.SameSite:
		return true // the top-level site is only guessed at
	case !e.SameSite && e.TopLevel && !r.Safe && (c.SameSite == rfc6265.Lax || c.SameSite == rfc6265.Default):
		return true // §5.6.7.2; and Chrome's jar may say Lax where no attribute was given
	}
	// A page may ask for these without credentials. Chrome then considers no cookie at all.
	withoutCredentials := e.Act == recording.SubResource || e.Act == recording.Fetch || e.Act == recording.XHR
	return withoutCredentials && len(e.Associated) == 0 && len(e.Pairs) == 0
}

func requestOf(e *recording.Exchange, u *url.URL) rfc6265.Request {
	safe := e.Method == "GET" || e.Method == "HEAD" || e.Method == "OPTIONS" || e.Method == "TRACE"
	return rfc6265.Request{URL: u, At: e.BeganAt, SameSite: e.SameSite, TopLevel: e.TopLevel, Safe: safe, Partition: topLevelSite(e)}
}

func originOf(e *recording.Exchange, u *url.URL) rfc6265.Origin {
	return rfc6265.Origin{
		URL: u, Received: e.AnsweredAt, Skew: skew(e), SameSite: e.SameSite || e.TopLevel, Partition: topLevelSite(e),
	}
}

// skew is how far the server's clock is ahead of ours. A difference that a second's rounding and the way of the answer
// explain is none, and the Date of a cached answer is old for another reason.
func skew(e *recording.Exchange) time.Duration {
	date, ok := rfc6265.ParseDate(e.Header["date"])
	if !ok || e.Header["age"] != "" {
		return 0
	}
	if d := date.Sub(e.AnsweredAt); d.Abs() > margin {
		return d
	}
	return 0
}

// topLevelSite is that of a cross-site document, as far as the recording tells; empty: the site of the request itself.
func topLevelSite(e *recording.Exchange) string {
	page, err := url.Parse(e.Page)
	if e.SameSite || e.TopLevel || e.Page == "" || err != nil {
		return ""
	}
	return page.Scheme + "://" + rfc6265.Site(page.Host)
}

// clears tells whether a Clear-Site-Data header names the cookies.
func clears(header string) bool {
	for _, directive := range strings.Split(header, ",") {
		if d := strings.TrimSpace(directive); d == `"cookies"` || d == `"*"` {
			return true
		}
	}
	return false
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
