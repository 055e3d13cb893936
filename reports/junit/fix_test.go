package junit_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/junit"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

// TestTheLinesOfAFixStayLines: a fix is code, which nobody can read or copy with its line feeds escaped.
func TestTheLinesOfAFixStayLines(t *testing.T) {
	t.Parallel()
	run := reporttest.Sample()
	run.Results[0].Fix = []reports.Fix{{In: "Go", Lines: "http.SetCookie(w, &http.Cookie{\n\tSecure: true,\n})"}}
	var b bytes.Buffer
	if err := junit.Write(&b, run, junit.Options{}); err != nil {
		t.Fatal(err)
	}
	const want = "how to fix it:\n  Go:\n    http.SetCookie(w, &amp;http.Cookie{\n        Secure: true,\n    })\n"
	if got := strings.ReplaceAll(b.String(), "&#xA;", "\n"); !strings.Contains(got, want) || strings.Contains(got, `\x0a`) {
		t.Errorf("no %q in\n%s", want, got)
	}
}
