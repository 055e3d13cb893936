package gather

import (
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/runner/recording"
)

// masker is where values end: what leaves it holds none. It is safe for concurrent use.
type masker struct {
	mu      sync.Mutex
	m       *recording.Masker
	cookies map[string]string // digests of the values that are looked for in pages and addresses
	hidden  []string          // secrets that are no cookies
	user    string
	pass    string
}

func newMasker() *masker { return &masker{m: recording.NewMasker(), cookies: map[string]string{}} }

func (m *masker) value(s string) recording.Value {
	m.mu.Lock()
	defer m.mu.Unlock()
	v := m.m.Value(s)
	v.Form, v.Holds = formOf(s), holds(s, m.user, m.pass)
	if v.Form == "jwt" {
		v.Token = tokenOf(s, time.Now().UTC())
	}
	return v
}

// account names what must not be readable in a cookie.
func (m *masker) account(user, password string) {
	m.user, m.pass = user, password
	if password != "" {
		m.secret(password)
	}
}

// secrets are what must not be on a picture.
func (m *masker) secrets() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := slices.Clone(m.hidden)
	for value := range m.cookies {
		all = append(all, value)
	}
	return all
}

func (m *masker) folded(path string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.m.Folded(path)
}

func (m *masker) secret(s string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.m.Secret(s)
	m.hidden = append(m.hidden, s)
}

func (m *masker) header(name, value string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.m.Header(name, value)
}

func (m *masker) text(s string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.m.Text(s)
}

// pairs splits a Cookie header as RFC 6265bis §4.2.1 joins it.
func (m *masker) pairs(header string) []recording.Pair {
	if header == "" {
		return nil
	}
	var pairs []recording.Pair
	for _, pair := range strings.Split(header, "; ") {
		name, value, found := strings.Cut(pair, "=")
		if !found { // a nameless cookie is sent as its bare value
			name, value = "", pair
		}
		pairs = append(pairs, recording.Pair{Name: name, Value: m.value(value)})
	}
	return pairs
}

// lines splits the Set-Cookie lines, which Chrome joins by line feeds, and lays Chrome's refusals beside them.
func (m *masker) lines(header string, blocked []*network.BlockedSetCookieWithReason) []recording.Line {
	if header == "" {
		return nil
	}
	reasons := map[string][][]string{}
	for _, b := range blocked {
		if b == nil {
			continue
		}
		var names []string
		for _, reason := range b.BlockedReasons {
			names = append(names, string(reason))
		}
		key := canonicalLine(b.CookieLine)
		reasons[key] = append(reasons[key], names)
	}
	var lines []recording.Line
	for _, raw := range strings.Split(header, "\n") {
		m.mu.Lock()
		line := m.m.Line(raw)
		m.mu.Unlock()
		if r := reasons[canonicalLine(raw)]; len(r) > 0 {
			line.Blocked = r[0]
			if len(r) > 1 {
				reasons[canonicalLine(raw)] = r[1:]
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// canonicalLine makes a line comparable with what Chrome calls it when it refuses it, which may be decoded otherwise.
func canonicalLine(raw string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, raw)
}

func (m *masker) associated(cookies []*network.AssociatedCookie) []recording.Associated {
	var all []recording.Associated
	for _, a := range cookies {
		if a == nil || a.Cookie == nil {
			continue
		}
		one := recording.Associated{Cookie: m.cookie(a.Cookie)}
		for _, reason := range a.BlockedReasons {
			one.Withheld = append(one.Withheld, string(reason))
		}
		all = append(all, one)
	}
	return all
}

// jar masks a jar, in a stable order.
func (m *masker) jar(cookies []*network.Cookie) []recording.Cookie {
	all := make([]recording.Cookie, 0, len(cookies))
	for _, c := range cookies {
		all = append(all, m.cookie(c))
	}
	slices.SortStableFunc(all, func(a, b recording.Cookie) int {
		return strings.Compare(a.Domain+"\x00"+a.Path+"\x00"+a.Name, b.Domain+"\x00"+b.Path+"\x00"+b.Name)
	})
	return all
}

func (m *masker) cookie(c *network.Cookie) recording.Cookie {
	value := m.value(c.Value)
	m.isCookie(c, value.Digest)
	one := recording.Cookie{
		Name: c.Name, Value: value, Domain: c.Domain, Path: m.folded(c.Path),
		Secure: c.Secure, HTTPOnly: c.HTTPOnly, SameSite: string(c.SameSite), Partition: topLevelSite(c),
	}
	if !c.Session && c.Expires >= 0 {
		whole, fraction := math.Modf(c.Expires)
		expires := time.Unix(int64(whole), int64(fraction*1e9)).UTC().Round(time.Microsecond)
		one.Expires = &expires
	}
	return one
}

// topLevelSite is that of a partitioned cookie.
func topLevelSite(c *network.Cookie) string {
	if c.PartitionKey == nil {
		return ""
	}
	return c.PartitionKey.TopLevelSite
}
