package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// target opens the site once.
func (d *doctor) target(ctx context.Context, path string, say func(stage, text string)) []finding {
	o := gather.Options{
		URL: d.config.Target, Chrome: path, Stages: recording.Visit, Never: d.config.NeverPatterns(), Insecure: d.config.Insecure, Resolve: d.config.Resolve,
	}
	for _, h := range d.config.Headers {
		o.Headers = append(o.Headers, gather.Header(h))
	}
	seen, err := d.look(ctx, o, say)
	var trouble *gather.Trouble
	switch {
	case errors.As(err, &trouble):
		return []finding{{name: "target", text: trouble.What, hint: trouble.Hint}}
	case err != nil:
		return []finding{{name: "target", text: reason(err), hint: "try again"}}
	}
	page := landed(seen)
	if page == nil {
		return []finding{{name: "target", text: d.config.ShownTarget() + " gave no answer", hint: "check the URL"}}
	}
	reached := finding{
		well: true, name: "target", text: fmt.Sprintf("%s answers %d %s", page.URL, page.Status, http.StatusText(page.Status)),
	}
	if strings.HasPrefix(page.URL, "https:") {
		trust := "that Chrome trusts"
		if d.config.Insecure {
			trust = "that was not examined (-k)"
		}
		reached.text += ", over TLS " + trust
	}
	if len(seen.Trouble) > 0 {
		reached = finding{name: "target", text: seen.Trouble[0], hint: "a page that works is needed: check the URL"}
	}
	return []finding{reached, clock(page)}
}

// landed is the answer that the entry navigation ended on.
func landed(seen *recording.Recording) *recording.Exchange {
	scene := seen.Scene(recording.Visit)
	if scene == nil {
		return nil
	}
	var last *recording.Exchange
	for i := range scene.Exchanges {
		if e := &scene.Exchanges[i]; e.TopLevel && e.Act == recording.Navigation && e.Status > 0 {
			last = e
		}
	}
	return last
}

// tolerable is how far a clock may be off: what the check expiry/server-clock allows.
const tolerable = 30 * time.Second

// clock compares the answer's Date with the time at which it came.
func clock(page *recording.Exchange) finding {
	date, err := http.ParseTime(page.Header["date"])
	if err != nil {
		return finding{well: true, name: "clock", text: "unknown: the answer has no Date"}
	}
	age, _ := strconv.Atoi(page.Header["age"]) // without one it is no copy
	off := page.AnsweredAt.Sub(date.Add(time.Duration(age) * time.Second))
	direction := "behind"
	if off < 0 {
		direction = "ahead of"
	}
	f := finding{well: true, name: "clock", text: "the site's agrees with this machine's"}
	if off = off.Abs().Round(time.Second); off > 2*time.Second { // a Date has whole seconds
		f.text = fmt.Sprintf("the site's is %s %s this machine's", off, direction)
	}
	if off > tolerable {
		f.well, f.hint = false, "set the clock that is wrong: cookies that end at a date end at another one"
	}
	return f
}
