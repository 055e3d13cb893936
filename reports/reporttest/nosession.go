package reporttest

import (
	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
)

// NoSession is [Sample], with no failure and no session judged.
func NoSession() reports.Run {
	run := Sample()
	run.Exit, run.Results = 0, run.Results[2:4]
	run.Results = append(run.Results, reports.Result{
		ID: "session/rotates-at-login", Session: true, Subject: reports.Subject{Kind: "site"}, Outcome: reports.NotApplicable, Gating: true, Severity: "high",
		Title: "the login gives a new session ID", Reason: "login: no login was given",
	})
	run.NoSession = &reports.NoSession{
		Reason: "no login was asked for", Remedy: "name a user with --user and the password in COOKIESPEC_PASSWORD, or describe the login with login: in the config",
		NotRun: []reports.NotRun{
			{Reason: "no login was given", Checks: []string{"session/rotates-at-login", "session/tamper-rejected"}},
			{Reason: "its role is unknown", Checks: []string{"set/http-only"}},
		},
		Suspected: []reports.Suspected{{Name: "sessionid", Domain: "localhost", Path: "/", Reason: "the name of Django's session cookie"}},
	}
	return run
}

// Active is [Sample], with what the audit did to the site.
func Active() reports.Run {
	run := Sample()
	const site = "http://localhost:8000"
	run.Activity = []reports.Activity{
		{Kind: reports.DidLogin, URL: site + "/login", Count: 4, Outcome: reports.LoginWorked, Stages: []string{"login", "logout"}},
		{Kind: reports.DidLogin, URL: site + "/login", Count: 1, Outcome: reports.LoginRefused, Stages: []string{"wrong-password"}},
		{Kind: reports.DidLogout, As: reports.AsUser, Method: "POST", URL: site + "/logout", Count: 1, Stages: []string{"logout"}},
		{Kind: reports.DidForm, As: reports.AsStranger, Method: "POST", URL: site + "/login", Count: 5, Stages: []string{"login", "logout", "wrong-password"}},
		{Kind: reports.DidPage, As: reports.AsStranger, Method: "GET", URL: site + "/", Count: 2, Stages: []string{"visit"}},
		{Kind: reports.DidPage, As: reports.AsUser, Method: "GET", URL: site + "/account?next=[masked]", Count: 7, Stages: []string{"login"}},
		{Kind: reports.DidBurst, As: reports.AsStranger, Method: "GET", URL: site + "/", Count: 20, Stages: []string{"samples"}},
		{Kind: reports.DidReplay, Method: "GET", URL: site + "/account", Count: 3, Detail: "one cookie altered", Stages: []string{"replay"}},
		{Kind: reports.DidOwn, As: reports.AsUser, Count: 9, Stages: []string{"login"}},
	}
	return run
}

func activity(text *rapid.Generator[string]) *rapid.Generator[reports.Activity] {
	return rapid.Custom(func(t *rapid.T) reports.Activity {
		s := func() string { return text.Draw(t, "text") }
		return reports.Activity{
			Kind: rapid.OneOf(rapid.SampledFrom(reports.Kinds), text).Draw(t, "kind"), As: rapid.OneOf(rapid.SampledFrom([]string{reports.AsStranger, reports.AsUser}), text).Draw(t, "as"),
			Method: s(), URL: s(), Count: rapid.Int().Draw(t, "count"), Outcome: s(), Detail: s(), Stages: several(t, text),
		}
	})
}

func noSession(text *rapid.Generator[string]) *rapid.Generator[*reports.NoSession] {
	return rapid.Custom(func(t *rapid.T) *reports.NoSession {
		s := func() string { return text.Draw(t, "text") }
		if rapid.Bool().Draw(t, "judged") {
			return nil
		}
		return &reports.NoSession{
			Reason: s(), Remedy: s(), Required: s(), NotRun: []reports.NotRun{{Reason: s(), Checks: several(t, text)}},
			Suspected: []reports.Suspected{{Name: s(), Domain: s(), Path: s(), Reason: s()}},
		}
	})
}
