package judge_test

import (
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/check"
)

// TestEvidenceHasItsTime and, where the headers of an answer to a GET show a failure, the command that asks for them again.
func TestEvidenceHasItsTime(t *testing.T) {
	t.Parallel()
	seen := visited()
	scene := &seen.Scenes[0]
	asked, snapshot := &scene.Exchanges[0], &scene.Jars[0]
	asked.URL, asked.AnsweredAt = "http://localhost:8000/a?b=c", time.Date(2027, 1, 2, 3, 4, 5, 6e6, time.UTC)
	snapshot.At = asked.AnsweredAt.Add(time.Second)
	line := check.AtExchange(scene, asked, "Set-Cookie: a=x")
	for name, row := range map[string]struct {
		evidence check.Evidence
		pass     bool
		method   string
		url      string
		time     time.Time
		curl     string
	}{
		"a Set-Cookie header": {evidence: line, time: asked.AnsweredAt, curl: "curl -sS -o /dev/null -D - 'http://localhost:8000/a?b=c'"},
		"another header": {
			evidence: check.AtExchange(scene, asked, "GET http://localhost:8000/, answered with 200"), time: asked.AnsweredAt,
			curl: "curl -sS -o /dev/null -D - 'http://localhost:8000/a?b=c'",
		},
		"what was sent":              {evidence: check.AtExchange(scene, asked, "GET http://localhost:8000/ (navigation), with a"), time: asked.AnsweredAt},
		"a pass":                     {evidence: line, pass: true, time: asked.AnsweredAt},
		"a POST":                     {evidence: line, method: "POST", time: asked.AnsweredAt},
		"an address with a token":    {evidence: line, url: "http://localhost:8000/?token=abcdef123", time: asked.AnsweredAt},
		"a jar":                      {evidence: check.AtJar(scene, snapshot, "the jar has no a"), time: snapshot.At},
		"an address of another kind": {evidence: check.Evidence{At: "visit@script", Text: "document.cookie names a"}},
		"no address":                 {evidence: check.Evidence{At: "somewhere#x"}},
	} {
		verdict := check.Fail("e", "a", row.evidence)
		if row.pass {
			verdict = check.Pass("a", row.evidence)
		}
		asked.Method, asked.URL = "GET", "http://localhost:8000/a?b=c"
		if row.method != "" {
			asked.Method = row.method
		}
		if row.url != "" {
			asked.URL = row.url
		}
		got := judge.Run(seen, check.Catalogue{says("set/a", check.High, verdict)}, judge.Options{Policy: "baseline", FailOn: check.High}).Results[0]
		if !got.Evidence[0].Time.Equal(row.time) || got.Curl != row.curl {
			t.Errorf("%s: at %v, %q", name, got.Evidence[0].Time, got.Curl)
		}
	}
}

// TestCitationsHaveTheirWords, where the document's own are at hand.
func TestCitationsHaveTheirWords(t *testing.T) {
	t.Parallel()
	c := demanded(says("set/a", check.High, check.Pass("a")), "7.3.1")
	got := judge.Run(visited(), check.Catalogue{c}, judge.Options{Policy: "baseline", FailOn: check.High}).Results[0].Cites
	want := reports.Citation{
		Text: "ASVS 5.0 7.3.1", URL: check.ASVS("7.3.1").URL, Source: "ASVS 5.0", Section: "7.3.1",
		Words: "Verify that there is an inactivity timeout such that re-authentication is enforced according to risk analysis and documented security decisions.",
	}
	if len(got) != 2 || got[0].Words != "" || got[1] != want {
		t.Errorf("got %+v", got)
	}
}
