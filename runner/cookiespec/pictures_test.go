package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/gather"
)

// TestPictures: they are in the order of the login, and a failure is shown only where there was one.
func TestPictures(t *testing.T) {
	var p pictures
	for _, of := range []string{"login-failed", "logged-out", "login", "logged-in", "login", "something else"} {
		p.take(gather.Picture{Of: of})
	}
	for name, row := range map[string]struct {
		run  reports.Run
		want []string
	}{
		"a login": {reports.Run{Login: &reports.Login{Asked: "https://a.test/account"}}, []string{"login", "logged-in", "logged-out"}},
		"none":    {reports.Run{Login: &reports.Login{}}, []string{"login", "logged-in", "logged-out", "login-failed"}},
	} {
		var got []string
		for _, one := range p.of(row.run) {
			got = append(got, one.Of)
		}
		if diff := cmp.Diff(row.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
