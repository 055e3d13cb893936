package driver

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/cookiespec/cookiespec/runner/words"
)

// scripts bounds what a script of ours may take: a page whose own script never yields does not let it run.
const scripts = 8 * time.Second

// Evaluate runs an expression in a world of its own, where the page has replaced nothing, and returns its value.
func Evaluate[T any](ctx context.Context, t *Tab, expression string) (T, error) {
	var zero T
	bounded, cancel := context.WithTimeout(ctx, scripts)
	defer cancel()
	frame := page.CreateIsolatedWorldParams{WorldName: "cookiespec"}
	t.Recorder.Locked(func() { frame.FrameID = t.state.Main })
	world, err := chromedp.Call(t.within(bounded), page.CreateIsolatedWorld, frame)
	if err != nil {
		return zero, t.stuck(ctx, bounded, err)
	}
	value, err := chromedp.Run(t.within(bounded), chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise, func(p *runtime.EvaluateParams) {
		p.ContextID = world.ExecutionContextID
	}))
	if err != nil {
		return zero, t.stuck(ctx, bounded, err)
	}
	return value, nil
}

// stuck is why a script did not run, in words that a user understands.
func (t *Tab) stuck(ctx, bounded context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case t.ctx.Err() != nil:
		return ErrChromeExited
	case bounded.Err() != nil:
		return &Trouble{What: fmt.Sprintf("a script of the page kept it busy for %.0f s", scripts.Seconds())}
	}
	return fmt.Errorf("running a script: %w", err)
}

//go:embed page.js
var pageCode string

var pageScript = strings.Replace(strings.TrimSpace(pageCode), "WORDS", strings.TrimSpace(words.JSON), 1)

// Ask calls one of the functions of page.js in the tab's page.
func Ask[T any](ctx context.Context, t *Tab, function string, arguments ...any) (T, error) {
	coded := make([]string, len(arguments))
	for i, a := range arguments {
		text, err := json.Marshal(a)
		if err != nil {
			panic(err) // strings, and maps of them
		}
		coded[i] = string(text)
	}
	return Evaluate[T](ctx, t, fmt.Sprintf("%s.%s(%s)", pageScript, function, strings.Join(coded, ", ")))
}
