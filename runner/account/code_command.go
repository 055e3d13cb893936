package account

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/cookiespec/cookiespec/runner/driver"
	"github.com/cookiespec/cookiespec/runner/driver/meter"
	"github.com/cookiespec/cookiespec/runner/recipe"
)

const (
	// arrival is how long a code that is sent by mail or SMS is waited for.
	arrival = time.Minute
	// between is how long it takes until the command is run again that had no new code.
	between = 2 * time.Second
	// longestCode bounds a code, in characters.
	longestCode = 32
)

// commandedCode is what the command of the config prints: a code that was not used before, which may take a while to arrive. Asked is
// the moment from which on it can have been sent.
func (a *Account) commandedCode(ctx context.Context, t *driver.Tab, asked time.Time) (string, error) {
	defer a.Meter.Spend(meter.Waits)()
	bounded, cancel := context.WithTimeout(ctx, arrival)
	defer cancel()
	for {
		code, err := runForCode(bounded, a.Session.CodeCommand, a.Session.User, asked)
		switch {
		case ctx.Err() != nil:
			return "", ctx.Err()
		case bounded.Err() != nil:
			return "", &driver.Trouble{What: fmt.Sprintf("login.code_command printed no new code within %.0f s", arrival.Seconds()), Hint: "run it by hand after a login: it has to print the newest code, and nothing else"}
		case err != nil:
			return "", err
		case code != "" && !slices.Contains(a.usedCodes, code):
			a.usedCodes = append(a.usedCodes, code)
			return code, nil
		}
		if err := t.Pause(bounded, time.Now().Add(between)); err != nil && bounded.Err() == nil {
			return "", err
		}
	}
}

// runForCode runs the command once. Empty: it has no code yet. Nothing that it prints is part of an error, as that may be the code.
func runForCode(ctx context.Context, c recipe.Command, user string, asked time.Time) (string, error) {
	command := exec.CommandContext(ctx, c.Args[0], c.Args[1:]...)
	command.Dir = c.Dir
	command.Env = append(os.Environ(), "COOKIESPEC_LOGIN_USER="+user, "COOKIESPEC_LOGIN_SINCE="+asked.UTC().Format(time.RFC3339))
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	command.Cancel = func() error { return syscall.Kill(-command.Process.Pid, syscall.SIGKILL) } // what it started, too
	command.WaitDelay = time.Second
	printed := &bounded{most: 4096}
	command.Stdout = printed
	err := command.Run()
	switch ended := (*exec.ExitError)(nil); {
	case ctx.Err() != nil:
		return "", nil
	case errors.As(err, &ended):
		return "", &driver.Trouble{What: "login.code_command ended with " + ended.String(), Hint: "run it by hand; what it prints is not shown here, as it may be the code"}
	case err != nil:
		return "", &driver.Trouble{What: "login.code_command cannot be run: " + reasonOf(err), Hint: "check its path and its permissions"}
	}
	code := strings.TrimSpace(printed.String())
	if len(code) > longestCode || strings.ContainsFunc(code, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return "", &driver.Trouble{What: fmt.Sprintf("login.code_command printed something that is no code: %d characters", len(code)), Hint: fmt.Sprintf("have it print the code alone, of at most %d letters and digits", longestCode)}
	}
	return code, nil
}

// reasonOf is why a command could not be started, without its arguments.
func reasonOf(err error) string {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err.Error()
}

// bounded keeps the beginning of what is written to it.
type bounded struct {
	strings.Builder
	most int
}

func (b *bounded) Write(p []byte) (int, error) {
	b.Builder.Write(p[:min(len(p), max(0, b.most-b.Len()))])
	return len(p), nil
}
