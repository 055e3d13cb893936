package junit

import (
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// Bounds in characters. Azure cuts names at 512, GitHub's annotations show little more of a message, and Jenkins and GitLab
// refuse files beyond some megabytes.
const (
	nameLength     = 240 // of a subject in a test's name
	messageLength  = 400
	sentenceLength = 2000 // of one line in a body
	listLength     = 40   // lines of one list in a body
)

func name(s string) string     { return plain(s, nameLength) }
func message(s string) string  { return plain(s, messageLength) }
func sentence(s string) string { return plain(s, sentenceLength) }

// plain is text that no reader of JUnit obeys: GitLab, Jenkins and Azure take [[ATTACHMENT|path]] for an order to publish a
// file of the machine that they run on.
func plain(s string, limit int) string {
	return strings.ReplaceAll(reports.Line(s, limit), "[[", `[\x5b`)
}
