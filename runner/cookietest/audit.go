// Package cookietest audits the cookies and sessions of a site in a real Chrome from `go test`, as `cookiespec run` does from the command
// line: [Audit] in a test of its own, [Specs] in a Ginkgo suite.
//
// Without Chrome the tests are skipped, unless the variable COOKIESPEC_REQUIRE_CHROME is set: set it where a pipeline must not pass
// unaudited. With -short they are always skipped. An audit takes from some seconds to some minutes; [Only] makes it shorter.
package cookietest

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// RequireChrome is the variable that, set to anything, makes a test without Chrome fail instead of being skipped.
const RequireChrome = "COOKIESPEC_REQUIRE_CHROME"

// Audit audits the site at a URL, and runs a subtest for each check and cookie, such as set/secure/sessionid: it fails where
// `cookiespec run` would fail, and is skipped with the reason where the check does not apply or only warns. What keeps the audit from
// being whole fails t itself.
func Audit(t *testing.T, url string, options ...Option) {
	t.Helper()
	if testing.Short() {
		t.Skip(short)
	}
	job, err := plan(options)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := beforeDeadline(t)
	defer cancel()
	seen, err := gather(ctx, job, url)
	switch {
	case skips(err):
		t.Skip(err, unaudited)
	case err != nil:
		t.Fatal(err)
	}
	run := job.Judge(seen, job.Catalogue)
	labels := reports.Labels(run.Results)
	for _, r := range run.Results {
		t.Run(r.ID+"/"+labels[r.Subject], func(t *testing.T) {
			failure, skipped := settled(run, r)
			switch {
			case failure != "":
				t.Error(failure)
			case skipped != "":
				t.Skip(skipped)
			}
		})
	}
	for _, text := range run.Trouble {
		t.Error("the audit is not whole: " + line(text))
	}
	for _, text := range append(run.Warnings, run.Notes...) {
		t.Log(line(text))
	}
}

const (
	short     = "an audit takes long, and -short is given"
	unaudited = "(nothing was audited; set " + RequireChrome + " to make this a failure)"
)

// gather drives Chrome for as much as the job's checks need.
func gather(ctx context.Context, job audit.Job, url string) (*recording.Recording, error) {
	if err := job.Config.Set("target", url); err != nil {
		return nil, err
	}
	return job.Gather(ctx, job.Catalogue, nil)
}

// skips tells whether an error is that there is no Chrome, where none is required.
func skips(err error) bool {
	return errors.Is(err, browser.ErrNoChrome) && os.Getenv(RequireChrome) == ""
}

// beforeDeadline ends some seconds before the test binary is killed by its -timeout, so that no Chrome is left behind.
func beforeDeadline(t *testing.T) (context.Context, context.CancelFunc) {
	deadline, ok := t.Deadline()
	if !ok {
		return context.WithCancel(t.Context())
	}
	return context.WithDeadlineCause(t.Context(), deadline.Add(-10*time.Second), errors.New("the time of go test -timeout is over"))
}
