//go:build unix

package serve

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Between polls, and of each of them.
const (
	pollEvery    = 50 * time.Millisecond
	pollPatience = 5 * time.Second
	movedEvery   = 8 // polls: looking for its ports takes a look at all processes
)

// await returns when the application is ready.
func (a *App) await(ctx context.Context, p Plan) error {
	deadline := time.NewTimer(p.Timeout)
	defer deadline.Stop()
	poll := time.NewTicker(pollEvery)
	defer poll.Stop()
	asked := fmt.Sprintf("http://localhost:%d%s", a.Port, cmp.Or(p.Ready, "/"))
	polls := 0
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
			return &Failure{What: what, Hint: "see whether it listens on the port that the variable PORT names", Output: a.Output()}
		case <-poll.C:
			if !isPath(p.Ready) {
				if strings.Contains(a.Output(), p.Ready) {
					return nil
				}
				continue
			}
			if polls++; a.box == nil && polls%movedEvery == 0 && a.moved() {
				probe.url = fmt.Sprintf("http://localhost:%d%s", a.Port, cmp.Or(p.Ready, "/"))
			}
			// What answers may be another program, which took the port first.
			if answered := probe.answered(); answered && (a.box != nil && a.process.port.Load() != 0 || a.box == nil && a.listens()) {
				a.Own = int(a.process.port.Load())
				return nil
			}
		}
	}
}

// listens tells whether the application has its port.
func (a *App) listens() bool {
	ports := listensOn(a.process.cmd.Process.Pid)
	return slices.Contains(ports, a.Port) || runtime.GOOS != "linux"
}

// moved follows an application that listens on another port than it was told.
func (a *App) moved() bool {
	ports := listensOn(a.process.cmd.Process.Pid)
	if len(ports) == 0 || slices.Contains(ports, a.Port) {
		return false
	}
	a.release()
	a.Port, a.release = ports[0], hold(ports[0])
	return true
}

func isPath(ready string) bool { return ready == "" || strings.HasPrefix(ready, "/") }

// portTaken are the words of an application whose port another program has, with the port.
var portTaken = regexp.MustCompile(`(?i)address already in use|port is already in use|EADDRINUSE`)
var takenPort = regexp.MustCompile(`(?i)(?:EADDRINUSE[^\n]*:|:)(\d{2,5})(?:\b[^\n]*address already in use)?`)

// died says how an application ended that never was ready.
func (a *App) died() error {
	text := a.Output()
	if at := portTaken.FindStringIndex(text); at != nil {
		failure := &Failure{What: "it ended because its port is taken", Hint: "let it listen on the port that the variable PORT names", Output: text, Ended: true}
		begin := strings.LastIndexByte(text[:at[0]], '\n') + 1
		line, _, _ := strings.Cut(text[begin:], "\n")
		if found := takenPort.FindStringSubmatch(line); found != nil {
			failure.port, _ = strconv.Atoi(found[1])
		}
		return fmt.Errorf("%w: %w", errTaken, failure)
	}
	return &Failure{What: "it ended before it answered: " + a.process.why(), Output: text, Ended: true}
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
	return &probe{ctx: ctx, stop: stop, client: asker(), url: url}
}

// asker asks for one page: it follows no redirect.
func asker() *http.Client {
	return &http.Client{
		Timeout: pollPatience, Transport: &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
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

func (p *probe) ask() bool { return statusOf(p.ctx, p.client, p.url, "") != 0 }

// statusOf is that of the answer to a request for a page of a host; zero: there was none. Host: as the URL has it, if empty.
func statusOf(ctx context.Context, client *http.Client, url, host string) int {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0
	}
	request.Host = cmp.Or(host, request.Host)
	response, err := client.Do(request)
	if err != nil {
		return 0
	}
	response.Body.Close()
	return response.StatusCode
}
