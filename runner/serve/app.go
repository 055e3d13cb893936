//go:build unix

package serve

import (
	"cmp"
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
	Port  int      // where it is reached
	Own   int      // the port that it has itself: in a box, another one perhaps
	host  string   // that it answers to
	Notes []string // what went wrong before it was started, and did not keep it from starting

	process *process
	box     *box
	release func() // gives up the port that the application insists on
	once    sync.Once
}

// Start sets an application up, starts it, and returns when it is ready. The error is a [*Failure] where it is the application's.
// It runs until [App.Stop]; when ctx ends before it is ready, nothing of it is left.
func Start(ctx context.Context, p Plan) (*App, error) {
	var notes []string
	if p.Install {
		notes = append(notes, install(ctx, &p)...)
	}
	for _, c := range p.Setup {
		err := setUp(ctx, p, c)
		var failed *Failure
		switch {
		case errors.As(err, &failed) && c.Optional != "":
			notes = append(notes, c.Optional+": "+cmp.Or(lastWords(failed.Output), failed.What))
		case err != nil:
			return nil, err
		}
	}
	app, err := attempt(ctx, p)
	for _, folder := range p.Also {
		var failed *Failure
		if !errors.As(err, &failed) || !failed.Ended {
			break
		}
		elsewhere := p
		elsewhere.Command.move(folder)
		if other, wrong := attempt(ctx, elsewhere); wrong == nil {
			app, err = other, nil
		}
	}
	if app != nil {
		app.Notes = notes
	}
	return app, err
}

// attempt starts an application, more than once where another program takes its port first. One whose port is taken by another of our
// applications waits for that.
func attempt(ctx context.Context, p Plan) (*App, error) {
	for i := 1; ; i++ {
		app, err := try(ctx, p)
		if err == nil || i == attempts || !errors.Is(err, errTaken) {
			return app, err
		}
		var failed *Failure
		if errors.As(err, &failed) && failed.port != 0 {
			p.Port = failed.port
		}
	}
}

// lastWords is the last line of an output that says something.
func lastWords(output string) string {
	lines := strings.Split(strings.TrimSpace(output), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// setUp runs one command to its end.
func setUp(ctx context.Context, p Plan, c Command) error {
	timeout := p.Timeout
	if c.Build {
		timeout = max(timeout, BuildTimeout)
	}
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
	limit := time.NewTimer(timeout)
	defer limit.Stop()
	select {
	case <-s.ended:
	case <-limit.C:
		s.stop()
		return &Failure{What: fmt.Sprintf("%s took longer than %s", shown(c), timeout), Hint: "raise serve.timeout", Output: s.output.String()}
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	if s.why() != "exit status 0" {
		return &Failure{What: fmt.Sprintf("%s failed: %s", shown(c), s.why()), Output: s.output.String()}
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
	app.host = app.answersTo(ctx)
	return app, nil
}

// URL is the entry page as the application knows it: what it links to absolutely is there as well. It is reached at [App.Address].
func (a *App) URL() string {
	return fmt.Sprintf("http://%s:%d/", cmp.Or(a.host, byName), cmp.Or(a.Own, a.Port))
}

// Address is where connections to the host and port of [App.URL] have to go.
func (a *App) Address() string { return fmt.Sprintf("127.0.0.1:%d", a.Port) }

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
