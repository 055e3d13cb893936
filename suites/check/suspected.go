package check

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Suspect is a cookie that looks as if it carried a session, and what makes it look so, a clause.
type Suspect struct {
	Cookie *Cookie
	Reason string
}

// Suspected are the cookies of an unknown role that look as if they carried a session: by the name that a framework gives its
// session cookie, by HttpOnly, or by the length of the value. Without a login nobody knows, so a suspicion fails no check; and of those
// that a login was shown not to need nothing is suspected.
func (c *Case) Suspected() (all []Suspect) {
	for _, k := range c.Cookies {
		if !k.Live() || k.Role() != UnknownRole || k.RoleBy() != "" || c.dispensable(k) {
			continue
		}
		if reason := k.looksLikeSession(); reason != "" {
			all = append(all, Suspect{k, reason})
		}
	}
	return all
}

// dispensable tells whether a login was seen that holds without k.
func (c *Case) dispensable(k *Cookie) bool {
	control, without := c.Probe(recording.Replay, recording.WithAll), c.ProbeOf(recording.Replay, recording.Without, k)
	return control != nil && control.Answer == recording.In && without != nil && without.Answer == recording.In
}

func (k *Cookie) looksLikeSession() string {
	name := unprefixed(k.Key.Name)
	if whose := sessionNames[name].whose; whose != "" {
		return "the name of " + whose + " session cookie"
	}
	for _, part := range otherPurposes {
		if strings.Contains(name, part) {
			return ""
		}
	}
	if strings.HasPrefix(name, "aspsessionid") {
		return "the name of classic ASP's session cookie"
	}
	if k.Hidden() {
		return "HttpOnly"
	}
	if bits := k.bits(); bits >= secretBits {
		return fmt.Sprintf("a value of up to %.0f bits", bits)
	}
	return ""
}

// otherPurposes are parts of names of cookies that serve another purpose.
var otherPurposes = []string{"csrf", "xsrf", "_ga", "_gid", "_fbp", "__cf", "awsalb", "bigip", "arraffinity", "consent", "locale", "lang", "theme"}
