package rfc6265

import (
	"math"
	"slices"
	"strings"
	"time"
)

// Deviation is one thing that Chrome does otherwise than the specification says, or in a way that the specification
// leaves to user agents. The list holds all that the tests against Chrome have found, and nothing that they have not.
type Deviation struct {
	Name    string // for reference: "tab"
	Section string // of RFC 6265bis, with the step where there is one: "5.6(1)"
	What    string // one sentence
	Allowed bool   // the specification leaves it to the user agent
	Seen    []int  // major versions of Chrome in which the tests have found it

	// apply makes of a parsed line what Chrome reads in it, or refuses it. Nil: What says where the model has it.
	apply func(*SetCookie, Origin) *Refusal
}

// tested are the major versions of Chrome that the tests compare the model with .
var tested = []int{156}

// Deviations are in the order in which they apply.
var Deviations = []Deviation{
	{Name: "tab", Section: "5.6(1)", Seen: tested, apply: refuseTab,
		What: "A tab inside a name or a value, that of an attribute too, refuses the line as other control characters do."},
	{Name: "nameless-equals", Section: "5.6(3)", Seen: tested, apply: refuseNamelessEquals,
		What: "A line that starts with = and has another = in its value is refused."},
	{Name: "host-prefix-as-written", Section: "5.7(21)", Seen: tested, apply: refuseHostPrefixAsWritten,
		What: "__Host- needs Path=/ and no Domain in the line itself: a Path that comes to mean /, or a Domain that comes to mean none, will not do."},
	{Name: "lone-dot", Section: "5.6.3", Seen: tested, apply: refuseLoneDot,
		What: "A Domain that is one dot is refused; without its dot it would be empty."},
	{Name: "address-is-host-only", Section: "5.7(10)", Seen: tested, apply: keepAddressHostOnly,
		What: "A Domain that is the host's own IP address makes a host-only cookie."},
	{Name: "last-attribute", Section: "5.7(6)", Seen: tested, apply: readLastLifetime,
		What: "Of several Max-Age or Expires the last one counts even when it cannot be read."},
	{Name: "max-age-number", Section: "5.6.2", Seen: tested,
		What: "Max-Age may have a plus sign, and seconds that fill 64 bits count whatever follows them; read with last-attribute."},
	{Name: "date-tokens", Section: "5.1.1", Seen: tested,
		What: "Day, year and time of a date must be digits and nothing else, but the year may have one to five of them and the fields of the time any number; a year before 1601 is past. Read with last-attribute."},
	{Name: "expires-skew", Section: "5.6.1", Seen: tested,
		What: "Expires is moved by the difference between the answer's Date and its arrival: Origin.Skew."},
	{Name: "creation-time", Section: "5.7(23)", Seen: tested,
		What: "A cookie that replaces one of another value has a creation-time of its own, and is sent behind those that were there: Jar.Set."},
	{Name: "localhost-is-secure", Section: "5.7(13)", Seen: tested, Allowed: true,
		What: "Plain http to localhost and to loopback addresses is a secure connection: Trustworthy."},
	{Name: "lax-allowing-unsafe", Section: "5.6.7.2", Seen: tested, Allowed: true,
		What: "A cookie without SameSite goes with a cross-site top-level POST for two minutes after its creation: Cookie.Uncertain."},
}

// deviate makes of a parsed line what Chrome reads in it.
func deviate(p *SetCookie, from Origin) *Refusal {
	for _, d := range Deviations {
		if d.apply == nil {
			continue
		}
		if r := d.apply(p, from); r != nil {
			return r
		}
	}
	return nil
}

func refuseTab(p *SetCookie, _ Origin) *Refusal {
	if strings.Contains(p.Name+p.Value, "\t") ||
		slices.ContainsFunc(p.Attributes, func(a Attribute) bool { return strings.Contains(a.Name+a.Value, "\t") }) {
		return &Refusal{"5.7(1)", "Chrome takes a tab for a control character"}
	}
	return nil
}

func refuseNamelessEquals(p *SetCookie, _ Origin) *Refusal {
	if p.Name == "" && strings.Contains(p.Value, "=") {
		return &Refusal{"5.7(1)", "Chrome refuses a = in the value of a cookie without a name"}
	}
	return nil
}

func refuseHostPrefixAsWritten(p *SetCookie, from Origin) *Refusal {
	if !hasPrefixFold(p.Name, "__Host-") {
		return nil
	}
	if path, ok := p.last("path"); ok && path != "/" {
		return &Refusal{"5.7(21)", "Chrome wants Path=/ written out for __Host-"}
	}
	if domain, _ := p.last("domain"); domain != "" && !(isAddress(domain) && domain == Canonical(from.URL.Host)) {
		return &Refusal{"5.7(21)", "Chrome wants no Domain for __Host-"}
	}
	return nil
}

func refuseLoneDot(p *SetCookie, _ Origin) *Refusal {
	if domain, _ := p.last("domain"); domain == "." {
		return &Refusal{"5.7(10)", "Chrome does not read a Domain of one dot as none"}
	}
	return nil
}

func keepAddressHostOnly(p *SetCookie, from Origin) *Refusal {
	if isAddress(p.Domain) && p.Domain == Canonical(from.URL.Host) {
		p.Domain = ""
	}
	return nil
}

func readLastLifetime(p *SetCookie, _ Origin) *Refusal {
	p.MaxAge, p.Expires = nil, nil
	if value, _ := p.last("max-age"); value != "" {
		p.MaxAge = chromeMaxAge(value)
	}
	if value, _ := p.last("expires"); value != "" {
		p.Expires = chromeDate(value)
	}
	return nil
}

// chromeMaxAge is the deviation max-age-number.
func chromeMaxAge(value string) *time.Duration {
	unsigned := strings.TrimPrefix(value, "-")
	if unsigned == value {
		unsigned = strings.TrimPrefix(value, "+")
	}
	digits := unsigned[:leadingDigits(unsigned)]
	if digits != unsigned && !fills64(digits, value[0] == '-') {
		return nil
	}
	if value[0] == '-' {
		digits = "-" + digits
	}
	d, ok := ParseMaxAge(digits)
	if !ok {
		return nil
	}
	d = min(d, LifetimeLimit)
	return &d
}

// fills64 tells whether digits are the largest, or smallest, integer of 64 bits or beyond it.
func fills64(digits string, negative bool) bool {
	most := uint64(math.MaxInt64)
	if negative {
		most++
	}
	n := uint64(0)
	for i := 0; i < len(digits) && n < most; i++ {
		if n > most/10 {
			return true
		}
		n = n*10 + uint64(digits[i]-'0')
	}
	return n >= most
}

// chromeDate is the deviation date-tokens.
func chromeDate(value string) *time.Time {
	var d cookieDate
	for _, token := range strings.FieldsFunc(octets(value), isDelimiter) {
		d.takeAsChrome(token)
	}
	if d.hasYear && (d.year >= 100 && d.year < 1601) {
		d.year = 1601
	}
	t, ok := d.time()
	if !ok {
		return nil
	}
	return &t
}

func (d *cookieDate) takeAsChrome(token string) {
	all := leadingDigits(token) == len(token)
	switch {
	case !isDigit(token[0]):
		if month, ok := monthToken(token); ok && !d.hasMonth {
			d.hasMonth, d.month = true, month
		}
	case strings.Contains(token, ":"):
		if h, m, s, ok := digitsOnly(token); ok && !d.hasTime {
			d.hasTime, d.hour, d.minute, d.second = true, h, m, s
		}
	case all && !d.hasDay && len(token) <= 2:
		d.hasDay, d.day = true, atoi(token)
	case all && !d.hasYear && len(token) <= 5:
		d.hasYear, d.year = true, atoi(token)
	}
}

// digitsOnly reads three fields of digits, of any length.
func digitsOnly(token string) (h, m, s int, ok bool) {
	fields := strings.Split(token, ":")
	if len(fields) != 3 {
		return 0, 0, 0, false
	}
	var n [3]int
	for i, field := range fields {
		significant := strings.TrimLeft(field, "0")
		if field == "" || leadingDigits(field) != len(field) || len(significant) > 2 {
			return 0, 0, 0, false
		}
		n[i] = atoi(significant)
	}
	return n[0], n[1], n[2], true
}
