package set

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// where returns the lines of the target that are about k and fulfil a condition, in the order of time.
func where(k *check.Cookie, is func(*check.Setting) bool) []*check.Setting {
	var found []*check.Setting
	for i := range k.Settings {
		if s := &k.Settings[i]; recording.OfTarget.Has(s.Scene.Stage) && is(s) {
			found = append(found, s)
		}
	}
	return found
}

// lines are those that were to set k. What is asked of a cookie is not asked of a deletion.
func lines(k *check.Cookie) []*check.Setting {
	return where(k, func(s *check.Setting) bool { return !deletes(k, s) })
}

// read are the headers whose attributes protect a value: §5.6 does not reject them as a whole, none later in the same answer replaces
// them, and they have a value where any has. One that only empties the cookie has nothing to protect.
func read(k *check.Cookie) []*check.Setting {
	all := where(k, func(s *check.Setting) bool {
		return !deletes(k, s) && (s.Refusal == nil || !strings.HasPrefix(s.Refusal.Step, "5.6")) && !replaced(k, s)
	})
	if filled := slices.DeleteFunc(slices.Clone(all), emptied); len(filled) > 0 {
		return filled
	}
	return all
}

func emptied(s *check.Setting) bool { return s.Line.Value.Octets == 0 }

// replaced tells whether a later header of the same answer is for the same cookie, and is stored or deletes it.
func replaced(k *check.Cookie, s *check.Setting) bool {
	after := false
	for i := range k.Settings {
		switch o := &k.Settings[i]; {
		case o == s:
			after = true
		case after && o.Exchange == s.Exchange && o.Refusal == nil && len(o.Line.Blocked) == 0:
			return true
		}
	}
	return false
}

// deletes tells whether the server meant s to remove k.
func deletes(k *check.Cookie, s *check.Setting) bool { return s.Deletes && !deadOnArrival(k, s) }

// deadOnArrival tells that a header was to set k, and is read as its deletion: it has a value that no deletion has, or ends in the
// future by our clock, where Chrome takes the server's Date for the present and moves Expires by the difference.
func deadOnArrival(k *check.Cookie, s *check.Setting) bool {
	switch {
	case !s.Deletes || s.Line.Value.Octets == 0:
		return false
	case s.Refusal != nil || len(s.Line.Blocked) > 0 || s.Removed: // it did not come to that, or there was a cookie to delete
		return false
	case s.Parsed.MaxAge == nil && s.Parsed.Expires != nil && s.Parsed.Expires.After(s.Exchange.AnsweredAt):
		return true
	case s.Parsed.MaxAge != nil && *s.Parsed.MaxAge < -time.Second: // Max-Age=-1 is how many libraries delete
		return !slices.ContainsFunc(k.Settings, func(o check.Setting) bool { return accepted(&o) }) // else it is what ends that cookie
	}
	return s.Line.Value.Bits >= meant
}

// meant is the room, in bits, of a value that is more than the word that some servers put into a deletion.
const meant = 64

// accepted tells whether model and browser both store s.
func accepted(s *check.Setting) bool {
	return s.Refusal == nil && len(s.Line.Blocked) == 0 && !s.Deletes
}

// unset is the verdict on a cookie that has no line to judge.
func unset(k *check.Cookie) check.Verdict {
	if len(lines(k)) > 0 {
		return check.Skip("browsers reject its lines as a whole: see set/stored")
	}
	return check.Skip("no answer sets it: it was only deleted, or a script set it")
}

// weigh gives a flaw the severity high on a session cookie and medium on any other.
func weigh(k *check.Cookie, v check.Verdict) check.Verdict {
	if k.Secret() {
		return v.At(check.High)
	}
	return v.At(check.Medium)
}

// origin is where a line came from.
func origin(s *check.Setting) *url.URL {
	u, err := url.Parse(s.Exchange.URL)
	if err != nil {
		return &url.URL{}
	}
	return u
}

// evidence shows each different line once, where it came first, and no more than a reader wants to see.
func evidence(settings []*check.Setting) []check.Evidence {
	const most = 5
	var all []check.Evidence
	shown := map[string]bool{}
	for _, s := range settings {
		if !shown[s.Line.Text] && len(all) < most {
			shown[s.Line.Text] = true
			all = append(all, show(s))
		}
	}
	return all
}

func show(s *check.Setting) check.Evidence {
	return check.AtExchange(s.Scene, s.Exchange, "Set-Cookie: "+clip(s.Line.Text))
}

// clip shortens what no reader wants to see whole.
func clip(text string) string {
	const most = 400
	if len(text) <= most {
		return text
	}
	end := most
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return fmt.Sprintf("%s... (%d bytes)", text[:end], len(text))
}

// share says how many of the lines are meant.
func share(some, all []*check.Setting) string {
	switch {
	case len(all) == 1:
		return "the only line"
	case len(some) == len(all):
		return fmt.Sprintf("all %d lines", len(all))
	}
	return fmt.Sprintf("%d of %d lines", len(some), len(all))
}
