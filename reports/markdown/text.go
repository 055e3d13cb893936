package markdown

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// Bounds in characters, and in how many of a kind are shown.
const (
	codeLength   = 400
	mostFindings = 20
	mostSubjects = 8
	mostEvidence = 5
	mostRows     = 100
)

// code is one harmless line in a code span, in which nothing has a meaning.
func code(s string) string {
	s = reports.Line(s, codeLength)
	if s == "" {
		return "(empty)"
	}
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") || strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ") {
		s = " " + s + " " // readers take these two away
	}
	return fence + s + fence
}

// optional is code, or nothing where there is nothing.
func optional(s string) string {
	if s == "" {
		return ""
	}
	return code(s)
}

// cell is code in a table, whose cells end at a bar, in code spans, too.
func cell(s string) string { return code(strings.ReplaceAll(s, "|", `\x7c`)) }

// own is text of ours, as it is. Where it has a character that may have a meaning, it is not ours, or must not be obeyed.
func own(s string) string {
	if !innocent.MatchString(s) || strings.Contains(strings.ToLower(s), "www.") || strings.Contains(s, "://") {
		return cell(s)
	}
	return s
}

var innocent = regexp.MustCompile(`^[\p{L}\p{N} ,.;:'"()/=+%§-]+$`)

// link is a source, linked where its address is one.
func link(c reports.Citation) string {
	u, err := url.Parse(c.URL)
	if err != nil || u.Scheme != "https" || u.Host == "" || strings.ContainsAny(c.URL, "<>\\ \t\r\n") {
		return own(c.Text)
	}
	return "[" + own(c.Text) + "](<" + reports.Line(c.URL, codeLength) + ">)"
}

// fenced is a block of code.
func fenced(s string) string {
	fence := "```"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	var b strings.Builder
	b.WriteString(fence + "\n")
	for line := range strings.SplitSeq(s, "\n") {
		b.WriteString(reports.Line(strings.ReplaceAll(line, "\t", "    "), codeLength) + "\n")
	}
	b.WriteString(fence + "\n")
	return b.String()
}
