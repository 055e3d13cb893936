package html_test

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

// hostile is a run of a site that means the reader of its report no good: each text that a target has a hand in is one that
// would run a script, load a picture, turn the direction of writing, or push the page apart.
func hostile() reports.Run {
	texts := []string{
		"<script>window.hit=1</script>", `"><img src=x onerror=window.hit=1>`, "javascript:window.hit=1", "</style><script>window.hit=1</script>",
		"]]><svg onload=window.hit=1>", "\u202egnp.exe\u2066", strings.Repeat("W", 10_000), "</title><script>window.hit=1</script>", "{{.}}", "שלום",
	}
	next := 0
	text := func() string {
		next++
		return texts[next%len(texts)] + fmt.Sprint(next)
	}
	run := reporttest.Sample()
	run.Target, run.Landed, run.Exit = "http://a.test/"+text(), text(), 1
	run.Trouble, run.Notes, run.Warnings = []string{text(), text()}, []string{text(), text()}, []string{text()}
	run.Login = &reports.Login{By: text(), Page: text(), Asked: text(), Sign: text(), Logout: text()}
	var subjects []reports.Subject
	run.Cookies = nil
	for range texts {
		s := reports.Subject{Kind: "cookie", Name: text(), Domain: text(), Path: text()}
		subjects = append(subjects, s)
		run.Cookies = append(run.Cookies, reports.Cookie{Name: s.Name, Domain: s.Domain, Path: s.Path, Role: text(), Lifetime: text(), SameSite: text(), Hint: text()})
		run.Results = append(run.Results, reports.Result{
			ID: "set/secure", Subject: s, Outcome: reports.Fail, Gating: true, Severity: "high", Title: text(), Expected: []string{text()}, Actual: text(),
			Cites: []reports.Citation{{Text: text(), URL: text()}}, Evidence: []reports.Evidence{{At: text(), Text: text()}}, Fix: []reports.Fix{{In: text(), Lines: text()}}, File: text(),
		}, reports.Result{ID: "set/stored", Subject: s, Outcome: reports.Inconclusive, Severity: "high", Title: text(), Reason: text()})
	}
	for i := range run.Life.Lanes {
		run.Life.Lanes[i].Cookie = subjects[i]
	}
	for _, s := range subjects[2:] {
		run.Life.Lanes = append(run.Life.Lanes, reports.Lane{Cookie: s, Spans: run.Life.Lanes[0].Spans})
	}
	for i := range run.Life.Stages {
		run.Life.Stages[i].Reason = text()
	}
	run.Pictures = []reports.Picture{{Of: reports.OfLogin, Page: text(), Type: "image/png", Data: pixel}, {Of: reports.OfMember, Page: text(), Type: "text/html", Data: []byte(text())}}
	return run
}

// pixel is a picture of one grey point.
var pixel = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\nIDATx\x9ccl\x00\x00\x00\x82\x00\x81w\xcdr\xb6\x00\x00\x00\x00IEND\xaeB`\x82")
