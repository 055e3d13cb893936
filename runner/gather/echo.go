package gather

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// echo opens the page that shows the cookies it was sent, in a context that holds a copy of the jar, and notes which of them it shows.
func (r *run) echo(ctx context.Context, b *browser.Browser) error {
	scene := recording.Scene{Stage: recording.Echo, Started: time.Now().UTC()}
	if r.o.Echo == "" {
		scene.State, scene.Reason = recording.Unneeded, "no page was named that shows the cookies it is sent"
		scene.Advice = "name one with echo: in the config, or --echo"
		r.keep(scene)
		return nil
	}
	r.say(recording.Echo, "what the application was sent")
	jar, err := r.targetsOwn(ctx, b)
	if err != nil {
		return err
	}
	t, err := r.driver.Open(ctx, driver.Stranger, b, wire.NewRecorder())
	if err != nil {
		return err
	}
	defer t.Close()
	if err := t.SetCookies(ctx, jar); err != nil {
		return err
	}
	if err := t.Visit(ctx, recording.Navigation, r.o.Echo); err != nil {
		return err
	}
	found, err := driver.Ask[driver.Storage](ctx, t, "kept")
	if err != nil {
		return t.Explain(ctx, err)
	}
	text, err := driver.Ask[string](ctx, t, "text")
	if err != nil {
		return t.Explain(ctx, err)
	}
	scene.Exchanges = wire.Exchanges(t.Recorder.Events(), r.redactor)
	for _, c := range jar {
		scene.Echoed = append(scene.Echoed, recording.Echoed{
			Which: r.redactor.Cookie(c).Which(),
			Named: shows(c.Name, text, found.Markup), Valued: shows(c.Value, text, found.Markup),
		})
	}
	r.keep(scene)
	return nil
}

// shows tells whether one of the texts holds a name or a value, as it is or as a framework may have read it.
func shows(value string, texts ...string) bool {
	for _, reading := range readings(value) {
		for _, text := range texts {
			if strings.Contains(text, reading) {
				return true
			}
		}
	}
	return false
}

// octal is how Python's http.cookies writes a byte within double quotes.
var octal = regexp.MustCompile(`\\[0-3][0-7][0-7]`)

// mostReadings bounds how often escapes within escapes are undone.
const mostReadings = 16

// readings are the texts that a cookie's value may be taken for: itself, without the double quotes around it, and with its escapes
// undone; and each of them as JSON writes it.
func readings(value string) []string {
	all := []string{value}
	add := func(s string) {
		if s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	for i := 0; i < len(all) && len(all) < mostReadings; i++ {
		s := all[i]
		if len(s) > 1 && strings.HasPrefix(s, `"`) && strings.HasSuffix(s, `"`) {
			add(s[1 : len(s)-1])
		}
		if plain, err := url.PathUnescape(s); err == nil {
			add(plain)
		}
		add(octal.ReplaceAllStringFunc(s, func(escape string) string {
			n, _ := strconv.ParseUint(escape[1:], 8, 8)
			return string([]byte{byte(n)})
		}))
	}
	for _, s := range slices.Clone(all) {
		quoted := strconv.Quote(s)
		add(quoted[1 : len(quoted)-1])
	}
	return all
}
