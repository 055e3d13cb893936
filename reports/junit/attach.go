package junit

import (
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// attach names files to publish, in the words that GitLab, Jenkins and Azure read. GitLab takes the first alone.
func attach(files []string) *body {
	var b strings.Builder
	for _, file := range files {
		if reports.Line(file, len(file)) == file && !strings.Contains(file, "]]") { // nothing else has a word for it
			b.WriteString("[[ATTACHMENT|" + file + "]]\n")
		}
	}
	return text(b.String())
}
