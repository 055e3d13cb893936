//go:build linux

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/runner/gather"
)

// pseudoterminal opens a terminal that nobody looks at.
func pseudoterminal(t *testing.T) *os.File {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("this machine gives no terminal: %v", err)
	}
	t.Cleanup(func() { master.Close() })
	fd := int(master.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Col: 132, Row: 40}); err != nil {
		t.Fatal(err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { slave.Close() })
	return slave
}

func TestWhatATerminalMayBeSent(t *testing.T) {
	t.Parallel()
	screen := pseudoterminal(t)
	for _, row := range []struct {
		name              string
		w                 io.Writer
		env               map[string]string
		colour, repainted bool
	}{
		{"a terminal", screen, map[string]string{"TERM": "xterm"}, true, true},
		{"a terminal without colours", screen, map[string]string{"NO_COLOR": "1"}, false, true},
		{"an empty NO_COLOR says nothing", screen, map[string]string{"NO_COLOR": ""}, true, true},
		{"a terminal that can do nothing", screen, map[string]string{"TERM": "dumb"}, false, false},
		{"a terminal in a build", screen, map[string]string{"CI": "true"}, true, false},
		{"a file", devNull(t), nil, false, false},
		{"a file, forced", devNull(t), map[string]string{"FORCE_COLOR": "1", "NO_COLOR": "1"}, true, false},
		{"a terminal, forced not to", screen, map[string]string{"FORCE_COLOR": "0"}, false, true},
		{"no file", &bytes.Buffer{}, nil, false, false},
	} {
		ui := tui{lookup: func(name string) (string, bool) { value, ok := row.env[name]; return value, ok }}
		if got := ui.colorful(row.w); got != row.colour {
			t.Errorf("%s: colours %t", row.name, got)
		}
		if got := ui.repaints(row.w); got != row.repainted {
			t.Errorf("%s: repainted %t", row.name, got)
		}
	}
	if got := columns(screen); got != 132 {
		t.Errorf("%d columns", got)
	}
	if wide, any := (tui{}).width(screen), (tui{}).width(devNull(t)); wide != 132 || any != 0 {
		t.Errorf("a width of %d, and of %d", wide, any)
	}
	if got := columns(&bytes.Buffer{}); got != 80 {
		t.Errorf("%d columns of no terminal", got)
	}
}

func devNull(t *testing.T) *os.File {
	t.Helper()
	file, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

func TestErrorsSayWhatToDo(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		err  error
		want string
	}{
		{"with a hint", &hinted{"it is wrong", "make it right"}, "cookiespec: error: it is wrong\ncookiespec: hint: make it right\n"},
		{"of the target", fmt.Errorf("visiting: %w", &gather.Trouble{What: "it is gone", Hint: "start it"}), "cookiespec: error: it is gone\ncookiespec: hint: start it\n"},
		{"of the config, with its place", &config.Error{File: "c.yaml", Line: 1, Column: 3, Problem: "no", Remedy: "yes", Excerpt: "  1 | ab\n    |   ^"},
			"cookiespec: error: c.yaml:1:3: no\n  1 | ab\n    |   ^\ncookiespec: hint: yes\n"},
		{"any other, made harmless", fmt.Errorf("led to \x1b[2J\u202e"), "cookiespec: error: led to \\x1b[2J\\u202e\n"},
	} {
		var b bytes.Buffer
		tui{stderr: &b}.complain(row.err)
		if b.String() != row.want {
			t.Errorf("%s:\n%s", row.name, &b)
		}
	}
	many := make(config.Errors, 12)
	for i := range many {
		many[i] = &config.Error{Problem: "no"}
	}
	var b bytes.Buffer
	tui{stderr: &b}.complain(many)
	if got := bytes.Count(b.Bytes(), []byte("\n")); got != 11 || !bytes.HasSuffix(b.Bytes(), []byte("error: and 2 more\n")) {
		t.Errorf("many:\n%s", &b)
	}
}
