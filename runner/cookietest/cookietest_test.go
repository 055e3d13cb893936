package cookietest_test

import (
	"cmp"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/joshdk/go-junit"
	"github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega"

	"github.com/cookiespec/cookiespec/fixtures/harness"
	"github.com/cookiespec/cookiespec/fixtures/shell"
	"github.com/cookiespec/cookiespec/runner/cookietest"
)

// Names of the variables by which a test tells the tests that it runs in a process of their own what to audit.
const (
	audited   = "AUDITED_URL"
	inExample = "AUDITED_EXAMPLE"
)

// TestAudited is run by other tests in a process of its own, since it may fail or be skipped.
func TestAudited(t *testing.T) {
	url := os.Getenv(audited)
	if url == "" {
		t.Skip("it is run by other tests")
	}
	cookietest.Audit(t, url, cookietest.Only("set/secure", "set/samesite-none-is-secure", "set/size-limits"))
}

// TestAuditedSuite likewise; Ginkgo runs one suite in a process.
func TestAuditedSuite(t *testing.T) {
	url := os.Getenv(audited)
	switch {
	case os.Getenv(inExample) != "":
		ExampleSpecs()
	case url != "":
		cookietest.Specs(url, cookietest.Only("set/secure", "set/samesite-none-is-secure", "set/size-limits"))
	default:
		t.Skip("it is run by other tests")
	}
	gomega.RegisterFailHandler(ginkgo.Fail)
	ginkgo.RunSpecs(t, "a suite of one's own")
}

// TestTheExamplesPass in real Chrome, as they stand in the documentation.
func TestTheExamplesPass(outer *testing.T) {
	needsChrome(outer)
	for name, example := range map[string]func(){"net/http": ExampleAudit, "gorilla": ExampleAudit_gorilla, "scs": ExampleAudit_scs} {
		outer.Run(name, func(inner *testing.T) {
			t = inner
			example()
		})
	}
	outer.Run("Specs", func(t *testing.T) {
		if out, err := run(t, "TestAuditedSuite", inExample+"=yes"); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
}

// TestAFlawFailsItsOwnSubtest, and no other.
func TestAFlawFailsItsOwnSubtest(t *testing.T) {
	needsChrome(t)
	out, err := run(t, "TestAudited", audited+"="+flawed(t))
	if err == nil {
		t.Error("the audit passes")
	}
	for text, want := range map[string]bool{
		"--- FAIL: TestAudited/set/samesite-none-is-secure/basket": true, "--- PASS: TestAudited/set/size-limits/theme": true,
		"Set-Cookie: basket": true, "topsecret": false, "--- FAIL: TestAudited/set/size-limits": false,
	} {
		if strings.Contains(out, text) != want {
			t.Errorf("that the output contains %q is not %v:\n%s", text, want, out)
		}
	}
}

// TestAFlawFailsItsSpec in a suite of one's own, and in Ginkgo's report; and what a filter leaves out fails nothing.
func TestAFlawFailsItsSpec(t *testing.T) {
	needsChrome(t)
	url, report := flawed(t), filepath.Join(t.TempDir(), "junit.xml")
	out, err := run(t, "TestAuditedSuite", audited+"="+url, "-ginkgo.junit-report="+report)
	if err == nil {
		t.Errorf("the suite passes:\n%s", out)
	}
	if failed := failures(t, report); len(failed) != 1 || !strings.Contains(failed[0], "set/samesite-none-is-secure") || !strings.Contains(failed[0], "[set, ") {
		t.Errorf("what fails: %q\n%s", failed, out)
	}
	if out, err := run(t, "TestAuditedSuite", audited+"="+url, "-ginkgo.focus=set/size-limits"); err != nil {
		t.Errorf("a filter leaves the flaw out, and yet: %v\n%s", err, out)
	}
}

// TestWithoutChrome an audit is skipped, unless Chrome is required.
func TestWithoutChrome(t *testing.T) {
	for _, test := range []string{"TestAudited", "TestAuditedSuite"} {
		none := []string{audited + "=http://localhost:1/", "COOKIESPEC_CHROME_PATH=" + filepath.Join(t.TempDir(), "none")}
		if out, err := run(t, test, append(none, cookietest.RequireChrome+"=")...); err != nil || !strings.Contains(out, cookietest.RequireChrome) {
			t.Errorf("%s: %v, and what was not audited is not said:\n%s", test, err, out)
		}
		if out, err := run(t, test, append(none, cookietest.RequireChrome+"=yes")...); err == nil || !strings.Contains(out, "no Chrome") {
			t.Errorf("%s: %v, although Chrome is required:\n%s", test, err, out)
		}
	}
}

// TestTheSuitesAuditATarget by Ginkgo's own flags, and start no Chrome where only a list is asked for.
func TestTheSuitesAuditATarget(t *testing.T) {
	needsChrome(t)
	url, report := flawed(t), filepath.Join(t.TempDir(), "junit.xml")
	binary := filepath.Join(t.TempDir(), "suites.test")
	if out, err := exec.Command("go", "test", "-c", "-o", binary, "../../suites").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	front := func(arguments ...string) (string, error) {
		c := exec.Command(binary, append([]string{"-test.run=^TestConformance$", "-ginkgo.v", "-ginkgo.no-color"}, arguments...)...)
		c.Dir, c.Env = "../../suites", append(os.Environ(), "COOKIESPEC_CHROME_PATH="+chrome())
		out, err := c.CombinedOutput()
		return string(out), err
	}
	out, err := front("-target="+url, "-ginkgo.label-filter=set && high", "-ginkgo.junit-report="+report)
	if err == nil {
		t.Errorf("the flaw fails nothing:\n%s", out)
	}
	if failed := failures(t, report); len(failed) != 1 || !strings.Contains(failed[0], "set/samesite-none-is-secure") {
		t.Errorf("what fails: %q\n%s", failed, out)
	}
	if strings.Contains(out, "restart:") {
		t.Errorf("more was done than the label filter asks for:\n%s", out)
	}
	for name, row := range map[string]struct {
		arguments []string
		passes    bool
		says      string
	}{
		"a list":              {[]string{"-target=http://localhost:1/", "-ginkgo.dry-run"}, true, "set/secure"},
		"a focus":             {[]string{"-target=" + url, "-ginkgo.label-filter=set", "-ginkgo.focus=set/size-limits"}, true, "Ran 2 of"},
		"nobody answers":      {[]string{"-target=http://localhost:1/", "-ginkgo.label-filter=set"}, false, "cannot be opened"},
		"several processes":   {[]string{"-target=" + url, "-ginkgo.parallel.process=1", "-ginkgo.parallel.total=2"}, false, "leave --procs out"},
		"a user, no password": {[]string{"-target=" + url, "-user=ada"}, false, "COOKIESPEC_PASSWORD"},
		"an unknown policy":   {[]string{"-policy=lax"}, false, "baseline"},
	} {
		if out, err := front(row.arguments...); (err == nil) != row.passes || !strings.Contains(out, row.says) {
			t.Errorf("%s: %v, or it lacks %q:\n%s", name, err, row.says, out)
		}
	}
}

// flawed is the URL of a site that sets a cookie which browsers refuse.
func flawed(t *testing.T) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "theme", Value: "dark", Path: "/", MaxAge: 3600, SameSite: http.SameSiteLaxMode})
		http.SetCookie(w, &http.Cookie{Name: "basket", Value: "topsecret", Path: "/", SameSite: http.SameSiteNoneMode})
		fmt.Fprint(w, "<!doctype html><title>Shop</title><h1>Shop</h1>")
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func failures(t *testing.T, report string) (names []string) {
	t.Helper()
	all, err := junit.IngestFile(report)
	if err != nil {
		t.Fatal(err)
	}
	for _, suite := range all {
		for _, test := range suite.Tests {
			if test.Status == junit.StatusFailed || test.Status == junit.StatusError {
				names = append(names, test.Name)
			}
		}
	}
	return names
}

// run runs a test of this package in a process of its own. What begins with a dash is a flag, all else a variable.
func run(t *testing.T, test string, with ...string) (string, error) {
	t.Helper()
	c := exec.Command(os.Args[0], "-test.run=^"+test+"$", "-test.v", "-ginkgo.v", "-ginkgo.no-color")
	c.Env = append(os.Environ(), "COOKIESPEC_CHROME_PATH="+chrome(), cookietest.RequireChrome+"=yes")
	for _, one := range with {
		if strings.HasPrefix(one, "-") {
			c.Args = append(c.Args, one)
		} else {
			c.Env = append(c.Env, one)
		}
	}
	out, err := c.CombinedOutput()
	return string(out), err
}

// chrome is the headless shell, where there is one: it decides what these tests audit as Chrome does, in less time.
func chrome() string { return cmp.Or(shell.Path(), os.Getenv("COOKIESPEC_CHROME_PATH")) }

func needsChrome(t *testing.T) {
	t.Helper()
	harness.NeedsChrome(t)
	t.Setenv("COOKIESPEC_CHROME_PATH", chrome())
	t.Setenv(cookietest.RequireChrome, "yes")
}
