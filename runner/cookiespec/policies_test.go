package main

import (
	"slices"
	"testing"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites"
)

// TestTheConfigKnowsThePoliciesOfTheSuites: neither package knows the other.
func TestTheConfigKnowsThePoliciesOfTheSuites(t *testing.T) {
	t.Parallel()
	var all []string
	for _, p := range []suites.Policy{suites.Baseline, suites.Strict, suites.ASVSL1, suites.ASVSL2} {
		all = append(all, string(p))
	}
	if !slices.Equal(all, config.Policies) {
		t.Errorf("the suites have %q, the config takes %q", all, config.Policies)
	}
}
