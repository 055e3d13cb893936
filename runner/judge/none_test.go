package judge_test

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/check/checktest"
)

// TestATargetDeclaredWithoutCookies is conclusive when it sets none, and warned of when it does.
func TestATargetDeclaredWithoutCookies(t *testing.T) {
	catalogue, err := suites.Catalogue().Select([]string{"set/http-only", "set/secure"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	o := judge.Options{Policy: string(suites.Baseline), FailOn: check.High, None: true}
	bare := checktest.Record(checktest.Visit(checktest.Get("/")))
	if run := judge.Run(bare, catalogue, o); run.Exit != 0 || len(run.Trouble) > 0 {
		t.Errorf("exit code %d, %q", run.Exit, run.Trouble)
	}
	o.None = false
	if run := judge.Run(bare, catalogue, o); run.Exit != 3 {
		t.Errorf("not declared: exit code %d, %q", run.Exit, run.Trouble)
	}
	o.None = true
	run := judge.Run(checktest.Record(checktest.Visit(checktest.Get("/").Sets("theme=dark; Path=/; SameSite=Lax"))), catalogue, o)
	if got := strings.Join(run.Warnings, "\n"); !strings.Contains(got, "cookies: none, and the target set theme") {
		t.Errorf("warnings: %q", got)
	}
}
