package gather

import (
	"context"
	"errors"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/cookiespec/cookiespec/runner/browser"
	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/driver/standin"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// scenario is the order in which the stages run.
func (r *run) scenario(ctx context.Context) error {
	defer r.endFirst() // also where a fault of ours broke off what was done in it
	if err := r.again(ctx, recording.First, func() error { return r.open(ctx) }); err != nil {
		return err
	}
	var err error
	if r.wants(recording.NeedStandIn) {
		if r.standIn, err = standin.New(); err != nil {
			return err
		}
		defer r.standIn.Close()
	}
	// The browser that waits the longest goes first, so that the others run while it waits.
	var group sync.WaitGroup
	faults := make(chan error, len(recording.Stages))
	for _, stage := range []struct {
		stages recording.Stage
		do     func(context.Context, string) error
	}{
		{recording.AgedProcess.Stages(), r.aged},
		{recording.TrialProcess.Stages(), r.trial},
		{recording.RestartProcess.Stages(), r.restart},
		{recording.RestoreProcess.Stages(), r.restore},
		{recording.CrossAgedProcess.Stages(), r.crossAged},
	} {
		tries := stage.stages.Has(recording.Trial)
		if !r.wants(stage.stages) || !r.wants(stage.stages&^recording.NeedLogin) && !r.loggedIn() {
			if tries {
				r.triedAll()
			}
			continue
		}
		r.slots <- struct{}{} // in this order
		group.Go(func() {
			defer func() { <-r.slots }()
			if tries {
				defer r.triedAll()
			}
			err := guard(func() error {
				return r.again(ctx, stage.stages, func() error {
					if tries && r.first != nil {
						defer r.endFirst()
						return r.sessions(ctx, r.first)
					}
					copied, err := browser.CopyProfile(r.closed)
					if err != nil {
						return err
					}
					return stage.do(ctx, copied)
				})
			})
			if ctx.Err() != nil {
				err = context.Cause(ctx)
			}
			if err != nil {
				r.broke(stage.stages, err)
			}
			if fault := (*Fault)(nil); errors.As(err, &fault) {
				faults <- fault
			}
		})
	}
	group.Wait()
	close(faults)
	return errors.Join(ctx.Err(), <-faults)
}

// open runs the first browser on a profile of its own.
func (r *run) open(ctx context.Context) error {
	profile, err := browser.NewProfile(r.room.Dir)
	if err != nil {
		return err
	}
	first, err := r.launch(ctx, browser.Options{Profile: profile, Back: r.triesSessionsAlone()})
	if err != nil {
		return err
	}
	r.first = first
	r.rec.Browser.Product, r.rec.Browser.Flags, r.rec.Browser.Shell = first.Product, first.Flags, first.Shell
	if r.o.Session != nil {
		r.login = &login{}
		r.rec.Session = &recording.Session{Expected: r.o.Session.Expected}
	}
	r.account = r.newAccount()
	if err := r.firstBrowser(ctx, first); err != nil {
		r.endFirst()
		return err
	}
	r.closed = profile
	if r.triesSessionsAlone() && r.loggedIn() {
		return nil
	}
	defer r.endFirst()
	return r.quit(first)
}

// triesSessionsAlone tells whether what sessions are good for is all that is tried after the first browser. Then that goes on, and none is
// started on a copy of its profile.
func (r *run) triesSessionsAlone() bool {
	return r.wants(recording.Trial) && !r.wants(^(recording.First | recording.Trial))
}

func (r *run) endFirst() {
	if r.first != nil {
		r.first.Kill()
		r.first = nil
	}
}

// again does what gathers some stages, and once more when Chrome died by itself in the middle of it, as one start in a thousand
// does. It never looks at what was gathered.
func (r *run) again(ctx context.Context, stages recording.Stage, do func() error) error {
	err := do()
	// A call to a Chrome that is gone says that its context was cancelled, though ours was not.
	died := errors.Is(err, driver.ErrChromeExited) || errors.Is(err, context.Canceled) || r.died(stages)
	if ctx.Err() != nil || !died {
		return err
	}
	r.forget(stages)
	r.note("Chrome died in the middle of %s, which was gathered once more", stages&r.o.Stages)
	return do()
}

// wants tells whether any of the stages is wanted.
func (r *run) wants(stages recording.Stage) bool { return r.o.Stages&stages != 0 }

// start starts a browser; extra rules of name resolution go before the user's.
func (r *run) start(ctx context.Context, profile string, rules ...string) (*browser.Browser, error) {
	return r.launch(ctx, browser.Options{Profile: profile}, rules...)
}

// launch is start with options of its own.
func (r *run) launch(ctx context.Context, o browser.Options, rules ...string) (*browser.Browser, error) {
	defer r.meter.Spend(meter.Chrome)()
	o.Path, o.Headed, o.Insecure, o.SPKI, o.Resolve = r.o.Chrome, r.o.Headed, r.o.Insecure, r.o.SPKI, rules
	if len(rules) == 0 {
		if r.o.At != "" {
			o.Resolve = append(o.Resolve, "MAP "+r.target.Host+" "+r.o.At)
		}
		for _, rule := range r.o.Resolve {
			host, address, _ := strings.Cut(rule, ":")
			if net.ParseIP(address) != nil && strings.Contains(address, ":") {
				address = "[" + address + "]"
			}
			o.Resolve = append(o.Resolve, "MAP "+host+" "+address)
		}
	} else {
		o.Insecure = true // only the stand-in is met
	}
	began := time.Now()
	defer func() { r.meter.Started(time.Since(began)) }()
	b, err := browser.Start(ctx, o)
	if err == nil || ctx.Err() != nil {
		return b, err
	}
	if b, again := browser.Start(ctx, o); again == nil { // one start in some hundreds ends by itself
		r.note("Chrome ended by itself as it started, and was started once more")
		return b, nil
	}
	return nil, err
}

func (r *run) quit(b *browser.Browser) error {
	defer r.meter.Spend(meter.Chrome)()
	return b.Quit()
}
