package recording_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/suites/recording"
)

func TestStageNames(t *testing.T) {
	t.Parallel()
	for stage, want := range map[recording.Stage]string{
		0:                                    "",
		recording.Visit:                      "visit",
		recording.Waited | recording.Visit:   "visit+waited",
		recording.Restart | recording.Browse: "browse+restart",
		1 << 31:                              "",
	} {
		if got := stage.String(); got != want {
			t.Errorf("stage %d is %q, want %q", stage, got, want)
		}
	}
}

func TestGatheredStages(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		wanted recording.Stage
		login  bool
		want   string
	}{
		{0, false, "visit"},
		{recording.CookieLoss, false, "visit+restart+cookie-loss"},
		{recording.Echo, false, "visit+restart+echo"},
		{recording.Crash, false, "visit+crash"},
		{recording.Crash, true, "visit+login+crash+replay"},
	} {
		if got := recording.Gathered(row.wanted, row.login).String(); got != row.want {
			t.Errorf("wanted %q, login %t: %q, want %q", row.wanted, row.login, got, row.want)
		}
	}
}

// TestFacts of each stage are whole.
func TestFacts(t *testing.T) {
	t.Parallel()
	var all recording.Stage
	for i, stage := range recording.Stages {
		f := stage.Facts()
		switch {
		case stage != 1<<i:
			t.Errorf("%s is not in the order of the values, by which scenes are sorted", stage)
		case stage.String() != f.Name || f.Name == "" || all.Has(stage):
			t.Errorf("%d is not a stage of its own with a name", stage)
		case !strings.HasSuffix(f.Doc, ".") || strings.Count(f.Doc, ". ") > 0:
			t.Errorf("%s: %q is not one sentence", stage, f.Doc)
		case f.Process == "":
			t.Errorf("no browser hosts %s", stage)
		case f.Follows != 0 && (f.Follows >= stage || f.Follows.Facts().Process != f.Process):
			t.Errorf("%s cannot go on from %s", stage, f.Follows)
		case f.Begins != "" && f.Follows != 0:
			t.Errorf("%s starts a browser, and goes on with one", stage)
		}
		all |= stage
	}
	if !slices.Equal(all.Each(), recording.Stages) {
		t.Errorf("all stages are %v, want %v", all.Each(), recording.Stages)
	}
}

// TestDerivedSets are what the table makes of them: a fact that is changed shows here what else it changes.
func TestDerivedSets(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		got  recording.Stage
		want string
	}{
		"First":          {recording.First, "visit+browse+login"},
		"Trial":          {recording.Trial, "second-browser+logout+fixation+wrong-password+replay+timeout+password-change+privilege-change+linked+forged"},
		"restart":        {recording.RestartProcess.Stages(), "restart+fresh+cookie-loss+cookies-cleared+remember-me+remember-me-restart+remember-me-logout+samples+plain+echo"},
		"restore":        {recording.RestoreProcess.Stages(), "restore+other-hosts+cross-site+overlay"},
		"NeedLogin":      {recording.NeedLogin, "login+second-browser+logout+fixation+wrong-password+replay+cookies-cleared+remember-me+remember-me-restart+remember-me-logout+timeout+password-change+privilege-change+forged"},
		"NeedStandIn":    {recording.NeedStandIn, "restore+other-hosts+aged+waited+cross-site+cross-aged+overlay+linked+forged"},
		"FromOtherSites": {recording.FromOtherSites, "cross-site+cross-aged+linked+forged"},
		"Filled":         {recording.Filled, "cookie-loss+fixation+replay+cookies-cleared+remember-me-logout+timeout+overlay+linked+forged+echo"},
		"not Lives":      {recording.Stage(1<<len(recording.Stages)-1) &^ recording.Lives, "cookie-loss+fixation+replay+cookies-cleared+remember-me-logout+timeout+samples+plain+cross-site+cross-aged+overlay+linked+forged+echo"},
		"OfTarget":       {recording.OfTarget, "visit+browse+login+restart+crash+fresh+second-browser+logout+wrong-password+remember-me+remember-me-restart+password-change+privilege-change"},
		"OfProfile":      {recording.OfProfile, "visit+browse+login+restart+crash+restore+other-hosts+aged+waited"},
		"Told":           {recording.Told, "visit+browse+login+restart+crash+restore+other-hosts+aged+waited+logout+remember-me+remember-me-restart"},
		"predicted": {
			recording.Where(func(f recording.Facts) bool { return f.Predicted }),
			"visit+browse+login+restart+crash+other-hosts+fresh+logout+wrong-password+remember-me+remember-me-restart",
		},
	} {
		if got := row.got.String(); got != row.want {
			t.Errorf("%s is %s, want %s", name, got, row.want)
		}
	}
}

func TestHas(t *testing.T) {
	t.Parallel()
	both := recording.Visit | recording.Browse
	for _, row := range []struct {
		name string
		p, q recording.Stage
		want bool
	}{
		{"one of two", both, recording.Visit, true},
		{"both of two", both, both, true},
		{"two of one", recording.Visit, both, false},
		{"another", both, recording.Fresh, false},
		{"none", recording.Visit, 0, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := row.p.Has(row.q); got != row.want {
				t.Errorf("%q has %q: %t", row.p, row.q, got)
			}
		})
	}
}

func TestStageTextIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := stages.Draw(t, "stages")
		text, err := want.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var got recording.Stage
		if err := got.UnmarshalText(text); err != nil || got != want {
			t.Fatalf("%s was read as %s, %v", want, got, err)
		}
	})
}

// stages draws sets of one stage or more.
var stages = rapid.Map(rapid.SliceOfN(rapid.SampledFrom(recording.Stages), 1, 4), func(list []recording.Stage) (sum recording.Stage) {
	for _, p := range list {
		sum |= p
	}
	return sum
})

func TestUnknownStages(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "Visit", "visit+", "visit,browse", "visit+nowhere", " visit"} {
		p := recording.Crash
		if err := p.UnmarshalText([]byte(text)); err == nil || !strings.Contains(err.Error(), "unknown stage") || p != recording.Crash {
			t.Errorf("%q was read as %q, %v", text, p, err)
		}
	}
}
