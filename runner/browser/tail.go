package browser

import "strings"

// tail keeps the last lines that Chrome printed, for the error message of a start that failed.
type tail struct{ text string }

func (t *tail) Write(p []byte) (int, error) {
	t.text += string(p)
	if excess := len(t.text) - 2000; excess > 0 {
		t.text = t.text[excess:]
	}
	return len(p), nil
}

// reason says why Chrome did not start: by its own words where it said any.
func (t *tail) reason(err error) string {
	for _, known := range []struct{ words, reason string }{
		{"No usable sandbox", "its sandbox cannot be used on this system; allow unprivileged user namespaces, or run it in a container"},
		{"No space left on device", "no space left on device; free some, or set TMPDIR to a disk that has room"},
	} {
		if strings.Contains(t.text, known.words) {
			return known.reason
		}
	}
	last := ""
	for line := range strings.Lines(t.text) {
		if _, fatal, ok := strings.Cut(line, ":FATAL:"); ok {
			return "it says " + strings.TrimSpace(fatal)
		}
		if line = strings.TrimSpace(line); line != "" {
			last = line
		}
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	switch {
	case !strings.HasSuffix(first, ":"):
		return first
	case last == "":
		return "it ended without a word"
	}
	return "it says " + last
}
