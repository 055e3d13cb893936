package driver

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/redact"
	"github.com/cookiespec/cookiespec/runner/driver/wire"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// NoAnswer says that no document was received: what is open is what was open before.
type NoAnswer struct {
	URL    string // empty: that of the page that was open
	Within time.Duration
}

func (n *NoAnswer) Error() string {
	return fmt.Sprintf("%s did not answer within %.0f s", cmp.Or(n.URL, "the page"), n.Within.Seconds())
}

// Unwrap makes it a trouble of the target's.
func (n *NoAnswer) Unwrap() error { return &Trouble{What: n.Error()} }

// Visit navigates and waits until the page is quiet. An error is a *[Trouble], which a *[NoAnswer] is too, or the context's, or
// [ErrChromeExited].
func (t *Tab) Visit(ctx context.Context, act recording.Act, url string) error {
	err := t.load(ctx, act, url, func(ctx context.Context) (cdp.LoaderID, error) {
		var moved int
		t.Recorder.Locked(func() { moved = t.state.Moved })
		result, err := chromedp.Call(t.within(ctx), page.Navigate, page.NavigateParams{URL: url})
		switch {
		case err != nil:
		case result.ErrorText != "":
			err = NavigationTrouble(redact.URL(url), result.ErrorText)
		case result.LoaderID == "": // it only goes to another place of the page that is open, and until it is there a reload leads back
			if err = t.wait(ctx, func() bool { return t.state.Moved > moved }); err == nil {
				_, err = chromedp.Call(t.within(ctx), page.Reload, page.ReloadParams{})
			}
		}
		return result.LoaderID, err
	})
	t.opened("open", url, err)
	return err
}

// Reload asks for the page again, past the HTTP cache. Errors are as those of [Tab.Visit].
func (t *Tab) Reload(ctx context.Context) error {
	past := true
	asked := t.Page().URL
	err := t.load(ctx, recording.Reload, asked, func(ctx context.Context) (cdp.LoaderID, error) {
		_, err := chromedp.Call(t.within(ctx), page.Reload, page.ReloadParams{IgnoreCache: &past})
		return "", err
	})
	t.opened("reload", asked, err)
	return err
}

// Page is what the target answered when the page that is open was asked for. It is empty where nobody was asked.
func (t *Tab) Page() (answer wire.Answer) {
	t.Recorder.Locked(func() { answer = t.state.Answer() })
	return answer
}

// load does what loads a page, and waits first for a document and then for all that it needs. Start returns the loader of the
// navigation, where that is known.
func (t *Tab) load(ctx context.Context, act recording.Act, url string, start func(context.Context) (cdp.LoaderID, error)) error {
	defer t.driver.Meter.Spend(meter.Pages)()
	t.During(act)
	var before wire.State
	t.Recorder.Locked(func() { before = *t.state })
	began, limit := time.Now(), t.driver.PageLimit()
	answers, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	loader, err := start(answers)
	if err == nil {
		err = t.wait(answers, func() bool {
			return t.state.Failures > before.Failures || t.state.Documents > before.Documents && (loader == "" || t.state.Since(loader))
		})
	}
	failure := ""
	t.Recorder.Locked(func() {
		if t.state.Failures > before.Failures {
			failure = t.state.Failure
		}
	})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case t.ctx.Err() != nil:
		return ErrChromeExited
	case failure != "" && err == nil:
		return NavigationTrouble(redact.URL(url), failure)
	case late(answers, err):
		t.stop(ctx)
		return &NoAnswer{redact.URL(url), limit}
	case err != nil:
		return err
	}
	t.driver.answered(t.Page())
	return t.finish(ctx, url, before.Loads, began)
}

// late tells whether an error is that the time for an answer is over. A call to Chrome with the same deadline may say so a moment before
// the context does.
func late(answers context.Context, err error) bool {
	return err != nil && (answers.Err() != nil || errors.Is(err, context.DeadlineExceeded))
}

// finish waits for what the document that was received needs. What does not come is left out.
func (t *Tab) finish(ctx context.Context, url string, loads int, began time.Time) error {
	limit := t.driver.finishLimit()
	bounded, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	err := t.wait(bounded, func() bool { return t.state.Loads > loads && !t.state.Loading })
	t.driver.pageTook(time.Since(began))
	if err == nil {
		return t.Explain(ctx, t.Quiet(ctx))
	}
	if ctx.Err() != nil || t.ctx.Err() != nil {
		return t.Explain(ctx, err)
	}
	var missing []string
	t.Recorder.Locked(func() { missing = t.state.Open() })
	t.stop(ctx)
	t.driver.Note("%s did not finish loading within %.0f s; left out: %s", redact.URL(url), limit.Seconds(), some(missing))
	return nil
}

// some are the first few addresses, without their queries.
func some(urls []string) string {
	const most = 3
	if len(urls) == 0 {
		return "what its scripts do"
	}
	var texts []string
	for _, u := range urls[:min(len(urls), most)] {
		u, _, _ = strings.Cut(redact.URL(u), "?")
		texts = append(texts, u)
	}
	if more := len(urls) - most; more > 0 {
		texts = append(texts, fmt.Sprintf("%d more", more))
	}
	return strings.Join(texts, ", ")
}

// stop ends what the page still loads.
func (t *Tab) stop(ctx context.Context) {
	stopping, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	chromedp.Call(t.within(stopping), page.StopLoading, cdp.Empty{})
}

// Lead lets the page that is open lead its tab elsewhere: code is a function that is called with arguments.
func (t *Tab) Lead(ctx context.Context, act recording.Act, code string, arguments ...any) error {
	list, err := json.Marshal(arguments)
	if err != nil {
		return err
	}
	acting := func(is bool) { t.Recorder.Locked(func() { t.state.ActingForPage = is }) }
	acting(true)
	defer acting(false)
	err = t.load(ctx, act, "", func(ctx context.Context) (cdp.LoaderID, error) {
		_, err := Evaluate[bool](ctx, t, fmt.Sprintf("%s(...%s)", code, list))
		return "", err
	})
	if nothing := (*NoAnswer)(nil); errors.As(err, &nothing) { // what was sent counts
		t.driver.Note("%s", nothing.Error())
		return nil
	}
	return err
}
