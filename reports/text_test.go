package reports_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

func TestLine(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ in, want string }{
		"plain text stays":                         {`a <b> "c" & 'd' \n`, `a <b> "c" & 'd' \n`},
		"letters of any script stay":               {"שלום 🍪 é", "שלום 🍪 é"},
		"control characters show":                  {"a\x00b\tc\r\nd\x7f", `a\x00b\x09c\x0d\x0ad\x7f`},
		"an escape sequence shows":                 {"\x1b[31mred", `\x1b[31mred`},
		"a C1 control shows":                       {"a\u009b31m", `a\u009b31m`},
		"invalid UTF-8 shows":                      {"a\xffb\xed\xa0\x80", `a\xffb\xed\xa0\x80`},
		"the replacement character is a character": {"\ufffd", "\ufffd"},
		"what turns the direction shows":           {"a\u202eb\u2066c", `a\u202eb\u2066c`},
		"noncharacters and line separators show":   {"\ufffe\uffff\U0001fffe\ufdd0\u2028", `\ufffe\uffff\u1fffe\ufdd0\u2028`},
		"what fits is whole":                       {"1234567890123456789012345", "1234567890123456789012345"},
		"what is too long is cut and says so":      {strings.Repeat("é", 26), strings.Repeat("é", 25) + "… (52 bytes)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := reports.Line(row.in, 25); got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestAnyLineIsHarmless(t *testing.T) {
	t.Parallel()
	harmful := regexp.MustCompile(`[\x00-\x1f\x7f-\x{9f}\x{2028}-\x{202e}\x{2066}-\x{2069}\x{feff}\x{fffe}\x{ffff}]`)
	rapid.Check(t, func(r *rapid.T) {
		got := reports.Line(reporttest.Text().Draw(r, "text"), 50)
		if !utf8.ValidString(got) || harmful.MatchString(got) || utf8.RuneCountInString(got) > 50*6+30 {
			r.Fatalf("%q", got)
		}
	})
}

func TestSlug(t *testing.T) {
	t.Parallel()
	for target, want := range map[string]string{
		"http://localhost:8000/":                         "localhost-8000",
		"https://Example.COM/":                           "example-com",
		"https://example.com/app/login?token=secret#top": "example-com-app-login",
		"https://eve:hunter2@example.com/":               "example-com",
		"http://[::1]:8080/":                             "1-8080",
		"https://bücher.example/é":                       "b-cher-example-c3-a9",
		"":                                               "target",
		"…":                                              "target",
		"not a url":                                      "not-a-url",
		"https://" + strings.Repeat("a.", 100) + "test/": strings.Trim(strings.Repeat("a-", 30), "-"),
	} {
		if got := reports.Slug(target); got != want {
			t.Errorf("%s: got %q, want %q", target, got, want)
		}
	}
}

func TestAnySlugIsOne(t *testing.T) {
	t.Parallel()
	shape := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	rapid.Check(t, func(r *rapid.T) {
		if got := reports.Slug(reporttest.Text().Draw(r, "target")); !shape.MatchString(got) || len(got) > 60 {
			r.Fatalf("%q", got)
		}
	})
}

func TestLabelsAreAsShortAsSetsSubjectsApart(t *testing.T) {
	t.Parallel()
	cookie := func(name, domain, path string) reports.Subject {
		return reports.Subject{Kind: "cookie", Name: name, Domain: domain, Path: path}
	}
	want := map[reports.Subject]string{
		{Kind: "site"}:                      "the site",
		cookie("alone", "a.test", "/"):      "alone",
		cookie("paths", "a.test", "/"):      "paths /",
		cookie("paths", "a.test", "/x"):     "paths /x",
		cookie("domains", "a.test", "/"):    "domains / a.test",
		cookie("domains", "b.a.test", "/"):  "domains / b.a.test",
		cookie("domains", "b.a.test", "/x"): "domains /x",
		cookie("", "a.test", "/"):           "(nameless)",
	}
	var results []reports.Result
	for s := range want {
		results = append(results, reports.Result{ID: "a/b", Subject: s}, reports.Result{ID: "a/c", Subject: s})
	}
	got := reports.Labels(results)
	for s, label := range want {
		if got[s] != label {
			t.Errorf("%v is labelled %q, want %q", s, got[s], label)
		}
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	run := reports.Run{Results: []reports.Result{
		{Outcome: "pass"}, {Outcome: "pass", Gating: true}, {Outcome: "fail"}, {Outcome: "fail", Gating: true}, {Outcome: "fail", Gating: true},
		{Outcome: "not-applicable"}, {Outcome: "inconclusive"}, {Outcome: "PASS"}, {},
		{Outcome: "fail", Known: true}, {Outcome: "fail", Known: true, Waived: &reports.Waived{}}, {Outcome: "inconclusive", Waived: &reports.Waived{}},
		{Outcome: "pass", Known: true},
	}}
	want := reports.Summary{Pass: 3, Fail: 2, Warning: 1, Waived: 1, Known: 1, NotApplicable: 1, Inconclusive: 4}
	if got := run.Count(); got != want || got.Total() != len(run.Results) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestNormalChangesNothingOfTheRunItself(t *testing.T) {
	t.Parallel()
	run := reports.Run{Target: "http://a:b@c/", Results: []reports.Result{{Outcome: "pass"}}}
	normal := run.Normal()
	if run.Target != "http://a:b@c/" || run.Results[0].Cites != nil || run.Summary.Pass != 0 {
		t.Errorf("the run is %+v", run)
	}
	if normal.Target != "http://a:[masked]@c/" || normal.Results[0].Cites == nil || normal.Summary.Pass != 1 || normal.Version != reports.Version {
		t.Errorf("the normal form is %+v", normal)
	}
}
