package reports

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line makes one harmless line of text that may be hostile: control characters, invalid UTF-8, characters that XML cannot
// hold and those that turn the direction of writing show as \x1b, \xff, \u202e, so that they are seen and do nothing. What is
// longer than limit, in characters, is cut, and says how long it was.
func Line(s string, limit int) string {
	var b strings.Builder
	for i, count := 0, 0; i < len(s); count++ {
		r, size := utf8.DecodeRuneInString(s[i:])
		if count == limit {
			fmt.Fprintf(&b, "… (%d bytes)", len(s))
			break
		}
		b.WriteString(visible(s[i:i+size], r))
		i += size
	}
	return b.String()
}

func visible(raw string, r rune) string {
	switch {
	case r == utf8.RuneError && len(raw) == 1, r < ' ', r == 0x7f:
		return fmt.Sprintf(`\x%02x`, raw[0])
	case r < 0xa0 && r > 0x7f, unicode.Is(unicode.Bidi_Control, r), r == 0x2028, r == 0x2029, r == 0xfeff, r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef:
		return fmt.Sprintf(`\u%04x`, r)
	}
	return raw
}

// Slugs gives each of many targets a slug of its own.
type Slugs map[string]bool

// Of is a slug that was not given before.
func (s Slugs) Of(target string) string {
	slug := Slug(target)
	for n := 2; s[slug]; n++ {
		slug = Slug(target) + "-" + strconv.Itoa(n)
	}
	s[slug] = true
	return slug
}

// slugLength is how much of a target's address a slug keeps.
const slugLength = 60

// Slug names a target in file names and test names: its host, port and path, of a-z, 0-9 and single dashes only.
func Slug(target string) string {
	address := target
	if u, err := url.Parse(target); err == nil && u.Host != "" {
		address = u.Host + u.EscapedPath()
	}
	var b strings.Builder
	for _, r := range strings.ToLower(address) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() == slugLength {
			break
		}
	}
	if slug := strings.Trim(b.String(), "-"); slug != "" {
		return slug
	}
	return "target"
}
