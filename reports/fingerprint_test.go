package reports_test

import (
	"testing"

	"github.com/cookiespec/cookiespec/reports"
)

// TestAFingerprintIsOfTheCheckAndTheCookie, wherever the site runs.
func TestAFingerprintIsOfTheCheckAndTheCookie(t *testing.T) {
	t.Parallel()
	type deployment struct{ target, landed, domain string }
	print := func(d deployment, change func(*reports.Result)) string {
		r := reports.Result{ID: "set/secure", Subject: reports.Subject{Kind: "cookie", Name: "sid", Domain: d.domain, Path: "/"}}
		if change != nil {
			change(&r)
		}
		return reports.Run{Target: d.target, Landed: d.landed}.Fingerprint(r)
	}
	local := deployment{"http://localhost:8000/", "", "localhost"}
	for name, d := range map[string]deployment{
		"another port":             {"http://localhost:41873/", "", "localhost"},
		"another address":          {"http://[::1]:8000/", "", "[::1]"},
		"in production":            {"https://SHOP.example./a?b=c@d", "", "shop.example"},
		"with a password":          {"https://ada:[masked]@shop.example/", "", "shop.example"},
		"where it leads to":        {"https://shop.example/", "https://www.shop.example/", "www.shop.example"},
		"where it leads to, too":   {"https://shop.example/", "https://www.shop.example/", "shop.example"},
		"of a name in other words": {"https://bücher.example/", "https://xn--bcher-kva.example/", "xn--bcher-kva.example"},
	} {
		if got, want := print(d, nil), print(local, nil); got != want {
			t.Errorf("%s: %s, and %s on localhost", name, got, want)
		}
	}
	sibling := deployment{"https://www.shop.example/", "", "login.shop.example"}
	if print(sibling, nil) != print(deployment{"https://www.test.shop.example/", "", "login.test.shop.example"}, nil) {
		t.Error("a sibling of the host is another one elsewhere")
	}
	glob := func(r *reports.Result) { r.Declared = "sid*" }
	if print(local, glob) != print(local, func(r *reports.Result) { glob(r); r.Subject.Name = "sid2" }) {
		t.Error("the name counts where a glob stands for it")
	}
	if print(local, func(r *reports.Result) { r.Declared = "sid" }) != print(local, nil) {
		t.Error("that it is declared counts")
	}
	for _, unlike := range []struct {
		what string
		d    deployment
		of   func(*reports.Result)
	}{
		{"check", local, func(r *reports.Result) { r.ID = "set/http-only" }},
		{"kind", local, func(r *reports.Result) { r.Subject.Kind = "site" }},
		{"name", local, func(r *reports.Result) { r.Subject.Name = "sid2" }},
		{"glob", local, glob},
		{"path", local, func(r *reports.Result) { r.Subject.Path = "/admin" }},
		{"name and path, put together", local, func(r *reports.Result) { r.Subject.Name, r.Subject.Path = "si", "d/" }},
		{"domain: the parent", deployment{"https://www.shop.example/", "", "shop.example"}, nil},
		{"domain: a sibling", sibling, nil},
		{"domain: a host below", deployment{"https://shop.example/", "", "login.shop.example"}, nil},
		{"domain: another site", deployment{"http://localhost/", "", "shop.example"}, nil},
	} {
		if print(unlike.d, unlike.of) == print(local, nil) {
			t.Errorf("another %s makes no difference", unlike.what)
		}
	}
}

// TestAFingerprintSaysNothingOfTheOutcome, and stays as it is: baselines are kept for long.
func TestAFingerprintSaysNothingOfTheOutcome(t *testing.T) {
	t.Parallel()
	run := reports.Run{Target: "http://localhost/"}
	r := reports.Result{ID: "set/secure", Subject: reports.Subject{Kind: "cookie", Name: "sid", Domain: "localhost", Path: "/"}, Outcome: reports.Pass}
	failed := r
	failed.Outcome, failed.Severity, failed.Gating, failed.Actual, failed.File, failed.Line = reports.Fail, "high", true, "no Secure", "cookiespec.yaml", 4
	const want = "ecdf4e4dda57d4253702889b777dc618"
	if a, b := run.Fingerprint(r), run.Fingerprint(failed); a != want || b != want {
		t.Errorf("%s and %s, want %s", a, b, want)
	}
}
