package set

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/cookiespec/cookiespec/suites/check"
)

// deviation is one place where a line leaves the grammar of 6265bis §4.1.1.
type deviation struct {
	want, got string
	severity  check.Severity
}

// deviations reads a line as the grammar for servers writes it. Masked lines will do: the mask keeps every byte that the
// grammar does not allow.
func deviations(line string) []deviation {
	pair, rest, more := strings.Cut(line, ";")
	found := pairDeviations(pair)
	seen := map[string]bool{}
	for more {
		var av string
		av, rest, more = strings.Cut(rest, ";")
		name, value, hasValue := strings.Cut(av, "=")
		name, value = bare(name), bare(value)
		if d := attributeDeviation(name, value, hasValue); d != nil {
			found = append(found, *d)
		}
		key := strings.ToLower(name)
		if key != "" && seen[key] {
			found = append(found, deviation{"each attribute once", fmt.Sprintf("%q comes twice", clip(name)), check.Low})
		}
		seen[key] = true
	}
	return found
}

// pairDeviations: cookie-pair = cookie-name BWS "=" BWS cookie-value.
func pairDeviations(pair string) []deviation {
	name, value, hasName := strings.Cut(pair, "=")
	if !hasName {
		name, value = "", pair
	}
	name, value = bare(name), bare(value)
	var found []deviation
	if name == "" {
		found = append(found, deviation{"a name and \"=\"", "a cookie without a name", check.Medium})
	} else if odd := kinds(name, isToken); odd != "" {
		found = append(found, deviation{"a name of the characters of a token", "the name holds " + odd, check.Low})
	}
	if len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' {
		value = value[1 : len(value)-1]
	}
	if odd := kinds(value, isCookieOctet); odd != "" {
		found = append(found, deviation{"a value of cookie-octets (percent-encoded or Base64, for instance)", "the value holds " + odd, check.Low})
	}
	return found
}

// imfFixdate is the date format that servers must write, RFC 9110 §5.6.7.
var imfFixdate = regexp.MustCompile(`^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$`)

var digits = regexp.MustCompile(`^[0-9]+$`)

// attributeDeviation: cookie-av, the first thing that is wrong with it. What no specification names is an extension-av and
// may say anything.
func attributeDeviation(name, value string, hasValue bool) *deviation {
	if odd := kinds(name+value, isAttributeOctet); odd != "" {
		return &deviation{"attributes of printable ASCII characters", "an attribute holds " + odd, check.Low}
	}
	low := func(want, got string) *deviation { return &deviation{want, got, check.Low} }
	switch strings.ToLower(name) {
	case "":
		return low("no \";\" without an attribute behind it", "an empty attribute")
	case "expires":
		if !imfFixdate.MatchString(value) {
			return low("Expires like Sun, 06 Nov 1994 08:49:37 GMT", "Expires="+clip(value))
		}
	case "max-age":
		if !digits.MatchString(value) {
			return low("Max-Age of digits", "Max-Age="+clip(value))
		}
	case "samesite":
		if !strings.EqualFold(value, "Strict") && !strings.EqualFold(value, "Lax") && !strings.EqualFold(value, "None") {
			return &deviation{"SameSite=Strict, SameSite=Lax or SameSite=None", "SameSite=" + clip(value), check.Medium}
		}
	case "secure", "httponly":
		if hasValue {
			return low(name+" without a value", name+"="+clip(value))
		}
	case "path", "domain":
		if !hasValue {
			return low(name+" with \"=\"", name+" without \"=\"")
		}
	}
	return nil
}

// bare takes away BWS and OWS.
func bare(s string) string { return strings.Trim(s, " \t") }

// kinds names what s holds and may not, in the order in which it comes.
func kinds(s string, allowed func(byte) bool) string {
	var names []string
	seen := map[string]bool{}
	for i := 0; i < len(s); i++ {
		if allowed(s[i]) {
			continue
		}
		if kind := kindOf(s[i]); !seen[kind] {
			seen[kind] = true
			names = append(names, kind)
		}
	}
	return strings.Join(names, ", ")
}

func kindOf(c byte) string {
	switch {
	case c == ' ':
		return "a blank"
	case c == '"':
		return "a quote"
	case c == '\t':
		return "a tab"
	case c < 0x20 || c == 0x7F:
		return "a control character"
	case c >= 0x80:
		return "a byte beyond ASCII"
	}
	return fmt.Sprintf("%q", string(c))
}

// isToken: tchar, RFC 9110 §5.6.2.
func isToken(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// isCookieOctet: "US-ASCII characters excluding CTLs, whitespace, DQUOTE, comma, semicolon, and backslash".
func isCookieOctet(c byte) bool {
	return 0x20 < c && c < 0x7F && strings.IndexByte("\",;\\", c) < 0
}

// isAttributeOctet: av-octet, "any CHAR except CTLs or ";"".
func isAttributeOctet(c byte) bool { return 0x20 <= c && c < 0x7F }
