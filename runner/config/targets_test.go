package config

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

const several = `version: 1
policy: strict
pages: [/]
cookies:
  sid: {role: session}
targets:
  - https://${N}.test/
  - name: shop
    url: https://eve:hunter2@shop.test/
    pages: [/cart]
    cookies:
      basket: {lifetime: 60s}
  - {name: app, serve: {dir: app}}
login: {user: ada}
`

// TestATargetsKeysStandForTheSharedOnes, each as a whole, and each with its own line.
func TestATargetsKeysStandForTheSharedOnes(t *testing.T) {
	t.Parallel()
	c, err := parse("cookiespec.yaml", []byte(several), environment)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"https://10.test/: https://10.test/, strict, [/], sid:5, ada",
		"shop: https://eve:hunter2@shop.test/, strict, [/cart], basket:12, ada",
		"app: , strict, [/], sid:5, ada",
	}
	var got []string
	for _, one := range c.Targets {
		d := one.Cookies[0]
		got = append(got, fmt.Sprintf("%s: %s, %s, %v, %s:%d, %s", one.Called(), one.Target, one.Policy, one.Pages, d.Name, d.Line, one.draft.User))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if bad := c.Targets[1].Reject("pages", 0, "/cart", "is gone", ""); !strings.HasPrefix(bad.Error(), "cookiespec.yaml:10:13: ") {
		t.Error(bad)
	}
	if c.Target != "" || c.Targets[2].Serve.Dir != "app" || c.Serve != nil {
		t.Errorf("%+v", c)
	}
}

func TestATargetIsPickedByWhatItIsCalled(t *testing.T) {
	t.Parallel()
	c, err := parse("cookiespec.yaml", []byte(strings.Replace(several, "name: shop\n    ", "", 1)), environment)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]string{
		"app":                              "app",
		"https://eve:hunter2@shop.test/":   "https://eve:hunter2@shop.test/",
		"https://eve:[masked]@shop.test/":  "https://eve:hunter2@shop.test/",
		"ap":                               "did you mean app?",
		"https://eve:other@elsewhere.test": `there is no target "https://eve:[masked]@elsewhere.test"`,
	} {
		one, err := c.Of(word)
		got := one.Called()
		if err != nil {
			got = err.Error()
		}
		if bad := (*Error)(nil); !strings.Contains(got, want) || err != nil && (!errors.As(err, &bad) || strings.Contains(got, "hunter2")) {
			t.Errorf("%s: %s", word, got)
		}
	}
}

// TestOnlyAConfigHasTargets: the submissions of a rubric are its targets.
func TestOnlyAConfigHasTargets(t *testing.T) {
	t.Parallel()
	if _, err := ParseRubric("rubric.yaml", []byte(several)); err == nil || !strings.Contains(err.Error(), `unknown key "targets"`) {
		t.Error(err)
	}
}
