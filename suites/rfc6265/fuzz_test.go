package rfc6265_test

import (
	"strings"
	"testing"

	"github.com/cookiespec/cookiespec/suites/rfc6265"
)

// lines are those of all rows.
func lines() []string {
	var lines []string
	for n, r := range allRows() {
		s := sceneOf(n, now)
		for _, v := range r.visits() {
			lines = append(lines, strings.Split(s.fill.Replace(v.line), "\n")...)
		}
	}
	return lines
}

func FuzzParse(f *testing.F) {
	for _, line := range lines() {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) { fixpoint(t, line) })
}

func FuzzParseDate(f *testing.F) {
	for _, line := range lines() {
		if _, date, found := strings.Cut(line, "Expires="); found {
			f.Add(date)
		}
	}
	f.Fuzz(func(t *testing.T, date string) {
		d, ok := rfc6265.ParseDate(date)
		if ok && (d.Year() < 1601 || d.Year() > 9999 || d.Location().String() != "UTC") {
			t.Errorf("%q is read as %s", date, d)
		}
		if ok {
			again, ok := rfc6265.ParseDate(d.Format("Mon, 02 Jan 2006 15:04:05 GMT"))
			if !ok || !again.Equal(d) {
				t.Errorf("%q is read as %s, and that as %s, %t", date, d, again, ok)
			}
		}
	})
}

func FuzzSet(f *testing.F) {
	for _, line := range lines() {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		s := sceneOf(0, now)
		var jar rfc6265.Jar
		r := jar.Set(line, rfc6265.Origin{URL: s.url(t, "https://www.{host}/x/y"), Received: now, SameSite: true})
		if stored := len(jar.All()) == 1; stored != (r.Refusal == nil && !r.Deletes) {
			t.Errorf("%q: %+v, stored: %t", line, r, stored)
		}
	})
}
