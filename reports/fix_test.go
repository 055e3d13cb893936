package reports_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cookiespec/cookiespec/reports"
)

func TestAnOutputShowsTheFixThatFits(t *testing.T) {
	t.Parallel()
	django, golang := reports.Fix{In: "Django", Lines: "d"}, reports.Fix{In: "Go", Lines: "g"}
	wire := reports.Fix{In: reports.AnyServer, Lines: "Set-Cookie: a"}
	for name, row := range map[string]struct {
		framework string
		all, want []reports.Fix
	}{
		"that of the framework":         {"Go", []reports.Fix{django, golang, wire}, []reports.Fix{golang}},
		"none of the framework":         {"PHP", []reports.Fix{django, golang, wire}, []reports.Fix{wire}},
		"nothing on the wire either":    {"PHP", []reports.Fix{django, golang}, []reports.Fix{django, golang}},
		"no framework":                  {"", []reports.Fix{django, wire}, []reports.Fix{wire}},
		"no framework, nor on the wire": {"", []reports.Fix{django, golang}, []reports.Fix{django, golang}},
		"no fix":                        {"Go", nil, nil},
	} {
		if diff := cmp.Diff(row.want, reports.FixesFor(row.framework, row.all)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAFixIsText(t *testing.T) {
	t.Parallel()
	for want, f := range map[string]reports.Fix{
		"Go: a()":            {In: "Go", Lines: "a()\n"},
		"Go:\na {\n\tb()\n}": {In: "Go", Lines: "a {\n\tb()\n}"},
	} {
		if f.String() != want {
			t.Errorf("%q, want %q", f.String(), want)
		}
	}
}
