package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
)

// audit has one session check that passes, two failures, one of them of a cookie whose name has a random part, and one check
// that was not decided.
func audit() reports.Run {
	cookie := reports.Subject{Kind: "cookie", Name: "DW68700bfd16c2027de7de74a5a8202a6f", Domain: "127.0.0.1", Path: "/"}
	site := reports.Subject{Kind: "site"}
	return reports.Run{Version: reports.Version, Results: []reports.Result{
		{ID: "session/old-id-dead", Subject: site, Outcome: reports.Pass},
		{ID: "session/logout-reach", Subject: site, Outcome: reports.Fail, Title: "an image can log out", Actual: "a plain GET"},
		{ID: "session/no-churn", Subject: site, Outcome: reports.Inconclusive, Reason: "no second tab"},
		{ID: "session/remembers", Subject: site, Outcome: reports.NotApplicable},
		{ID: "set/secure", Subject: cookie, Outcome: reports.Fail, Title: "not Secure", Actual: "no Secure"},
		{ID: "set/stored", Subject: cookie, Outcome: reports.Pass},
	}}
}

const explained = `
pass: [session/old-id-dead]
findings:
  - {check: session/logout-reach, outcome: fail, right: a link logs out}
  - {check: session/no-churn, outcome: inconclusive, right: one tab}
  - {check: set/secure, cookie: "DW*", outcome: fail, right: it has none}
`

func TestCompare(t *testing.T) {
	for _, row := range []struct {
		name   string
		golden string
		code   int
		prints []string
	}{
		{"all is explained", explained, 0, []string{"2 of 4 session checks decided, 1 not applicable; 3 findings, 0 unexplained, 0 wrong, 0 missing\n"}},
		{"a finding is not in the list", strings.Replace(explained, "set/secure", "set/other", 1), 1,
			[]string{"unexplained: set/secure fail", "not Secure: no Secure", "missing: set/other fail, DW*"}},
		{"a finding has no reason", strings.Replace(explained, "right: one tab", "unexplained: ", 1), 1, []string{"unexplained: session/no-churn inconclusive"}},
		{"the outcome is another", strings.Replace(explained, "outcome: inconclusive", "outcome: fail", 1), 1, []string{"1 unexplained", "1 missing"}},
		{"the cookie is another", strings.Replace(explained, "DW*", "DX*", 1), 1, []string{"1 unexplained", "1 missing"}},
		{"a finding is wrong", strings.Replace(explained, "right: one tab", "wrong: it should pass", 1), 1, []string{"1 wrong", "wrong: session/no-churn inconclusive, the site: it should pass"}},
		{"a wrong finding is gone", explained + "  - {check: set/http-only, cookie: x, outcome: fail, wrong: a false alarm}\n", 0, []string{"no longer wrong: set/http-only"}},
		{"a check no longer passes", strings.Replace(explained, "[session/old-id-dead]", "[session/old-id-dead, session/no-churn]", 1), 1, []string{"missing: session/no-churn should pass"}},
		{"a key is unknown", explained + "surplus: 1\n", 2, nil},
		{"a glob is broken", strings.Replace(explained, "DW*", "DW[", 1), 2, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			results, findings := files(t, row.golden)
			var stdout, stderr bytes.Buffer
			if code := run([]string{results, findings}, &stdout, &stderr); code != row.code {
				t.Errorf("exit code %d, want %d\n%s%s", code, row.code, &stdout, &stderr)
			}
			for _, text := range row.prints {
				if !strings.Contains(stdout.String(), text) {
					t.Errorf("%q is missing in\n%s", text, &stdout)
				}
			}
		})
	}
}

func TestUpdate(t *testing.T) {
	const old = "findings:\n  - {check: set/secure, cookie: \"*\", outcome: fail, right: \"kept: as it was\"}\n  - {check: set/gone, outcome: fail, right: x}\n" +
		"  - {check: session/no-churn, outcome: inconclusive, unexplained: of an earlier audit}\n"
	results, findings := files(t, old)
	if code := run([]string{"--update", results, findings}, &bytes.Buffer{}, os.Stderr); code != 1 {
		t.Errorf("exit code %d, want 1: two findings have no reason", code)
	}
	text, err := os.ReadFile(findings)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"- session/old-id-dead", "right: 'kept: as it was'", "unexplained: no second tab", "cookie: '*'"} {
		if !strings.Contains(string(text), part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
	if strings.Contains(string(text), "set/gone") {
		t.Errorf("a finding that is gone remained in\n%s", text)
	}
	if _, err := readGolden(findings); err != nil {
		t.Error(err)
	}
}

func TestUpdateBegins(t *testing.T) {
	results, findings := files(t, "")
	if err := os.Remove(findings); err != nil {
		t.Fatal(err)
	}
	run([]string{"--update", results, findings}, &bytes.Buffer{}, os.Stderr)
	text, err := os.ReadFile(findings)
	if err != nil || !strings.Contains(string(text), "cookie: DW*\n") {
		t.Errorf("%v\n%s", err, text)
	}
}

func files(t *testing.T, golden string) (results, findings string) {
	t.Helper()
	var text bytes.Buffer
	if err := jsonreport.Write(&text, audit()); err != nil {
		t.Fatal(err)
	}
	results, findings = filepath.Join(t.TempDir(), "results.json"), filepath.Join(t.TempDir(), "findings.yaml")
	for name, content := range map[string]string{results: text.String(), findings: golden} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return results, findings
}
