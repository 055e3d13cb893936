package html

import (
	"fmt"
	"strings"

	"github.com/cookiespec/cookiespec/reports"
)

// answer is the run in a sentence or two, and its tone. What a headline must not leave out is in it.
func answer(run reports.Run) (sentence, tone string) {
	sentence, tone = conclusion(run)
	switch r := run.Reservation(); {
	case r == "":
	case run.NoSession != nil:
		sentence += " No session was judged."
	default:
		sentence += " Not all of the session could be judged: " + line(r) + "."
	}
	if tone == "pass" && run.Reservation() != "" {
		tone = "open"
	}
	return sentence, tone
}

// conclusion is what the exit code says, in a sentence, and its tone.
func conclusion(run reports.Run) (sentence, tone string) {
	site, s := host(run.Target), run.Summary
	switch run.Exit {
	case 0:
		if s.Warning > 0 {
			return fmt.Sprintf("%s passes: no blocking failure, and %s.", site, plural(s.Warning, "warning remains", "warnings remain")), "pass"
		}
		return fmt.Sprintf("%s handles its cookies as it should: %s, and none failed.", site, plural(s.Pass, "result passed", "results passed")), "pass"
	case 1:
		return fmt.Sprintf("%s fails: %s.", site, worst(run)), "fail"
	case 3:
		return fmt.Sprintf("%s could not be judged: %s.", site, reason(run, "no verdict could be reached")), "open"
	case 130, 143:
		return fmt.Sprintf("The run on %s was interrupted; what was seen until then is below.", site), "open"
	}
	return fmt.Sprintf("The run on %s broke off: %s.", site, reason(run, "cookiespec failed, not the site")), "open"
}

// host is a target without what every target has.
func host(target string) string {
	_, rest, ok := strings.Cut(target, "://")
	if !ok {
		rest = target
	}
	return line(strings.TrimSuffix(rest, "/"))
}

// worst tells the first of the results that failed the run, and how many more there are.
func worst(run reports.Run) string {
	failed := []reports.Result{}
	for _, r := range run.Results {
		if r.Outcome == reports.Fail && r.Gating {
			failed = append(failed, r)
		}
	}
	if len(failed) == 0 {
		return "a blocking check failed"
	}
	first := failed[0]
	for _, r := range failed {
		if reports.Rank(r.Severity) > reports.Rank(first.Severity) {
			first = r
		}
	}
	text := stop(first.Title)
	if first.Subject.Kind == "cookie" {
		text += " (" + line(first.Subject.Name) + ")"
	}
	if more := len(failed) - 1; more > 0 {
		text += fmt.Sprintf(", and %s", plural(more, "more blocking failure", "more blocking failures"))
	}
	return text
}

func reason(run reports.Run, otherwise string) string {
	if len(run.Trouble) == 0 {
		return otherwise
	}
	return stop(run.Trouble[0])
}

// stop is a text without its full stop.
func stop(s string) string { return strings.TrimRight(line(s), ".") }

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
