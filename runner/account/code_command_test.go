package account

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cookiespec/cookiespec/runner/recipe"
)

// TestRunForCode: what a command prints is the code, and no error repeats it.
func TestRunForCode(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mail"), []byte("  123456\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	shell := func(text string) []string { return []string{"sh", "-c", text} }
	for name, row := range map[string]struct {
		args          []string
		code, problem string
	}{
		"an argument list":             {[]string{"cat", "mail"}, "123456", ""},
		"arguments that a shell reads": {[]string{"printf", "%s", "a;b"}, "a;b", ""},
		"a shell":                      {shell("head -c 5 mail | tr -d ' '"), "123", ""},
		"who logs in, and since when":  {shell(`echo "$COOKIESPEC_LOGIN_USER-$COOKIESPEC_LOGIN_SINCE"`), "ada-2026-01-02T03:04:05Z", ""},
		"nothing yet":                  {shell("true"), "", ""},
		"an exit status":               {shell("echo secret7; echo secret7 >&2; exit 3"), "", "login.code_command ended with exit status 3"},
		"a sentence":                   {shell("echo your code is secret7"), "", "login.code_command printed something that is no code: 20 characters"},
		"without end":                  {shell("head -c 100000 /dev/zero | tr '\\0' x"), "", "login.code_command printed something that is no code: 4096 characters"},
		"no such command":              {[]string{"./secret7"}, "", "login.code_command cannot be run: no such file or directory"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, err := runForCode(t.Context(), recipe.Command{Args: row.args, Dir: dir}, "ada", time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
			problem := ""
			if err != nil {
				problem, _, _ = strings.Cut(err.Error(), ": run it")
				problem, _, _ = strings.Cut(problem, ": check")
				problem, _, _ = strings.Cut(problem, ": have it")
			}
			if code != row.code || problem != row.problem || err != nil && strings.Contains(err.Error(), "secret7") {
				t.Errorf("%q, %v", code, err)
			}
		})
	}
}

// TestRunForCodeEnds with the time that it is given, together with what the command started.
func TestRunForCodeEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	dir := t.TempDir()
	began := filepath.Join(dir, "began")
	done := make(chan error, 1)
	go func() {
		_, err := runForCode(ctx, recipe.Command{Args: []string{"sh", "-c", "mkfifo never; echo > began; cat never | cat"}, Dir: dir}, "", time.Now())
		done <- err
	}()
	for _, err := os.Stat(began); err != nil; _, err = os.Stat(began) {
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
