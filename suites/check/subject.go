package check

// Kind of a subject.
type Kind string

const (
	OfCookie Kind = "cookie"
	OfSite   Kind = "site"
)

// Subject is what a check is applied to.
type Subject struct {
	Kind   Kind
	Cookie *Cookie // nil for the site
}

// Site is the subject of checks that are about the target as a whole.
func Site(c *Case) []*Subject { return []*Subject{{Kind: OfSite}} }

// Cookies are the target's own cookies, those too that were only refused or deleted.
func Cookies(c *Case) []*Subject { return CookiesWhere(func(*Cookie) bool { return true })(c) }

// LiveCookies are those that a user agent ever had: the model stores one of their lines, or Chrome was seen with them.
func LiveCookies(c *Case) []*Subject { return CookiesWhere((*Cookie).Live)(c) }

// SessionCookies are the live ones without a lifetime.
func SessionCookies(c *Case) []*Subject {
	return CookiesWhere(func(k *Cookie) bool { return k.Live() && !k.Persistent() })(c)
}

// PersistentCookies are the live ones with a lifetime.
func PersistentCookies(c *Case) []*Subject {
	return CookiesWhere(func(k *Cookie) bool { return k.Live() && k.Persistent() })(c)
}

// Live tells whether a user agent ever had the cookie: the model stores one of its lines, or Chrome was seen with it.
func (k *Cookie) Live() bool { return k.Seen() || k.Stored() != nil }

// CookiesWhere narrows Cookies.
func CookiesWhere(keep func(*Cookie) bool) func(*Case) []*Subject {
	return func(c *Case) []*Subject {
		var subjects []*Subject
		for _, k := range c.Cookies {
			if keep(k) {
				subjects = append(subjects, &Subject{Kind: OfCookie, Cookie: k})
			}
		}
		return subjects
	}
}
