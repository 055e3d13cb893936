package main

import (
	"os"
	"strings"
	"testing"
)

// TestWhatWasMeant: wherever a word is one of some, a slip is told with the word that was meant, and in a file with its place.
func TestWhatWasMeant(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"key.yaml":      "version: 1\ntarget: http://a.test/\npolcy: strict\n",
		"nested.yaml":   "version: 1\ntarget: http://a.test/\ncookies: {a: {http_onyl: true}}\n",
		"login.yaml":    "version: 1\ntarget: http://a.test/\nlogin: {usr: ada}\n",
		"value.yaml":    "version: 1\ntarget: http://a.test/\ncookies: {a: {role: sesion}}\n",
		"severity.yaml": "version: 1\ntarget: http://a.test/\nfail_on: hihg\n",
		"only.yaml":     "version: 1\ntarget: http://a.test/\nonly: [set, sett]\nskip: [set/http-onyl]\n",
		"waiver.yaml":   "version: 1\ntarget: http://a.test/\nwaivers: [{check: http-only, reason: x}]\n",
		"rubric.yaml":   "version: 1\nparts: [{title: a, points: 1, checks: [set]}]\nacounts: {user: x}\n",
		"part.yaml":     "version: 1\nparts: [{title: a, points: 1, chekcs: [set]}]\n",
		"checks.yaml":   "version: 1\nparts: [{title: a, points: 1, checks: [restrt]}]\n",
		"work":          "",
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for call, want := range map[string][]string{
		"rn":                                    {"did you mean run?"},
		"help dctor":                            {"did you mean doctor?"},
		"run --polcy strict":                    {"there is no flag --polcy", "did you mean --policy?"},
		"run --max_pages 3":                     {"did you mean --max-pages?"},
		"run -polcy strict":                     {"there is no flag -polcy", "did you mean --policy?"},
		"grade work --rubic x":                  {"did you mean --rubric?"},
		"run http://a.test/ --policy strct":     {"did you mean strict?"},
		"run http://a.test/ --fail-on hihg":     {"did you mean high?"},
		"run http://a.test/ --only restrt":      {"did you mean restart?"},
		"run http://a.test/ --only on-tyme":     {"did you mean expiry/on-time?"},
		"run http://a.test/ --skip SCOPE/Path":  {"did you mean scope/path?"},
		"run http://a.test/ --only HttpOnly":    {"did you mean set/http-only?"},
		"run http://a.test/ --fail-on severe":   {"did you mean critical or high?"},
		"run --config rubric.yaml":              {"this is a rubric, not a config", "cookiespec grade DIR --rubric rubric.yaml"},
		"demo --only set/http_only":             {"did you mean set/http-only?"},
		"demo --junit x --junit-dialect srtict": {"did you mean strict?"},
		"list restrt":                           {"did you mean restart?"},
		"list Expiry":                           {"did you mean expiry?"},
		"explain set/httponly":                  {"did you mean set/http-only?"},
		"explain SET/HTTP_ONLY":                 {"did you mean set/http-only?"},
		"explain set":                           {"set is an area, not a check", "cookiespec list set shows its checks"},
		"schema confg":                          {"did you mean config?"},
		"completion bsh":                        {"did you mean bash?"},
		"rubric int":                            {"did you mean init?"},
		"rubric init --assignment cokie":        {"did you mean cookie?"},
		"run --config key.yaml":                 {"key.yaml:3:1: ", "\n    | ^\n", "did you mean policy?"},
		"run --config nested.yaml":              {"nested.yaml:3:15: ", "did you mean http_only?"},
		"run --config login.yaml":               {"login.yaml:3:9: ", "did you mean user?"},
		"run --config value.yaml":               {"value.yaml:3:21: ", "did you mean session?"},
		"run --config severity.yaml":            {"severity.yaml:3:10: ", "did you mean high?"},
		"run --config only.yaml":                {"only.yaml:3:13: ", "did you mean set?", "only.yaml:4:8: ", "did you mean set/http-only?"},
		"run --config waiver.yaml":              {"waiver.yaml:3:19: ", "did you mean set/http-only?"},
		"grade work --rubric rubric.yaml":       {"rubric.yaml:3:1: ", "\n    | ^\n", "did you mean accounts?"},
		"grade work --rubric part.yaml":         {"part.yaml:2:31: ", "did you mean checks?"},
		"grade work --rubric checks.yaml":       {"checks.yaml:2:40: ", "did you mean restart?"},
	} {
		var out, errs strings.Builder
		p := &program{tui: tui{stdout: &out, stderr: &errs, lookup: func(string) (string, bool) { return "", false }}}
		if code := p.run(strings.Fields(call)); code != exitUsage || out.Len() > 0 {
			t.Errorf("%s: exit code %d, %q", call, code, out.String())
		}
		for _, w := range want {
			if !strings.Contains(errs.String(), w) {
				t.Errorf("%s: want %q in\n%s", call, w, errs.String())
			}
		}
	}
}
