package main

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// members is a recording of a site that one logs into, whose words are made to do harm.
func members() *recording.Recording {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	expires := at.Add(time.Hour)
	jar := []recording.Cookie{
		{Name: "sid", Domain: "shop.test", Path: "/", HTTPOnly: true, SameSite: "Lax"},
		{Name: "sid", Domain: "shop.test", Path: "/admin"},
		{Name: "a: b\n# ${NONE}\x1b\u202e\"", Domain: "shop.test", Path: "/\n${NONE}"},
		{Name: "yes", Domain: "shop.test", Path: "/", Expires: &expires},
		{Name: "", Domain: "shop.test", Path: "/"},
	}
	probe := func(kind recording.ProbeKind, name string, answer recording.Answer) recording.Probe {
		return recording.Probe{Kind: kind, Which: recording.Which{Name: name, Domain: "shop.test", Path: "/"}, URL: "https://shop.test/account", Answer: answer}
	}
	return &recording.Recording{
		Version: recording.Version,
		Target:  recording.Target{URL: "https://shop.test/", Landed: "https://shop.test/", Sites: []string{"shop.test"}, Pages: []string{"https://shop.test/", "https://shop.test/a\n?b=${NONE}"}},
		Session: &recording.Session{
			By: recording.Found, Page: "https://shop.test/in?next=/account", Protected: []string{"https://shop.test/account", "https://other.shop.test/b"},
			Sign: "the page has\n#out", Learnt: true,
			Form: &recording.LoginForm{User: `input[name="u${NONE}"]`, Password: "#p\x1b[31m", Submit: "#go", Remember: "#keep", Logout: "#out", LogoutOn: "https://shop.test/\n"},
		},
		Scenes: []recording.Scene{
			{Stage: recording.Login, State: recording.Done, Jars: []recording.Snapshot{{Moment: recording.AtEnd, At: at, Cookies: jar}}},
			{Stage: recording.Replay, State: recording.Done, Probes: []recording.Probe{
				probe(recording.WithAll, "", recording.In), probe(recording.Without, "sid", recording.Out), probe(recording.Without, "yes", recording.In),
			}},
		},
	}
}

// TestWhatInitWritesCanBeRead and says what was seen, whatever the site calls its things.
func TestWhatInitWritesCanBeRead(t *testing.T) {
	t.Setenv("MINE", "hunter2")
	t.Setenv("CODES", "GEZDGNBVGY3TQOJQ")
	w := worldOf(0)
	w.lookup = os.LookupEnv
	w.gather = func(_ context.Context, o gather.Options) (*recording.Recording, error) {
		w.asked = o
		return members(), nil
	}
	if exit := w.run([]string{"init", "https://eve:hunter3@shop.test/", "--user", "ada ${NONE}", "--password-env", "MINE", "--totp-secret-env", "CODES", "--max-logins", "5", "--chrome", "/bin/sh"}); exit != 0 {
		t.Fatalf("exit code %d: %s", exit, &w.stderr)
	}
	if w.asked.Stages != recording.Login|recording.Replay || w.asked.Session.Password != "hunter2" || w.asked.Session.TOTP != "GEZDGNBVGY3TQOJQ" {
		t.Errorf("asked for %s as %+v", w.asked.Stages, w.asked.Session)
	}
	text := w.stdout.String()
	for _, secret := range []string{"hunter2", "hunter3", "GEZDGNBV", "\x1b", "\u202e"} {
		if strings.Contains(text, secret) {
			t.Errorf("%q in\n%s", secret, text)
		}
	}
	c, err := config.Parse("cookiespec.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v\nin\n%s", err, text)
	}
	c.TakePassword(os.LookupEnv)
	if err := c.Check(); err != nil || c.Session.TOTP != "GEZDGNBVGY3TQOJQ" {
		t.Errorf("%v\nin\n%s", err, text)
	}
	s := c.Session
	if c.Target != "https://shop.test/" || s == nil || s.URL != "/in?next=/account" || len(s.Fill) != 2 || s.MaxLogins != 5 {
		t.Fatalf("%+v of\n%s", s, text)
	}
	form := members().Session.Form
	if s.Fill[0].Selector != form.User || s.Fill[0].Text != "ada ${NONE}" || s.Fill[1].Selector != form.Password || s.Fill[1].Text != "hunter2" ||
		s.Submit != "#go" || s.Remember != "#keep" || s.Logout.Click != "#out" || strings.Join(s.Protected, " ") != "/account https://other.shop.test/b" {
		t.Errorf("%+v of\n%s", s, text)
	}
	var names []string
	for _, d := range c.Cookies {
		names = append(names, d.Name+" "+d.Role)
	}
	if got := strings.Join(names, ", "); got != "sid session, yes " {
		t.Errorf("declared %q in\n%s", got, text)
	}
	if !strings.Contains(text, "# tried out: without it nobody is logged in") {
		t.Errorf("how the role was found is missing in\n%s", text)
	}
}

func TestInitWritesNothingOfALoginThatFailed(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, change := range map[string]func(*recording.Recording) error{
		"with an error": func(*recording.Recording) error { return &gather.Trouble{What: "the login failed"} },
		"with trouble":  func(r *recording.Recording) error { r.Trouble = []string{"the login failed"}; return nil },
		"in its scene": func(r *recording.Recording) error {
			r.Scenes[0].State, r.Scenes[0].Reason = recording.Failed, "the login failed"
			return nil
		},
		"without any scene": func(r *recording.Recording) error { r.Scenes = nil; return nil },
	} {
		t.Run(name, func(t *testing.T) {
			w := worldOf(0)
			w.lookup = func(name string) (string, bool) {
				value := map[string]string{config.DefaultPasswordEnv: "hunter2"}[name]
				return value, value != ""
			}
			w.gather = func(context.Context, gather.Options) (*recording.Recording, error) {
				r := members()
				return r, change(r)
			}
			exit := w.run([]string{"init", "https://shop.test/", "--user", "ada", "--write", "--chrome", "/bin/sh"})
			if _, err := os.Stat(config.Filename); exit != exitInconclusive || err == nil || w.stdout.Len() > 0 || !strings.Contains(w.stderr.String(), "the login ") {
				t.Errorf("exit code %d, %v: %s%s", exit, err, &w.stdout, &w.stderr)
			}
		})
	}
}
