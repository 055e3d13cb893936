package gitlabdast_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/reports/gitlabdast"
	"github.com/cookiespec/cookiespec/reports/reporttest"
)

func one(t testing.TB, run reports.Run) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gitlabdast.Write(&b, run); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func many(t testing.TB, runs ...reports.Run) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gitlabdast.WriteAll(&b, slices.Values(runs)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// report is what a reader makes of it.
type report struct {
	Scan struct {
		Status    string
		Start     string `json:"start_time"`
		End       string `json:"end_time"`
		Resources []struct{ Method, URL string }
		Messages  []struct{ Level, Value string }
	}
	Vulnerabilities []struct {
		ID, Name, Description, Severity, Solution string
		Identifiers                               []struct{ Type, Name, Value string }
		Location                                  struct{ Hostname, Path, Method, Param string }
		Evidence                                  struct{ Summary string }
	}
}

func read(t testing.TB, document []byte) (r report) {
	t.Helper()
	if err := valid(document); err != nil {
		t.Error(err)
	}
	if err := json.Unmarshal(document, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// place is what GitLab tells vulnerabilities apart by.
func places(r report) (all []string) {
	for _, v := range r.Vulnerabilities {
		all = append(all, fmt.Sprintf("%s %s %s %s", v.Identifiers[0].Value, v.Location.Method, v.Location.Path, v.Location.Param))
	}
	return all
}

func TestWhatFailedIsAVulnerability(t *testing.T) {
	t.Parallel()
	run := reporttest.Active()
	run.Results[1].Cites = []reports.Citation{
		{Text: "ASVS 5.0 3.3.1", URL: "https://github.com/OWASP/ASVS/", Source: "ASVS 5.0", Section: "3.3.1"},
		{Text: "CWE 614", URL: "https://cwe.mitre.org/data/definitions/614.html", Source: "CWE", Section: "614"},
	}
	r := read(t, one(t, run))
	want := []string{"restart/session-cookie-ends GET / sessionid", "set/secure GET / sessionid path /admin"}
	if got := places(r); !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	first, second := r.Vulnerabilities[0], r.Vulnerabilities[1]
	if first.Severity != "High" || second.Severity != "Medium" || first.Location.Hostname != "http://localhost:8000" {
		t.Errorf("%+v", r.Vulnerabilities)
	}
	for _, part := range []string{"A cookie with neither Max-Age", "\n\n    Check: restart/session-cookie-ends\n", "    Found: sent with 3 requests\n", "    Repeat: cookiespec run http://localhost:8000/ --only restart/session-cookie-ends"} {
		if !strings.Contains(first.Description, part) {
			t.Errorf("%q is not in %q", part, first.Description)
		}
	}
	if !strings.HasPrefix(first.Solution, "    Django: SESSION_EXPIRE_AT_BROWSER_CLOSE = True\n    Go:\n    http.SetCookie(") || !strings.HasPrefix(first.Evidence.Summary, "visit#1: Set-Cookie: sessionid=xxxxxxxx;") {
		t.Errorf("solution %q, evidence %q", first.Solution, first.Evidence.Summary)
	}
	if got := fmt.Sprint(second.Identifiers); got != "[{cookiespec_check cookiespec set/secure set/secure} {owasp_asvs_5 ASVS 5.0 3.3.1 3.3.1} {cwe CWE-614 614}]" {
		t.Error(got)
	}
	if r.Scan.Status != "success" || r.Scan.Start != "2026-11-23T18:00:00" || r.Scan.End != "2026-11-23T18:00:07" {
		t.Errorf("%+v", r.Scan)
	}
	if !bytes.Contains(one(t, run), []byte(`"url": "http://localhost:8000/account?next=[masked]"`)) {
		t.Error("what was requested is not among the resources")
	}
}

// TestAVulnerabilityKeepsItsID: GitLab would take it for another, and the first for fixed.
func TestAVulnerabilityKeepsItsID(t *testing.T) {
	t.Parallel()
	ids := func(change func(*reports.Run)) (all []string) {
		run := reporttest.Sample()
		change(&run)
		r := read(t, one(t, run))
		for i, v := range r.Vulnerabilities {
			all = append(all, v.ID+" "+places(r)[i])
		}
		slices.Sort(all)
		return all
	}
	first := ids(func(*reports.Run) {})
	for what, change := range map[string]func(*reports.Run){
		"another port":    func(r *reports.Run) { r.Target = "http://localhost:9999/" },
		"another order":   func(r *reports.Run) { slices.Reverse(r.Results) },
		"other evidence":  func(r *reports.Run) { r.Results[0].Actual, r.Results[0].Evidence = "sent with 4 requests", nil },
		"another policy":  func(r *reports.Run) { r.Results[0].Gating = false },
		"it is known":     func(r *reports.Run) { r.Results[0].Known = true },
		"a later program": func(r *reports.Run) { r.Tool.Version = "9.0.0" },
		"another host": func(r *reports.Run) {
			r.Target = "https://shop.test/"
			for i := range r.Results {
				r.Results[i].Subject.Domain = "shop.test"
			}
		},
	} {
		if got := ids(change); !slices.Equal(got, first) {
			t.Errorf("%s: %v is not %v", what, got, first)
		}
	}
}

// TestWhatIsNoVulnerability is said in a message: what is accepted, what could not be judged, what broke the run off.
func TestWhatIsNoVulnerability(t *testing.T) {
	t.Parallel()
	run := reporttest.NoSession()
	run.Results = append(run.Results, reporttest.Sample().Results...)
	for i := range run.Results {
		run.Results[i].Waived = &reports.Waived{Reason: "until the new login", Until: "2027-06-30"}
	}
	run.Completed, run.Trouble, run.Warnings = false, []string{"the browser died"}, []string{"a waiver is of no use"}
	r := read(t, one(t, run))
	if len(r.Vulnerabilities) != 0 || r.Scan.Status != "failure" {
		t.Errorf("%+v", r)
	}
	var said []string
	for _, m := range r.Scan.Messages {
		said = append(said, m.Level+" "+m.Value)
	}
	for _, want := range []string{
		"fatal the run was not complete: what is not reported may still be there", "fatal the browser died", "warn a waiver is of no use",
		"warn inconclusive: expiry/on-time on data (localhost/): part waited failed: the browser died",
		"info set/secure on sessionid (localhost/admin) is waived until 2027-06-30: until the new login", "info the Content-Security-Policy was bypassed",
	} {
		if !slices.Contains(said, want) {
			t.Errorf("%q is not in %q", want, said)
		}
	}
}

// TestWhatOneDeclarationCoversIsOneVulnerability, with the facts of each cookie.
func TestWhatOneDeclarationCoversIsOneVulnerability(t *testing.T) {
	t.Parallel()
	run := reporttest.Sample()
	run.Results = nil
	for _, name := range []string{"sid_4f2a", "sid_91bc"} {
		run.Results = append(run.Results, reports.Result{ID: "set/secure", Outcome: reports.Fail, Declared: "sid_*", Subject: reports.Subject{Kind: "cookie", Name: name, Domain: "localhost", Path: "/"}})
	}
	r := read(t, one(t, run))
	if got := places(r); !slices.Equal(got, []string{"set/secure GET / sid_*"}) {
		t.Fatalf("got %q", got)
	}
	for _, name := range []string{"sid_4f2a", "sid_91bc"} {
		if !strings.Contains(r.Vulnerabilities[0].Description, "Subject: "+name) {
			t.Errorf("nothing is said of %s", name)
		}
	}
}

func TestTargetsAreToldApart(t *testing.T) {
	t.Parallel()
	shop, blog := reporttest.Sample(), reporttest.Sample()
	shop.Target, blog.Target, blog.Completed = "https://shop.test/", "https://blog.test/", false
	r := read(t, many(t, shop, blog))
	seen := map[string]bool{}
	for i, v := range r.Vulnerabilities {
		seen[v.ID], seen[places(r)[i]] = true, true
	}
	if len(r.Vulnerabilities) != 4 || len(seen) != 8 || !seen["set/secure GET / sessionid path /admin domain localhost on https://blog.test"] {
		t.Errorf("%v", seen)
	}
	if r.Scan.Status != "failure" || !strings.HasPrefix(r.Scan.Messages[len(r.Scan.Messages)-1].Value, "https://blog.test/: ") {
		t.Errorf("%+v", r.Scan)
	}
	if none := read(t, many(t)); none.Scan.Status != "failure" || len(none.Vulnerabilities) != 0 {
		t.Errorf("%+v", none)
	}
}

func TestAPasswordIsMasked(t *testing.T) {
	t.Parallel()
	run := reporttest.Sample()
	run.Target = "https://eve:hunter2@shop.test/"
	for _, document := range [][]byte{one(t, run), many(t, run)} {
		if bytes.Contains(document, []byte("hunter2")) {
			t.Errorf("%s", document)
		}
	}
}
