package grade

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
	"github.com/cookiespec/cookiespec/runner/judge"
	"github.com/cookiespec/cookiespec/suites/recording"
)

// forStudents makes marks ready to be handed out: without the port of this run and advice to those who write configs, with the lines to
// write for the student's own cookie.
func (l *look) forStudents(marks []reports.Mark) []reports.Mark {
	for i, m := range marks {
		var expected *recording.Declaration
		if i < len(l.class.Rubric.Parts) {
			expected = l.class.Rubric.Parts[i].Expect
		}
		marks[i].Reason = l.plainly(m.Reason)
		for _, list := range [][]reports.Result{m.Findings, m.Hints} {
			for j := range list {
				r := &list[j]
				r.Advice = "" // it is to whoever grades
				r.Title, r.Actual, r.Reason = l.plainly(r.Title), l.plainly(r.Actual), l.plainly(r.Reason)
				r.Expected, r.Evidence = slices.Clone(r.Expected), slices.Clone(r.Evidence)
				for k := range r.Expected {
					r.Expected[k] = l.plainly(r.Expected[k])
				}
				for k := range r.Evidence {
					r.Evidence[k].Text = l.tidy(r.Evidence[k].Text)
				}
				r.Fix = fitting(*r, expected)
			}
		}
	}
	return marks
}

// plainly is a text without the port of this run, about the handout.
func (l *look) plainly(text string) string {
	text = l.tidy(text)
	return strings.ReplaceAll(strings.ReplaceAll(text, "as the config declares it", "as the handout asks"), "the config", "the handout")
}

// fitting are how to fix a finding: of what the rubric expects of a cookie, its values.
func fitting(r reports.Result, expected *recording.Declaration) []reports.Fix {
	if expected != nil && r.Outcome == reports.Fail && judge.PlainName(r.Subject.Name) && slices.Contains(expecting(expected), r.ID) {
		return setting(r.Subject.Name, expected)
	}
	return r.Fix
}

// setting are the lines that set a cookie as it is expected.
func setting(name string, d *recording.Declaration) []reports.Fix {
	path := d.Path
	if path == "" {
		path = "/"
	}
	django, goes, express := []string{fmt.Sprintf("%q, value, path=%q", name, path)}, []string{fmt.Sprintf("Name: %q, Value: value, Path: %q", name, path)}, []string{fmt.Sprintf("path: %q", path)}
	add := func(a, b, c string) {
		django, goes, express = append(django, a), append(goes, b), append(express, c)
	}
	if d.Lifetime != nil {
		seconds := int64(*d.Lifetime)
		add(fmt.Sprintf("max_age=%d", seconds), fmt.Sprintf("MaxAge: %d", seconds), fmt.Sprintf("maxAge: %d", seconds*1000))
	}
	if d.HTTPOnly != nil && *d.HTTPOnly {
		add("httponly=True", "HttpOnly: true", "httpOnly: true")
	}
	if d.Secure != nil && *d.Secure {
		add("secure=True", "Secure: true", "secure: true")
	}
	if d.SameSite != "" {
		add(fmt.Sprintf("samesite=%q", d.SameSite), "SameSite: http.SameSite"+d.SameSite+"Mode", fmt.Sprintf("sameSite: %q", strings.ToLower(d.SameSite)))
	}
	if d.Domain != "" {
		add(fmt.Sprintf("domain=%q", d.Domain), fmt.Sprintf("Domain: %q", d.Domain), fmt.Sprintf("domain: %q", d.Domain))
	}
	note := map[bool]string{true: " // maxAge in milliseconds", false: ""}[d.Lifetime != nil]
	return []reports.Fix{
		{In: "Django", Lines: "response.set_cookie(" + strings.Join(django, ", ") + ")"},
		{In: "Go", Lines: "http.SetCookie(w, &http.Cookie{" + strings.Join(goes, ", ") + "})"},
		{In: "Express", Lines: fmt.Sprintf("res.cookie(%q, value, { %s })%s", name, strings.Join(express, ", "), note)},
	}
}
