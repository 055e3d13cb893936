package main

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/cookiespec/cookiespec/fixtures/lab"
	"github.com/cookiespec/cookiespec/fixtures/shell"
	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/atomicfile"
	"github.com/cookiespec/cookiespec/reports/jsonreport"
	"github.com/cookiespec/cookiespec/runner/config"
	"github.com/cookiespec/cookiespec/suites/check/checktest"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// binary is the command, built once for all tests that run it from outside.
var binary string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "command-test-")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		binary = filepath.Join(dir, "cookiespec")
		build := exec.Command("go", "build", "-o", binary, ".")
		build.Stderr = os.Stderr
		if build.Run() != nil {
			return 1
		}
		return m.Run()
	}())
}

// TestScripts runs the command as a user does. A script finds a small site at $SITE, a port where nobody listens at
// $REFUSED, the lab at $LAB_URL, a recording of it at $LAB, students' work in Go and its rubric in $SUBMISSIONS, one of a site without a login at $STRANGER, and the command itself at $COOKIESPEC.
// $FAST is a headless shell, or empty: what is not about the browser is quicker in it.
func TestScripts(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(answer))
	t.Cleanup(site.Close)
	recorded, err := filepath.Abs("../../fixtures/recordings/lab.json")
	if err != nil {
		t.Fatal(err)
	}
	submissions, err := filepath.Abs("../../fixtures/submissions/go")
	if err != nil {
		t.Fatal(err)
	}
	stranger := withoutLogin(t)
	shop, err := lab.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { shop.Close() })
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", filepath.Dir(binary)+string(filepath.ListSeparator)+os.Getenv("PATH"))
			env.Setenv("COOKIESPEC", binary)
			env.Setenv("SITE", site.URL)
			env.Setenv("LAB", recorded)
			env.Setenv("SUBMISSIONS", submissions)
			env.Setenv("STRANGER", stranger)
			env.Setenv("LAB_URL", shop.URL("", true))
			env.Setenv("LAB_AT", shop.Resolve()[0])
			env.Setenv("LAB_USER", lab.User)
			env.Setenv("LAB_PASSWORD", lab.Password)
			env.Setenv("REFUSED", refused(t))
			env.Setenv("FAST", shell.Path())
			tmp, err := os.MkdirTemp("", "s") // short: Chrome's socket lies in it
			env.Setenv("TMPDIR", tmp)
			env.Defer(func() { os.RemoveAll(tmp) })
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"alone": waits, "exits": exits, "mode": mode, "same": same, "valid": valid, "tidy": tidy},
	})
}

// withoutLogin is the file of a recording of https://shop.test/ that no login was asked for.
func withoutLogin(t *testing.T) string {
	t.Helper()
	r := checktest.Record(
		checktest.Visit(checktest.Get("/").Sets("PHPSESSID=31d4f2a0c7b8e6d95a1b77c0ffee2b6d; Path=/; Secure; HttpOnly; SameSite=Lax")),
		func(p *checktest.Player) {
			for _, stage := range recording.NeedLogin.Each() {
				checktest.Unneeded(stage, "no login was given")(p)
			}
		},
	)
	c, err := config.Parse("", []byte("version: 1\ntarget: https://shop.test/\n"))
	if err != nil {
		t.Fatal(err)
	}
	r.Target.Digest, r.Target.Asked = c.Digest(), c.Asked()
	path := filepath.Join(t.TempDir(), "seen.json")
	if err := atomicfile.WriteFile(path, r.Write); err != nil {
		t.Fatal(err)
	}
	return path
}

// answer is a site with a page for each thing that can come of a run.
func answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	switch r.URL.Path {
	case "/sound":
		http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark", Path: "/", MaxAge: 3600, SameSite: http.SameSiteLaxMode})
	case "/unsound":
		http.SetCookie(w, &http.Cookie{Name: "sessionid", Value: "8d812c21f3b0e4a97c55d1e0b6a2f419", Path: "/", SameSite: http.SameSiteLaxMode})
	case "/members", "/signin", "/signout":
		signIn(w, r)
		return
	case "/none":
	default:
		http.NotFound(w, r)
	}
	fmt.Fprintln(w, "<!doctype html><title>a page</title>")
}

// signIn is the part of the site for those who log in, as ada with the password "open sesame".
func signIn(w http.ResponseWriter, r *http.Request) {
	const sid = "8d812c21f3b0e4a97c55d1e0b6a2f419"
	c, err := r.Cookie("sid")
	in := err == nil && c.Value == sid
	switch {
	case r.URL.Path == "/signout" && r.Method == http.MethodPost:
		http.SetCookie(w, &http.Cookie{Name: "sid", Path: "/", MaxAge: -1})
		http.Redirect(w, r, "/signin", http.StatusSeeOther)
	case r.URL.Path == "/members" && !in:
		http.Redirect(w, r, "/signin", http.StatusSeeOther)
	case r.URL.Path == "/members":
		fmt.Fprintln(w, `<!doctype html><title>members</title><h1>Hello</h1><form action="/signout" method="post"><button id="out">Log out</button></form>`)
	case r.Method == http.MethodPost && r.PostFormValue("name") == "ada" && r.PostFormValue("word") == "open sesame":
		http.SetCookie(w, &http.Cookie{Name: "sid", Value: sid, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
		http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark", Path: "/", MaxAge: 3600, SameSite: http.SameSiteLaxMode})
		http.Redirect(w, r, "/members", http.StatusSeeOther)
	default:
		fmt.Fprintln(w, `<!doctype html><title>sign in</title><form method="post"><input name="name" autocomplete="username"><input name="word" type="password"><button>Log in</button></form>`)
	}
}

// refused is the URL of a port that was free a moment ago.
func refused(t testing.TB) string {
	t.Helper()
	door, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer door.Close()
	return "http://" + door.Addr().String() + "/"
}

// alone is held by the test that drives Chrome: several at once would take so long that cookies end meanwhile.
var alone sync.Mutex

// waits until no other test drives Chrome.
func waits(ts *testscript.TestScript, _ bool, _ []string) {
	alone.Lock()
	ts.Defer(alone.Unlock)
}

// exits CODE COMMAND… runs a command that must end with that code.
func exits(ts *testscript.TestScript, neg bool, words []string) {
	want, err := strconv.Atoi(words[0])
	ts.Check(err)
	code := 0
	err = ts.Exec(words[1], words[2:]...)
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		code = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if neg == (code == want) {
		ts.Fatalf("exit code %d", code)
	}
}

// tidy checks that nothing is left among the temporary files.
func tidy(ts *testscript.TestScript, neg bool, _ []string) {
	left, err := os.ReadDir(ts.Getenv("TMPDIR"))
	ts.Check(err)
	if neg == (len(left) == 0) {
		ts.Fatalf("left behind: %v", left)
	}
}

// mode MODE FILE… checks permissions, in octal.
func mode(ts *testscript.TestScript, neg bool, words []string) {
	for _, file := range words[1:] {
		info, err := os.Stat(ts.MkAbs(file))
		ts.Check(err)
		if got := fmt.Sprintf("%04o", info.Mode().Perm()); neg == (got == words[0]) {
			ts.Fatalf("%s has mode %s", file, got)
		}
	}
}

// same FILE FILE compares results, but for the time that judging took.
func same(ts *testscript.TestScript, neg bool, words []string) {
	var runs []reports.Run
	for _, name := range words {
		run, err := jsonreport.Read(strings.NewReader(ts.ReadFile(name)))
		ts.Check(err)
		run.Timings = reports.Timings{}
		for i := range run.Results {
			run.Results[i].Seconds = 0
		}
		runs = append(runs, run)
	}
	if diff := cmp.Diff(runs[0], runs[1]); neg == (diff == "") {
		ts.Fatalf("%s", diff)
	}
}

// valid SCHEMA FILE holds JSON, or YAML in a .yaml file, to a JSON Schema.
func valid(ts *testscript.TestScript, neg bool, words []string) {
	var read [2]any
	for i, name := range words {
		text := []byte(ts.ReadFile(name))
		if filepath.Ext(name) == ".yaml" {
			var err error
			text, err = yaml.YAMLToJSON(text)
			ts.Check(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		ts.Check(err)
		read[i] = value
	}
	c := jsonschema.NewCompiler()
	ts.Check(c.AddResource(words[0], read[0]))
	schema, err := c.Compile(words[0])
	ts.Check(err)
	if err := schema.Validate(read[1]); neg == (err == nil) {
		ts.Fatalf("%v", err)
	}
}
