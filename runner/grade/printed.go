package grade

import (
	"path/filepath"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// tidy makes what a run of the submission says the same in each run, and takes secrets out: the copy lies elsewhere each time,
// and the port is another.
func (l *look) tidy(text string) string {
	text = strings.ReplaceAll(text, l.dir+string(filepath.Separator), "")
	text = strings.ReplaceAll(text, l.dir, ".")
	if l.base != "" {
		text = strings.ReplaceAll(text, l.base, "")
		text = strings.ReplaceAll(text, strings.TrimPrefix(l.base, "http://"), "localhost")
		text = strings.ReplaceAll(text, strings.Replace(strings.TrimPrefix(l.base, "http://"), "localhost", "127.0.0.1", 1), "127.0.0.1")
	}
	return l.secrets.Text(text)
}

// printed keeps what the application printed, as a file can hold it that somebody shows in a terminal.
func (l *look) printed(output string) {
	var b strings.Builder
	for line := range strings.Lines(l.tidy(output)) {
		line = strings.ReplaceAll(strings.TrimRight(line, "\r\n"), "\t", "    ")
		b.WriteString(reports.Line(line, longestLine) + "\n")
	}
	l.output = b.String()
}

// longestLine is how much of a line is kept, in characters.
const longestLine = 2000

// tailLines is how much is quoted of what an application printed that did not say what is wrong.
const tailLines = 12

// tail is the last lines of a text.
func tail(text string) []string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[max(0, len(lines)-tailLines):]
}
