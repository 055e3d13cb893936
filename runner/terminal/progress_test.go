package terminal_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cookiespec/cookiespec/runner/terminal"
)

func TestProgressInALogIsALineForEachStepAndAHeartbeat(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		p := terminal.StartProgress(&b, false, nil)
		p.Say("visit", "opening http://localhost:8000/")
		time.Sleep(9500 * time.Millisecond)
		p.Say("aged", "waiting 25.0 s for cookies to expire")
		time.Sleep(25500 * time.Millisecond)
		p.Message("interrupted")
		p.Stop()
		const want = `cookiespec: visit: opening http://localhost:8000/
cookiespec: aged: waiting 25.0 s for cookies to expire
cookiespec: still running (20 s): aged: waiting 25.0 s for cookies to expire
cookiespec: still running (30 s): aged: waiting 25.0 s for cookies to expire
cookiespec: interrupted
`
		if b.String() != want {
			t.Errorf("shown:\n%s", b.String())
		}
	})
}

func TestProgressOnATerminalIsOneLineThatIsClearedInTheEnd(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		p := terminal.StartProgress(&b, true, func() int { return 40 })
		p.Say("visit", "opening http://localhost:8000/a/long/way")
		time.Sleep(1500 * time.Millisecond)
		p.Message("interrupted")
		p.Stop()
		const want = "\r\x1b[Kcookiespec: visit: opening http:… (0 s)" +
			"\r\x1b[Kcookiespec: visit: opening http:… (1 s)" +
			"\r\x1b[Kcookiespec: interrupted\n"
		if b.String() != want {
			t.Errorf("shown: %q", b.String())
		}
		for line := range strings.SplitSeq(b.String(), "\r\x1b[K") {
			if n := len([]rune(line)); n > 39 {
				t.Errorf("%d characters on a terminal of 40: %q", n, line)
			}
		}
	})
}

func TestProgressMakesWhatATargetSaysHarmless(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var b bytes.Buffer
		p := terminal.StartProgress(&b, false, nil)
		p.Say("visit", "page 2 of 3: http://localhost/\x1b[2J\n\u202e")
		p.Stop()
		if want := "cookiespec: visit: page 2 of 3: http://localhost/\\x1b[2J\\x0a\\u202e\n"; b.String() != want {
			t.Errorf("shown: %q", b.String())
		}
	})
}

// TestResultsStandBesideProgress: the line is cleared for them and painted again, and does not stand in a log twice.
func TestResultsStandBesideProgress(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		repaint bool
		want    string
	}{
		"on a terminal": {true, "\r\x1b[Kcookiespec: [1/2] amira (0 s)\r\x1b[K70 of 70\n\r\x1b[Kcookiespec: [1/2] amira (0 s)\r\x1b[K"},
		"in a log":      {false, "cookiespec: [1/2] amira\n70 of 70\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var b bytes.Buffer
				p := terminal.StartProgress(&b, c.repaint, func() int { return 40 })
				p.Show("[1/2] amira")
				p.Beside(func() { b.WriteString("70 of 70\n") })
				p.Stop()
				if b.String() != c.want {
					t.Errorf("shown: %q", b.String())
				}
			})
		})
	}
}
