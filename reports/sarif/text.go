package sarif

import (
	"cmp"
	"net/url"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// Bounds. GitHub takes 1,024 characters of a description, and 10 tags.
const (
	nameLength     = 240
	titleLength    = 1000
	sentenceLength = 2000
	mostEvidence   = 10
	mostTags       = 10
)

// text is one harmless line, or the one instead: GitHub refuses empty texts.
func text(s string, limit int, instead string) string {
	return cmp.Or(strings.TrimSpace(reports.Line(s, limit)), reports.Line(instead, limit), "-")
}

// sentence is one harmless line of a message: it holds no link (§3.11.6) and no placeholder (§3.11.5).
func sentence(s string) string {
	return inert.Replace(text(s, sentenceLength, "-"))
}

var inert = strings.NewReplacer("](", "] (", "{", "{{", "}", "}}")

// lines makes each line harmless and indents it.
func lines(s, indent string) string {
	all := strings.Split(strings.Trim(s, "\n"), "\n")
	for i, line := range all {
		all[i] = indent + reports.Line(strings.ReplaceAll(line, "\t", "    "), sentenceLength)
	}
	return strings.Join(all, "\n")
}

// absolute is address, where it is an absolute URI.
func absolute(address string) string {
	u, err := url.Parse(address)
	if err != nil || !u.IsAbs() || u.Host == "" {
		return ""
	}
	return u.String()
}
