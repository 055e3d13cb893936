package feedback_test

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/feedback"
)

func TestFeedback(t *testing.T) {
	t.Parallel()
	g := reports.Grade{
		Assignment: "Cookies", Submission: "chloe", Framework: "Django", Trouble: []string{"/set/ answers 500 Internal Server Error"}, Advice: []string{"give TOKEN in serve.env of the rubric"},
		Printed: []string{"Traceback (most recent call last):", "NameError: name 'response' is not defined"},
		Parts: []reports.Mark{
			{Title: "It lives 60 seconds", Points: 10, Outcome: reports.Fail, Findings: []reports.Result{{
				ID: "expiry/as-declared", Outcome: reports.Fail, Title: "the cookie is not as the config declares it",
				Subject:  reports.Subject{Kind: "cookie", Name: "data", Domain: "localhost", Path: "/"},
				Expected: []string{"lives 60s"}, Actual: "lives 1s", Advice: "correct the declaration", Evidence: []reports.Evidence{{At: "visit#1", Text: "Set-Cookie: data=x; Max-Age=1"}},
				Fix: []reports.Fix{{In: "Django", Lines: "response.set_cookie(max_age=60)\nmore()"}, {In: "Go", Lines: "MaxAge: 60"}},
			}}},
			{Title: "It comes", Points: 5, Score: 5, Outcome: reports.Pass, Hints: []reports.Result{{Title: "the line deviates", Actual: "a blank"}}},
			{Title: "Logout", Points: 20, Outcome: reports.Inconclusive, Reason: "a part of it could not be determined", Findings: []reports.Result{
				{Outcome: reports.Inconclusive, Subject: reports.Subject{Kind: "site"}, Reason: "the login failed"},
				{Outcome: reports.Inconclusive, Subject: reports.Subject{Kind: "site"}, Reason: "the login failed"},
				{Outcome: reports.Inconclusive, Subject: reports.Subject{Kind: "cookie", Name: "a"}, Reason: "the login failed"},
			}},
		},
	}
	const want = `# Cookies

5 of 35 points for chloe, with 1 of 3 parts not graded

- /set/ answers 500 Internal Server Error

It printed:

    Traceback (most recent call last):
    NameError: name 'response' is not defined

## It lives 60 seconds (0 of 10)

- **the cookie is not as the rubric declares it** (data (localhost/))
  - expected: lives 60s
  - the browser saw: lives 1s
  - seen: Set-Cookie: data=x; Max-Age=1
  - write:

        response.set_cookie(max_age=60)
        more()

## It comes (5 of 5)

Passed.
- a hint, without effect on the points: the line deviates (a blank).

## Logout (not graded, of 20)

Not graded automatically, and not counted. Reason: a part of it could not be determined.
- the site, the cookie a: could not be determined: the login failed
`
	var b strings.Builder
	if err := feedback.Write(&b, g); err != nil || b.String() != want {
		t.Errorf("%v, got\n%s", err, b.String())
	}
}

// TestHostileTextStaysText: a submission chooses names of cookies, and what it prints.
func TestHostileTextStaysText(t *testing.T) {
	t.Parallel()
	const hostile = "<img src=x onerror=alert(1)> ![x](http://evil/) **bold** @teacher\n# heading\x1b[2J\u202e"
	g := reports.Grade{
		Assignment: hostile, Submission: hostile, Trouble: []string{hostile}, Printed: []string{hostile, "```\n<img src=y>"},
		Parts: []reports.Mark{{Title: hostile, Reason: hostile, Outcome: reports.Inconclusive, Findings: []reports.Result{{
			Title: hostile, Outcome: reports.Fail, Actual: hostile, Expected: []string{hostile}, Subject: reports.Subject{Kind: "cookie", Name: hostile},
			Evidence: []reports.Evidence{{Text: hostile}}, Fix: []reports.Fix{{In: hostile, Lines: hostile}},
		}}}},
	}
	var b strings.Builder
	if err := feedback.Write(&b, g); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if code := strings.HasPrefix(line, "    "); code {
			continue
		}
		for _, bad := range []string{"<img", "![x](", "**bold", "@teacher"} {
			if strings.Contains(line, bad) {
				t.Errorf("%q in %q", bad, line)
			}
		}
	}
	for _, bad := range []string{"\n# heading", "\x1b", "\u202e"} {
		if strings.Contains(b.String(), bad) {
			t.Errorf("%q came through", bad)
		}
	}
}

// TestFeedbackOfTheTeacher: points and comments by hand are said to be so, and what the teacher decided otherwise is not held against
// the student.
func TestFeedbackOfTheTeacher(t *testing.T) {
	t.Parallel()
	total := 12
	failed := []reports.Result{{ID: "set/secure", Outcome: reports.Fail, Title: "it is not secure"}, {Outcome: reports.Inconclusive, Reason: "the login failed"}}
	g := reports.Grade{
		Assignment: "Cookies", Submission: "ben", Total: &total, Comment: "Late, *but* <b>good</b>",
		Parts: []reports.Mark{
			{Title: "Full", Points: 5, Score: 5, Outcome: reports.Pass, ByHand: true, Reason: "it failed", Findings: failed},
			{Title: "Some", Points: 5, Score: 3, Outcome: reports.Fail, ByHand: true, Comment: "Almost", Findings: failed},
			{Title: "A word", Points: 5, Score: 5, Outcome: reports.Pass, Comment: "Well done"},
		},
	}
	const want = `# Cookies

12 of 15 points for ben

Your teacher gave this score in place of the sum of the parts.

Your teacher: Late, \*but\* &lt;b>good&lt;/b>

## Full (5 of 5)

Your teacher gave these points.

## Some (3 of 5)

Your teacher gave these points.

Your teacher: Almost
- **it is not secure** ((nameless))

## A word (5 of 5)

Passed.

Your teacher: Well done
`
	var b strings.Builder
	if err := feedback.Write(&b, g); err != nil || b.String() != want {
		t.Errorf("%v, got\n%s", err, b.String())
	}
}
