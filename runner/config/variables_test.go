package config

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStrays(t *testing.T) {
	t.Parallel()
	c, err := parse("cookiespec.yaml", []byte("target: http://a.test/\nlogin: {user: ada, password_env: COOKIESPEC_ADA}\nheaders: {X-Pin: '${COOKIESPEC_PIN}'}\n"),
		func(string) (string, bool) { return "1234", true })
	if err != nil {
		t.Fatal(err)
	}
	got := c.Strays([]string{
		"COOKIESPEC_MAXPAGES", "COOKIESPEC_FAIL_ON", "COOKIESPEC_ADA", "COOKIESPEC_PIN", "COOKIESPEC_PASSWORD", "COOKIESPEC_DRY_RUN",
		"COOKIESPEC_DRYRUN", "COOKIESPEC_SOMETHING_ELSE", "HOME", "COOKIESPEC_",
	}, []string{"COOKIESPEC_DRY_RUN"})
	want := []Stray{
		{"COOKIESPEC_MAXPAGES", "COOKIESPEC_MAX_PAGES"},
		{"COOKIESPEC_DRYRUN", "COOKIESPEC_DRY_RUN"},
		{"COOKIESPEC_SOMETHING_ELSE", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestTheSwitchOffIsNotSuggested to somebody who writes another tool's word for a severity.
func TestTheSwitchOffIsNotSuggested(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"severe": "did you mean critical or high?", "Severe": "did you mean critical or high?", "moderate": "did you mean medium?",
		"hihg": "did you mean high?", "nevr": "did you mean never?", "none": "did you mean never?", "lever": "did you mean never?", "nerve": "",
	} {
		c := Default()
		bad := takeFailOn(&c, value)
		if bad == nil || bad.remedy != want || c.FailOn != Default().FailOn {
			t.Errorf("%s: %+v", value, bad)
		}
	}
}
