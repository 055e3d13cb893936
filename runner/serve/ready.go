//go:build unix

package serve

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Between polls, and of each of them.
const (
	pollEvery    = 50 * time.Millisecond
	pollPatience = 5 * time.Second
)

// await returns when the application is ready.
func (a *App) await(ctx context.Context, p Plan) error {
	deadline := time.NewTimer(p.Timeout)
	defer deadline.Stop()
	poll := time.NewTicker(pollEvery)
	defer poll.Stop()
	asked := fmt.Sprintf("http://localhost:%d%s", a.Port, cmp.Or(p.Ready, "/"))
	probe := newProbe(ctx, asked)
	defer probe.stop()
	for {
		select {
		case <-a.process.ended:
			return a.died()
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-deadline.C:
			what := fmt.Sprintf("it did not answer at %s within %s", cmp.Or(p.Ready, "/"), p.Timeout)
			if !isPath(p.Ready) {
				what = fmt.Sprintf("it did not print %q within %s", p.Ready, p.Timeout)
			}
			return &Failure{what, "see whether it listens on the port that the variable PORT names", a.Output()}
		case <-poll.C:
			if !isPath(p.Ready) {
				if strings.Contains(a.Output(), p.Ready) {
					return nil
				}
				continue
			}
			// What answers may be another program, which took the port first.
			if answered := probe.answered(); answered && (a.box != nil || listens(a.process.cmd.Process.Pid, a.Port)) {
				return nil
			}
		}
	}
}

func isPath(ready string) bool { return ready == "" || strings.HasPrefix(ready, "/") }

// died says how an application ended that never was ready.
func (a *App) died() error {
	text := a.Output()
	if strings.Contains(strings.ToLower(text), "address already in use") || strings.Contains(text, "port is already in use") {
		return fmt.Errorf("%w: %w", errTaken, &Failure{"it ended because its port is taken", "let it listen on the port that the variable PORT names", text})
	}
	return &Failure{"it ended before it answered: " + a.process.why(), "", text}
}

// probe asks one URL again and again, whatever the answer.
type probe struct {
	ctx    context.Context
	stop   context.CancelFunc
	client *http.Client
	url    string
	result chan bool // of the request that is under way; nil: none is
}

func newProbe(ctx context.Context, url string) *probe {
	ctx, stop := context.WithCancel(ctx)
	client := &http.Client{
		Timeout: pollPatience, Transport: &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &probe{ctx: ctx, stop: stop, client: client, url: url}
}

// answered tells whether an answer came, without waiting for one.
func (p *probe) answered() bool {
	if p.result == nil {
		result := make(chan bool, 1)
		p.result = result
		go func() { result <- p.ask() }()
	}
	select {
	case is := <-p.result:
		p.result = nil
		return is
	default:
		return false
	}
}

func (p *probe) ask() bool {
	request, err := http.NewRequestWithContext(p.ctx, http.MethodGet, p.url, nil)
	if err != nil {
		return false
	}
	response, err := p.client.Do(request)
	if err != nil {
		return false
	}
	response.Body.Close()
	return true
}
