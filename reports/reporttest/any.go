package reporttest

import (
	"strings"
	"time"

	"pgregory.net/rapid"

	"github.com/cookiespec/cookiespec/reports"
)

// Hostile are texts that a target could send to break a report.
var Hostile = []string{
	"", " ", "<script>alert(1)</script>", "]]>", "<![CDATA[", "-->", `"'&lt;`, "a\x00b", "\x1b[31mred\x1b[0m", "\u202egnp.exe", "\ufffe\uffff",
	"\xff\xfe", "\xed\xa0\x80", "a\r\nb", "\u2028", "\u0085", "[[ATTACHMENT|/etc/passwd]]", "::error::x", "x ##[error]y", strings.Repeat("long", 2600), "שלום", "🍪", "%s%d",
}

// Text is any text, hostile ones often.
func Text() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom(Hostile),
		rapid.String(),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 20), func(b []byte) string { return string(b) }),
	)
}

// Any is any run whose texts come from text.
func Any(text *rapid.Generator[string]) *rapid.Generator[reports.Run] {
	return rapid.Custom(func(t *rapid.T) reports.Run {
		s := func() string { return text.Draw(t, "text") }
		return reports.Run{
			Tool: reports.Tool{Name: s(), Version: s()}, Browser: reports.Browser{Product: s(), Path: s(), Flags: several(t, text)},
			Target: s(), Landed: s(), Framework: rapid.SampledFrom([]string{"", "Go"}).Draw(t, "framework"), Policy: s(), FailOn: s(), Digest: s(), Config: s(),
			Started: moment(t), Ended: moment(t), Completed: rapid.Bool().Draw(t, "completed"), Exit: rapid.Int().Draw(t, "exit"),
			Trouble: several(t, text), Warnings: several(t, text), Notes: several(t, text), Baseline: s(),
			Waivers: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) reports.Waiver {
				return reports.Waiver{Check: s(), Cookie: s(), Reason: s(), Until: s(), File: s(), Line: rapid.Int().Draw(t, "line")}
			}), 0, 2).Draw(t, "waivers"),
			Cookies: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) reports.Cookie {
				return reports.Cookie{Name: s(), Domain: s(), Path: s(), Role: s(), Hint: s(), Lifetime: s(), SameSite: s(), Octets: rapid.Int().Draw(t, "octets"), SetBy: s()}
			}), 0, 2).Draw(t, "cookies"),
			Results: rapid.SliceOfN(result(text), 0, 6).Draw(t, "results"),
			Coverage: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) reports.Coverage {
				return reports.Coverage{Source: s(), Title: s(), Requirements: []reports.Requirement{{ID: s(), Text: s(), URL: s(), State: s(), Checks: several(t, text), Reason: s()}}}
			}), 0, 2).Draw(t, "coverage"),
			Checks:    rapid.SliceOfN(explained(text), 0, 2).Draw(t, "checks"),
			NoSession: noSession(text).Draw(t, "no session"), Activity: rapid.SliceOfN(activity(text), 0, 3).Draw(t, "activity"),
			Life:    anyLife(text).Draw(t, "life"),
			Timings: reports.Timings{Wall: rapid.Float64Range(0, 1e6).Draw(t, "wall"), Starts: rapid.Int().Draw(t, "starts")},
		}
	})
}

func result(text *rapid.Generator[string]) *rapid.Generator[reports.Result] {
	return rapid.Custom(func(t *rapid.T) reports.Result {
		s := func() string { return text.Draw(t, "text") }
		r := reports.Result{
			ID:       rapid.OneOf(rapid.Just("set/secure"), text).Draw(t, "id"),
			Outcome:  rapid.SampledFrom([]string{reports.Pass, reports.Fail, reports.NotApplicable, reports.Inconclusive}).Draw(t, "outcome"),
			Gating:   rapid.Bool().Draw(t, "gating"),
			Declared: rapid.OneOf(rapid.Just(""), rapid.Just("a*"), text).Draw(t, "declared"),
			Severity: s(), Title: s(), Actual: s(), Reason: s(), Advice: s(), File: s(), Line: rapid.Int().Draw(t, "line"),
			Expected: several(t, text), Seconds: rapid.Float64Range(-1, 1e9).Draw(t, "seconds"),
			Subject: reports.Subject{Kind: rapid.SampledFrom([]string{"cookie", "site"}).Draw(t, "kind"), Name: s(), Domain: s(), Path: s()},
		}
		if r.Known = rapid.Bool().Draw(t, "known"); rapid.Bool().Draw(t, "waived") {
			r.Waived = &reports.Waived{Reason: s(), Until: s()}
		}
		for range rapid.IntRange(0, 2).Draw(t, "shown") {
			r.Fix = append(r.Fix, reports.Fix{In: s(), Lines: s()})
			r.Cites = append(r.Cites, reports.Citation{Text: s(), URL: s(), Source: rapid.OneOf(rapid.Just("CWE"), text).Draw(t, "source"), Section: s()})
			r.Evidence = append(r.Evidence, reports.Evidence{At: s(), Text: s()})
		}
		return r
	})
}

func several(t *rapid.T, text *rapid.Generator[string]) []string {
	return rapid.SliceOfN(text, 0, 2).Draw(t, "texts")
}

func moment(t *rapid.T) time.Time {
	return time.UnixMilli(rapid.Int64Range(0, 4e12).Draw(t, "moment")).UTC()
}
