package rfc6265_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// row is one sentence about what a user agent makes of Set-Cookie lines. The model must agree with it, and Chrome with
// the model: [TestRows] and [TestChrome].
//
// In every string {host} and {ip} are a host of the row's own, and {dd}, {mon}, {mm}, {yyyy}, {yy} are a day within the
// year to come.
type row struct {
	name      string
	at        string        // URL of the answer; empty: http://{host}/
	line      string        // its Set-Cookie lines, separated by "\n"
	ahead     time.Duration // how far the server's clock is ahead
	then      []visit       // further answers
	want      string        // what is stored in the end, see describe, separated by "\n"
	asks      []ask         // requests afterwards; none: one to the URL of the answer
	deviation string        // name of the deviation of Chrome that the row shows, see rfc6265.Deviations
}

// visit is an answer: a URL and its Set-Cookie lines.
type visit struct{ at, line string }

// ask is a request: a URL and the Cookie header that it must have.
type ask struct{ at, sent string }

// allRows are the rows of all areas.
func allRows() []row {
	return slices.Concat(pairRows(), attributeRows(), dateRows(), lifetimeRows(), domainRows(), pathRows(), secureRows(),
		prefixRows(), sameSiteRows(), sequenceRows())
}

// scene fills in a row's own hosts and dates.
type scene struct {
	fill *strings.Replacer
	day  time.Time // {dd} {mon} {yyyy}
}

func sceneOf(n int, now time.Time) scene {
	// The 20th is a day that cannot be read as a month or as a year of two digits before 1970.
	day := time.Date(now.Year(), now.Month()+3, 20, 0, 0, 0, 0, time.UTC)
	return scene{day: day, fill: strings.NewReplacer(
		"{host}", fmt.Sprintf("c%03d.test", n),
		"{ip}", fmt.Sprintf("127.0.%d.%d", 1+n/200, 1+n%200), "{ip6}", fmt.Sprintf("fd00::%x", 1+n),
		"{dd}", day.Format("02"), "{mon}", day.Format("Jan"), "{mm}", day.Format("01"),
		"{yyyy}", day.Format("2006"), "{yy}", day.Format("06"),
		"{day}", day.Format("Mon"), "{weekday}", day.Format("Monday"),
	)}
}

func (s scene) url(t *testing.T, at string) *url.URL {
	t.Helper()
	if at == "" {
		at = "http://{host}/"
	}
	u, err := url.Parse(s.fill.Replace(at))
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// visits are all answers of a row.
func (r row) visits() []visit { return append([]visit{{r.at, r.line}}, r.then...) }

// describe writes a cookie as the shortest line that sets it: "a=1; Domain={host}; Path=/x; for 1m0s".
func (s scene) describe(c rfc6265.Cookie, now time.Time) string {
	var b strings.Builder
	b.WriteString(c.Name + "=" + c.Value)
	say := func(holds bool, text string) {
		if holds {
			b.WriteString("; " + text)
		}
	}
	say(!c.HostOnly, "Domain="+c.Domain)
	say(c.Path != "/", "Path="+c.Path)
	say(c.Secure, "Secure")
	say(c.HTTPOnly, "HttpOnly")
	say(c.SameSite != "", "SameSite="+string(c.SameSite))
	say(c.Partition != "", "Partitioned")
	switch {
	case !c.Persistent:
	case c.Expiry.Truncate(24 * time.Hour).Equal(s.day):
		say(true, "until "+c.Expiry.Format("15:04:05"))
	default:
		say(true, "for "+c.Expiry.Sub(now).Round(time.Second).String())
	}
	return b.String()
}

// now is when all rows happen in [TestRows].
var now = time.Date(2026, 3, 10, 8, 0, 0, 0, time.UTC)

func TestRows(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for n, r := range allRows() {
		if names[r.name] {
			t.Errorf("two rows have the name %q", r.name)
		}
		names[r.name] = true
		t.Run(r.name, func(t *testing.T) {
			s := sceneOf(n, now)
			jar := rfc6265.Jar{Literal: true}
			var refusals []string
			for _, v := range r.visits() {
				for _, line := range strings.Split(s.fill.Replace(v.line), "\n") {
					result := jar.Set(line, rfc6265.Origin{URL: s.url(t, v.at), Received: now, Skew: r.ahead, SameSite: true})
					if result.Refusal != nil {
						refusals = append(refusals, result.Refusal.Error())
					}
				}
			}
			var got []string
			for _, c := range jar.All() {
				got = append(got, s.describe(c, now))
			}
			if got, want := strings.Join(got, "\n"), s.fill.Replace(r.want); got != want {
				t.Errorf("%s: %.300q\nstores %.300q\nwant   %.300q\nrefused: %s", s.url(t, r.at), s.fill.Replace(r.line), got, want, refusals)
			}
			for _, a := range r.asks {
				u := s.url(t, a.at)
				sent := cookieString(jar.Retrieve(rfc6265.Request{URL: u, At: now, SameSite: true, TopLevel: true, Safe: true}))
				if want := s.fill.Replace(a.sent); sent != want {
					t.Errorf("%s gets %q, want %q", u, sent, want)
				}
			}
		})
	}
}

// cookieString follows step 6 of §5.8.3: the text of the Cookie header.
func cookieString(list []rfc6265.Cookie) string {
	pairs := make([]string, len(list))
	for i, c := range list {
		pairs[i] = c.Value
		if c.Name != "" {
			pairs[i] = c.Name + "=" + c.Value
		}
	}
	return strings.Join(pairs, "; ")
}
