package account

import (
	"context"
	"errors"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/runner/recipe"
)

// recorded is a step of a recording.
func recorded(kind recipe.StepKind, text string, selectors ...string) recipe.Step {
	s := recipe.Step{Kind: kind, Text: text, Recorded: true, Alternatives: selectors, At: "login.json, step 1", Timeout: 4 * time.Second}
	if len(selectors) > 0 {
		s.Selector = selectors[0]
	}
	return s
}

// TestRecordings are replayed with the user name and the password of the run, by each kind of selector, however late the page draws.
func TestRecordings(t *testing.T) {
	b := startBrowser(t)
	defer b.Quit()
	const labelled = `<form method=post action=in><label>User name <input name=user></label><label for=p>Password</label><input id=p name=pass type=password><button>Log in</button></form>`
	fill := func(user, password string) []recipe.Step {
		return []recipe.Step{recorded(recipe.Goto, "/login"), recorded(recipe.FillIn, "someone", user), recorded(recipe.FillIn, "recorded-1", password)}
	}
	for name, row := range map[string]struct {
		login   string
		steps   []recipe.Step
		problem string // empty: it logs in
	}{
		"CSS":            {labelled, append(fill("input[name=user]", "#p"), recorded(recipe.Click, "", "button")), ""},
		"ARIA":           {labelled, append(fill("aria/User name", "aria/Password"), recorded(recipe.Click, "", `aria/Log in[role="button"]`)), ""},
		"XPath and text": {labelled, append(fill("xpath//html/body/form/label[1]/input", `xpath///*[@id="p"]`), recorded(recipe.DoubleClick, "", "text/Log in")), ""},
		"the first that there is": {labelled, []recipe.Step{
			recorded(recipe.Goto, "/login"), recorded(recipe.FillIn, "x", "#gone", "no selector (", "aria/User name"), recorded(recipe.FillIn, "y", "#gone", "#p"), recorded(recipe.Press, "Enter"),
		}, ""},
		"a shadow root": {`<my-form></my-form><script>customElements.define("my-form", class extends HTMLElement {
			connectedCallback() { this.attachShadow({mode: "open"}).innerHTML = '` + plainForm + `' } })</script>`,
			append(fill("pierce/input[name=user]", "my-form >>> input[type=password]"), recorded(recipe.Click, "", "my-form >>> button")), ""},
		"drawn late, with fields that say nothing": {`<div id=app></div><script>setTimeout(() => app.innerHTML = '<form method=post action=in><input name=tenant><input name=user id=f2><input name=pass type=password><button>Go</button></form>', 600)</script>`,
			[]recipe.Step{recorded(recipe.Goto, "/login"), recorded(recipe.FillIn, "acme", "[name=tenant]"), recorded(recipe.FillIn, "x", "#f2"), recorded(recipe.FillIn, "y", "[type=password]"), recorded(recipe.Click, "", "button")}, ""},
		"no password": {labelled, []recipe.Step{recorded(recipe.Goto, "/login"), recorded(recipe.FillIn, "x", "aria/User name")}, "fills in no field of type password"},
		"a step that cannot be done": {labelled, []recipe.Step{recorded(recipe.Goto, "/login"), func() recipe.Step {
			s := recorded(recipe.Click, "", "#gone", "aria/Gone")
			s.Timeout = 300 * time.Millisecond
			return s
		}()}, "login.json, step 1, click: "},
	} {
		t.Run(name, func(t *testing.T) {
			p := &playground{way: way{home: "home", login: row.login, me: plainOut}, sessions: map[string]bool{}}
			site := httptest.NewServer(p)
			defer site.Close()
			err := replayIn(t, b, site.URL, row.steps)
			trouble := (*driver.Trouble)(nil)
			switch {
			case row.problem == "" && err != nil:
				t.Error(err)
			case row.problem == "" && len(p.sessions) != 1:
				t.Errorf("%d sessions", len(p.sessions))
			case row.problem != "" && (!errors.As(err, &trouble) || !strings.Contains(err.Error(), row.problem)):
				t.Errorf("error %v, want %q", err, row.problem)
			}
		})
	}
}

// replayIn logs in as ada by the steps of a recording.
func replayIn(t *testing.T, b *browser.Browser, site string, steps []recipe.Step) error {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	home, _ := url.Parse(site + "/")
	a := accountAt(t, home, &recipe.Session{User: "ada", Password: "s3cret", MaxLogins: 1, Steps: steps, Recording: "login.json"})
	tab, err := a.Driver.Open(ctx, driver.Stranger, b, wire.NewRecorder())
	if err != nil {
		return err
	}
	defer tab.Close()
	return a.LogIn(ctx, tab, Credentials{})
}
