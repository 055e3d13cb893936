package check_test

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/check"
	. "github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// whole is a check with all that one must have.
func whole(id string, needs recording.Stage) check.Check {
	return check.Check{
		ID: id, Title: "t", Failure: "f", Severity: check.High, Cites: []check.Citation{check.CWE("614")}, Needs: needs,
		Subjects: check.Site, Judge: func(*check.Case, *check.Subject) check.Verdict { return check.Pass("seen") },
		Explain: check.Explanation{Rule: "r", Reason: "r", Fails: "f", Limits: "l", Fixes: []check.Fix{{In: "Django", Lines: "d"}, {In: "Go", Lines: "g"}}},
	}
}

var few = check.Catalogue{
	whole("set/stored", recording.Visit), whole("set/secure", recording.Visit),
	whole("sent/every-request", recording.Browse), whole("expiry/on-time", recording.Waited),
}

func TestSelect(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name       string
		only, skip []string
		want       string // ids, or the error
	}{
		{"all", nil, nil, "set/stored set/secure sent/every-request expiry/on-time"},
		{"an id", []string{"set/secure"}, nil, "set/secure"},
		{"an area", []string{"set"}, nil, "set/stored set/secure"},
		{"a glob", []string{"*/s*"}, nil, "set/stored set/secure"},
		{"in the order of the list", []string{"expiry", "set/stored"}, nil, "set/stored expiry/on-time"},
		{"less an area", nil, []string{"set"}, "sent/every-request expiry/on-time"},
		{"an area less an id", []string{"set"}, []string{"set/stored"}, "set/secure"},
		{"nothing is left", []string{"set"}, []string{"*"}, ""},
		{"a slip in an id", []string{"set/secured"}, nil, `no check or area is called "set/secured"; did you mean set/secure?`},
		{"a slip in an area", nil, []string{"expire"}, `no check or area is called "expire"; did you mean expiry?`},
		{"an id without its area", []string{"on-tyme"}, nil, `no check or area is called "on-tyme"; did you mean expiry/on-time?`},
		{"a slip in how it is written", []string{"SET/Secured"}, nil, `no check or area is called "SET/Secured"; did you mean set/secure?`},
		{"nothing like it", []string{"xxxxxxxx"}, nil, `no check or area is called "xxxxxxxx"`},
		{"a glob that stands for none", []string{"z*"}, nil, `no check or area is called "z*"`},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			list, err := few.Select(row.only, row.skip)
			var ids []string
			for _, c := range list {
				ids = append(ids, c.ID)
			}
			got := strings.Join(ids, " ")
			if err != nil {
				got = err.Error()
			}
			if got != row.want {
				t.Errorf("%s\nexpected %s", got, row.want)
			}
		})
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	if c, err := few.Find("set/secure"); err != nil || c.ID != "set/secure" {
		t.Errorf("found %s, %v", c.ID, err)
	}
	if _, err := few.Find("sent/evry-request"); err == nil || !strings.HasSuffix(err.Error(), "did you mean sent/every-request?") {
		t.Errorf("the error is %v", err)
	}
}

func TestNeeds(t *testing.T) {
	t.Parallel()
	if got, want := few.Needs(), recording.Visit|recording.Browse|recording.Waited; got != want {
		t.Errorf("needs %s, expected %s", got, want)
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	if err := few.Validate(); err != nil {
		t.Errorf("a whole list: %v", err)
	}
	bad := whole("Set/", 0)
	bad.Title, bad.Cites, bad.Judge = " ", nil, nil
	err := check.Catalogue{few[0], few[0], bad}.Validate()
	for _, want := range []string{
		"check 2 (set/stored): the id is taken", "not of the form area/name", "Title is empty", "no citation", "no stage", "Judge is missing",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v\nlacks: %s", err, want)
		}
	}
}

func TestApply(t *testing.T) {
	t.Parallel()
	c := whole("sent/x", recording.Visit|recording.Restart|recording.Aged)
	all := []Element{Visit(), Restart(), Aged()}
	for _, row := range []struct {
		name    string
		outcome check.Outcome
		text    string
		is      []Element
	}{
		{"nothing is missing", check.Passed, "seen", all},
		{"a stage was not recorded", check.Undecided, "restart was not recorded", []Element{Visit(), Aged()}},
		{"a stage failed", check.Undecided, "restart: Chrome did not quit", []Element{Visit(), Failed(recording.Restart, "Chrome did not quit"), Aged()}},
		{"a stage was not needed", check.NotApplicable, "aged: no persistent cookie", []Element{Visit(), Restart(), Unneeded(recording.Aged, "no persistent cookie")}},
		{"a stage failed and another was not needed", check.Undecided, "aged: it could not be gathered", []Element{Visit(), Unneeded(recording.Restart, "no cookie"), Failed(recording.Aged, "")}},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			of := Case(row.is...)
			v := c.Apply(of, check.Site(of)[0])
			if got := v.Actual + v.Reason; v.Outcome != row.outcome || got != row.text {
				t.Errorf("%s: %s", v.Outcome, got)
			}
		})
	}
	t.Run("a judge that breaks", func(t *testing.T) {
		t.Parallel()
		c := c
		c.Judge = func(*check.Case, *check.Subject) check.Verdict { panic("index out\nof range") }
		of := Case(all...)
		v := c.Apply(of, check.Site(of)[0])
		if v.Outcome != check.Undecided || !strings.Contains(v.Reason, "an internal error") || !strings.Contains(v.Reason, "sent/x") || strings.Contains(v.Reason, "\n") {
			t.Errorf("%s: %s", v.Outcome, v.Reason)
		}
	})
}
