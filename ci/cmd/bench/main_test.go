//go:build unix

package main

import (
	"bytes"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestSlopeIsThatOfTheBestLine(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		ys   []float64
		want float64
	}{
		{"a line", []float64{3, 5, 9}, 2},
		{"nothing grows", []float64{4, 4, 4}, 0},
		{"noise around a line", []float64{3.1, 4.85, 9.05}, 2},
	} {
		if got := slope([]int{1, 2, 4}, row.ys); math.Abs(got-row.want) > 0.001 {
			t.Errorf("%s: %g, want %g", row.name, got, row.want)
		}
	}
}

func TestSiteHasItsPagesAndCookies(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(site{pages: 3, cookies: 5})
	t.Cleanup(server.Close)
	for _, row := range []struct {
		path    string
		status  int
		cookies int
	}{
		{"/", http.StatusOK, 5},
		{"/page/1", http.StatusOK, 5},
		{"/page/2", http.StatusOK, 5},
		{"/page/3", http.StatusNotFound, 0},
		{"/favicon.ico", http.StatusNotFound, 0},
	} {
		response, err := http.Get(server.URL + row.path)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if got := len(response.Cookies()); response.StatusCode != row.status || got != row.cookies {
			t.Errorf("%s: %s with %d cookies, want %d with %d", row.path, response.Status, got, row.status, row.cookies)
		}
	}
}

// fakeCommand writes a report, if it is called as the command is to be called.
const fakeCommand = `#!/bin/sh
for report; do :; done
case "$1 $4" in "run http://localhost:"*/) ;; "demo --json") ;; *) echo "unexpected: $*" >&2; exit 2 ;; esac
echo '{"completed": COMPLETED, "trouble": ["Chrome died"], "timings": {"chrome": 1.5, "own": 0.25, "starts": 5, "requests": 42}}' > "$report"
`

func TestTheTableShowsEachRun(t *testing.T) {
	var printed bytes.Buffer
	if err := measureAll(t.Context(), &printed, command{path: script(t, "true"), runs: 2}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`demo +\d+\.\d\d +1\.50 +0\.00 +0\.00 +0\.25 +5 +42`, `1 page `, `20 pages `, `150 cookies `,
		`slope: -?\d+\.\d ms a page`, `slope: -?\d+\.\d ms a cookie`,
	} {
		if !regexp.MustCompile(want).Match(printed.Bytes()) {
			t.Errorf("no %q in:\n%s", want, &printed)
		}
	}
}

func TestABrokenRunIsNoMeasurement(t *testing.T) {
	err := measureAll(t.Context(), new(bytes.Buffer), command{path: script(t, "false"), runs: 1})
	if err == nil || !strings.Contains(err.Error(), "Chrome died") {
		t.Errorf("got the error %v", err)
	}
}

func script(t *testing.T, completed string) string {
	t.Helper()
	return program(t, strings.Replace(fakeCommand, "COMPLETED", completed, 1))
}

// program must not be called in parallel: a file that another goroutine's fork still has open for writing cannot be run.
func program(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cookiespec")
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// fakeFleet writes the report of a fleet, all of whose runs went as they do without a Chrome.
const fakeFleet = `#!/bin/sh
[ "$1 $2 $3" = "run --exit-zero -q" ] && [ "${*#*--chrome /dev/null}" != "$*" ] || { echo "unexpected: $*" >&2; exit 2; }
while [ $# -gt 0 ]; do case $1 in --targets) list=$2 ;; --out) out=$2 ;; esac; shift; done
[ -n "$list" ] || exit 0
mkdir "$out"
{
	printf '{"runs": ['
	while read -r url || [ -n "$url" ]; do printf '%s{"target": "%s", "trouble": [TROUBLE], "summary": {"inconclusive": 3}}' "$comma" "$url"; comma=,; done < "$list"
	echo ']}'
} > "$out/fleet.json"
`

func TestManyTargetsAreComparedWithOne(t *testing.T) {
	var printed bytes.Buffer
	f := fleet{command: command{path: program(t, strings.Replace(fakeFleet, "TROUBLE", `"no Chrome"`, 1)), runs: 3}, jobs: 2}
	if err := f.measure(t.Context(), &printed, []int{2, 5}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`(?m)^ +1 +1 +\d+\.\d\d +$`, `(?m)^ +2 +2 +\d+\.\d\d +\d+\.\d\d +[+-]\d+\.\d % `, `(?m)^ +5 +2 `} {
		if !regexp.MustCompile(want).Match(printed.Bytes()) {
			t.Errorf("no %q in:\n%s", want, &printed)
		}
	}
	f.path = program(t, strings.Replace(fakeFleet, "TROUBLE", "", 1))
	if err := f.measure(t.Context(), new(bytes.Buffer), []int{2}); err == nil || !strings.Contains(err.Error(), "0 of 2 runs went as they should") {
		t.Errorf("got the error %v", err)
	}
}
