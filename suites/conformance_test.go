package suites_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/types"
	"github.com/onsi/gomega"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/audit"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites"
	"github.com/cookiespec/cookiespec/suites/check"
	"github.com/cookiespec/cookiespec/suites/recording"
)

var (
	target     = flag.String("target", "", "`URL` of a site to audit in Chrome; without it a recording is judged")
	configFile = flag.String("config", "", "cookiespec.yaml to audit or judge by; a relative path starts at the top folder of the repository")
	user       = flag.String("user", "", "`NAME` to log in by at the target; the password is that of COOKIESPEC_PASSWORD")
	recorded   = flag.String("recording", "fixtures/recordings/lab.json", "recording to judge, as `cookiespec run --recording FILE` writes it; a relative path as for --config")
	policy     = flag.String("policy", "", "baseline (the default), strict, asvs-l1 or asvs-l2")
)

// TestConformance audits a site, or judges a recording, with Ginkgo's own command line and reports:
//
//	ginkgo ./suites -- --target http://localhost:8000/ --user ada
//	go test ./suites -args --recording FILE
//
// The recording kept here is of the lab's conformant site. A spec fails where `cookiespec run` would fail, and is skipped with the reason
// where the check does not apply or only warns.
func TestConformance(t *testing.T) {
	job, err := planned()
	if err != nil {
		t.Fatal(err)
	}
	g, _ := ginkgo.GinkgoConfiguration()
	seen, chosen := &recording.Recording{}, labelled(t, job.Catalogue, g.LabelFilter)
	switch {
	case *target == "":
		seen = read(t, below(*recorded))
	case g.ParallelTotal > 1:
		t.Fatal("--procs would audit the target once in each process, and an audit is of one browser's life: leave --procs out, or judge a recording")
	case !g.DryRun: // nothing is known of cookies then, and each check is one spec
		seen = gathered(t, job, chosen)
	}
	gomega.RegisterFailHandler(ginkgo.Fail)
	specs := suites.Specs(job.Catalogue, check.NewCase(seen), suites.Policy(job.Config.Policy))
	suites.Register(specs, excused(job.Judge(seen, chosen)))
	ginkgo.ReportAfterSuite("the audit is whole", func(report ginkgo.Report) {
		if g.DryRun {
			return
		}
		if trouble := job.Judge(seen, checksThatRan(job.Catalogue, specs, report)).Trouble; len(trouble) > 0 {
			ginkgo.Fail(strings.Join(trouble, "\n"))
		}
	})
	ginkgo.RunSpecs(t, "cookiespec")
}

// planned lays flags over environment over file.
func planned() (audit.Job, error) {
	c := config.Default()
	var err error
	if *configFile != "" {
		if c, err = config.Load(below(*configFile)); err != nil {
			return audit.Job{}, err
		}
	}
	if err := c.FromEnvironment(os.LookupEnv); err != nil {
		return audit.Job{}, err
	}
	for _, f := range []struct{ key, value string }{{"target", *target}, {"user", *user}, {"policy", *policy}} {
		if f.value == "" {
			continue
		}
		if err := c.Set(f.key, f.value); err != nil {
			return audit.Job{}, err
		}
	}
	c.TakePassword(os.LookupEnv)
	return audit.Plan(c, reports.Tool{Name: "cookiespec", Version: "suites"})
}

// below is a path as it is given where the command is called, at the top folder: Go runs the tests in suites.
func below(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join("..", path)
}

// labelled are the checks that Ginkgo's label filter lets run. No more than they need is gathered.
func labelled(t *testing.T, all check.Catalogue, filter string) check.Catalogue {
	matches, err := types.ParseLabelFilter(filter)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(slices.Clone(all), func(c check.Check) bool { return !matches(suites.Labels(c)) })
}

func gathered(t *testing.T, job audit.Job, checks check.Catalogue) *recording.Recording {
	ctx, stop := signal.NotifyContext(t.Context(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	seen, err := job.Gather(ctx, checks, progress())
	if err != nil {
		t.Fatal(err)
	}
	if ctx.Err() != nil {
		t.Fatal(context.Cause(ctx))
	}
	return seen
}

// progress is shown with -v.
func progress() func(stage, text string) {
	if _, reporter := ginkgo.GinkgoConfiguration(); !reporter.Verbosity().GTE(types.VerbosityLevelVerbose) {
		return nil
	}
	return func(stage, text string) { fmt.Fprintf(os.Stderr, "%s: %s\n", stage, reports.Line(text, 200)) }
}

func read(t *testing.T, path string) *recording.Recording {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	r, err := recording.Read(file)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return r
}

// excused says why a failure is none of the run: it is waived, known, or not severe enough.
func excused(run reports.Run) func(suites.Finding) string {
	type key struct{ id, name, domain, path string }
	reasons := map[key]string{}
	for _, r := range run.Results {
		reason := r.Excuse()
		switch {
		case r.Gating:
			continue
		case reason == "" && r.Outcome == reports.Fail:
			reason = fmt.Sprintf("warning: %s: %s; its severity is %s, and %s", r.Title, r.Actual, r.Severity, run.Gate())
		case reason == "":
			reason = r.Because()
		}
		reasons[key{r.ID, r.Subject.Name, r.Subject.Domain, r.Subject.Path}] = reports.Line(reason, 2000)
	}
	return func(f suites.Finding) string {
		k := key{id: f.Check.ID}
		if c := f.Subject.Cookie; c != nil {
			k.name, k.domain, k.path = c.Key.Name, c.Key.Domain, c.Key.Path
		}
		return reasons[k]
	}
}

// checksThatRan are those of which Ginkgo ran a spec. What its filters left out is no trouble.
func checksThatRan(all check.Catalogue, specs []suites.Spec, report ginkgo.Report) check.Catalogue {
	begun, ran := map[string]bool{}, map[string]bool{}
	for _, r := range report.SpecReports {
		begun[r.LeafNodeText] = r.NumAttempts > 0
	}
	for _, s := range specs {
		ran[s.Check.ID] = ran[s.Check.ID] || begun[s.Text]
	}
	return slices.DeleteFunc(slices.Clone(all), func(c check.Check) bool { return !ran[c.ID] })
}
