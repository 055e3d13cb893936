package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// restarted is what a sound Chrome shows: the probe is in the jar after the restart.
func restarted() *recording.Recording {
	return &recording.Recording{
		Browser: recording.Browser{Product: "Chrome/156.0.0.0"},
		Scenes: []recording.Scene{{Stage: recording.Restart, State: recording.Done, Jars: []recording.Snapshot{
			{Moment: recording.AtStart, Cookies: []recording.Cookie{{Name: probe}}},
		}}},
	}
}

// answered is what a sound target shows, with a clock that is off.
func answered(status int, off time.Duration) *recording.Recording {
	at := time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC)
	date := at.Add(off).Format("Mon, 02 Jan 2006 15:04:05") + " GMT"
	return &recording.Recording{Scenes: []recording.Scene{{Stage: recording.Visit, State: recording.Done, Exchanges: []recording.Exchange{{
		Act: recording.Navigation, TopLevel: true, URL: "https://shop.example/", Status: status, AnsweredAt: at,
		Header: map[string]string{"date": date},
	}}}}}
}

func TestTheDoctorSaysWhatIsWrong(t *testing.T) {
	undated := answered(200, 0)
	undated.Scenes[0].Exchanges[0].Header = nil
	cached := answered(200, -time.Hour)
	cached.Scenes[0].Exchanges[0].Header["age"] = "3600"
	unauthorized := answered(401, 0)
	unauthorized.Trouble = []string{"the entry page answers 401"}
	forgetful, killed := restarted(), restarted()
	forgetful.Scenes[0].Jars[0].Cookies = nil
	killed.Scenes[0].State, killed.Scenes[0].Reason = recording.Failed, "chromium was ended from outside"
	shell := restarted()
	shell.Browser.Shell = true
	for _, row := range []struct {
		name           string
		chrome, target *recording.Recording
		trouble        error // of the target, or of Chrome where that did not start
		exit           int
		says           []string
	}{
		{"all is well", restarted(), answered(200, time.Second), nil, 0, []string{
			"ok    chrome  /bin/sh, Chrome/156.0.0.0", "ok    starts  twice in ", "ok    jar     ",
			"ok    target  https://shop.example/ answers 200 OK, over TLS that Chrome trusts", "ok    clock   the site's agrees",
		}},
		{"headless-shell", shell, answered(200, 0), nil, 0, []string{"full Chrome is the reference"}},
		{"Chrome does not start", &recording.Recording{}, nil, errors.New("no display"), 3, []string{"FAIL  starts  no display"}},
		{"Chrome does not start again", killed, answered(200, 0), nil, 3, []string{"FAIL  starts  not a second time", "ended from outside"}},
		{"Chrome keeps nothing", forgetful, answered(200, 0), nil, 3, []string{"FAIL  jar ", "use another Chrome"}},
		{"nobody listens", restarted(), &recording.Recording{}, &gather.Trouble{What: "nothing listens there", Hint: "start it"}, 3,
			[]string{"FAIL  target  nothing listens there\n              start it\n"}},
		{"a page for others", restarted(), unauthorized, nil, 3, []string{"FAIL  target  the entry page answers 401"}},
		{"a clock that is a little behind", restarted(), answered(200, -20*time.Second), nil, 0, []string{"ok    clock   the site's is 20s behind this machine's"}},
		{"a clock that is far ahead", restarted(), answered(200, time.Hour), nil, 3, []string{"FAIL  clock   the site's is 1h0m0s ahead of this machine's", "set the clock"}},
		{"an answer from a cache", restarted(), cached, nil, 0, []string{"ok    clock   the site's agrees"}},
		{"an answer without a date", restarted(), undated, nil, 0, []string{"ok    clock   unknown"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			w := worldOf(0)
			w.gather = func(_ context.Context, o gather.Options) (*recording.Recording, error) {
				switch {
				case !o.Stages.Has(recording.Restart):
					return row.target, row.trouble
				case row.target == nil:
					return row.chrome, row.trouble
				}
				return row.chrome, nil
			}
			exit := w.run([]string{"doctor", "https://shop.example/", "--chrome", "/bin/sh"})
			if exit != row.exit {
				t.Errorf("exit code %d, want %d", exit, row.exit)
			}
			for _, text := range row.says {
				if !strings.Contains(w.stdout.String(), text) {
					t.Errorf("no %q in:\n%s%s", text, &w.stdout, &w.stderr)
				}
			}
		})
	}
}
