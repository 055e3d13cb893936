package redact

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
)

// mostWraps bounds how many wrappings are taken off.
const mostWraps = 4

// unwrapped is the token in a value that is more than that: percent-encoded, quoted, behind "Bearer ", in Base64 behind "base64-", or the
// one text of a JSON value that is a token. A value that holds none is returned as it is.
func unwrapped(value string) string {
	inner := value
	for range mostWraps {
		next := inner
		if u, err := url.QueryUnescape(next); err == nil {
			next = u
		}
		next = strings.TrimSpace(next)
		if len(next) >= 2 && next[0] == '"' && next[len(next)-1] == '"' {
			next = next[1 : len(next)-1]
		}
		if scheme, rest, ok := strings.Cut(next, " "); ok && strings.EqualFold(scheme, "Bearer") {
			next = rest
		}
		if rest, ok := strings.CutPrefix(next, "base64-"); ok {
			if octets, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(rest, "=")); err == nil {
				next = string(octets)
			} else if octets, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(rest, "=")); err == nil {
				next = string(octets)
			}
		}
		for _, prefix := range []string{"j:", "s:"} { // Express: JSON, and a text with its signature
			if rest, ok := strings.CutPrefix(next, prefix); ok && jsonToken(rest) != "" {
				next = rest
			}
		}
		if token := jsonToken(next); token != "" {
			next = token
		}
		if jwt.MatchString(next) {
			return next
		}
		if next == inner {
			break
		}
		inner = next
	}
	return value
}

// jsonToken is the first text within a JSON object or list that is a token, or nothing.
func jsonToken(text string) string {
	if text == "" || text[0] != '{' && text[0] != '[' {
		return ""
	}
	var value any
	if json.Unmarshal([]byte(text), &value) != nil {
		return ""
	}
	for _, one := range texts(value, 0) {
		if jwt.MatchString(one) {
			return one
		}
	}
	return ""
}

// texts are those that a JSON value holds, its keys aside, in the order of the keys.
func texts(value any, depth int) (all []string) {
	if depth > mostWraps {
		return nil
	}
	switch v := value.(type) {
	case string:
		return []string{v}
	case []any:
		for _, one := range v {
			all = append(all, texts(one, depth+1)...)
		}
	case map[string]any:
		var keys []string
		for key := range v {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			all = append(all, texts(v[key], depth+1)...)
		}
	}
	return all
}
