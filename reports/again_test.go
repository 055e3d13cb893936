package reports_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/reports"
)

// TestAgain: the command can be pasted into a shell, whatever the target is called.
func TestAgain(t *testing.T) {
	t.Parallel()
	for want, run := range map[string]reports.Run{
		"cookiespec run http://localhost:8000/ --only set/secure":                             {Target: "http://localhost:8000/"},
		`cookiespec run 'http://a.test/?q=$(x)&b='\''' --only set/secure`:                     {Target: "http://a.test/?q=$(x)&b='"},
		"cookiespec run 'http://eve:[masked]@a.test/' --only set/secure --config 'my c.yaml'": {Target: "http://eve:secret@a.test/", Config: "my c.yaml"},
		"cookiespec run 'my shop' --only set/secure --config cookiespec.yaml":                 {Target: "http://a.test/", Name: "my shop", Config: "cookiespec.yaml"},
	} {
		if got := run.Again("set/secure"); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestCurl: likewise, and no value of a cookie is in it.
func TestCurl(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		url     string
		cookies []string
		want    string
	}{
		{"http://a.test/", nil, "curl -sS -o /dev/null -D - http://a.test/"},
		{"http://a.test/?q=$(x)", []string{"sid", "it's"}, `curl -sS -o /dev/null -D - 'http://a.test/?q=$(x)' -H 'Cookie: sid=VALUE; it'\''s=VALUE'`},
	} {
		if got := reports.Curl(row.url, row.cookies); got != row.want {
			t.Errorf("got %s, want %s", got, row.want)
		}
	}
}
