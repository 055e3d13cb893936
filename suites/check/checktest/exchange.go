package checktest

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// Exchange is a request and its answer. Its methods say how it differs from a plain GET that is answered with 200.
type Exchange struct {
	e        recording.Exchange
	lines    []line
	lacks    []string
	withheld map[string][]string
	carries  []string
	strays   []string
	header   *string
	during   []Step
	then     *Exchange
	dated    *time.Duration
}

type line struct {
	text     string
	blocked  []string
	unstored bool
}

// Get navigates to a page of the target (a path) or to any address.
func Get(address string) *Exchange { return Do(recording.Navigation, address) }

// Post submits a form.
func Post(address string) *Exchange { x := Do(recording.Form, address); x.e.Method = "POST"; return x }

// Fetch is a request by a script of the entry page.
func Fetch(address string) *Exchange { return Do(recording.Fetch, address) }

// Do makes a request of any kind.
func Do(act recording.Act, address string) *Exchange {
	topLevel := slices.Contains([]recording.Act{
		recording.Navigation, recording.Reload, recording.NewTab, recording.Back, recording.Form, recording.Link,
	}, act)
	return &Exchange{e: recording.Exchange{
		Act: act, Method: "GET", URL: address, SameSite: true, TopLevel: topLevel, Wire: true, Status: 200, Header: map[string]string{},
	}}
}

// By says what made the request, where that is something else.
func (x *Exchange) By(act recording.Act) *Exchange { x.e.Act = act; return x }

// Sets adds Set-Cookie lines to the answer.
func (x *Exchange) Sets(lines ...string) *Exchange {
	for _, text := range lines {
		x.lines = append(x.lines, line{text: text})
	}
	return x
}

// Blocked says why Chrome did not store the last line.
func (x *Exchange) Blocked(reasons ...string) *Exchange {
	x.lines[len(x.lines)-1].blocked = reasons
	return x
}

// Unstored makes Chrome lose the last line without a word.
func (x *Exchange) Unstored() *Exchange { x.lines[len(x.lines)-1].unstored = true; return x }

// Lacks makes cookies stay away from the request: Chrome did not have them in its jar.
func (x *Exchange) Lacks(names ...string) *Exchange { x.lacks = append(x.lacks, names...); return x }

// Withholds makes Chrome keep a cookie back that it has.
func (x *Exchange) Withholds(name string, reasons ...string) *Exchange {
	if x.withheld == nil {
		x.withheld = map[string][]string{}
	}
	x.withheld[name] = reasons
	return x
}

// Carries makes a cookie go that would not, or go with another value: a set-cookie-string.
func (x *Exchange) Carries(line string) *Exchange { x.carries = append(x.carries, line); return x }

// Strays makes cookies of the jar go whose attributes forbid it.
func (x *Exchange) Strays(names ...string) *Exchange { x.strays = append(x.strays, names...); return x }

// OnWire is the Cookie header, whatever Chrome says that it sent.
func (x *Exchange) OnWire(header string) *Exchange { x.header = &header; return x }

// OffWire makes the request one that never reached the network.
func (x *Exchange) OffWire() *Exchange { x.e.Wire = false; return x }

// CrossSite makes the document that asked one of another site.
func (x *Exchange) CrossSite() *Exchange {
	x.e.SameSite, x.e.Page = false, "https://elsewhere.example/"
	return x
}

// On makes the request one of a page with that address.
func (x *Exchange) On(page string) *Exchange { x.e.Page = page; return x }

// Status is the answer's status.
func (x *Exchange) Status(code int) *Exchange { x.e.Status = code; return x }

// Breaks makes no answer come.
func (x *Exchange) Breaks(trouble string) *Exchange { x.e.Status, x.e.Error = 0, trouble; return x }

// Says adds a header field to the answer.
func (x *Exchange) Says(name, value string) *Exchange {
	x.e.Header[strings.ToLower(name)] = value
	return x
}

// Dated gives the answer a Date that is ahead of the right one by so much.
func (x *Exchange) Dated(ahead time.Duration) *Exchange { x.dated = &ahead; return x }

// During plays steps after the request began and before it was sent.
func (x *Exchange) During(steps ...Step) *Exchange { x.during = append(x.during, steps...); return x }

// Then redirects to another exchange.
func (x *Exchange) Then(next *Exchange) *Exchange {
	if x.e.Status == 200 {
		x.e.Status = http.StatusFound
	}
	x.then = next
	return x
}

func (x *Exchange) play(p *Player) { x.hop(p, 0) }

func (x *Exchange) hop(p *Player, hop int) {
	p.look()
	u := p.address(x.e.URL)
	place := len(p.scene.Exchanges)
	p.scene.Exchanges = append(p.scene.Exchanges, recording.Exchange{})
	e := x.e
	e.ID, e.Hop, e.URL = place+1, hop, u.String()
	if !e.TopLevel && e.Page == "" {
		e.Page = p.home.String()
	}
	e.Began = p.tick()
	e.BeganAt = p.now
	for _, s := range x.during {
		s.play(p)
	}
	if e.Wire {
		x.send(p, &e)
	}
	if e.Error == "" {
		e.Answered = p.tick()
		e.AnsweredAt = p.now
		x.answer(p, &e)
	}
	p.scene.Exchanges[place] = e
	if x.then != nil {
		x.then.hop(p, hop+1)
	}
}

// send fills in what Chrome considered and the Cookie header.
func (x *Exchange) send(p *Player, e *recording.Exchange) {
	u := p.address(e.URL)
	e.Sent = p.tick()
	replaced := map[rfc6265.Key]bool{}
	var sent []rfc6265.Cookie
	for _, line := range x.carries {
		c := p.cookie(line, u)
		replaced[c.Key()] = true
		sent = append(sent, c)
	}
	for _, name := range x.strays {
		sent = append(sent, named(&p.jar, name)...)
	}
	request := rfc6265.Request{URL: u, At: p.now, SameSite: e.SameSite, TopLevel: e.TopLevel, Safe: e.Method != "POST"}
	young, withheld := x.crossed(p, request)
	for _, c := range append(p.jar.Retrieve(request), young...) {
		if !replaced[c.Key()] && !slices.Contains(x.lacks, c.Name) && withheld[c.Name] == nil {
			sent = append(sent, c)
		}
	}
	for _, c := range sent {
		e.Associated = append(e.Associated, recording.Associated{Cookie: p.recorded(c)})
		e.Pairs = append(e.Pairs, recording.Pair{Name: c.Name, Value: p.masker.Value(c.Value)})
	}
	for _, c := range p.jar.All() {
		if reasons := withheld[c.Name]; reasons != nil {
			e.Associated = append(e.Associated, recording.Associated{Cookie: p.recorded(c), Withheld: reasons})
		}
	}
	if x.header != nil {
		e.Pairs = nil
		for _, pair := range strings.Split(*x.header, "; ") {
			name, value, _ := strings.Cut(pair, "=")
			e.Pairs = append(e.Pairs, recording.Pair{Name: name, Value: p.masker.Value(value)})
		}
	}
}

// answer fills in the lines and lets the jar have them.
func (x *Exchange) answer(p *Player, e *recording.Exchange) {
	u := p.address(e.URL)
	origin := rfc6265.Origin{URL: u, Received: p.now, SameSite: e.SameSite || e.TopLevel}
	e.Header = map[string]string{}
	for name, value := range x.e.Header {
		e.Header[name] = value
	}
	if x.dated != nil {
		e.Header["date"] = p.now.Add(*x.dated).Format(http.TimeFormat)
		origin.Skew = *x.dated
	}
	for _, l := range x.lines {
		masked := p.masker.Line(l.text)
		masked.Blocked = l.blocked
		e.Lines = append(e.Lines, masked)
		if len(l.blocked) == 0 && !l.unstored {
			p.jar.Set(l.text, origin)
		}
	}
	if strings.Contains(e.Header["clear-site-data"], `"cookies"`) {
		p.jar.Clear(u.Host)
	}
}
