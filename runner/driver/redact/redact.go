// Package redact is where values end: what leaves it holds neither a cookie value nor a password.
package redact

import (
	"math"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/network"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Redactor is where values end: what leaves it holds none. It is safe for concurrent use.
type Redactor struct {
	mu      sync.Mutex
	m       *recording.Masker
	cookies map[string]string // digests of the values that are looked for in pages and addresses
	tried   map[string]bool   // NAME=DIGEST of the values whose signature was tried with the known keys: whether one fits
	hidden  []string          // secrets that are no cookies
	user    string
	pass    string
}

func New() *Redactor {
	return &Redactor{m: recording.NewMasker(), cookies: map[string]string{}, tried: map[string]bool{}}
}

func (m *Redactor) Value(s string) recording.Value {
	m.mu.Lock()
	defer m.mu.Unlock()
	v := m.m.Value(s)
	inner := unwrapped(s)
	v.Form, v.Holds = formOf(inner), holds(s, m.user, m.pass)
	if v.Form == "" {
		v.Serialized = serialized(s)
	}
	if v.Form == "jwt" {
		v.Token = tokenOf(inner, time.Now().UTC())
	}
	return v
}

// account names what must not be readable in a cookie.
func (m *Redactor) Account(user, password string) {
	m.user, m.pass = user, password
	if password != "" {
		m.Secret(password)
	}
}

// secrets are what must not be on a picture.
func (m *Redactor) Secrets() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := slices.Clone(m.hidden)
	for value := range m.cookies {
		all = append(all, value)
	}
	return all
}

func (m *Redactor) Folded(path string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.m.Folded(path)
}

func (m *Redactor) Secret(s string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !slices.Contains(m.hidden, s) {
		m.m.Secret(s)
		m.hidden = append(m.hidden, s)
	}
}

// Own says that addresses of a host are no secrets: the user gave it.
func (m *Redactor) Own(host string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.m.Own(host)
}

func (m *Redactor) Header(name, value string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.m.Header(name, value)
}

func (m *Redactor) Text(s string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.m.Text(s)
}

func (m *Redactor) Associated(cookies []*network.AssociatedCookie) []recording.Associated {
	var all []recording.Associated
	for _, a := range cookies {
		if a == nil || a.Cookie == nil {
			continue
		}
		one := recording.Associated{Cookie: m.Cookie(a.Cookie)}
		for _, reason := range a.BlockedReasons {
			one.Withheld = append(one.Withheld, string(reason))
		}
		all = append(all, one)
	}
	return all
}

// jar masks a jar, in a stable order.
func (m *Redactor) Jar(cookies []*network.Cookie) []recording.Cookie {
	all := make([]recording.Cookie, 0, len(cookies))
	for _, c := range cookies {
		all = append(all, m.Cookie(c))
	}
	slices.SortStableFunc(all, func(a, b recording.Cookie) int {
		return strings.Compare(a.Domain+"\x00"+a.Path+"\x00"+a.Name, b.Domain+"\x00"+b.Path+"\x00"+b.Name)
	})
	return all
}

func (m *Redactor) Cookie(c *network.Cookie) recording.Cookie {
	value := m.of(c.Name, c.Value)
	m.watch(c, value.Digest)
	one := recording.Cookie{
		Name: c.Name, Value: value, Domain: c.Domain, Path: m.Folded(c.Path),
		Secure: c.Secure, HTTPOnly: c.HTTPOnly, SameSite: string(c.SameSite), Partition: TopLevelSite(c),
	}
	if !c.Session && c.Expires >= 0 {
		whole, fraction := math.Modf(c.Expires)
		expires := time.Unix(int64(whole), int64(fraction*1e9)).UTC().Round(time.Microsecond)
		one.Expires = &expires
	}
	return one
}

// of is the value of a cookie.
func (m *Redactor) of(name, value string) recording.Value {
	v := m.Value(value)
	if v.Form != "" {
		v.Guessed = m.guesses(name, unwrapped(value), v.Digest)
	}
	return v
}

// guesses remembers what [guessed] told of a value, as a jar is looked at often.
func (m *Redactor) guesses(name, value, digest string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	known, tried := m.tried[name+"="+digest]
	if !tried {
		known = guessed(name, value)
		m.tried[name+"="+digest] = known
	}
	return known
}

// TopLevelSite is that of a partitioned cookie.
func TopLevelSite(c *network.Cookie) string {
	if c.PartitionKey == nil {
		return ""
	}
	return c.PartitionKey.TopLevelSite
}

// URL is one as messages may show it: without the password.
func URL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return raw
	}
	return u.Redacted()
}
