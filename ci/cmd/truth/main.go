// Command truth measures in a real Chrome whether verdicts are true: every defect of the lab is found, exactly, and nothing is
// found on what is right. Run by ci/truth, from the root of the repository.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"runtime"
	"syscall"
	"time"

	"github.com/cookiespec/cookiespec/fixtures/truth"
	"github.com/cookiespec/cookiespec/runner/browser"
)

// order is what is to be measured.
type order struct {
	sites      *regexp.Regexp
	both       bool
	narrow     bool
	rounds     int
	load       int
	jobs       int
	frameworks bool
	judged     func() // called when something was: that gives the signals back to the system, and one wants them again
}

func main() {
	o, err := parse(os.Args[1:], os.Stderr)
	if err != nil {
		os.Exit(2)
	}
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	o.judged = func() { signal.Notify(signals, os.Interrupt, syscall.SIGTERM) }
	o.judged()
	go func() {
		<-signals
		cancel()
	}()
	holds, err := measure(ctx, o, os.Stdout, os.Stderr)
	if err != nil {
		fmt.Fprintf(os.Stderr, "truth: %v\n", err)
		os.Exit(2)
	}
	if !holds {
		os.Exit(1)
	}
}

func parse(words []string, stderr io.Writer) (order, error) {
	flags := flag.NewFlagSet("truth", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: ci/truth [flags]")
		flags.PrintDefaults()
	}
	sites := flags.String("sites", "", "only the targets whose names match `REGEXP`; a framework is called as its folder in fixtures/")
	o := order{}
	flags.IntVar(&o.rounds, "times", 1, "`rounds` of the whole table: each must give the same verdicts")
	flags.IntVar(&o.load, "load", 0, "busy `loops` beside it")
	flags.IntVar(&o.jobs, "jobs", runtime.NumCPU()+1, "`audits` side by side: they wait more than they work")
	flags.BoolVar(&o.both, "both", false, "defects over http too, where they are the same over both")
	flags.BoolVar(&o.narrow, "narrow", false, "each defect by the checks alone that fail on it, and nothing else: to see often whether it is found each time")
	flags.BoolVar(&o.frameworks, "frameworks", true, "audit the applications in fixtures/ too")
	err := flags.Parse(words)
	if err == nil {
		o.sites, err = regexp.Compile(*sites)
	}
	if err == nil && (flags.NArg() > 0 || o.rounds < 1 || o.load < 0 || o.jobs < 1) {
		err = errors.New("there are no arguments, and numbers are positive")
	}
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintf(stderr, "truth: %v\n", err)
	}
	return o, err
}

// measure prints the matrix and tells whether all of it is as claimed.
func measure(ctx context.Context, o order, stdout, stderr io.Writer) (holds bool, err error) {
	began := time.Now()
	chrome, err := browser.Find("")
	if err != nil {
		return false, err
	}
	claims, closed, err := truth.Open(ctx, o.sites, o.both)
	if err != nil {
		return false, err
	}
	defer closed()
	if o.narrow {
		claims, o.frameworks = truth.Narrowed(claims), false
	}
	idle := busy(o.load)
	defer idle()
	t := newTally(claims)
	for round := range o.rounds {
		audits := truth.Measure(ctx, chrome, claims, o.jobs)
		for i, claim := range claims {
			found := audits[i]()
			o.judged()
			if ctx.Err() != nil {
				t.print(stdout)
				return false, fmt.Errorf("interrupted in round %d, at %s: the matrix shows what was measured until then", round+1, claim.Name)
			}
			t.add(i, found)
			fmt.Fprintf(stderr, "truth: %s round %d, %d of %d: %s %s\n", since(began), round+1, i+1, len(claims), claim.Name, t.word(i))
		}
	}
	for round := 0; o.frameworks && round < o.rounds; round++ {
		found, err := audited(ctx, o.sites, stderr)
		t.audit(found)
		if err == nil && ctx.Err() != nil {
			err = errors.New("interrupted while the applications were audited")
		}
		if err != nil {
			t.print(stdout)
			return false, err
		}
	}
	t.print(stdout)
	fmt.Fprintf(stdout, "%s; %s, %s, in %s\n", t.verdict(), t.measured(), rounds(o), since(began))
	return t.holds(), nil
}

func since(began time.Time) time.Duration { return time.Since(began).Round(time.Second) }

func rounds(o order) string {
	text := "once"
	if o.rounds > 1 {
		text = fmt.Sprintf("%d times", o.rounds)
	}
	if o.narrow {
		text += ", each defect by its own checks alone"
	}
	if o.load > 0 {
		text += fmt.Sprintf(" under %d busy loops", o.load)
	}
	return text
}
