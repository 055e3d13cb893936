package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/grade"
	"github.com/cookiespec/cookiespec/runner/serve"
)

// serving starts the application that the config names, and aims the audit at it. The error is about what the config says.
func serving(c config.Config) (start func(context.Context, *audit) error, err error) {
	plan, err := servePlan(*c.Serve)
	if err == nil && c.Target != "" {
		plan.Port, err = portOf(c.Target)
	}
	return func(ctx context.Context, a *audit) error {
		app, err := serve.Start(ctx, plan)
		var failure *serve.Failure
		if errors.As(err, &failure) {
			a.quote(failure.Output, a.config.Secrets())
			return &gather.Trouble{What: "the application cannot be looked at: " + failure.What, Hint: failure.Hint}
		}
		if err != nil {
			return err
		}
		a.framework = plan.Framework()
		a.stop = func() error { return a.ended(app) }
		if a.config.Target == "" {
			return a.config.Set("target", app.URL())
		}
		return nil
	}, err
}

// ended ends an application and says what is wrong with how it ended.
func (a *audit) ended(app *serve.App) error {
	early := app.Ended()
	app.Stop()
	switch {
	case early != "":
		a.quote(app.Output(), a.config.Secrets())
		return &gather.Trouble{What: "the application ended while it was looked at: " + early, Hint: "see what it printed"}
	case app.Left() > 0:
		return &gather.Trouble{What: fmt.Sprintf("%d processes of the application could not be ended", app.Left()), Hint: "end them by hand"}
	}
	return nil
}

// servePlan is what the config says of an application, and what is found where it says nothing.
func servePlan(s config.Serve) (serve.Plan, error) {
	dir := cmp.Or(s.Dir, ".")
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return serve.Plan{}, &hinted{fmt.Sprintf("serve: there is no folder %s", dir), "name the folder of the application"}
	}
	plan, err := grade.Plan(dir, &s)
	if failure := (*serve.Failure)(nil); errors.As(err, &failure) {
		return plan, &hinted{"serve: in " + dir + " " + failure.What, failure.Hint}
	}
	return plan, err
}

// portOf is the port that the application has to listen on where the target names one.
func portOf(target string) (int, error) {
	u, err := url.Parse(target)
	if err != nil {
		return 0, err
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		return 0, &hinted{"the target of an application that is started names no port", "leave target out, or write http://localhost:8000/"}
	}
	return port, nil
}

// quote shows what an application printed, without secrets.
func (t tui) quote(text string, secrets []string) {
	for _, s := range secrets {
		text = strings.ReplaceAll(text, s, "[masked]")
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for _, line := range lines[max(0, len(lines)-mostQuoted):] {
		t.say("  " + line)
	}
}

// mostQuoted is how many lines of an application's output are shown.
const mostQuoted = 20
