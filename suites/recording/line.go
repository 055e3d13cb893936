package recording

import (
	"strings"
	"unicode/utf8"
)

// Line masks one set-cookie-string. Its text means what the line meant, to a parser and to the model, and is as long:
// of a value, each run of cookie-octets and of bytes beyond ASCII becomes a run of "x", which ends in "é" where it held
// bytes beyond ASCII; blanks, quotes, commas and control characters stay, because the grammar is judged by them. Masked are
// the cookie's value, those of attributes that no specification knows, and of a second cookie that was folded into the line.
//
// All texts of a Line are valid UTF-8. What is not is replaced: a lone byte beyond ASCII in a value by "é", which is one byte
// longer, and each byte that is no UTF-8 in a name or a known attribute by U+FFFD, which is two bytes longer. How long a
// value was says Value.Bytes.
func (m *Masker) Line(raw string) Line {
	_, rest, more := strings.Cut(raw, ";")
	name, value, named := pair(raw)
	m.notice(value)
	line := Line{Name: valid(trim(name)), Value: m.Value(trim(value))}
	var text strings.Builder
	if named {
		text.WriteString(name + "=")
	}
	switch {
	case trim(name) != "":
		text.WriteString(veil(value))
	case !named && knownAttributes[strings.ToLower(trim(value))]: // "Secure; HttpOnly": a header that has lost its pair
		text.WriteString(value)
	default:
		text.WriteString(veilNameless(value))
	}
	for more {
		var attribute string
		attribute, rest, more = strings.Cut(rest, ";")
		text.WriteString(";" + m.attribute(attribute))
	}
	line.Text = valid(text.String())
	return line
}

// ValueIn is the value in a Set-Cookie header, as it was sent.
func ValueIn(raw string) string {
	_, value, _ := pair(raw)
	return trim(value)
}

// pair is the name and the value of a Set-Cookie header: one without "=" is a value without a name (RFC 6265bis §5.6).
func pair(raw string) (name, value string, named bool) {
	first, _, _ := strings.Cut(raw, ";")
	if name, value, named = strings.Cut(first, "="); !named {
		name, value = "", first
	}
	return name, value, named
}

// knownAttributes are those of RFC 6265bis §4.1.2 and what browsers add.
var knownAttributes = map[string]bool{
	"expires": true, "max-age": true, "domain": true, "path": true, "secure": true, "httponly": true,
	"samesite": true, "partitioned": true, "priority": true, "sameparty": true,
}

// attribute masks what of an attribute may be a value or a piece of one.
func (m *Masker) attribute(raw string) string {
	name, value, found := strings.Cut(raw, "=")
	equals := raw[len(name) : len(raw)-len(value)]
	if !found {
		equals = ""
	}
	if knownAttributes[strings.ToLower(trim(name))] {
		return name + equals + m.Folded(value)
	}
	m.notice(value)
	// So long a name is the rest of a value that was cut by a ";". With a comma it may name a second cookie: "Secure, b=2".
	if utf8.RuneCountInString(trim(name)) >= shortestSecret && !strings.Contains(name, ",") {
		m.notice(name)
		name = veil(name)
	}
	return name + equals + veil(value)
}

// Folded masks the value of a second cookie that was folded into a known attribute: "Path=/, b=2". Chrome keeps such a Path
// as it is, so that the path of a cookie in its jar is masked by this, too.
func (m *Masker) Folded(attribute string) string {
	i := strings.Index(attribute, "=")
	if i < 0 || !strings.Contains(attribute[:i], ",") {
		return attribute
	}
	m.notice(attribute[i+1:])
	return attribute[:i+1] + veil(attribute[i+1:])
}

// veilNameless keeps what a value without a name is refused for: a prefix that belongs to a name, or a "=".
func veilNameless(value string) string {
	start := len(value) - len(strings.TrimLeft(value, " \t"))
	for _, prefix := range []string{"__Host-Http-", "__Host-", "__Http-", "__Secure-"} {
		if end := start + len(prefix); end <= len(value) && strings.EqualFold(value[start:end], prefix) {
			start = end
			break
		}
	}
	parts := strings.Split(value[start:], "=")
	for i := range parts {
		parts[i] = veil(parts[i])
	}
	return value[:start] + strings.Join(parts, "=")
}

// veil replaces what a value is by what kinds of bytes it has.
func veil(value string) string {
	var b strings.Builder
	for len(value) > 0 {
		run := strings.IndexFunc(value, func(r rune) bool { return r < utf8.RuneSelf && !cookieOctet(byte(r)) })
		if run < 0 {
			run = len(value)
		}
		b.WriteString(shade(value[:run]))
		if value = value[run:]; value != "" {
			b.WriteByte(value[0])
			value = value[1:]
		}
	}
	return b.String()
}

// shade is as long as run where that is possible.
func shade(run string) string {
	for i := range len(run) {
		if run[i] >= utf8.RuneSelf {
			return strings.Repeat("x", max(0, len(run)-len("é"))) + "é"
		}
	}
	return strings.Repeat("x", len(run))
}

// valid is text as JSON will have it: each byte that is no UTF-8 becomes U+FFFD.
func valid(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	return string([]rune(text))
}

func trim(s string) string { return strings.Trim(s, " \t") }
