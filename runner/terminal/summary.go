package terminal

import (
	"fmt"

	"github.com/cookiespec/cookiespec/reports"
)

// Summary is a run in one line.
func Summary(run reports.Run, o Options) string {
	s := run.Count()
	text := fmt.Sprintf("%s, %s: %s — %s", plural(len(run.Cookies), "cookie"), plural(s.Total(), "check"), s, word(run.Exit, paint(o.Color)))
	if r := run.Reservation(); r != "" {
		text += ", " + paint(o.Color).undecided(sentence(r))
	}
	return text + " " + Exit(run.Exit, o.Forgiven)
}

// Exit is an exit code as it ends a line; forgiven: --exit-zero makes it 0.
func Exit(code int, forgiven bool) string {
	if forgiven {
		return fmt.Sprintf("(exit %d, made 0 by --exit-zero)", code)
	}
	return fmt.Sprintf("(exit %d)", code)
}

// word is what an exit code means.
func word(exit int, color paint) string {
	switch exit {
	case 0:
		return color.passed("PASSED")
	case 1:
		return color.failed("FAILED")
	case 3:
		return color.undecided("INCONCLUSIVE")
	case 4:
		return color.failed("INCOMPLETE")
	}
	return color.undecided("INTERRUPTED")
}
