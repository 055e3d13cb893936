//go:build unix

package grade_test

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/runner/gather"
	"github.com/cookiespec/cookiespec/runner/serve"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// TestNoSubmissionStopsTheClass: whatever one does, it is ended and told, the others get what they deserve, and nothing of the
// grader's is in any file.
func TestNoSubmissionStopsTheClass(t *testing.T) {
	for _, isolate := range []bool{false, true} {
		t.Run(fmt.Sprintf("isolated %v", isolate), func(t *testing.T) {
			if isolate && !serve.Boxed() {
				t.Skip("there is no bwrap that works")
			}
			troubles := map[string]string{
				"good":      "",
				"dies":      `it could not be started: run.py, line 3: NameError: name 'response' is not defined`,
				"hangs":     "it could not be started: it did not answer at / within 15s",
				"fork-bomb": "it could not be started: it ran more than 60 processes at once",
				"endless":   "it could not be started: it printed more than 1 MiB",
				"teller":    "it could not be started: it ended before it answered; it printed: . says [masked]",
				"squatter":  "",
				"reader":    "",
				"deserter":  "",
			}
			c, _ := newClass(t, map[string]string{
				"good": good,
				"dies": `echo '  File "run.py", line 3, in view
    response.set_cookie("data", "1")
NameError: name '"'response'"' is not defined'; exit 1`,
				"hangs": "exec sleep 600",
				// Four branches, four times over: far more than are allowed, and no end of this machine where nobody ends it.
				"fork-bomb": "f() { [ $1 -eq 0 ] && exec sleep 600; f $(($1-1)) | f $(($1-1)) & f $(($1-1)) | f $(($1-1)) & wait; }; f 4; sleep 600",
				"endless":   "exec yes",
				"teller":    `printf '\033[2J::error::x\n'; echo "$PWD says hunter2-of-the-grader"; exit 1`,
				"squatter":  `for p in 20011 20012 20013; do APPLICATION_AT=$p setsid "$APP" & done; ` + good,
				"reader":    `env; tr '\0' '\n' < /proc/$PPID/environ; cat ~/.netrc ~/.ssh/* 2>/dev/null; ` + good,
				"deserter":  `trap '' TERM; (setsid sh -c "trap '' TERM; sleep 600" &) ; ` + good,
			})
			c.Isolate = isolate
			grades, err := c.Grade(t.Context())
			if err != nil || len(grades) != len(troubles) {
				t.Fatalf("%d grades, %v", len(grades), err)
			}
			for _, g := range grades {
				got := strings.Join(g.Trouble, "; ")
				if got != troubles[g.Submission] {
					t.Errorf("%s: %q", g.Submission, got)
				}
				if want := map[bool]int{true: 24, false: 0}[got == ""]; g.Score() != want || g.Points() != 24 {
					t.Errorf("%s: %d of %d", g.Submission, g.Score(), g.Points())
				}
			}
			nothingIn(t, c.Out, secret, "\x1b", "cookiespec-grade-")
			if text, err := os.ReadFile(filepath.Join(c.Out, "teller", "feedback.md")); err != nil || !strings.Contains(string(text), "\n    . says [masked]\n") {
				t.Errorf("%s, %v", text, err)
			}
			environments, _ := filepath.Glob("/proc/[0-9]*/environ")
			for _, name := range environments {
				if text, err := os.ReadFile(name); err == nil && bytes.Contains(text, []byte("MARK=mark-of-the-class")) {
					t.Errorf("%s is left", filepath.Dir(name))
				}
			}
			for _, port := range []string{"20011", "20012", "20013"} {
				if conn, err := net.Dial("tcp", "127.0.0.1:"+port); err == nil {
					conn.Close()
					t.Errorf("port %s is still held", port)
				}
			}
		})
	}
}

// nothingIn holds the files of all submissions to not having some texts.
func nothingIn(t *testing.T, dir string, texts ...string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, "*/*"))
	if len(files) == 0 {
		t.Error("nothing was written")
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Error(err)
		}
		for _, bad := range texts {
			if bytes.Contains(text, []byte(bad)) {
				t.Errorf("%s holds %q", name, bad)
			}
		}
	}
}

// TestChromeIsNoWayOut: a page of an application that has no network cannot have Chrome carry out what it knows.
func TestChromeIsNoWayOut(t *testing.T) {
	for isolate, want := range map[bool]string{false: "[]", true: "[*:127.0.0.1]"} {
		if isolate && !serve.Boxed() {
			t.Skip("there is no bwrap that works")
		}
		c, _ := newClass(t, map[string]string{"good": good})
		c.Isolate = isolate
		gathered := c.Gather
		c.Gather = func(ctx context.Context, o gather.Options) (*recording.Recording, error) {
			if got := fmt.Sprint(o.Resolve); got != want {
				t.Errorf("isolated %v: %s", isolate, got)
			}
			return gathered(ctx, o)
		}
		if grades, err := c.Grade(t.Context()); err != nil || len(grades) != 1 || len(grades[0].Trouble) > 0 {
			t.Errorf("%+v, %v", grades, err)
		}
	}
}
