//go:build unix

package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"
)

// attempts at a free port: another program may take it before the application does.
const attempts = 3

// App is an application that answers.
type App struct {
	Port int

	process *process
	box     *box
	release func() // gives up the port that the application insists on
	once    sync.Once
}

// Start sets an application up, starts it, and returns when it is ready. The error is a [*Failure] where it is the application's.
// It runs until [App.Stop]; when ctx ends before it is ready, nothing of it is left.
func Start(ctx context.Context, p Plan) (*App, error) {
	for _, c := range p.Setup {
		if err := setUp(ctx, p, c); err != nil {
			return nil, err
		}
	}
	for i := 1; ; i++ {
		app, err := try(ctx, p)
		if err == nil || i == attempts || !errors.Is(err, errTaken) {
			return app, err
		}
	}
}

// setUp runs one command to its end.
func setUp(ctx context.Context, p Plan, c Command) error {
	var b *box
	if p.Isolate {
		var err error
		if b, err = newBox(0); err != nil {
			return err
		}
		defer b.close()
	}
	s, err := launch(p, c, 0, true, b)
	if err != nil {
		return err
	}
	defer s.stop()
	limit := time.NewTimer(p.Timeout)
	defer limit.Stop()
	select {
	case <-s.ended:
	case <-limit.C:
		s.stop()
		return &Failure{fmt.Sprintf("%s took longer than %s", shown(c), p.Timeout), "raise serve.timeout", s.output.String()}
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if s.why() != "exit status 0" {
		failure := &Failure{What: fmt.Sprintf("%s failed: %s", shown(c), s.why()), Output: s.output.String()}
		if p.Isolate && strings.Contains(failure.Output, "go: downloading ") {
			failure.Hint = "it is isolated, without a network: run go mod download in its folder first, or do not isolate it"
		}
		return failure
	}
	return nil
}

// shown is a command in a message: its first words say which.
func shown(c Command) string {
	line, _, _ := strings.Cut(c.String(), "\n")
	if runes := []rune(line); len(runes) > 60 {
		line = string(runes[:59]) + "…"
	}
	return line
}

// errTaken is that a port which was free is no more.
var errTaken = errors.New("the port is taken")

// try starts the application on a port.
func try(ctx context.Context, p Plan) (app *App, err error) {
	app = &App{Port: p.Port, release: func() {}}
	if p.Port != 0 && !p.Isolate {
		if app.release, err = reserve(ctx, p.Port); err != nil {
			return nil, err
		}
	} else if app.Port, err = freePort(); err != nil {
		return nil, err
	}
	inside := app.Port
	if p.Isolate {
		if p.Port != 0 {
			inside = p.Port // it has all ports to itself
		}
		if app.box, err = newBox(app.Port); err != nil {
			return nil, errors.Join(errTaken, err)
		}
	}
	if app.process, err = launch(p, p.Command, inside, false, app.box); err == nil {
		err = app.await(ctx, p)
	}
	if err != nil {
		app.Stop()
		return nil, err
	}
	return app, nil
}

// URL is the entry page.
func (a *App) URL() string { return fmt.Sprintf("http://localhost:%d/", a.Port) }

// Output is the last of what it printed.
func (a *App) Output() string { return a.process.output.String() }

// Ended says why it ended by itself; empty: it runs.
func (a *App) Ended() string {
	select {
	case <-a.process.ended:
		return a.process.why()
	default:
		return ""
	}
}

// Left is how many of its processes could not be ended, after [App.Stop].
func (a *App) Left() int { return a.process.last.Left }

// Stop ends the application and all that it started, and returns when they are gone.
func (a *App) Stop() {
	a.once.Do(func() {
		if a.process != nil {
			a.process.stop()
		}
		if a.box != nil {
			a.box.close()
		}
		a.release()
	})
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}
