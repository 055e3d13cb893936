package account

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/recipe"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// Follow takes the steps of a script. Of a login, how.Before is called before the first that tells the target anything.
func (a *Account) Follow(ctx context.Context, t *driver.Tab, act recording.Act, steps []recipe.Step, how Credentials) error {
	ready := how.Before == nil
	swapped, submitted := false, false
	if how.Password != "" {
		replaced := how.Replaced
		how.Replaced = &swapped
		defer func() {
			if replaced != nil {
				*replaced = *replaced || swapped
			}
		}()
	}
	for i, s := range steps {
		telling := s.Kind != recipe.Goto && s.Kind != recipe.WaitFor
		if telling && !ready {
			ready = true
			if err := how.Before(); err != nil {
				return err
			}
		}
		bounded, cancel := ctx, context.CancelFunc(func() {})
		if s.Timeout > 0 {
			bounded, cancel = context.WithTimeout(ctx, s.Timeout)
		}
		err := a.step(bounded, t, act, s, steps[i+1:], how)
		cancel()
		if err != nil {
			if ctx.Err() == nil && bounded.Err() != nil {
				err = &driver.Trouble{What: fmt.Sprintf("it took longer than its timeout of %s", s.Timeout)}
			}
			if ctx.Err() != nil || err == driver.ErrChromeExited {
				return err
			}
			if s.Optional {
				continue
			}
			if submitted { // with a wrong password, that is the refusal
				return nil
			}
			what, advice := driver.Advised(err)
			return &driver.Trouble{What: fmt.Sprintf("%s, %s: %s", cmp.Or(s.At, fmt.Sprintf("step %d", i+1)), s.Kind, what), Hint: advice}
		}
		submitted = submitted || swapped && (s.Kind == recipe.Click || s.Kind == recipe.DoubleClick || s.Kind == recipe.Press || s.Kind == recipe.Fetch)
	}
	return nil
}

func (a *Account) step(ctx context.Context, t *driver.Tab, act recording.Act, s recipe.Step, rest []recipe.Step, how Credentials) (err error) {
	if s.Selector, err = a.located(ctx, t, s); err != nil {
		return err
	}
	switch s.Kind {
	case recipe.Goto:
		return t.Visit(ctx, recording.Navigation, a.Resolve(s.Text))
	case recipe.FillIn:
		if s.Recorded {
			return a.fillRecorded(ctx, t, s, s.Selector, rest, how)
		}
		return t.Fill(ctx, s.Selector, a.typed(s.Text, how))
	case recipe.Click:
		return t.Do(ctx, act, func(ctx context.Context) error { return t.Click(ctx, s.Selector) })
	case recipe.DoubleClick:
		return t.Do(ctx, act, func(ctx context.Context) error { return t.DoubleClick(ctx, s.Selector) })
	case recipe.Press:
		return t.Do(ctx, act, func(ctx context.Context) error { return t.Press(ctx, s.Text) })
	case recipe.Select:
		return t.Do(ctx, act, func(ctx context.Context) error { return t.Select(ctx, s.Selector, s.Text) })
	case recipe.WaitFor:
		if len(s.Alternatives) > 0 { // there is one already
			return nil
		}
		return t.WaitFor(ctx, s.Selector)
	case recipe.Fetch:
		return a.fetch(ctx, t, act, s, how)
	}
	return fmt.Errorf("there is no step %q", s.Kind)
}

// credential is a member of a JSON object whose name says that it is a secret.
var credential = regexp.MustCompile(`(?i)"[^"]*(?:pass|secret|token|pin|code)[^"]*"\s*:\s*"((?:[^"\\]|\\.)+)"`)

// fetch lets the page itself ask, so that what it is answered is the page's.
func (a *Account) fetch(ctx context.Context, t *driver.Tab, act recording.Act, s recipe.Step, how Credentials) error {
	body := s.Body
	for _, secret := range credential.FindAllStringSubmatch(body, -1) {
		a.Redactor.Secret(secret[1])
	}
	if how.Password != "" && a.Session.Password != "" {
		right, _ := json.Marshal(a.Session.Password)
		wrong, _ := json.Marshal(how.Password)
		with := strings.NewReplacer(strings.Trim(string(right), `"`), strings.Trim(string(wrong), `"`),
			"="+url.QueryEscape(a.Session.Password), "="+url.QueryEscape(how.Password))
		if other := with.Replace(body); other != body {
			how.swapped()
			body = other
		}
	}
	init := map[string]any{"method": s.Method, "headers": s.Headers, "credentials": "include"}
	if s.Method == "" {
		init["method"] = "GET"
	}
	if body != "" {
		init["body"] = body
	}
	return t.Do(ctx, act, func(ctx context.Context) error { return t.Fetch(ctx, s.Text, init) })
}
