package account

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// generator makes the one-time codes of a user (RFC 6238), each of them once: a server takes none twice (§5.2).
type generator struct {
	secret string // in Base32
	how    totp.ValidateOpts
	next   time.Time // before it there is no code that was not used
}

// newGenerator reads the secret as sites show it: in Base32, or as an otpauth:// address, which may say more.
func newGenerator(secret string) (*generator, error) {
	g := &generator{secret: strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(secret)),
		how: totp.ValidateOpts{Period: 30, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1}}
	if strings.HasPrefix(strings.TrimSpace(secret), "otpauth:") {
		key, err := otp.NewKeyFromURL(strings.TrimSpace(secret))
		if err != nil || key.Type() != "totp" {
			return nil, errNoSecret
		}
		g.secret = key.Secret()
		g.how = totp.ValidateOpts{Period: uint(key.Period()), Digits: key.Digits(), Algorithm: key.Algorithm()}
	}
	if _, err := g.at(time.Now()); err != nil || g.secret == "" || g.how.Period == 0 {
		return nil, errNoSecret
	}
	return g, nil
}

var errNoSecret = &driver.Trouble{What: "the secret of the one-time codes is neither Base32 nor an otpauth:// address", Hint: "check the variable that --totp-secret-env names"}

// code is the one of now, or of the next moment at which there is one that was not used.
func (g *generator) code(ctx context.Context, t *driver.Tab) (string, error) {
	if time.Now().Before(g.next) {
		if err := t.Pause(ctx, g.next); err != nil {
			return "", err
		}
	}
	now, period := time.Now(), time.Duration(g.how.Period)*time.Second
	g.next = now.Truncate(period).Add(period)
	return g.at(now)
}

func (g *generator) at(moment time.Time) (string, error) {
	return totp.GenerateCodeCustom(g.secret, moment, g.how)
}

// sendWithCode sends a form, and the one-time code that it or the next page asks for.
func (a *Account) sendWithCode(ctx context.Context, t *driver.Tab, form driver.LoginForm, how Credentials) error {
	beside, err := a.codeFields(ctx, t)
	if err != nil {
		return err
	}
	if len(beside) > 0 {
		if err := a.fillCode(ctx, t, beside); err != nil {
			return err
		}
	}
	if err := a.send(ctx, t, form, how); err != nil {
		return err
	}
	if len(beside) == 0 {
		if err := a.enterCode(ctx, t); err != nil {
			return err
		}
	}
	return a.passOn(ctx, t)
}

// enterCode fills a one-time code into the page that is open, if that asks for one, and sends it. Without a secret a page that asks for
// one is the end of the login.
func (a *Account) enterCode(ctx context.Context, t *driver.Tab) error {
	fields, err := a.codeFields(ctx, t)
	if err == nil && len(fields) == 0 && a.Session.GivesCodes() { // a script may draw it in a moment
		if err := t.Ready(ctx, drawn/3); err != nil {
			return err
		}
		fields, err = a.codeFields(ctx, t)
	}
	if err != nil || len(fields) == 0 {
		return err
	}
	if err := a.fillCode(ctx, t, fields); err != nil {
		return err
	}
	return t.Do(ctx, recording.LoggingIn, func(ctx context.Context) error { return t.SendCode(ctx, fields[0]) })
}

// codeFields are the fields of the page that is open that a one-time code goes into: one, or one for each digit.
func (a *Account) codeFields(ctx context.Context, t *driver.Tab) ([]string, error) {
	fields, err := driver.Ask[[]string](ctx, t, "codeFields", a.Session.GivesCodes())
	switch {
	case err != nil && (t.Gone() || ctx.Err() != nil):
		return nil, t.Explain(ctx, err)
	case err != nil: // the page leads elsewhere
		return nil, nil
	case len(fields) > 0 && !a.Session.GivesCodes():
		return nil, &driver.Trouble{What: "the target asks for a one-time code", Hint: "name the variable that holds the secret of the codes with --totp-secret-env; for a code by mail or SMS write login.code_command in the config"}
	}
	return fields, nil
}

func (a *Account) fillCode(ctx context.Context, t *driver.Tab, fields []string) error {
	code, err := a.code(ctx, t)
	if err != nil {
		return err
	}
	a.Redactor.Secret(code)
	texts, err := spread(code, len(fields))
	if err != nil {
		return err
	}
	for i, field := range fields {
		text := texts[i]
		if err := t.Fill(ctx, field, func(bool) driver.Typed { return driver.Typed{Text: text, Name: "the one-time code"} }); err != nil {
			return err
		}
	}
	return nil
}

// spread is what goes into each field: the whole code into a single one, else a character into each.
func spread(code string, fields int) ([]string, error) {
	if fields == 1 {
		return []string{code}, nil
	}
	if fields != len(code) {
		return nil, &driver.Trouble{What: fmt.Sprintf("the target has %d fields for a code of %d characters", fields, len(code)), Hint: "check that the secret, or login.code_command, is the one of this site"}
	}
	return strings.Split(code, ""), nil
}

// code is the next one-time code: generated, or as the command of the config prints it.
func (a *Account) code(ctx context.Context, t *driver.Tab) (string, error) {
	if a.Session.TOTP == "" {
		return a.commandedCode(ctx, t, a.begun)
	}
	if a.codes == nil {
		codes, err := newGenerator(a.Session.TOTP)
		if err != nil {
			return "", err
		}
		a.codes = codes
	}
	return a.codes.code(ctx, t)
}
